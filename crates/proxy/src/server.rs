//! The socket: HTTP/1.1 with limits on what a client may make us wait for, and an orderly end.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tracing::{debug, info, warn};

use crate::app::App;
use crate::router::router;

/// A client that takes longer for the head of a request is let go; this is also how long an idle connection stays.
const HEAD: Duration = Duration::from_secs(30);
/// The most bytes that the head of a request may have.
const HEAD_BYTES: usize = 64 * 1024;
/// The most connections at a time: a browser holds six.
const CONNECTIONS: usize = 1024;
/// How long running calls may take once the proxy stops; longer than the longest call.
const LAST_CALLS: Duration = Duration::from_secs(20);
/// After the system refuses a connection, because it has too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers what comes to `listener` until `stop` is done, then lets running calls and acts end.
pub async fn serve(app: Arc<App>, listener: TcpListener, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let service = router(Arc::clone(&app));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepting = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (stream, place) = tokio::select! {
            (accepted, place) = accepting => match accepted {
                Ok((stream, _)) => (stream, place),
                Err(error) => {
                    warn!(%error, "a connection was not accepted");
                    sleep(PAUSE).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(
                TokioIo::new(stream),
                TowerToHyperService::new(service.clone()),
            );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    app.stopping.store(true, Ordering::Relaxed);
    info!("stopping; running calls may end");
    let ended = timeout(LAST_CALLS, async {
        graceful.shutdown().await;
        app.acts.close();
        app.acts.wait().await;
    });
    if ended.await.is_err() {
        warn!("calls still running were cut off");
    }
}

/// Listens for the process being asked to end, from now on; the future is done when it was.
pub fn asked_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| {
        let signals = signal(kind);
        async move {
            match signals {
                Ok(mut signals) => drop(signals.recv().await),
                Err(_) => std::future::pending().await,
            }
        }
    });
    async move {
        tokio::select! {
            () = interrupt => {}
            () = terminate => {}
        }
    }
}
