//! Walking device certificates: of an instance, or of CAs.

use std::collections::HashMap;
use std::sync::Arc;

use signet_model::identifiers::{InstanceId, PageNumber, PageSize, SerialNumber};
use signet_model::operations::{
    CertificateStatus, DeviceCertificate, DeviceCertificates, ListDeviceCertificate,
    ListDeviceCertificateByCaSn, OperationName,
};
use signet_plans::outcome::seen;
use signet_store::ports::NewItem;

use super::steps::{By, Step, Steps, Told};
use super::{GATHERED, Halt, Walk, cannot_be, goes_round, side_by_side};

impl Walk {
    /// Walks every device certificate of the instance.
    ///
    /// # Errors
    /// What ended it, on which page.
    pub(in super::super) async fn walk_certificates(self: &Arc<Self>) -> Result<(), Halt> {
        self.walk_list(None).await
    }

    /// Walks the device certificates of these CAs, some side by side.
    ///
    /// # Errors
    /// What ended it, of which CA, on which page.
    pub(in super::super) async fn walk_cas(
        self: &Arc<Self>,
        cas: Vec<SerialNumber>,
    ) -> Result<(), Halt> {
        side_by_side(cas, |ca| {
            let walk = Arc::clone(self);
            async move { walk.walk_list(Some(ca)).await }
        })
        .await
    }

    async fn walk_list(&self, ca: Option<SerialNumber>) -> Result<(), Halt> {
        let instance = self.instance()?;
        let mut steps = Steps::new(By::Number);
        let (mut gathered, mut totals) = (Vec::new(), HashMap::<String, u64>::new());
        loop {
            let number = steps.next_page();
            let place = match &ca {
                Some(ca) => format!("page {number} of CA {ca}"),
                None => format!("page {number} of the device certificates"),
            };
            let page = self
                .page(&instance, ca.as_ref(), number)
                .await
                .map_err(|halt| halt.at(|| format!("The walk ended at {place}")))?;
            let told = Told {
                items_total: page.items_total,
                pages_total: page.pages_total,
                token: false,
            };
            let serials = page.certificates.iter();
            let step = steps.take(serials.map(|one| one.device_serial_number.as_str()), told);
            if step == Step::Round {
                return Err(goes_round(&place));
            }
            self.tell(page.certificates.len())?;
            for certificate in page.certificates {
                let item = item(certificate, ca.as_ref())?;
                *totals.entry(item.ca.clone()).or_default() += 1;
                gathered.push(item);
            }
            if step == Step::End || gathered.len() >= GATHERED {
                let new = self.found(std::mem::take(&mut gathered)).await?;
                if new == 0 && step == Step::More {
                    return Err(goes_round(&place));
                }
            }
            if step == Step::End {
                break;
            }
        }
        for (ca, total) in totals {
            self.has(&ca, total);
        }
        Ok(())
    }

    async fn page(
        &self,
        instance: &InstanceId,
        ca: Option<&SerialNumber>,
        page_number: PageNumber,
    ) -> Result<DeviceCertificates, Halt> {
        let (instance_id, page_size) = (instance.clone(), PageSize::MAX);
        match ca {
            Some(ca) => {
                let ca_serial_number = ca.clone();
                self.ask(&ListDeviceCertificateByCaSn {
                    instance_id,
                    ca_serial_number,
                    page_number,
                    page_size,
                })
                .await
            }
            None => {
                self.ask(&ListDeviceCertificate {
                    instance_id,
                    page_number,
                    page_size,
                })
                .await
            }
        }
    }

    /// How many device certificates a CA signed. Nothing where the cloud does not tell: it is only shown.
    ///
    /// # Errors
    /// It is not wanted any more.
    pub(super) async fn count_ca(&self, ca: &str) -> Result<Option<u64>, Halt> {
        let Ok(ca_serial_number) = SerialNumber::parse(ca) else {
            return Ok(None);
        };
        let first = ListDeviceCertificateByCaSn {
            instance_id: self.instance()?,
            ca_serial_number,
            page_number: PageNumber::MIN,
            page_size: PageSize::MIN,
        };
        match self.ask(&first).await {
            Ok(page) => Ok(page.items_total),
            Err(Halt::Rests) => Err(Halt::Rests),
            Err(_) => Ok(None),
        }
    }
}

/// What is known of a certificate in that status.
pub(super) const fn before(status: CertificateStatus) -> &'static str {
    match status {
        CertificateStatus::Active => seen::ACTIVE,
        CertificateStatus::Inactive => seen::INACTIVE,
        CertificateStatus::Unknown => seen::NOT_LOOKED,
    }
}

fn item(certificate: DeviceCertificate, ca: Option<&SerialNumber>) -> Result<NewItem, Halt> {
    let operation = OperationName::ListDeviceCertificate;
    let ca = match ca {
        Some(ca) => ca.to_string(),
        None => certificate.ca_serial_number,
    };
    for serial in [&ca, &certificate.device_serial_number] {
        SerialNumber::parse(serial.as_str()).map_err(|why| cannot_be(operation, serial, &why))?;
    }
    Ok(NewItem {
        id: certificate.device_serial_number,
        ca,
        before: before(certificate.status).to_owned(),
    })
}
