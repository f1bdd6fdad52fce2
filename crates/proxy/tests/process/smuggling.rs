//! Bytes that two servers read differently: whatever a front and this proxy disagree about, one request must never become two.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Child;

use super::{signet, start, stop};

/// Where a second request would go if one were hidden behind the first.
const HIDDEN: &str = "GET /api/hidden HTTP/1.1\r\nHost: ADDRESS\r\n\r\n";

struct Proxy {
    child: Child,
    address: String,
}

impl Proxy {
    fn start(home: &Path) -> Self {
        let (child, address, _) =
            start(signet(home).args(["serve", "--demo", "--listen", "127.0.0.1:0"]));
        Self { child, address }
    }

    /// Sends bytes as they are and gives the statuses of all answers.
    fn send(&self, raw: &str) -> Vec<u16> {
        let raw = raw.replace("ADDRESS", &self.address);
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        // The other side may have closed already: what it answered is what counts.
        let _ = stream.write_all(raw.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer)
            .split("HTTP/1.")
            .skip(1)
            .map(|answer| answer[2..5].parse().expect("a status"))
            .collect()
    }
}

fn post(headers: &str, body: &str) -> String {
    format!(
        "POST /api/operations/ListInstances HTTP/1.1\r\nHost: ADDRESS\r\nConnection: close\r\nX-Signet: 1\r\nContent-Type: application/json\r\n{headers}\r\n{body}"
    )
}

#[test]
fn one_request_stays_one() {
    let home = tempfile::tempdir().expect("a directory");
    let proxy = Proxy::start(home.path());
    assert_eq!(
        proxy.send(&post("Content-Length: 2\r\n", "{}")),
        [200],
        "the plain one works"
    );
    assert_eq!(
        proxy.send(&post(
            "Transfer-Encoding: chunked\r\n",
            "2\r\n{}\r\n0\r\n\r\n"
        )),
        [200],
        "and so does a chunked one"
    );
    let length = 2 + HIDDEN.len();
    for (what, headers, body) in [
        (
            "two lengths that differ",
            "Content-Length: 2\r\nContent-Length: 60\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "a list of lengths that differ",
            "Content-Length: 2, 60\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "a signed length",
            "Content-Length: +2\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "a negative length",
            "Content-Length: -2\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "a length with a space in front of its colon",
            format!("Content-Length : {length}\r\n"),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "a folded header",
            format!("X-A: b\r\n Content-Length: {length}\r\n"),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "an encoding nobody knows",
            "Transfer-Encoding: xchunked\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "chunked that is not last",
            "Transfer-Encoding: chunked, identity\r\n".to_owned(),
            format!("0\r\n\r\n{HIDDEN}"),
        ),
        (
            "chunked with a vertical tab",
            "Transfer-Encoding: \u{b}chunked\r\n".to_owned(),
            format!("0\r\n\r\n{HIDDEN}"),
        ),
        (
            "a chunk size that is not one",
            "Transfer-Encoding: chunked\r\n".to_owned(),
            format!("2x\r\n{{}}\r\n0\r\n\r\n{HIDDEN}"),
        ),
        (
            "a chunk size with a sign",
            "Transfer-Encoding: chunked\r\n".to_owned(),
            format!("+2\r\n{{}}\r\n0\r\n\r\n{HIDDEN}"),
        ),
        (
            "a chunk that is longer than it says",
            "Transfer-Encoding: chunked\r\n".to_owned(),
            format!("1\r\n{{}}\r\n0\r\n\r\n{HIDDEN}"),
        ),
        (
            "a header without a colon",
            "Content-Length 2\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
        (
            "a null in a header",
            "X-A: \0\r\nContent-Length: 2\r\n".to_owned(),
            format!("{{}}{HIDDEN}"),
        ),
    ] {
        let statuses = proxy.send(&post(&headers, &body));
        assert!(
            matches!(statuses[..], [] | [400..=499] | [501]),
            "{what}: {statuses:?}"
        );
    }
    assert_eq!(
        proxy.send(&post("Content-Length: 2\r\n", "{}")),
        [200],
        "and works afterwards"
    );
    assert_eq!(stop(proxy.child), Some(0));
}

#[test]
fn a_length_beside_an_encoding_hides_nothing() {
    let home = tempfile::tempdir().expect("a directory");
    let proxy = Proxy::start(home.path());
    for headers in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    ] {
        let statuses = proxy.send(&post(headers, &format!("0\r\n\r\n{HIDDEN}")));
        assert!(
            matches!(statuses[..], [] | [400..=499]),
            "{headers:?}: {statuses:?}"
        );
    }
    assert_eq!(stop(proxy.child), Some(0));
}

#[test]
fn a_request_line_names_one_path_of_this_proxy() {
    let home = tempfile::tempdir().expect("a directory");
    let proxy = Proxy::start(home.path());
    for (line, expected) in [
        ("GET /healthz HTTP/1.1", 200),
        ("GET http://ADDRESS/healthz HTTP/1.1", 200),
        ("GET http://evil.example/healthz HTTP/1.1", 403),
        ("GET //api/session HTTP/1.1", 404),
        ("GET /api/%2e%2e/session HTTP/1.1", 404),
        ("GET /API/session HTTP/1.1", 404),
        ("GET /api/session. HTTP/1.1", 404),
        ("GET /api/session/ HTTP/1.1", 404),
        ("GET /api/session%00 HTTP/1.1", 404),
        ("CONNECT evil.example:443 HTTP/1.1", 403),
        ("OPTIONS * HTTP/1.1", 405),
        ("GET /healthz HTTP/1.0", 200),
        ("GET  /healthz HTTP/1.1", 400),
        ("GET /healthz HTTP/9.9", 400),
        ("TRACE /healthz HTTP/1.1", 405),
    ] {
        let statuses = proxy.send(&format!(
            "{line}\r\nHost: ADDRESS\r\nConnection: close\r\n\r\n"
        ));
        assert_eq!(statuses, [expected], "{line}");
    }
    for head in [
        "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: ADDRESS\r\nHost: ADDRESS\r\nConnection: close\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: ADDRESS, evil.example\r\nConnection: close\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: ADDRESS\r\nConnection: close\r\n\r\n",
    ] {
        let statuses = proxy.send(head);
        assert!(
            matches!(statuses[..], [400 | 403]),
            "{head:?}: {statuses:?}"
        );
    }
    assert_eq!(stop(proxy.child), Some(0));
}
