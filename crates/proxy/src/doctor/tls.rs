//! The certificate that the proxy shows: can it and its key be read, do they belong together, and how long does it last.

use signet_model::Timestamp;

use super::{About, Finding};
use crate::tls::{Tls, TlsError, TlsFiles};

const DAY: i64 = 24 * 60 * 60 * 1000;
const RENEW: &str = "Put one that is valid in its place; a running proxy takes it by itself.";

/// Reads the files as the proxy does when it starts. `soon` is the number of days from which on an end is worth a warning.
pub(super) fn examine(files: &TlsFiles, now: Timestamp, soon: u32) -> Vec<Finding> {
    let (tls, warnings) = match Tls::load(files.clone(), now) {
        Ok(loaded) => loaded,
        Err(TlsError { key, what }) => {
            let remedy =
                "The proxy does not start with it: correct the file, and let its account read it.";
            return vec![Finding::bad(About::tls(key), what, remedy)];
        }
    };
    let odd = warnings.into_iter().map(|warning| {
        let (key, what) = warning.split_once(": ").unwrap_or(("tls", &warning));
        let remedy = match key {
            "tls.key" => "Whoever reads it can pass for the proxy.",
            _ => RENEW,
        };
        Finding::bad(About::tls(key), what, remedy)
    });
    odd.chain(ending(files, tls.valid_to(), now, soon))
        .collect()
}

/// When it ends, where it has not ended.
fn ending(files: &TlsFiles, valid_to: Timestamp, now: Timestamp, soon: u32) -> Option<Finding> {
    let days = (valid_to.as_millis() - now.as_millis()) / DAY;
    if valid_to <= now {
        return None;
    }
    let what = format!(
        "{} belongs to its key and ends at {valid_to}, in {days} {}",
        files.certificate.display(),
        if days == 1 { "day" } else { "days" }
    );
    Some(if days < i64::from(soon) {
        Finding::bad(About::tls("tls.certificate"), what, RENEW)
    } else {
        Finding::good(About::tls("tls.certificate"), what)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use rcgen::{CertificateParams, KeyPair, date_time_ymd};
    use tempfile::TempDir;

    use super::*;
    use crate::doctor::Level;

    /// A certificate until the first day of 2027, with its key.
    fn files() -> (TempDir, TlsFiles) {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2027, 1, 1);
        let certificate = params.self_signed(&key).expect("a certificate").pem();
        let directory = tempfile::tempdir().expect("a directory");
        let files = TlsFiles {
            certificate: directory.path().join("cert.pem"),
            key: directory.path().join("key.pem"),
        };
        fs::write(&files.certificate, certificate).expect("written");
        fs::write(&files.key, key.serialize_pem()).expect("written");
        fs::set_permissions(&files.key, fs::Permissions::from_mode(0o600)).expect("a mode");
        (directory, files)
    }

    fn found(files: &TlsFiles, now: &str) -> (Level, String) {
        let findings = examine(files, now.parse().expect("a time"), 14);
        let [finding] = &findings[..] else {
            panic!("{findings:?}");
        };
        (finding.level, finding.to_string())
    }

    #[test]
    fn how_long_it_lasts_is_said_and_the_end_warned_of() {
        let (_directory, files) = files();
        for (now, level, expected) in [
            (
                "2026-12-01T00:00:00Z",
                Level::Good,
                "ends at 2027-01-01T00:00:00Z, in 31 days",
            ),
            ("2026-12-18T00:00:00Z", Level::Good, "in 14 days"),
            (
                "2026-12-30T12:00:00Z",
                Level::Bad,
                "in 1 day. Put one that is valid",
            ),
            (
                "2027-01-01T00:00:00Z",
                Level::Bad,
                "expired at 2027-01-01T00:00:00Z",
            ),
            ("2019-01-01T00:00:00Z", Level::Bad, "valid only from"),
        ] {
            let findings = examine(&files, now.parse().expect("a time"), 14);
            let said = findings
                .iter()
                .find(|finding| finding.to_string().contains(expected));
            let said = said.unwrap_or_else(|| panic!("{expected}: {findings:?}"));
            assert_eq!(said.level, level, "{said}");
        }
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let ((_first, files), (_second, other)) = (files(), files());
        let now = "2026-11-22T00:00:00Z";
        let mixed = TlsFiles {
            key: other.key,
            ..files.clone()
        };
        let (level, said) = found(&mixed, now);
        assert_eq!(level, Level::Bad);
        assert!(
            said.starts_with("BAD   tls.key: ") && said.contains("does not belong"),
            "{said}"
        );
        fs::remove_file(&files.certificate).expect("removed");
        let (level, said) = found(&files, now);
        assert_eq!(level, Level::Bad);
        assert!(said.starts_with("BAD   tls.certificate: "), "{said}");
    }
}
