//! The emulator behind a socket: plain HTTP/1.1 on loopback.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use signet_model::Timestamp;
use tokio::net::TcpListener;

use crate::emulator::{Emulator, Outcome};

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The most bytes of a request body; form bodies of this API have a few thousand.
const MAX_BODY_BYTES: usize = 8 * 1024 * 1024;

/// How long running requests may take to end once the emulator stops.
const DRAIN: Duration = Duration::from_secs(5);

/// How long a client may take to send the head of a request, and again for its body.
const READ_TIMEOUT: Duration = Duration::from_secs(30);

/// How long to wait after the system refused a connection, because it has too many open.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// The clock of the machine.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the machine for the time"
)]
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let elapsed = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let millis = i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX);
        Timestamp::from_millis(millis)
            .unwrap_or_else(|| unreachable!("the clock is past the year 9999"))
    })
}

/// The connection is closed without an answer.
#[derive(Debug, thiserror::Error)]
#[error("dropped on purpose")]
struct Dropped;

/// Answers what comes to `listener` until `shutdown` is done, then lets running requests end.
pub async fn serve(
    emulator: Arc<Emulator>,
    listener: TcpListener,
    clock: Clock,
    shutdown: impl Future<Output = ()>,
) {
    let graceful = GracefulShutdown::new();
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "connection not accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
            () = &mut shutdown => break,
        };
        let _ = stream.set_nodelay(true);
        let (emulator, clock) = (Arc::clone(&emulator), Arc::clone(&clock));
        let service =
            service_fn(move |request| respond(Arc::clone(&emulator), Arc::clone(&clock), request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(READ_TIMEOUT)
            .serve_connection(TokioIo::new(stream), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "connection ended");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests still running were cut off");
    }
}

async fn respond(
    emulator: Arc<Emulator>,
    clock: Clock,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Dropped> {
    let (head, body) = request.into_parts();
    let announced = body.size_hint().lower();
    let too_large = |head| {
        Ok(emulator
            .refuse_body(&Request::from_parts(head, Bytes::new()))
            .map(Full::new))
    };
    if announced > MAX_BODY_BYTES as u64 {
        return too_large(head);
    }
    let body = match tokio::time::timeout(
        READ_TIMEOUT,
        Limited::new(body, MAX_BODY_BYTES).collect(),
    )
    .await
    {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return too_large(head),
        Ok(Err(_)) | Err(_) => return Err(Dropped),
    };
    let reply = emulator.answer(&Request::from_parts(head, body), clock());
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    match reply.outcome {
        Outcome::Answered(response) => Ok(response.map(Full::new)),
        Outcome::Dropped { .. } => Err(Dropped),
    }
}
