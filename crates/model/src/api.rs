//! The proxy's own API: what it answers besides the outputs of operations.

mod audit;
mod error;
mod page;
mod people;
mod plans;
mod protected;
mod session;
mod setup;
mod sign_in;

pub use audit::{AuditHead, AuditPage, AuditQuery, ExportMade, Numbered};
pub use error::{ApiError, ErrorBody, ErrorCode};
pub use page::{LOCALES, MAX_PRODUCT_CHARS, PAGES, THEMES};
pub use people::{
    ById, CreateToken, GivenGrant, GrantTo, NewToken, People, Person, SignOutOf, Token, Tokens,
};
pub use plans::{
    AddItems, Added, AdjustPlan, ApprovalRule, ApprovalRules, CreatePlan, ExcludeItems, HandedOut,
    Items, Offer, Plan, Plans, Received, RuleBounds, Tell,
};
pub use protected::{MarkProtected, ProtectedList, ProtectedMark, ProtectedPattern};
pub use session::{Account, Cloud, IotInstance, Limits, Refusal, Session, Via};
pub use setup::{CheckFinding, CheckKind, CheckState, Checkup, KeyStanding, Setup, SetupAccount};
pub use sign_in::{Exchange, Exchanged, PasswordSignIn, SignInWay, SignInWays, Totp};

/// The version of the API; sent with every answer as [`VERSION_HEADER`].
pub const VERSION: &str = "1";

/// The header that carries [`VERSION`].
pub const VERSION_HEADER: &str = "x-signet-api-version";

/// The header that carries the proxy's own id of a request.
pub const REQUEST_ID_HEADER: &str = "x-request-id";

/// The header that a page must send with every POST. A foreign page cannot send it without asking first.
pub const GUARD_HEADER: &str = "x-signet";

/// The header that carries why something is done: percent-encoded UTF-8, at most 200 characters when decoded.
pub const REASON_HEADER: &str = "x-signet-reason";

/// The most bytes that a request body may have.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;

/// The most bytes that the body of `POST /api/plans/add` may have.
pub const MAX_PLAN_BODY_BYTES: usize = 4 * 1024 * 1024;
