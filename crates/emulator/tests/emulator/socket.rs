use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use signet_emulator::{Clock, Emulator, Options, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::support::{Cloud, noon, options};

/// Serves an emulator, hands its address to `client`, and waits for both to end.
async fn with_server<T>(
    options: Options,
    client: impl AsyncFnOnce(std::net::SocketAddr) -> T,
) -> T {
    let emulator = Arc::new(Emulator::new(options).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let clock: Clock = Arc::new(noon);
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(emulator, listener, clock, async {
        drop(stopped.await);
    }));
    let result = client(address).await;
    drop(stop);
    server.await.unwrap();
    assert!(
        TcpStream::connect(address).await.is_err(),
        "the listener is closed"
    );
    result
}

fn raw(request: &Request<Bytes>) -> Vec<u8> {
    let mut text = format!(
        "{} {} HTTP/1.1\r\nconnection: close\r\n",
        request.method(),
        request.uri()
    );
    for (name, value) in request.headers() {
        text += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    text += &format!("content-length: {}\r\n\r\n", request.body().len());
    [text.as_bytes(), request.body()].concat()
}

async fn send(address: std::net::SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn health_signed_calls_and_long_urls() {
    let cloud = Cloud::usual();
    let list = cloud.draft("ListInstances", &[]).acs3();
    let long = cloud
        .draft(
            "ListGroupId",
            &[
                ("InstanceId", &cloud.factory()),
                ("Tags", &"x".repeat(65_480)),
            ],
        )
        .acs3();
    let get = b"GET /healthz HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n";
    with_server(options(), async |address| {
        assert!(send(address, get).await.starts_with("HTTP/1.1 200 OK\r\n"));
        let answer = send(address, &raw(&list)).await;
        assert!(
            answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("factory-east"),
            "{answer}"
        );
        assert!(
            answer.contains("content-type: application/json;charset=utf-8\r\n"),
            "{answer}"
        );
        assert!(long.uri().to_string().len() > 65_500);
        assert!(send(address, &raw(&long)).await.contains("GID_BodyPress"));
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_closes_the_connection_without_a_byte() {
    let request = Cloud::usual().draft("ListInstances", &[]).acs3();
    let faults = vec!["*:lost-answer".parse().unwrap()];
    with_server(
        Options {
            faults,
            ..options()
        },
        async |address| {
            assert_eq!(send(address, &raw(&request)).await, "");
        },
    )
    .await;
}

#[tokio::test]
async fn a_body_too_large_is_refused() {
    let head = format!(
        "POST / HTTP/1.1\r\nhost: h\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        9 << 20
    );
    with_server(options(), async |address| {
        let answer = send(address, head.as_bytes()).await;
        assert!(
            answer.starts_with("HTTP/1.1 413") && answer.contains("RequestEntityTooLarge"),
            "{answer}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_not_http_does_not_stop_it() {
    with_server(options(), async |address| {
        for noise in [
            &b"\x16\x03\x01\x02\x00\x01"[..],
            b"GET\r\n\r\n",
            b"POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
            b"\r\n\r\n\r\n\xff\xff",
        ] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(noise).await.unwrap();
            stream.shutdown().await.unwrap();
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        let get = b"GET /healthz HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n";
        assert!(send(address, get).await.starts_with("HTTP/1.1 200 OK\r\n"));
    })
    .await;
}
