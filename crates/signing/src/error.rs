//! What cannot be signed.

/// A request that no signature can cover, because its canonical form would be ambiguous or would not survive HTTP.
///
/// The offending value is never part of the message: it may be a security token.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The method is not made of letters.
    #[error("the method {found:?} cannot be signed: it may hold ASCII letters only")]
    Method {
        /// The method as given.
        found: String,
    },
    /// The path would end early on the request line, or break it.
    #[error(
        "the path cannot be signed: byte {at} is not allowed; percent-encode everything but visible ASCII, and `?` and `#`"
    )]
    Path {
        /// Byte offset of the first offence.
        at: usize,
    },
    /// The header's name is not an HTTP token.
    #[error(
        "the header name {found:?} cannot be signed: it may hold letters, digits and -_.!#$%&'*+^`|~ only"
    )]
    HeaderName {
        /// The name as given.
        found: String,
    },
    /// The header's value holds a control character or is not ASCII.
    #[error(
        "the header `{name}` cannot be signed: byte {at} of its value is not visible ASCII or a space"
    )]
    HeaderValue {
        /// The header's name, in lower case.
        name: String,
        /// Byte offset of the first offence.
        at: usize,
    },
    /// The payload hash is not what SHA-256 gives.
    #[error("the payload hash cannot be signed: it must be 64 lower-case hexadecimal digits")]
    PayloadHash,
    /// The AccessKey ID would be read wrongly out of the `Authorization` header.
    #[error(
        "the AccessKey ID cannot be used: byte {at} is a comma, a space or not visible ASCII; check where it was copied from"
    )]
    AccessKeyId {
        /// Byte offset of the first offence.
        at: usize,
    },
}
