//! The socket: HTTP/1.1 with limits on what a client may make us wait for, over TLS where there is a certificate, and an orderly end.

mod connection;
mod plain;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};

use crate::app::App;
use crate::router::router;

/// The most connections at a time, those included whose TLS is not agreed yet: a browser holds six.
const CONNECTIONS: usize = 1024;
/// How long running calls may take once the proxy stops; longer than the longest call.
const LAST_CALLS: Duration = Duration::from_secs(20);
/// After the system refuses a connection, because it has too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// The address at the other end of the connection that a request came on; among the extensions of every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeerAddress(pub IpAddr);

/// Among the extensions of a request that came over TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverTls;

/// Answers what comes to `listener` until `stop` is done, then lets running calls and acts end. With `tls` it speaks nothing else.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    stop: impl Future<Output = ()>,
) {
    let connections = accept(router(Arc::clone(&app)), listener, tls, stop).await;
    app.stopping.store(true, Ordering::Relaxed);
    // Whoever watches a plan would watch on.
    app.plans.rest();
    info!("stopping; running calls may end");
    let ended = timeout(LAST_CALLS, async {
        connections.shutdown().await;
        app.acts.close();
        app.acts.wait().await;
        app.plans.end().await;
        app.service.end().await;
    });
    if ended.await.is_err() {
        warn!("calls still running were cut off");
    }
}

/// Takes connections until `stop` is done, and gives back those that are still there.
async fn accept(
    router: Router,
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    stop: impl Future<Output = ()>,
) -> GracefulShutdown {
    let connections = GracefulShutdown::new();
    let stopping = CancellationToken::new();
    // Whoever has not agreed on TLS when this ends has asked for nothing yet.
    let _stopping = stopping.clone().drop_guard();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepting = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let ((stream, address), place) = tokio::select! {
            (accepted, place) = accepting => match accepted {
                Ok(accepted) => (accepted, place),
                Err(error) => {
                    warn!(%error, "a connection was not accepted");
                    sleep(PAUSE).await;
                    continue;
                }
            },
            () = &mut stop => return connections,
        };
        let _ = stream.set_nodelay(true);
        let peer = PeerAddress(address.ip().to_canonical());
        let router = router.clone();
        match &tls {
            None => {
                let connection = connections.watch(connection::plain(stream, router, peer));
                tokio::spawn(async move {
                    ended(connection.await);
                    drop(place);
                });
            }
            Some(tls) => {
                let (tls, stopping, watcher) =
                    (tls.clone(), stopping.clone(), connections.watcher());
                tokio::spawn(async move {
                    let agreed = tokio::select! {
                        agreed = connection::agree(&tls, stream) => agreed,
                        () = stopping.cancelled() => None,
                    };
                    if let Some(stream) = agreed {
                        ended(
                            watcher
                                .watch(connection::over_tls(stream, router, peer))
                                .await,
                        );
                    }
                    drop(place);
                });
            }
        }
    }
}

fn ended(result: hyper::Result<()>) {
    if let Err(error) = result {
        debug!(%error, "a connection ended");
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
