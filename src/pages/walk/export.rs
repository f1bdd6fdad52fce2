//! What a walk found, as a table for others.

use signet_model::operations::CertificateStatus;

use super::{Found, Phase, Walk};
use crate::{
    pages::csv,
    state::{Toasts, use_toasts},
    text::{CertificateScan, Format, use_format, use_text},
    ui::{ToastKind, download},
};

/// The most rows that are shown: a browser draws no more at once, a file holds them all.
pub const MOST_ROWS: usize = 100;

/// Saves what was found, and says how that went.
#[derive(Clone, Copy)]
pub struct Exporter {
    toasts: Toasts,
    text: &'static CertificateScan,
    format: Format,
}

/// Saves what was found on this page.
pub fn use_exporter() -> Exporter {
    Exporter {
        toasts: use_toasts(),
        text: use_text().certificate_scan(),
        format: use_format(),
    }
}

impl Exporter {
    /// Saves rows of a walk as a file; a toast says how many, and whether the walk had not come to its end.
    pub fn save<'a>(self, walk: Walk, name: &str, rows: impl ExactSizeIterator<Item = &'a Found>) {
        let count = self.format.number(rows.len() as u64);
        if !download(name, "text/csv", &table(rows)) {
            self.toasts
                .say(ToastKind::Failed, self.text.export_failed, None);
            return;
        }
        let whole = walk
            .progress()
            .with_untracked(|progress| progress.phase == Phase::Done);
        let part = (!whole).then(|| self.text.exported_part.to_owned());
        self.toasts
            .say(ToastKind::Done, (self.text.exported)(&count), part);
    }
}

/// Certificates as CSV. Their names are an attacker's text, which no spreadsheet may compute.
fn table<'a>(certificates: impl Iterator<Item = &'a Found>) -> String {
    let mut out = String::new();
    csv::row(
        &mut out,
        &[
            "device_serial_number",
            "ca_serial_number",
            "subject",
            "status",
            "valid_from",
            "valid_to",
        ],
    );
    for found in certificates {
        let from = found.from.map(|at| at.to_string()).unwrap_or_default();
        let to = found.to.map(|at| at.to_string()).unwrap_or_default();
        let status = match found.status {
            CertificateStatus::Active => "active",
            CertificateStatus::Inactive => "inactive",
            CertificateStatus::Unknown => "unknown",
        };
        csv::row(
            &mut out,
            &[
                &csv::text(&found.device),
                &csv::text(&found.ca),
                &csv::text(&found.subject),
                status,
                &from,
                &to,
            ],
        );
    }
    out
}

/// A file name of what it is about and where, in characters that every system takes.
pub fn file_name(parts: &[&str]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push('_');
        }
        let plain = |char: char| {
            if char.is_ascii_alphanumeric() || char == '-' {
                char
            } else {
                '-'
            }
        };
        out.extend(part.chars().take(64).map(plain));
    }
    out.push_str(".csv");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_attacker_wrote_is_text_in_every_column() {
        let found = Found {
            ca: "-1".to_owned(),
            device: "@SUM(A1)".to_owned(),
            subject: "=HYPERLINK(\"http://x\",\"y\")".to_owned(),
            status: CertificateStatus::Inactive,
            from: None,
            to: "2027-01-01T00:00:00Z".parse().ok(),
        };
        let table = table([found].iter());
        let (head, row) = table.split_once("\r\n").expect("two rows");
        assert_eq!(head.split(',').count(), 6);
        assert_eq!(
            row,
            "'@SUM(A1),'-1,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",inactive,,2027-01-01T00:00:00Z\r\n"
        );
    }

    #[test]
    fn a_file_name_has_no_path_in_it() {
        assert_eq!(
            file_name(&["device-certificates", "../..\\00f2"]),
            "device-certificates_------00f2.csv"
        );
    }
}
