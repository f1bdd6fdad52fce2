//! What a walk found, as a table for others.

use leptos::task::spawn_local;
use signet_model::{api::ExportMade, operations::CertificateStatus};

use super::{Found, Phase, Walk};
use crate::{
    api::{Api, use_api},
    pages::{csv, problem::problem},
    state::{LocaleChoice, Toasts, use_locale, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::{ToastKind, download},
};

/// The most rows that are shown: a browser draws no more at once, a file holds them all.
pub const MOST_ROWS: usize = 100;

/// Saves what was found, and says how that went.
#[derive(Clone, Copy)]
pub struct Exporter {
    api: Api,
    toasts: Toasts,
    text: Text,
    locale: LocaleChoice,
    format: Format,
}

/// Saves what was found on this page.
pub fn use_exporter() -> Exporter {
    Exporter {
        api: use_api(),
        toasts: use_toasts(),
        text: use_text(),
        locale: use_locale(),
        format: use_format(),
    }
}

impl Exporter {
    /// Saves rows of a walk as a file; a toast says how many, and whether the walk had not come to its end. The audit log is told
    /// first: what it does not know of is not made.
    pub fn save<'a>(
        self,
        walk: Walk,
        instance: &str,
        name: String,
        rows: impl ExactSizeIterator<Item = &'a Found>,
    ) {
        let made = ExportMade {
            what: "device_certificates".to_owned(),
            instance_id: Some(instance.to_owned()),
            rows: rows.len() as u64,
        };
        let table = table(rows);
        let whole = walk
            .progress()
            .with_untracked(|progress| progress.phase == Phase::Done);
        let told = self.api.tell("audit/export-made", &made);
        spawn_local(async move {
            let text = self.text.certificate_scan();
            let (kind, title, detail) = match told.await {
                Err(failure) => {
                    let problem = problem(&failure, self.text, self.locale.get_untracked());
                    let cause = problem.detail.unwrap_or(problem.cause);
                    (
                        ToastKind::Failed,
                        text.export_untold.to_owned(),
                        Some(cause),
                    )
                }
                Ok(()) if download(&name, "text/csv", &table) => {
                    let part = (!whole).then(|| text.exported_part.to_owned());
                    let count = self.format.number(made.rows);
                    (ToastKind::Done, (text.exported)(&count), part)
                }
                Ok(()) => (ToastKind::Failed, text.export_failed.to_owned(), None),
            };
            self.toasts.say(kind, title, detail);
        });
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
