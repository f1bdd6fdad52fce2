//! Files, good and bad; connections are tried in `server`.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tempfile::TempDir;

use super::*;

struct Bench {
    directory: TempDir,
    files: TlsFiles,
}

fn now() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().expect("a time")
}

/// A certificate until the first day of `year`, and its key.
fn made(year: i32) -> (String, KeyPair) {
    let key = KeyPair::generate().expect("a key");
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(year, 1, 1);
    (params.self_signed(&key).expect("a certificate").pem(), key)
}

impl Bench {
    fn new(certificate: &str, key: &str) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let files = TlsFiles {
            certificate: directory.path().join("cert.pem"),
            key: directory.path().join("key.pem"),
        };
        let bench = Self { directory, files };
        bench.write(certificate, key);
        bench
    }

    fn write(&self, certificate: &str, key: &str) {
        fs::write(&self.files.certificate, certificate).expect("written");
        fs::write(&self.files.key, key).expect("written");
        fs::set_permissions(&self.files.key, fs::Permissions::from_mode(0o600)).expect("a mode");
    }

    fn refused(&self) -> String {
        let error = Tls::load(self.files.clone(), now())
            .expect_err("refused")
            .to_string();
        assert!(
            error.contains(self.directory.path().to_str().expect("a path")),
            "{error}"
        );
        error
    }
}

#[test]
fn a_good_pair_is_taken() {
    let (certificate, key) = made(2030);
    let bench = Bench::new(&certificate, &key.serialize_pem());
    let (tls, warnings) = Tls::load(bench.files.clone(), now()).expect("a pair");
    assert_eq!(tls.valid_to().to_string(), "2030-01-01T00:00:00Z");
    assert_eq!(warnings, [""; 0]);
}

#[test]
fn a_key_of_the_older_form_is_read() {
    let (certificate, key) = made(2030);
    // PKCS#8 of a P-256 key ends with its SEC1.
    let pkcs8 = key.serialize_der();
    let sec1 = STANDARD.encode(&pkcs8[pkcs8.len() - 109..]);
    let sec1 = format!("-----BEGIN EC PRIVATE KEY-----\n{sec1}\n-----END EC PRIVATE KEY-----\n");
    let bench = Bench::new(&certificate, &sec1);
    assert!(Tls::load(bench.files.clone(), now()).is_ok());
}

#[test]
fn wrong_files_name_key_and_reason() {
    let (certificate, key) = made(2030);
    let (_, other) = made(2030);
    let key = key.serialize_pem();
    let check = |certificate: &str, key: &str, expected: &[&str]| {
        let error = Bench::new(certificate, key).refused();
        for part in expected {
            assert!(error.contains(part), "{error}");
        }
    };
    check(
        &certificate,
        &other.serialize_pem(),
        &["tls.key: ", "does not belong to the first certificate"],
    );
    check("", &key, &["tls.certificate: ", "holds no certificate"]);
    check(&key, &key, &["tls.certificate: ", "holds no certificate"]);
    check(
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        &key,
        &["tls.certificate: ", "damaged"],
    );
    check(
        "-----BEGIN CERTIFICATE-----\nMAA=\n",
        &key,
        &["tls.certificate: ", "not PEM"],
    );
    check(
        &certificate,
        &certificate,
        &["tls.key: ", "holds no private key"],
    );
    check(
        &certificate,
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
        &["tls.key: ", "encrypted"],
    );
    check(
        &certificate,
        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n",
        &["tls.key: ", "cannot be used"],
    );
    check(
        &certificate,
        &"x".repeat(2_000_000),
        &["tls.key: ", "larger than 1 MiB"],
    );
    let bench = Bench::new(&certificate, &key);
    fs::remove_file(&bench.files.certificate).expect("removed");
    assert!(bench.refused().starts_with("tls.certificate: "));
}

#[test]
fn a_key_is_in_no_error() {
    let (certificate, key) = made(2030);
    let text = key.serialize_pem();
    let broken = text
        .replacen("-----END", "canary\n-----END", 1)
        .replace("PRIVATE KEY-----\nM", "PRIVATE KEY-----\n!canary");
    let error = Bench::new(&certificate, &broken).refused();
    assert!(!error.contains("canary"), "{error}");
}

#[test]
fn what_may_be_right_is_a_warning() {
    let (certificate, key) = made(2026);
    let bench = Bench::new(&certificate, &key.serialize_pem());
    fs::set_permissions(&bench.files.key, fs::Permissions::from_mode(0o644)).expect("a mode");
    let (_, warnings) = Tls::load(bench.files.clone(), now()).expect("a pair");
    let [expired, readable] = &warnings[..] else {
        panic!("{warnings:?}");
    };
    assert!(
        expired.contains("expired at 2026-01-01T00:00:00Z"),
        "{expired}"
    );
    assert!(
        readable.contains("tls.key: everybody on this machine may read"),
        "{readable}"
    );
}

#[test]
fn new_files_are_taken_and_broken_ones_are_not() {
    let (certificate, key) = made(2030);
    let bench = Bench::new(&certificate, &key.serialize_pem());
    let (tls, _) = Tls::load(bench.files.clone(), now()).expect("a pair");
    assert_eq!(tls.look(now()), Look::Unchanged);

    let (newer, newer_key) = made(2031);
    fs::write(&bench.files.certificate, &newer).expect("written");
    let Look::Kept(error) = tls.look(now()) else {
        panic!("a certificate without its key was taken");
    };
    assert_eq!(error.key, "tls.key");
    assert_eq!(tls.look(now()), Look::Unchanged, "said once");
    assert_eq!(tls.valid_to().to_string(), "2030-01-01T00:00:00Z");

    fs::write(&bench.files.key, newer_key.serialize_pem()).expect("written");
    assert_eq!(
        tls.look(now()),
        Look::Replaced("2031-01-01T00:00:00Z".parse().expect("a time"), Vec::new())
    );

    fs::remove_file(&bench.files.key).expect("removed");
    assert!(matches!(tls.look(now()), Look::Kept(_)));
    bench.write(&newer, &newer_key.serialize_pem());
    assert!(matches!(tls.look(now()), Look::Replaced(..)));
}
