//! nginx twice: as the upstream that answers everything over TLS, and as the peer that passes requests on without signing.

use super::process::{Server, free_port};
use crate::command::command;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// What the upstream answers, whatever is asked: an answer of every operation that the measurement calls.
const ANSWER: &str = concat!(
    r#"{"RequestId":"020F6A43-19E6-4B6E-B846-44EB31DF0000","Code":"200","Success":"true","#,
    r#""Instances":[{"InstanceId":"post-cn-bench","InstanceName":"bench","InstanceType":1,"InstanceStatus":5,"RegionId":"cn-hangzhou"}],"#,
    r#""DeviceCredentialClientIdList":{"Total":"10","ClientIdList":["GID_bench@@@0001","GID_bench@@@0002","GID_bench@@@0003"],"PageNo":"1","PageSize":"100"}}"#,
);

/// The upstream.
pub(super) struct Upstream {
    /// The port that speaks TLS.
    pub(super) tls: u16,
    /// The same answers without TLS, to measure what a direct call takes.
    pub(super) plain: u16,
    /// The certificate to trust.
    pub(super) certificate: PathBuf,
    _server: Server,
}

/// The peer: `proxy_pass` to the upstream over TLS, with kept connections.
pub(super) struct Peer {
    /// The port it listens on.
    pub(super) port: u16,
    _server: Server,
}

impl Upstream {
    /// Starts it with a certificate of its own.
    pub(super) fn start(directory: &Path) -> Result<Self> {
        let (tls, plain) = (free_port()?, free_port()?);
        let certificate = certify(directory)?;
        let listen = format!(
            "listen 127.0.0.1:{tls} ssl; listen 127.0.0.1:{plain};
             ssl_certificate {certificate}; ssl_certificate_key {directory}/upstream.key; ssl_protocols TLSv1.3;
             location / {{ default_type application/json; return 200 '{ANSWER}'; }}",
            certificate = certificate.display(),
            directory = directory.display(),
        );
        let server = start(
            directory,
            "upstream",
            &format!("server {{ {listen} }}"),
            tls,
        )?;
        Ok(Self {
            tls,
            plain,
            certificate,
            _server: server,
        })
    }
}

impl Peer {
    /// Starts it in front of `upstream`.
    pub(super) fn start(directory: &Path, upstream: &Upstream) -> Result<Self> {
        let port = free_port()?;
        let servers = format!(
            "upstream cloud {{ server 127.0.0.1:{}; keepalive 16; keepalive_requests 1000000; }}
             server {{ listen 127.0.0.1:{port};
               location / {{ proxy_pass https://cloud; proxy_http_version 1.1; proxy_set_header Connection \"\";
                 proxy_ssl_protocols TLSv1.3; proxy_ssl_trusted_certificate {}; proxy_ssl_verify on; proxy_ssl_name localhost; }} }}",
            upstream.tls,
            upstream.certificate.display(),
        );
        let server = start(directory, "peer", &servers, port)?;
        Ok(Self {
            port,
            _server: server,
        })
    }
}

fn start(directory: &Path, name: &str, servers: &str, port: u16) -> Result<Server> {
    let home = directory.join(name);
    fs::create_dir_all(&home)?;
    let place = home.display();
    let configuration = format!(
        "daemon off; master_process off; worker_processes 1; pid {place}/pid; error_log {place}/error.log;
         events {{ worker_connections 1024; }}
         http {{ access_log off; keepalive_requests 10000000; client_body_temp_path {place}/body;
           proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi;
           scgi_temp_path {place}/scgi; {servers} }}"
    );
    let file = home.join("nginx.conf");
    fs::write(&file, configuration)?;
    Server::start(
        command("nginx").arg("-c").arg(file).arg("-p").arg(&home),
        port,
    )
}

fn certify(directory: &Path) -> Result<PathBuf> {
    let certificate = directory.join("upstream.crt");
    let made = command("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args([
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
        ])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(directory.join("upstream.key"))
        .arg("-out")
        .arg(&certificate)
        .output()?;
    if !made.status.success() {
        bail!(
            "openssl made no certificate: {}",
            String::from_utf8_lossy(&made.stderr)
        );
    }
    Ok(certificate)
}
