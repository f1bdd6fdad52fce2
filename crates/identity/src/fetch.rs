//! HTTP, handed in: whoever owns the connection pool, the time-outs and TLS implements [`Fetch`].

use std::future::Future;
use std::pin::Pin;

/// The most bytes of a body that an implementation should read before it answers [`FetchError::TooLarge`]; more than any answer that is
/// asked for here has.
pub const LARGEST_ANSWER: usize = 256 * 1024;

/// Sends one HTTP request and reads the whole answer.
///
/// An implementation sets the time-out, follows **no** redirects (a redirect from a provider's endpoint is an answer like any other, and it is
/// refused), and reads no more than [`LARGEST_ANSWER`] bytes. Requests may carry a client secret: nothing of them belongs in a log except the
/// host.
pub trait Fetch: Send + Sync {
    /// Sends it. Any status is an answer.
    ///
    /// # Errors
    /// [`FetchError`] where no whole answer came.
    fn fetch(&self, request: http::Request<Vec<u8>>) -> Fetching<'_>;
}

/// An answer on its way.
pub type Fetching<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Vec<u8>>, FetchError>> + Send + 'a>>;

/// Why no answer came. Holds nothing of the request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No connection, or it broke: name not found, refused, TLS. The text says which, for an administrator.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The answer took too long.
    #[error("no answer in time")]
    TimedOut,
    /// The body has more than [`LARGEST_ANSWER`] bytes.
    #[error("the answer is larger than {LARGEST_ANSWER} bytes")]
    TooLarge,
}
