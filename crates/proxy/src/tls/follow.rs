//! When to look at the files again.

use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};
use tokio::time::Interval;
use tracing::{info, warn};

use super::{Look, Tls};
use crate::clock::Clock;

/// Looks at the files at each of `ticks` and whenever the process is hung up (SIGHUP), for good. Connections that are there keep what they have.
pub async fn follow(tls: Arc<Tls>, clock: Arc<dyn Clock>, mut ticks: Interval) {
    let mut hang_ups = signal(SignalKind::hangup()).ok();
    loop {
        let hung_up = async {
            match &mut hang_ups {
                Some(hang_ups) => drop(hang_ups.recv().await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = ticks.tick() => {}
            () = hung_up => info!("asked to look at the TLS certificate"),
        }
        let (files, now) = (Arc::clone(&tls), clock.now());
        let look = tokio::task::spawn_blocking(move || files.look(now)).await;
        match look {
            Ok(Look::Replaced(valid_to, warnings)) => {
                info!(%valid_to, "the TLS certificate was replaced");
                for warning in warnings {
                    warn!("{warning}");
                }
            }
            Ok(Look::Kept(error)) => {
                warn!(%error, "the new TLS certificate cannot be used; the one from before stays");
            }
            Ok(Look::Unchanged) | Err(_) => {}
        }
    }
}
