//! What each page of a list means for a walk. The cloud's totals are believed only where they say that there is more: a list
//! changes while it is walked, and `Total` means pages in one operation and records in another (`cloud-api.md` section 6).

use std::collections::BTreeSet;

use signet_model::{
    identifiers::{PageNumber, PageSize},
    operations::{DeviceCertificate, DeviceCertificates},
};

/// How far a walk has come.
#[derive(Default)]
pub(super) struct Steps {
    pages: u32,
    /// What was seen, as hashes: the cloud may show a certificate twice while others go.
    seen: BTreeSet<u64>,
}

impl Steps {
    /// The page to ask for.
    pub(super) fn next_page(&self) -> PageNumber {
        PageNumber::new(i128::from(self.pages) + 1).unwrap_or(PageNumber::MAX)
    }

    /// Pages and certificates so far.
    pub(super) fn tally(&self) -> (u32, u64) {
        (self.pages, self.seen.len() as u64)
    }

    /// Takes the next page: whether it was the last, and which of its certificates are new.
    pub(super) fn take(&mut self, page: &DeviceCertificates) -> (bool, Vec<usize>) {
        self.pages += 1;
        let new: Vec<_> = page
            .certificates
            .iter()
            .enumerate()
            .filter(|(_, certificate)| self.seen.insert(hash(certificate)))
            .map(|(at, _)| at)
            .collect();
        // Nothing new on a whole page: the cloud ignores the page number, or the list goes round.
        let ends = new.is_empty()
            || page.certificates.len() < PageSize::MAX.get() as usize && !self.promises_more(page)
            || self.pages >= PageNumber::MAX.get();
        (ends, new)
    }

    /// Whether the cloud's own count says that a page that is not full is not the last.
    fn promises_more(&self, page: &DeviceCertificates) -> bool {
        page.items_total
            .is_some_and(|total| total > self.seen.len() as u64)
            || page
                .pages_total
                .is_some_and(|total| total > u64::from(self.pages))
    }
}

/// FNV-1a of both serial numbers: two in a million are taken for one another once in ten million walks.
fn hash(certificate: &DeviceCertificate) -> u64 {
    let (ca, device) = (
        &certificate.ca_serial_number,
        &certificate.device_serial_number,
    );
    ca.bytes()
        .chain([0])
        .chain(device.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[cfg(test)]
mod tests {
    use signet_model::operations::CertificateStatus;

    use super::*;

    fn page(serials: std::ops::Range<u32>) -> DeviceCertificates {
        let certificate = |serial: u32| DeviceCertificate {
            device_serial_number: serial.to_string(),
            ca_serial_number: "00f2".to_owned(),
            name: String::new(),
            status: CertificateStatus::Active,
            valid_from: None,
            valid_to: None,
            pem: String::new(),
            decoded: None,
        };
        DeviceCertificates {
            request_id: String::new(),
            certificates: serials.map(certificate).collect(),
            items_total: None,
            pages_total: None,
            page_number: 1,
            page_size: 100,
        }
    }

    #[test]
    fn it_ends_with_a_page_that_is_not_full() {
        let mut steps = Steps::default();
        assert!(!steps.take(&page(0..100)).0);
        assert!(steps.take(&page(100..142)).0);
        assert_eq!(steps.tally(), (2, 142));
        assert_eq!(steps.next_page().get(), 3);
    }

    #[test]
    fn it_ends_with_an_empty_page_whatever_the_total_says() {
        let mut steps = Steps::default();
        assert!(!steps.take(&page(0..100)).0);
        let empty = DeviceCertificates {
            items_total: Some(900),
            ..page(0..0)
        };
        assert!(steps.take(&empty).0);
    }

    #[test]
    fn a_total_that_is_too_small_does_not_end_it_and_one_that_is_greater_keeps_it_going() {
        let mut steps = Steps::default();
        let one = |total, pages| DeviceCertificates {
            items_total: total,
            pages_total: pages,
            ..page(0..100)
        };
        assert!(!steps.take(&one(Some(1), None)).0, "a full page");
        let thinned = DeviceCertificates {
            items_total: Some(250),
            ..page(100..199)
        };
        assert!(!steps.take(&thinned).0, "one was deleted meanwhile");
        assert!(steps.take(&page(199..249)).0);
        let mut steps = Steps::default();
        let short = DeviceCertificates {
            pages_total: Some(2),
            ..page(0..3)
        };
        assert!(!steps.take(&short).0);
    }

    #[test]
    fn what_is_shown_twice_is_counted_once_and_a_round_ends() {
        let mut steps = Steps::default();
        steps.take(&page(0..100));
        let (ends, new) = steps.take(&page(90..190));
        assert_eq!((ends, new.len(), steps.tally()), (false, 90, (2, 190)));
        assert!(steps.take(&page(0..100)).0, "nothing new");
    }
}
