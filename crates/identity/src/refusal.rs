//! Why somebody was not recognised.

use signet_model::Timestamp;

/// Why somebody was not recognised, for the log and the audit record. Holds no token, code, nonce or secret; what an unknown sender wrote is
/// quoted, escaped and cut. The person is told [less](Refusal::shown).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The provider gave no answer.
    #[error("{what} cannot be read: {why}")]
    Unreachable {
        /// What was asked for.
        what: &'static str,
        /// What went wrong on the way.
        why: String,
    },
    /// The provider answered, and not with what was asked for.
    #[error("{what} cannot be used: {why}")]
    Unusable {
        /// What was asked for.
        what: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The text is not a token, or lacks what a token has to have.
    #[error("the token {why}")]
    Malformed {
        /// What is wrong with it.
        why: String,
    },
    /// The token has more bytes than any honest one.
    #[error("the token has {found} bytes, {limit} are allowed")]
    TooLarge {
        /// The most bytes.
        limit: usize,
        /// The bytes that came.
        found: usize,
    },
    /// Somebody else issued it.
    #[error("the issuer is {found}, not `{expected}`")]
    Issuer {
        /// The issuer of the configuration.
        expected: String,
        /// The issuer that was found, quoted.
        found: String,
    },
    /// It is meant for somebody else.
    #[error("the audience is {found}, not `{expected}`")]
    Audience {
        /// The audience of the configuration.
        expected: String,
        /// The audiences that were found, quoted.
        found: String,
    },
    /// Its time is over.
    #[error("the token expired at {at}")]
    Expired {
        /// When.
        at: Timestamp,
    },
    /// Its time has not come: the clocks differ by more than a minute.
    #[error("the token's `{claim}` lies in the future, at {at}: compare the clocks")]
    NotYet {
        /// `nbf`, `iat` or `auth_time`.
        claim: &'static str,
        /// When.
        at: Timestamp,
    },
    /// It answers another sign-in than the one that was begun.
    #[error("the token's nonce is not the one of this sign-in")]
    Nonce,
    /// The browser comes back from a sign-in that was not begun here.
    #[error("the state is not the one of this sign-in")]
    State,
    /// The browser comes back too late.
    #[error("the sign-in was begun at {begun_at} and took longer than {minutes} minutes")]
    TooLate {
        /// When it was begun.
        begun_at: Timestamp,
        /// How long it may take.
        minutes: i64,
    },
    /// The address that the browser came back with cannot be read.
    #[error("the provider's answer in the address {why}")]
    Callback {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The provider, or the person there, said no.
    #[error("the provider refused the sign-in: {error}")]
    Declined {
        /// The provider's error code, quoted.
        error: String,
    },
    /// The provider did not take the code: used before, too old, made for somebody else, or the client's secret is wrong.
    #[error("the provider refused the code: {error}")]
    Code {
        /// The provider's error code, quoted.
        error: String,
    },
    /// It is signed in a way that the configuration does not allow.
    #[error("the token is signed with {found}, allowed is {allowed}")]
    Algorithm {
        /// The algorithm that was found, quoted.
        found: String,
        /// The algorithms of the configuration.
        allowed: String,
    },
    /// It is not signed.
    #[error("the token is not signed")]
    Unsigned,
    /// It is signed with a key that the provider does not publish, or not for that algorithm.
    #[error("the token is signed with a key that the provider does not publish for {algorithm}")]
    Key {
        /// The algorithm that the token names.
        algorithm: String,
    },
    /// It names no key, and the provider publishes several.
    #[error("the token does not say which of the provider's keys signed it")]
    AmbiguousKey,
    /// The signature does not fit.
    #[error("the token's signature is wrong")]
    Signature,
    /// A fresh sign-in was asked for, and the provider did not say that there was one.
    #[error("a fresh sign-in was asked for, and {why}")]
    NotFresh {
        /// What the provider said instead.
        why: &'static str,
    },
    /// A claim that says who somebody is cannot be used.
    #[error("the claim `{claim}` {why}")]
    Claim {
        /// The claim's name in the configuration.
        claim: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The identity headers cannot be believed.
    #[error("the header `{header}` {why}")]
    Header {
        /// The header.
        header: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// What a person is told of a refusal: what to do, and nothing that would help somebody who forges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The provider is away: try later.
    ProviderUnreachable,
    /// It took too long, or the browser has lost what belongs to it: begin again.
    BeginAgain,
    /// The provider said no.
    Declined,
    /// Anything else: somebody has to look at the log.
    Failed,
}

impl Shown {
    /// The code for a page's address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ProviderUnreachable => "provider_unreachable",
            Self::BeginAgain => "begin_again",
            Self::Declined => "declined",
            Self::Failed => "sign_in_failed",
        }
    }
}

impl Refusal {
    /// The reason in one word, for records and metrics.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => "unreachable",
            Self::Unusable { .. } => "unusable",
            Self::Malformed { .. } => "malformed",
            Self::TooLarge { .. } => "too_large",
            Self::Issuer { .. } => "wrong_issuer",
            Self::Audience { .. } => "wrong_audience",
            Self::Expired { .. } => "expired",
            Self::NotYet { .. } => "not_yet",
            Self::Nonce => "wrong_nonce",
            Self::State => "wrong_state",
            Self::TooLate { .. } => "too_late",
            Self::Callback { .. } => "callback",
            Self::Declined { .. } => "declined",
            Self::Code { .. } => "code_refused",
            Self::Algorithm { .. } => "algorithm",
            Self::Unsigned => "unsigned",
            Self::Key { .. } => "unknown_key",
            Self::AmbiguousKey => "ambiguous_key",
            Self::Signature => "wrong_signature",
            Self::NotFresh { .. } => "not_fresh",
            Self::Claim { .. } => "claim",
            Self::Header { .. } => "header",
        }
    }

    /// What the person is told.
    #[must_use]
    pub const fn shown(&self) -> Shown {
        match self {
            Self::Unreachable { .. } => Shown::ProviderUnreachable,
            Self::State | Self::TooLate { .. } | Self::Code { .. } => Shown::BeginAgain,
            Self::Declined { .. } => Shown::Declined,
            _ => Shown::Failed,
        }
    }

    pub(crate) fn malformed(why: impl Into<String>) -> Self {
        Self::Malformed { why: why.into() }
    }
}

/// A stranger's text, fit for a log: one line, escaped, in quotes, not long.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST: usize = 120;
    let cut: String = text.chars().take(LONGEST).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("`{}{more}`", cut.escape_debug())
}
