//! What is said of a refusal in English. The part that says it is loaded when something is refused for the first time.

use signet_model::api::ErrorCode;

use super::{Sentences, say};

/// What is said of an error code.
pub(super) fn sentences(code: ErrorCode) -> Sentences {
    use ErrorCode as C;
    match code {
        C::InvalidField => say("A value breaks a rule", "Correct the value and try again."),
        C::InvalidJson
        | C::MissingField
        | C::UnknownField
        | C::BodyTooLarge
        | C::UnsupportedMediaType
        | C::MethodNotAllowed
        | C::UnknownOperation
        | C::UnknownPath => say(
            "This page and the proxy do not fit together",
            "Reload the page. If that does not help, build both from the same version.",
        ),
        C::ForbiddenHost | C::ForbiddenOrigin | C::MissingHeader | C::ForwardedHeader => say(
            "The proxy refuses requests from this address",
            "Open the dashboard at the address that the proxy printed when it started.",
        ),
        C::ReadOnly => say(
            "The proxy is read-only",
            "Start it without --read-only to allow changes.",
        ),
        C::ChangesNotAllowed => say(
            "Changes to the real cloud are not allowed",
            "Start the proxy with --allow-changes to allow them.",
        ),
        C::SignInRequired => say("Nobody is signed in", "Sign in."),
        C::SessionExpired => say(
            "Your session has ended",
            "Sign in again; what you typed is still there.",
        ),
        C::SignInFailed => say(
            "The sign-in failed",
            "Name, password or code is wrong. Check them and try again.",
        ),
        C::ExchangeRefused => say("This page was not signed in", "Sign in again."),
        C::TooManyAttempts => say(
            "Too many attempts to sign in",
            "Wait before the next one. If they were not yours, tell an administrator.",
        ),
        C::NoGrant => say(
            "You were not granted anything yet",
            "Ask an administrator of Signet for a role.",
        ),
        C::RoleRequired => say(
            "Your role does not allow this here",
            "Ask an administrator of Signet for the role, or somebody who has it.",
        ),
        C::OwnGrant => say(
            "Nobody widens a grant of their own",
            "Ask another administrator.",
        ),
        C::Protected => say(
            "It is protected",
            "Whoever may destroy here takes the mark away first; a pattern stands in signet.toml.",
        ),
        C::BudgetSpent => say(
            "You have made as many of these acts as one person may in 10 minutes",
            "Wait, or ask somebody else. The limits are in signet.toml.",
        ),
        C::SignInAgain => say(
            "This needs a recent sign-in",
            "Sign in again, then make it.",
        ),
        C::ReasonRequired => say("A reason is missing", "Say why, then make it."),
        C::InstanceNotAllowed => say(
            "This instance is not in the proxy's configuration",
            "Add it to the instances of its account in signet.toml, or choose another.",
        ),
        C::InstanceNotFound => say(
            "No configured account and region has this instance",
            "Check its id, or choose another instance.",
        ),
        C::NotFound => say(
            "The cloud does not know it",
            "It may be gone already. Reload the list.",
        ),
        C::CredentialExists => say(
            "This client id has a credential already",
            "Nothing was sent. Registering again would replace the secret that its device uses.",
        ),
        C::CloudRefused => say(
            "The cloud refused",
            "Look up the cloud's code, or ask its support with the RequestId.",
        ),
        C::PlanState => say(
            "The plan is not in a state in which this can be told to it",
            "Reload the plan: it says what may be told to it now.",
        ),
        C::PlanChanged => say(
            "The plan is not what you saw",
            "It was changed meanwhile. Reload it and look at it again.",
        ),
        C::ApprovalRequired => say(
            "Somebody has to approve this plan first",
            "Ask somebody with the role approver, who is not its author.",
        ),
        C::OwnPlan => say(
            "Nobody approves a plan of their own",
            "Ask another approver.",
        ),
        C::NewlyGranted => say(
            "Your role is too young to approve plans",
            "Ask an approver who has had the role for longer, or wait.",
        ),
        C::PlanEmpty => say(
            "Nothing is in the plan",
            "Check where its items come from, or add lines to its list.",
        ),
        C::SecretsGone => say(
            "The secrets were handed out and are gone",
            "Whoever received them has the only file. Without it, rotate the credentials again.",
        ),
        C::QuotaExceeded => say(
            "The proxy is at its limit of calls",
            "It keeps this address from being blocked. Try again in a moment.",
        ),
        C::CloudThrottled => say(
            "The cloud is throttling calls",
            "Other programs may use the same account or address. Try again in a moment.",
        ),
        C::NoKey => say(
            "The proxy has no key yet",
            "Say where its AccessKey comes from and start it again: the page First steps shows how.",
        ),
        C::CloudRejectedKey => say(
            "The cloud rejects the proxy's key",
            "Check the AccessKey, its secret and the clock of the proxy's machine.",
        ),
        C::CloudDeniedPermission => say(
            "The proxy's key lacks a permission",
            "Grant its RAM user the action of this operation on this instance.",
        ),
        C::CloudAnswerUnreadable => say(
            "The cloud's answer is not the documented one",
            "Check the endpoint in the configuration; ask the cloud's support with the RequestId.",
        ),
        C::CloudFailed => say(
            "The cloud failed on its side",
            "Try again. If it stays, ask the cloud's support with the RequestId.",
        ),
        C::CloudUnreachable => say(
            "The proxy cannot reach the cloud",
            "Nothing was sent. Check the network of the proxy's machine.",
        ),
        C::CannotRecord => say(
            "It could not be recorded, so it was not done",
            "Check the disk of the proxy's machine and its state directory.",
        ),
        C::ShuttingDown => say("The proxy is stopping", "Try again when it runs again."),
        C::AnswerLost => say(
            "The cloud's answer did not come in time",
            "Nothing was changed. Try again.",
        ),
        C::OutcomeUnknown => say(
            "It is not known whether this was done",
            "The cloud's answer was lost. Reload and look before you repeat it.",
        ),
        C::Internal | C::Unknown => say("The proxy failed", "Its log says more. Try again."),
    }
}
