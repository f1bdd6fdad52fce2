//! The key that signs.

use std::fmt;

use zeroize::Zeroizing;

/// An AccessKey, with a security token when it was lent by STS.
///
/// The secret and the token are wiped from memory on drop and shown by nothing here. They are used as they are: the cloud does
/// not trim them either, so a secret pasted with a space at its end signs wrongly.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    secret: Zeroizing<String>,
    security_token: Option<Zeroizing<String>>,
}

impl Credentials {
    /// A key from its id, its secret, and for STS its token.
    pub fn new(id: impl Into<String>, secret: impl Into<String>, token: Option<String>) -> Self {
        Self {
            access_key_id: id.into(),
            secret: Zeroizing::new(secret.into()),
            security_token: token.map(Zeroizing::new),
        }
    }

    /// The public half of the key; it travels with each request.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The STS token; it travels with each request and is as secret as the key.
    #[must_use]
    pub fn security_token(&self) -> Option<&str> {
        self.security_token.as_ref().map(|token| token.as_str())
    }

    pub(crate) fn secret(&self) -> &[u8] {
        self.secret.as_bytes()
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .field("secret", &"[redacted]")
            .field(
                "security_token",
                &self.security_token.as_ref().map(|_| "[redacted]"),
            )
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_id_and_no_secret() {
        let shown = format!(
            "{:#?}",
            Credentials::new("LTAI-id", "canary-secret", Some("canary-token".to_owned()))
        );
        assert!(shown.contains("LTAI-id"), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}
