//! The real client against servers that misbehave, on loopback: whether anything was sent must be told right, because acts are
//! settled by it.

#[path = "upstream/outbound.rs"]
mod outbound;

use std::sync::Arc;

use signet_proxy::client::{HttpClient, MachineRoots};
use signet_proxy::upstream::{Endpoint, HttpsUpstream, Incoming, Outgoing, SendError, Upstream};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nx-acs-retry-after: 1500\r\n\r\n{}";

fn client(roots: Option<&str>) -> HttpClient {
    HttpClient::new(roots.map(str::as_bytes), MachineRoots::IfAny).expect("a client")
}

fn upstream(roots: Option<&str>) -> HttpsUpstream {
    HttpsUpstream::new(client(roots))
}

fn call(base: &str, post: bool) -> Outgoing {
    Outgoing {
        endpoint: Arc::new(Endpoint::parse(base).expect("an endpoint")),
        query: "ClientId=GID%40%40%40a%20b&InstanceId=i".to_owned(),
        post,
        headers: vec![
            ("x-acs-action", "Test".to_owned()),
            ("authorization", "ACS3 x".to_owned()),
        ],
        body: Vec::new(),
    }
}

/// Takes one connection, reads the head of a request, answers `answer` and closes; gives what was read.
async fn serve_once(answer: String) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let served = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a connection");
        converse(stream, &answer).await
    });
    (base, served)
}

async fn converse(mut stream: impl AsyncRead + AsyncWrite + Unpin, answer: &str) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    // Whoever hung up already has nothing to miss.
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
    String::from_utf8(head).expect("text")
}

#[tokio::test]
async fn a_call_looks_as_the_official_sdk_sends_it() {
    for (post, first) in [(true, "POST"), (false, "GET")] {
        let (base, served) = serve_once(OK.to_owned()).await;
        let answer = upstream(None).send(call(&base, post)).await;
        assert_eq!(
            answer,
            Ok(Incoming {
                status: 200,
                retry_after_ms: Some(1500),
                body: b"{}".to_vec()
            })
        );
        let head = served.await.expect("served");
        let lines: Vec<_> = head.lines().collect();
        assert_eq!(
            lines[0],
            format!("{first} /?ClientId=GID%40%40%40a%20b&InstanceId=i HTTP/1.1")
        );
        assert!(lines.contains(&"accept: application/json"), "{head}");
        assert!(
            lines.contains(&format!("host: {}", base.trim_start_matches("http://")).as_str()),
            "{head}"
        );
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with("user-agent: signet/")),
            "{head}"
        );
        assert_eq!(lines.contains(&"content-length: 0"), post, "{head}");
        assert!(
            !head.contains("accept-encoding") && !head.contains("content-type"),
            "{head}"
        );
    }
}

#[tokio::test]
async fn no_connection_means_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let refused = upstream(None)
        .send(call(&base, true))
        .await
        .expect_err("refused");
    assert!(matches!(refused, SendError::NotSent(_)), "{refused:?}");
    assert!(
        !refused.to_string().contains("ClientId"),
        "no query in {refused}"
    );
}

#[tokio::test]
async fn a_broken_answer_is_a_lost_one() {
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        "nonsense\r\n\r\n",
    ] {
        let (base, _served) = serve_once(answer.to_owned()).await;
        let lost = upstream(None)
            .send(call(&base, true))
            .await
            .expect_err("lost");
        assert!(matches!(lost, SendError::Lost(_)), "{answer:?}: {lost:?}");
        assert!(!lost.to_string().contains("ClientId"), "no query in {lost}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let body = "a".repeat(9 * 1024 * 1024);
    let (base, _served) = serve_once(format!("HTTP/1.1 200 OK\r\n\r\n{body}")).await;
    let lost = upstream(None)
        .send(call(&base, false))
        .await
        .expect_err("too large");
    assert!(matches!(lost, SendError::Lost(_)), "{lost:?}");
}

#[tokio::test]
async fn an_answer_that_points_elsewhere_is_not_followed() {
    let (base, _served) = serve_once(
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"
            .to_owned(),
    )
    .await;
    assert_eq!(
        upstream(None)
            .send(call(&base, true))
            .await
            .map(|answer| answer.status),
        Ok(302)
    );
}

/// A server with a certificate for `localhost` of its own CA; gives its base and the CA as PEM.
async fn serve_tls(conversations: usize) -> (String, String) {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let ca_key = rcgen::KeyPair::generate().expect("a key");
    let mut ca = rcgen::CertificateParams::new(Vec::new()).expect("parameters");
    ca.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root = ca.self_signed(&ca_key).expect("a root");
    let issuer = rcgen::Issuer::new(ca, ca_key);
    let key = rcgen::KeyPair::generate().expect("a key");
    let leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()])
        .and_then(|parameters| parameters.signed_by(&key, &issuer))
        .expect("a certificate");
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], key.into())
        .expect("a configuration");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!(
        "https://localhost:{}",
        listener.local_addr().expect("an address").port()
    );
    tokio::spawn(async move {
        for _ in 0..conversations {
            let (stream, _): (TcpStream, _) = listener.accept().await.expect("a connection");
            if let Ok(stream) = acceptor.accept(stream).await {
                converse(stream, OK).await;
            }
        }
    });
    (base, root.pem())
}

#[tokio::test]
async fn tls_trusts_the_extra_root_and_nothing_else() {
    let (base, root) = serve_tls(2).await;
    let refused = upstream(None)
        .send(call(&base, true))
        .await
        .expect_err("untrusted");
    assert!(matches!(refused, SendError::NotSent(_)), "{refused:?}");
    assert_eq!(
        upstream(Some(&root))
            .send(call(&base, true))
            .await
            .map(|answer| answer.status),
        Ok(200)
    );
}

#[test]
fn roots_that_are_none_are_named() {
    for roots in [
        "",
        "not PEM",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let error = HttpClient::new(Some(roots.as_bytes()), MachineRoots::IfAny)
            .expect_err("no roots")
            .to_string();
        assert!(error.starts_with("upstream_ca: "), "{error}");
    }
}
