//! One connection: HTTP/1.1 on it, and TLS below that.

use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tower::ServiceExt;
use tracing::debug;

use super::{OverTls, PeerAddress, plain};

/// A client that takes longer for the head of a request is let go; this is also how long an idle connection stays.
const HEAD: Duration = Duration::from_secs(30);
/// The most bytes that the head of a request may have.
const HEAD_BYTES: usize = 64 * 1024;
/// A client that takes longer to agree on TLS is let go.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Serves requests as they come.
pub(super) fn plain(
    stream: TcpStream,
    router: Router,
    peer: PeerAddress,
) -> impl GracefulConnection<Error = hyper::Error> {
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        request
    });
    http().serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

/// Serves requests that came over TLS.
pub(super) fn over_tls(
    stream: TlsStream<TcpStream>,
    router: Router,
    peer: PeerAddress,
) -> impl GracefulConnection<Error = hyper::Error> {
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        request.extensions_mut().insert(OverTls);
        request
    });
    http().serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

/// Agrees on TLS within [`HANDSHAKE`]; `None` where that fails. Whoever speaks HTTP here by mistake is told so.
pub(super) async fn agree(
    tls: &TlsAcceptor,
    mut stream: TcpStream,
) -> Option<TlsStream<TcpStream>> {
    let agreeing = async {
        if plain::is_http(&stream).await? {
            plain::turn_away(&mut stream).await?;
            return Ok(None);
        }
        tls.accept(stream).await.map(Some)
    };
    match timeout(HANDSHAKE, agreeing).await {
        Ok(Ok(agreed)) => agreed,
        Ok(Err(error)) => {
            debug!(%error, "TLS was not agreed on");
            None
        }
        Err(_) => {
            debug!("TLS was not agreed on in time");
            None
        }
    }
}

fn http() -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES);
    http
}
