//! The one shape of an error.

use serde::{Deserialize, Serialize};

use crate::violation::{FieldError, Quantity, Violation};

macro_rules! error_codes {
    ($($(#[$meta:meta])* $name:ident = $status:literal;)*) => {
        /// What went wrong, in words that scripts may rely on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode {
            $($(#[$meta])* $name,)*
            /// A code that was not known when this was written.
            #[serde(other)]
            Unknown,
        }

        impl ErrorCode {
            /// Every code that the proxy sends.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* Self::Unknown => 500 }
            }
        }
    };
}

error_codes! {
    /// The body is not JSON, or not a JSON object.
    InvalidJson = 400;
    /// A field breaks a rule; `field`, `limit` and `found` say which.
    InvalidField = 422;
    /// A required field is absent.
    MissingField = 422;
    /// A field does not belong to the operation.
    UnknownField = 422;
    /// The body is larger than 1 MiB.
    BodyTooLarge = 413;
    /// The body is not `application/json`.
    UnsupportedMediaType = 415;
    /// The method is not one of this path.
    MethodNotAllowed = 405;
    /// No such operation.
    UnknownOperation = 404;
    /// No such path.
    UnknownPath = 404;
    /// The request was sent for another host name.
    ForbiddenHost = 403;
    /// The request comes from another site's page.
    ForbiddenOrigin = 403;
    /// The `X-Signet: 1` header is missing.
    MissingHeader = 403;
    /// The request came through a proxy that this one was not told to trust.
    ForwardedHeader = 403;
    /// The proxy was started with `--read-only`.
    ReadOnly = 403;
    /// The proxy talks to the real cloud and was started without `--allow-changes`.
    ChangesNotAllowed = 403;
    /// Nobody is signed in.
    SignInRequired = 401;
    /// Somebody was signed in, and is not any more.
    SessionExpired = 401;
    /// Name, password or code is wrong; which of them is not said.
    SignInFailed = 401;
    /// A code of a sign-in across sites was not exchanged, or nothing was renewed; `field` and `found` say why.
    ExchangeRefused = 400;
    /// Too many attempts to sign in with this name or from this address.
    TooManyAttempts = 429;
    /// The person has no grant at all.
    NoGrant = 403;
    /// No grant of the person reaches this object with this effect.
    RoleRequired = 403;
    /// Nobody widens a grant of their own.
    OwnGrant = 403;
    /// The object is on the protected list.
    Protected = 403;
    /// The person has spent the budget of single acts.
    BudgetSpent = 429;
    /// The act needs a recent sign-in.
    SignInAgain = 403;
    /// The act needs a reason.
    ReasonRequired = 422;
    /// The account and region are right, but the instance is not in the configuration.
    InstanceNotAllowed = 403;
    /// No configured account and region has this instance.
    InstanceNotFound = 404;
    /// The cloud does not know the object.
    NotFound = 404;
    /// The client id has a credential already, and its device would lose the secret that it uses.
    CredentialExists = 409;
    /// The cloud refused for another reason; `cloud_code` says which.
    CloudRefused = 409;
    /// The plan is not in a state in which this can be told to it.
    PlanState = 409;
    /// The plan is not what was seen: its hash is another.
    PlanChanged = 409;
    /// Somebody with the role approver must approve the plan first.
    ApprovalRequired = 403;
    /// Nobody approves a plan of their own.
    OwnPlan = 403;
    /// The role of an approver is younger than the configuration lets.
    NewlyGranted = 403;
    /// Nothing is in the plan.
    PlanEmpty = 422;
    /// The secrets were handed out and are gone.
    SecretsGone = 410;
    /// The proxy's own limit: the call would have waited too long.
    QuotaExceeded = 429;
    /// The cloud throttled the call.
    CloudThrottled = 429;
    /// Nothing says where the proxy's key comes from.
    NoKey = 503;
    /// The cloud rejects the proxy's key, its signature or its clock.
    CloudRejectedKey = 502;
    /// The cloud denies the proxy's key a permission.
    CloudDeniedPermission = 502;
    /// The cloud answered something that is not its documented answer.
    CloudAnswerUnreadable = 502;
    /// The cloud failed on its side.
    CloudFailed = 502;
    /// The cloud cannot be reached; nothing was sent.
    CloudUnreachable = 503;
    /// The act could not be recorded, so it was not made.
    CannotRecord = 503;
    /// The proxy is stopping.
    ShuttingDown = 503;
    /// The cloud's answer to a reading call did not come in time.
    AnswerLost = 504;
    /// The cloud's answer to an act was lost, and reading back did not settle what happened.
    OutcomeUnknown = 504;
    /// A fault of the proxy.
    Internal = 500;
}

/// An error as the proxy answers it; absent fields are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// What went wrong, for scripts.
    pub code: ErrorCode,
    /// What happened, to which object, for people.
    pub message: String,
    /// What to do now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// The field that broke a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The limit that was broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Quantity>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Quantity>,
    /// The cloud's error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_code: Option<String>,
    /// The cloud's RequestId.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_request_id: Option<String>,
    /// When trying again makes sense, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
}

/// The body of every error answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// The error.
    pub error: ApiError,
}

impl ApiError {
    /// An error that says no more than its code and message.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            remedy: None,
            field: None,
            limit: None,
            found: None,
            cloud_code: None,
            cloud_request_id: None,
            retry_after_ms: None,
        }
    }

    /// The same with what to do now.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl From<FieldError> for ApiError {
    fn from(error: FieldError) -> Self {
        let code = match error.violation {
            Violation::Missing | Violation::MissingEither { .. } => ErrorCode::MissingField,
            Violation::UnknownField => ErrorCode::UnknownField,
            _ => ErrorCode::InvalidField,
        };
        Self {
            limit: error.violation.limit(),
            found: error.violation.found(),
            field: Some(error.field.clone()),
            ..Self::new(code, error.to_string())
        }
    }
}
