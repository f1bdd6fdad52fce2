//! TLS over real sockets on loopback.

use std::fs;
use std::net::SocketAddr;

use axum::extract::Request;
use axum::routing::any;
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::*;
use crate::tls::{Look, Tls, TlsFiles};

struct Bench {
    address: SocketAddr,
    tls: Arc<Tls>,
    files: TlsFiles,
    root: CertificateDer<'static>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<GracefulShutdown>,
    _directory: TempDir,
}

fn write(files: &TlsFiles) -> CertificateDer<'static> {
    let key = KeyPair::generate().expect("a key");
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let certificate = CertificateParams::new(names)
        .expect("names")
        .self_signed(&key)
        .expect("a certificate");
    fs::write(&files.certificate, certificate.pem()).expect("written");
    fs::write(&files.key, key.serialize_pem()).expect("written");
    CertificateDer::from_pem_slice(certificate.pem().as_bytes()).expect("PEM")
}

/// Says where a request came from and how.
async fn who(request: Request) -> String {
    let peer = request
        .extensions()
        .get::<PeerAddress>()
        .map(|peer| peer.0.to_string());
    let tls = request.extensions().get::<OverTls>().is_some();
    format!("peer {} tls {tls}", peer.unwrap_or_default())
}

async fn bench() -> Bench {
    let directory = tempfile::tempdir().expect("a directory");
    let files = TlsFiles {
        certificate: directory.path().join("cert.pem"),
        key: directory.path().join("key.pem"),
    };
    let root = write(&files);
    let now = "2026-11-22T00:00:00Z".parse().expect("a time");
    let (tls, _) = Tls::load(files.clone(), now).expect("a pair");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel();
    let router = Router::new().fallback(any(who));
    let serving = tokio::spawn(accept(router, listener, Some(tls.acceptor()), async {
        let _ = stopped.await;
    }));
    Bench {
        address,
        tls: Arc::new(tls),
        files,
        root,
        stop,
        serving,
        _directory: directory,
    }
}

impl Bench {
    async fn tcp(&self) -> TcpStream {
        TcpStream::connect(self.address)
            .await
            .expect("a connection")
    }

    async fn agree(
        &self,
        name: &str,
        versions: &[&'static SupportedProtocolVersion],
        protocols: &[&[u8]],
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(self.root.clone()).expect("a root");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        TlsConnector::from(Arc::new(config))
            .connect(name, self.tcp().await)
            .await
    }

    async fn usual(&self) -> TlsStream<TcpStream> {
        self.agree("localhost", rustls::ALL_VERSIONS, &[b"http/1.1"])
            .await
            .expect("TLS")
    }
}

/// Asks on a connection that then ends.
async fn ask(stream: &mut (impl AsyncReadExt + AsyncWriteExt + Unpin)) -> String {
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await
        .expect("sent");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .await
        .expect("an answer and an orderly end");
    answer
}

#[tokio::test]
async fn both_versions_are_spoken() {
    let bench = bench().await;
    for version in rustls::ALL_VERSIONS {
        let mut stream = bench
            .agree("localhost", &[version], &[b"h2", b"http/1.1"])
            .await
            .expect("TLS");
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
        let answer = ask(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.ends_with("peer 127.0.0.1 tls true"), "{answer}");
    }
}

#[tokio::test]
async fn a_client_that_names_no_host_is_served() {
    let bench = bench().await;
    // An address is never sent as a name.
    let mut stream = bench
        .agree("127.0.0.1", rustls::ALL_VERSIONS, &[])
        .await
        .expect("TLS");
    assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_protocol_that_is_not_spoken_is_refused() {
    let bench = bench().await;
    assert!(
        bench
            .agree("localhost", rustls::ALL_VERSIONS, &[b"h2"])
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_new_certificate_is_for_new_connections() {
    let mut bench = bench().await;
    let mut before = bench.usual().await;
    let old = bench.root.clone();
    bench.root = write(&bench.files);
    let now = "2026-11-22T00:00:00Z".parse().expect("a time");
    assert!(matches!(bench.tls.look(now), Look::Replaced(..)));
    let mut after = bench.usual().await;
    let shown = after.get_ref().1.peer_certificates().map(<[_]>::to_vec);
    assert_eq!(shown, Some(vec![bench.root.clone()]));
    assert_ne!(bench.root, old);
    assert!(ask(&mut after).await.starts_with("HTTP/1.1 200"));
    assert!(ask(&mut before).await.starts_with("HTTP/1.1 200"));

    fs::write(&bench.files.key, "broken").expect("written");
    assert!(matches!(bench.tls.look(now), Look::Kept(_)));
    assert!(
        ask(&mut bench.usual().await)
            .await
            .starts_with("HTTP/1.1 200")
    );
}

#[tokio::test]
async fn plain_http_is_told_what_to_do() {
    let bench = bench().await;
    let answer = ask(&mut bench.tcp().await).await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert!(answer.contains("use https://"), "{answer}");
}

#[tokio::test]
async fn what_is_neither_is_let_go_and_who_is_slow_holds_nobody_up() {
    let bench = bench().await;
    let _silent = bench.tcp().await;
    let mut half = bench.tcp().await;
    half.write_all(&[0x16, 0x03, 0x01, 0x40])
        .await
        .expect("sent");
    let mut garbage = bench.tcp().await;
    garbage
        .write_all(&[0x16, 0xff, 0xff, 0xff, 0xff, 0xff])
        .await
        .expect("sent");
    let mut end = Vec::new();
    let _ = garbage.read_to_end(&mut end).await;
    assert!(
        ask(&mut bench.usual().await)
            .await
            .starts_with("HTTP/1.1 200")
    );
}

#[tokio::test(start_paused = true)]
async fn a_silent_client_is_let_go() {
    let bench = bench().await;
    let mut silent = bench.tcp().await;
    let mut end = Vec::new();
    assert_eq!(
        silent.read_to_end(&mut end).await.expect("an orderly end"),
        0
    );
}

#[tokio::test]
async fn stopping_waits_for_answers_and_not_for_handshakes() {
    let bench = bench().await;
    let _silent = bench.tcp().await;
    let mut idle = bench.usual().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .expect("sent");
    let mut answer = Vec::new();
    while !answer.ends_with(b"tls true") {
        assert_ne!(idle.read_buf(&mut answer).await.expect("an answer"), 0);
    }
    bench.stop.send(()).expect("serving");
    bench.serving.await.expect("served").shutdown().await;
    let mut end = Vec::new();
    assert_eq!(idle.read_to_end(&mut end).await.expect("an orderly end"), 0);
}
