//! When the CA certificates of each instance expire, learned from the lists that pass by: nothing is asked for it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use signet_model::Timestamp;
use signet_model::operations::{CaCertificates, CertificateStatus, ListCaCertificate};

/// More CAs than this are not kept for one instance; the cloud allows far fewer.
const MOST: usize = 1000;

/// What is known.
#[derive(Debug, Default)]
pub struct Authorities(Mutex<HashMap<String, HashMap<String, Timestamp>>>);

impl Authorities {
    /// Takes note of a page that the cloud answered. A list of one page says everything there is about its instance.
    pub fn learn(&self, asked: &ListCaCertificate, page: &CaCertificates) {
        let mut instances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = instances.entry(asked.instance_id.to_string()).or_default();
        let full = usize::try_from(asked.page_size.get()).unwrap_or(usize::MAX);
        if asked.page_number.get() == 1 && page.ca_certificates.len() < full {
            known.clear();
        }
        for ca in &page.ca_certificates {
            match (ca.status, ca.valid_to) {
                // One that no device may use any more cannot break anything by its end.
                (CertificateStatus::Active, Some(valid_to)) if known.len() < MOST => {
                    known.insert(ca.ca_serial_number.clone(), valid_to);
                }
                _ => {
                    known.remove(&ca.ca_serial_number);
                }
            }
        }
    }

    /// For each instance of which a list was seen: when the first of its active CAs expires. In the order of their names.
    #[must_use]
    pub fn next(&self) -> Vec<(String, Timestamp)> {
        let instances = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next: Vec<_> = instances
            .iter()
            .filter_map(|(instance, known)| Some((instance.clone(), *known.values().min()?)))
            .collect();
        next.sort();
        next
    }
}

#[cfg(test)]
mod tests {
    use signet_model::identifiers::{InstanceId, PageNumber, PageSize};
    use signet_model::operations::CaCertificate;

    use super::*;

    fn ca(serial: &str, status: CertificateStatus, valid_to: &str) -> CaCertificate {
        CaCertificate {
            ca_serial_number: serial.to_owned(),
            name: String::new(),
            status,
            valid_from: None,
            valid_to: valid_to.parse().ok(),
            pem: String::new(),
            verification_pem: String::new(),
            registration_code: String::new(),
            decoded: None,
        }
    }

    fn learn(authorities: &Authorities, number: i128, ca_certificates: Vec<CaCertificate>) {
        let asked = ListCaCertificate {
            instance_id: "post-cn-1".parse::<InstanceId>().expect("an instance"),
            page_number: PageNumber::new(number).expect("a page"),
            page_size: PageSize::new(2).expect("a size"),
        };
        let page = CaCertificates {
            request_id: String::new(),
            ca_certificates,
            items_total: None,
            pages_total: None,
            page_number: 1,
            page_size: 2,
        };
        authorities.learn(&asked, &page);
    }

    #[test]
    fn the_first_active_one_counts_and_a_short_list_forgets_the_others() {
        use CertificateStatus::{Active, Inactive};
        let authorities = Authorities::default();
        let next =
            |authorities: &Authorities| authorities.next().first().map(|(_, at)| at.to_string());
        assert_eq!(next(&authorities), None);
        let (early, late) = ("2027-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
        learn(
            &authorities,
            1,
            vec![ca("1", Active, late), ca("2", Inactive, early)],
        );
        assert_eq!(next(&authorities).as_deref(), Some(late));
        learn(&authorities, 2, vec![ca("3", Active, early)]);
        assert_eq!(next(&authorities).as_deref(), Some(early));
        learn(
            &authorities,
            1,
            vec![ca("1", Active, late), ca("3", Inactive, early)],
        );
        assert_eq!(next(&authorities).as_deref(), Some(late));
        learn(&authorities, 1, Vec::new());
        assert_eq!(next(&authorities), None);
    }
}
