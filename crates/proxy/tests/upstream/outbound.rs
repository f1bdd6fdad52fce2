//! The client for everything but signed calls: it goes nowhere but where it was sent, and not in plain text.

use http::{Request, Uri};
use signet_identity::{Fetch, FetchError, LARGEST_ANSWER};
use signet_proxy::outbound::{Outbound, check};
use tokio::net::TcpListener;

use super::{client, serve_once};

fn outbound() -> Outbound {
    Outbound::new(client(None))
}

fn get(url: &str) -> Request<Vec<u8>> {
    Request::get(url).body(Vec::new()).expect("a request")
}

#[tokio::test]
async fn carries_a_request_and_its_answer_as_they_are() {
    let answer = "HTTP/1.1 418 Teapot\r\nx-thing: a\r\ncontent-length: 2\r\n\r\nhi";
    let (base, served) = serve_once(answer.to_owned()).await;
    let request = Request::put(format!("{base}/latest/api/token?a=b%20c"))
        .header("x-aliyun-ecs-metadata-token-ttl-seconds", "60")
        .body(Vec::new())
        .expect("a request");
    let answer = outbound().fetch(request).await.expect("an answer");
    assert_eq!(
        (
            answer.status().as_u16(),
            &answer.headers()["x-thing"].to_str().expect("text"),
            &answer.body()[..]
        ),
        (418, &"a", &b"hi"[..])
    );
    let head = served.await.expect("served");
    for expected in [
        "PUT /latest/api/token?a=b%20c HTTP/1.1\r\n",
        "x-aliyun-ecs-metadata-token-ttl-seconds: 60\r\n",
        "user-agent: signet/",
        "content-length: 0\r\n",
    ] {
        assert!(head.contains(expected), "{expected} is not in {head}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let target = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let elsewhere = target.local_addr().expect("an address");
    let answer =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{elsewhere}/\r\ncontent-length: 0\r\n\r\n");
    let (base, _served) = serve_once(answer).await;
    let answer = outbound().fetch(get(&base)).await.expect("an answer");
    assert_eq!(answer.status().as_u16(), 302);
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let large = "x".repeat(LARGEST_ANSWER + 1);
    for head in [
        format!("content-length: {}", large.len()),
        "connection: close".to_owned(),
    ] {
        let (base, _served) = serve_once(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{large}")).await;
        let answer = outbound().fetch(get(&base)).await;
        assert_eq!(answer.map(drop), Err(FetchError::TooLarge));
    }
}

#[tokio::test]
async fn errors_show_no_url() {
    let gone = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/hook?key=canary", gone.local_addr().expect("one"));
    drop(gone);
    for url in [url.as_str(), "http://example.com/canary"] {
        let error = outbound().fetch(get(url)).await.expect_err("no answer");
        let shown = format!("{error} {error:?}");
        assert!(matches!(error, FetchError::Unreachable(_)), "{shown}");
        assert!(
            !shown.contains("canary") && !shown.contains("http://"),
            "{shown}"
        );
    }
}

#[test]
fn plain_http_is_for_this_machine_and_for_metadata() {
    let allowed = |text: &str| {
        let uri: Uri = text.parse().expect(text);
        check(&uri).is_ok()
    };
    for good in [
        "https://example.com/x?y",
        "https://10.0.0.1",
        "http://127.0.0.1:7/x",
        "http://localhost/x",
        "http://[::1]:7/",
        "http://100.100.100.200/latest/",
    ] {
        assert!(allowed(good), "{good}");
    }
    for bad in [
        "/x",
        "example.com:443",
        "http://example.com/",
        "http://10.0.0.1/",
        "http://100.100.100.200.example.com/",
        "http://localhost.example.com/",
        "https://user@example.com/",
        "http://127.0.0.1@example.com/",
        "ftp://127.0.0.1/",
    ] {
        assert!(!allowed(bad), "{bad}");
    }
}
