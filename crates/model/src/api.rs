//! The proxy's own API: what it answers besides the outputs of operations.

mod error;
mod session;

pub use error::{ApiError, ErrorBody, ErrorCode};
pub use session::{Account, Cloud, IotInstance, Limits, Refusal, Session};

/// The version of the API; sent with every answer as [`VERSION_HEADER`].
pub const VERSION: &str = "1";

/// The header that carries [`VERSION`].
pub const VERSION_HEADER: &str = "x-signet-api-version";

/// The header that carries the proxy's own id of a request.
pub const REQUEST_ID_HEADER: &str = "x-request-id";

/// The header that a page must send with every POST. A foreign page cannot send it without asking first.
pub const GUARD_HEADER: &str = "x-signet";

/// The most bytes that a request body may have.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;
