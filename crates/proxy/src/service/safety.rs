//! What an act needs besides a role: a reason, and a sign-in of the last minutes.

use signet_model::api::{ApiError, ErrorCode, REASON_HEADER, Via};
use signet_model::{Effect, OperationName, Timestamp};

use super::{Actor, Refused};

/// Which effects need what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Safety {
    /// These need a reason.
    pub reason_required: Vec<Effect>,
    /// These need a recent sign-in.
    pub recent_sign_in: Vec<Effect>,
    /// How many minutes a sign-in is recent.
    pub minutes: u32,
}

impl Safety {
    /// Checks that there is a reason where one is needed.
    ///
    /// # Errors
    /// `reason_required`.
    pub fn check_reason(
        &self,
        name: OperationName,
        effect: Effect,
        reason: Option<&str>,
    ) -> Result<(), Refused> {
        if reason.is_some() || !self.reason_required.contains(&effect) {
            return Ok(());
        }
        let mut error = ApiError::new(
            ErrorCode::ReasonRequired,
            format!(
                "{name} was refused: what is a {} here needs a reason, and nothing was sent",
                effect.as_str()
            ),
        );
        error.field = Some(REASON_HEADER.to_owned());
        Err(Box::new(error.remedy(
            "Say why, in the header X-Signet-Reason: percent-encoded UTF-8, at most 200 characters. It is kept in the audit log.",
        )))
    }

    /// Checks that the actor has signed in lately where that is needed.
    ///
    /// # Errors
    /// `sign_in_again`, with what to do for their way of signing in.
    pub fn check_sign_in(
        &self,
        name: OperationName,
        effect: Effect,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), Refused> {
        if !self.recent_sign_in.contains(&effect) || self.is_recent(actor, now) {
            return Ok(());
        }
        let (minutes, effect) = (self.minutes, effect.as_str());
        let remedy = match actor.via {
            Via::Local | Via::Password | Via::Oidc => {
                "Sign in again; what you have typed is kept.".to_owned()
            }
            Via::Jwt => "Sign in again at the portal that sends you here.".to_owned(),
            Via::Header => format!(
                "A reverse proxy does not tell when somebody signed in. Use another way of signing in, or take \"{effect}\" out of `safety.recent_sign_in` in signet.toml."
            ),
            Via::Token => format!(
                "A token never signs in. Let a person do it, or take \"{effect}\" out of `safety.recent_sign_in` in signet.toml."
            ),
        };
        let error = ApiError::new(
            ErrorCode::SignInAgain,
            format!(
                "{name} was refused: what is a {effect} here needs a sign-in of the last {minutes} minutes, and nothing was sent"
            ),
        );
        Err(Box::new(error.remedy(remedy)))
    }

    /// Without sign-in whoever sits at the machine is taken to be there. Headers and tokens say nothing of when somebody was.
    fn is_recent(&self, actor: &Actor, now: Timestamp) -> bool {
        let limit = i64::from(self.minutes) * 60_000;
        match (actor.via, actor.signed_in_at) {
            (Via::Local, _) => true,
            (Via::Password | Via::Oidc | Via::Jwt, Some(at)) => {
                now.as_millis().saturating_sub(at.as_millis()) <= limit
            }
            (Via::Password | Via::Oidc | Via::Jwt, None) | (Via::Header | Via::Token, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis).expect("a time")
    }

    fn check(via: Via, signed_in_at: Option<Timestamp>, effect: Effect) -> Option<ErrorCode> {
        let safety = Safety {
            reason_required: Vec::new(),
            recent_sign_in: vec![Effect::Destroy],
            minutes: 15,
        };
        let actor = Actor {
            via,
            signed_in_at,
            ..Actor::local("r")
        };
        let name = OperationName::DeleteClientIds;
        let checked = safety.check_sign_in(name, effect, &actor, at(100 * MINUTE));
        checked.err().map(|error| error.code)
    }

    #[test]
    fn a_sign_in_is_recent_for_fifteen_minutes() {
        let refused = Some(ErrorCode::SignInAgain);
        for (via, signed_in_at, expected) in [
            (Via::Local, None, None),
            (Via::Password, Some(at(85 * MINUTE)), None),
            (Via::Password, Some(at(85 * MINUTE - 1)), refused),
            (Via::Oidc, Some(at(99 * MINUTE)), None),
            (Via::Oidc, None, refused),
            (Via::Jwt, Some(at(80 * MINUTE)), refused),
            (Via::Jwt, Some(at(90 * MINUTE)), None),
            (Via::Header, Some(at(100 * MINUTE)), refused),
            (Via::Token, Some(at(100 * MINUTE)), refused),
        ] {
            assert_eq!(
                check(via, signed_in_at, Effect::Destroy),
                expected,
                "{via:?} {signed_in_at:?}"
            );
            assert_eq!(
                check(via, signed_in_at, Effect::Suspend),
                None,
                "another effect"
            );
        }
    }

    #[test]
    fn a_reason_is_asked_for_where_it_is_needed() {
        let safety = Safety {
            reason_required: vec![Effect::Destroy],
            ..Safety::default()
        };
        let name = OperationName::DeleteClientIds;
        let refused = safety
            .check_reason(name, Effect::Destroy, None)
            .expect_err("no reason");
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ErrorCode::ReasonRequired, Some("x-signet-reason"))
        );
        assert!(
            safety
                .check_reason(name, Effect::Destroy, Some("stolen"))
                .is_ok()
        );
        assert!(safety.check_reason(name, Effect::Suspend, None).is_ok());
    }
}
