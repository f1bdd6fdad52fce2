//! From this machine to an endpoint and back: its name, a connection, TLS, and what time it is there.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use signet_model::Timestamp;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::{About, Finding};
use crate::clock::Clock;
use crate::upstream::{Endpoint, HttpsUpstream};

/// The most that resolving a name or connecting may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The cloud refuses a request whose date is off by more than this (`cloud-api.md` section 3.2).
const REFUSED_MS: i64 = 15 * 60 * 1000;
/// A clock that is off by more than this is not kept right by anyone.
const DRIFTING_MS: i64 = 60 * 1000;

/// What is found at an endpoint, and whether it can be reached at all.
pub type Looking<'a> = Pin<Box<dyn Future<Output = (Vec<Finding>, bool)> + Send + 'a>>;

/// The way from this machine to endpoints.
pub trait Line: Send + Sync {
    /// Looks at one endpoint.
    fn look<'a>(&'a self, endpoint: &'a Endpoint, clock: &'a dyn Clock) -> Looking<'a>;
}

impl Line for HttpsUpstream {
    fn look<'a>(&'a self, endpoint: &'a Endpoint, clock: &'a dyn Clock) -> Looking<'a> {
        Box::pin(examine(endpoint, self, clock))
    }
}

async fn examine(
    endpoint: &Endpoint,
    upstream: &HttpsUpstream,
    clock: &dyn Clock,
) -> (Vec<Finding>, bool) {
    let about = About::endpoint(endpoint.host());
    let addresses = match timeout(PATIENCE, lookup_host(endpoint.address())).await {
        Ok(Ok(addresses)) => addresses.collect::<Vec<_>>(),
        Ok(Err(error)) => return (vec![unresolved(about, &error.to_string())], false),
        Err(_) => return (vec![unresolved(about, "no answer within 5 s")], false),
    };
    if let Err(cause) = connect(&addresses).await {
        let remedy = "Check that a firewall, a security group or a proxy lets this machine out to it; for a cloud on this machine, that it runs.";
        let what = format!("its name is known, but no connection can be made ({cause})");
        return (vec![Finding::bad(about, what, remedy)], false);
    }
    let before = clock.now().as_millis();
    let greeting = match upstream.greet(endpoint).await {
        Ok(greeting) => greeting,
        Err(error) => {
            let remedy = "If something between re-signs TLS, name its root in upstream_ca of signet.toml; else check that the endpoint is the cloud's.";
            let what = format!("a connection can be made, but no call ({error})");
            return (vec![Finding::bad(about, what, remedy)], false);
        }
    };
    let here = i64::midpoint(before, clock.now().as_millis());
    let how = if endpoint.is_plain() {
        "in plain text, on this machine"
    } else {
        "over TLS"
    };
    let reached = Finding::good(about, format!("resolves, connects and answers {how}"));
    (
        vec![reached, clock_finding(endpoint.host(), here, greeting.date)],
        true,
    )
}

fn unresolved(about: About, cause: &str) -> Finding {
    let remedy = "Check the region id and the endpoint, and that this machine can resolve names.";
    Finding::bad(
        about,
        format!("its name cannot be resolved ({cause})"),
        remedy,
    )
}

async fn connect(addresses: &[std::net::SocketAddr]) -> Result<(), String> {
    let mut cause = "it has no address".to_owned();
    for address in addresses {
        match timeout(PATIENCE, TcpStream::connect(address)).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => cause = error.to_string(),
            Err(_) => cause = "no answer within 5 s".to_owned(),
        }
    }
    Err(cause)
}

fn clock_finding(host: &str, here: i64, there: Option<Timestamp>) -> Finding {
    let about = About::clock();
    let Some(there) = there else {
        return Finding::note(about, format!("{host} does not tell the time"));
    };
    // The header has whole seconds: on average it is half of one old.
    let ahead = here - (there.as_millis() + 500);
    let seconds = ahead.abs() / 1000;
    let direction = if ahead >= 0 { "ahead of" } else { "behind" };
    let off = format!("this machine is {seconds} s {direction} {host}");
    let remedy = "Set it, and let a time service keep it right.";
    match ahead.abs() {
        off_by if off_by <= DRIFTING_MS => Finding::good(about, off),
        off_by if off_by <= REFUSED_MS => Finding::bad(
            about,
            format!("{off}; the cloud refuses every call once it is 15 minutes"),
            remedy,
        ),
        _ => Finding::bad(
            about,
            format!("{off}; over 15 minutes the cloud refuses every call"),
            remedy,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::*;

    #[test]
    fn a_clock_is_judged_by_what_the_cloud_would_do() {
        let there = Timestamp::from_millis(1_000_000_000_000);
        let check = |off_ms: i64, level: Level, says: &str| {
            let finding = clock_finding("host", 1_000_000_000_500 + off_ms, there);
            assert_eq!(finding.level, level, "{finding}");
            assert!(finding.what.contains(says), "{finding}");
        };
        check(0, Level::Good, "0 s ahead of host");
        check(-59_000, Level::Good, "59 s behind host");
        check(61_000, Level::Bad, "once it is 15 minutes");
        check(-901_000, Level::Bad, "refuses every call");
        assert_eq!(clock_finding("host", 0, None).level, Level::Note);
    }
}
