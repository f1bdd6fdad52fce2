//! The port through which signed calls leave, and what it must tell about a call that failed: whether anything was sent.

mod endpoint;
mod https;

pub use endpoint::{Endpoint, is_loopback_name};
pub use https::{Greeting, HttpsUpstream};

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A signed call, ready to go.
pub struct Outgoing {
    /// Where it goes.
    pub endpoint: Arc<Endpoint>,
    /// The encoded query.
    pub query: String,
    /// Whether it is a POST; a GET otherwise.
    pub post: bool,
    /// The signed headers, without `host`, which the URL carries.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty where the parameters travel in the query.
    pub body: Vec<u8>,
}

/// An answer, whatever its status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The HTTP status.
    pub status: u16,
    /// `x-acs-retry-after`, in milliseconds (`cloud-api.md` section 4.3).
    pub retry_after_ms: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// Why there is no answer. The texts are for the log and for people; they hold no URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// No connection could be made: nothing was sent.
    #[error("no connection: {0}")]
    NotSent(String),
    /// It may have been sent, and no whole answer came back.
    #[error("the answer was lost: {0}")]
    Lost(String),
}

/// The future of [`Upstream::send`].
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Incoming, SendError>> + Send + 'a>>;

/// Carries a call to the cloud and its answer back, once.
pub trait Upstream: Send + Sync {
    /// Sends. Never repeats a call: the nonce in it is used up.
    fn send(&self, call: Outgoing) -> Sending<'_>;
}
