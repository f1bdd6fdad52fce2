//! `[tls]`: what it starts with, what it does when the files change, and notices as they leave the process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::{refuses, signet, start, stop};

const CONFIG: &str =
    "listen = \"127.0.0.1:0\"\n[tls]\ncertificate = \"cert.pem\"\nkey = \"key.pem\"\n";

/// Writes a certificate for this machine and its key.
fn write(home: &Path) -> CertificateDer<'static> {
    let key = KeyPair::generate().expect("a key");
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let params = CertificateParams::new(names).expect("names");
    let certificate = params.self_signed(&key).expect("a certificate").pem();
    std::fs::write(home.join("cert.pem"), &certificate).expect("written");
    std::fs::write(home.join("key.pem"), key.serialize_pem()).expect("written");
    CertificateDer::from_pem_slice(certificate.as_bytes()).expect("PEM")
}

fn ask(stream: &mut (impl Read + Write), address: &str, head: &str) -> String {
    write!(stream, "{head} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nX-Signet: 1\r\nContent-Type: application/json\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn over_tls(address: &str, root: &CertificateDer<'static>, head: &str) -> String {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("a name");
    let client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let tcp = TcpStream::connect(address).expect("a connection");
    ask(&mut StreamOwned::new(client, tcp), address, head)
}

/// Hangs the process up, and waits until it says `expected`.
fn hang_up(child: &Child, lines: &mut impl Iterator<Item = String>, expected: &str) {
    let pid = child.id().to_string();
    let hung_up = Command::new("kill").args(["-HUP", &pid]).status();
    assert!(hung_up.expect("kill").success());
    assert!(lines.any(|line| line.contains(expected)), "{expected}");
}

#[test]
fn it_speaks_tls_and_takes_a_new_certificate() {
    let home = tempfile::tempdir().expect("a directory");
    let root = write(home.path());
    std::fs::write(home.path().join("tls.toml"), CONFIG).expect("written");
    let (mut child, address, _) =
        start(signet(home.path()).args(["serve", "--demo", "--config", "tls.toml"]));
    let stderr = BufReader::new(child.stderr.take().expect("its log"));
    let mut lines = stderr.lines().map_while(Result::ok);

    let answer = over_tls(&address, &root, "GET /healthz");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let mut plain = TcpStream::connect(&address).expect("a connection");
    let answer = ask(&mut plain, &address, "GET /healthz");
    assert!(
        answer.starts_with("HTTP/1.1 400") && answer.contains("use https://"),
        "{answer}"
    );

    let newer = write(home.path());
    hang_up(&child, &mut lines, "the TLS certificate was replaced");
    assert!(over_tls(&address, &newer, "GET /healthz").starts_with("HTTP/1.1 200"));

    std::fs::write(home.path().join("key.pem"), "canary").expect("written");
    hang_up(&child, &mut lines, "the one from before stays");
    let metrics = over_tls(&address, &newer, "GET /metrics");
    assert!(
        metrics.contains("\nsignet_tls_expires_in_days "),
        "{metrics}"
    );
    assert_eq!(stop(child), Some(0));
    assert!(!lines.any(|line| line.contains("canary")));
}

#[test]
fn it_does_not_start_with_wrong_files() {
    let home = tempfile::tempdir().expect("a directory");
    write(home.path());
    let check = |config: &str, expected: &str| {
        std::fs::write(home.path().join("tls.toml"), config).expect("written");
        refuses(
            signet(home.path()).args(["serve", "--demo", "--config", "tls.toml"]),
            expected,
        );
    };
    check("[tls]\ncertificate = \"cert.pem\"", "missing field `key`");
    check(
        "[tls]\ncertificate = \"gone.pem\"\nkey = \"key.pem\"",
        "tls.certificate: gone.pem: No such file",
    );
    let other = KeyPair::generate().expect("a key").serialize_pem();
    std::fs::write(home.path().join("key.pem"), other).expect("written");
    check(
        CONFIG,
        "tls.key: key.pem: does not belong to the first certificate in cert.pem",
    );
}

#[test]
fn a_webhook_is_told() {
    let home = tempfile::tempdir().expect("a directory");
    let hook = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/canary", hook.local_addr().expect("an address"));
    let config = "listen = \"127.0.0.1:0\"\n[[webhooks]]\nurl_env = \"HOOK\"\nformat = \"generic\"\n[notices]\ndestroys = 0\n";
    std::fs::write(home.path().join("hook.toml"), config).expect("written");
    let (child, address, lines) = start(signet(home.path()).env("HOOK", url).args([
        "serve",
        "--demo",
        "--config",
        "hook.toml",
    ]));
    let iot_id = lines
        .iter()
        .find_map(|line| line.trim().strip_prefix("try      IotId "))
        .expect("an IotId to try");
    let body = format!("{{\"iot_id\":\"{iot_id}\"}}");
    let (status, _) = super::request(&address, "POST /api/operations/DeleteClientIds", &body);
    assert_eq!(status, 200);
    let (mut told, _) = hook.accept().expect("it asks");
    let mut notice = Vec::new();
    let mut reading = BufReader::new(told.try_clone().expect("the same"));
    reading.read_until(b'}', &mut notice).expect("a request");
    let notice = String::from_utf8(notice).expect("text");
    told.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        .expect("answered");
    assert!(notice.starts_with("POST /canary HTTP/1.1\r\n"), "{notice}");
    assert!(
        notice.contains("\"event\":\"destroys\"") && notice.contains("\"object\":\"local\""),
        "{notice}"
    );
    assert_eq!(stop(child), Some(0));
}
