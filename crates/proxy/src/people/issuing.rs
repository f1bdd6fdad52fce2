//! Making and revoking API tokens.

use serde_json::{Map, Value};
use signet_model::api::{ApiError, CreateToken, ErrorCode, NewToken, Token, Via};
use signet_model::roles::{Grant, is_admin};
use signet_model::{Secret, Timestamp};
use signet_store::StoreError;
use signet_store::ports::Tokens as _;
use tracing::error;

use super::{Principal, SignIn, failed, secrets};
use crate::nonce::Nonces;
use crate::service::Refused;

/// The longest that a token may live, in milliseconds.
const LONGEST: i64 = 365 * 86_400_000;
/// The most characters of a token's name.
const LONGEST_NAME: usize = 64;

impl SignIn {
    /// The tokens of somebody; everybody's for an admin.
    pub(crate) async fn tokens_of(&self, principal: &Principal) -> Result<Vec<Token>, Refused> {
        let mut tokens = self.store.list().await.map_err(|error| failed(&error))?;
        tokens.retain(|token| may_see(principal, token));
        Ok(tokens)
    }

    /// Makes a token.
    ///
    /// # Errors
    /// It would do more than its maker may, its name is taken, or it would live too long.
    pub(crate) async fn create_token(
        &self,
        principal: &Principal,
        asked: CreateToken,
    ) -> Result<NewToken, Refused> {
        let now = self.clock.now();
        let actor = &principal.actor;
        if actor.via == Via::Token {
            let what = "a token was not made: a token makes no tokens";
            let error = ApiError::new(ErrorCode::RoleRequired, what);
            return Err(Box::new(error.remedy("Sign in as a person and make it.")));
        }
        check_name(&asked.name).map_err(|what| invalid("name", what))?;
        check_expiry(asked.expires_at, now).map_err(|what| invalid("expires_at", what))?;
        if asked.grants.is_empty() {
            return Err(invalid("grants", "a token without grants may do nothing"));
        }
        if let Some(wide) = asked
            .grants
            .iter()
            .find(|grant| !may_pass_on(&actor.grants, grant))
        {
            let role = wide.role.as_str();
            let what = format!("a token was not made: you are not {role} everywhere it would be");
            let mut error = ApiError::new(ErrorCode::RoleRequired, what);
            error.field = Some("grants".to_owned());
            return Err(Box::new(
                error.remedy("Give it no more than you may do yourself."),
            ));
        }
        let token = Token {
            id: self.nonces.next(),
            name: asked.name,
            owner: Some(actor.subject.clone()),
            grants: asked.grants,
            created_at: now,
            expires_at: asked.expires_at,
            last_used_at: None,
        };
        let (secret, hash) = new_secret(&*self.nonces);
        match self.store.add(token.clone(), hash).await {
            Ok(()) => {}
            Err(StoreError::Exists) => {
                return Err(invalid(
                    "name",
                    "there is a token of that name; choose another",
                ));
            }
            Err(error) => return Err(failed(&error)),
        }
        let recorded = async {
            self.record(principal, "CreateToken", shown(&token)).await?;
            let noted = self.tokens.note_groups(&actor.subject, &principal.groups);
            noted.await.map_err(|error| failed(&error))
        };
        if let Err(refused) = recorded.await {
            // One that is in no record must not be there.
            let undone = self.store.revoke(&token.id).await;
            undone.map_err(|error| failed(&error))?;
            return Err(refused);
        }
        Ok(NewToken { token, secret })
    }

    /// Revokes a token; also where that cannot be recorded, because one that was stolen has to go.
    ///
    /// # Errors
    /// There is none with that id that one may see.
    pub(crate) async fn revoke_token(
        &self,
        principal: &Principal,
        id: &str,
    ) -> Result<(), Refused> {
        let tokens = self.tokens_of(principal).await?;
        let Some(token) = tokens.iter().find(|token| token.id == id) else {
            let error = ApiError::new(ErrorCode::NotFound, "there is no such token");
            return Err(Box::new(error.remedy("GET /api/tokens lists them.")));
        };
        let recorded = self.record(principal, "RevokeToken", shown(token)).await;
        recorded.unwrap_or_else(|refused| error!(cause = refused.message, "not recorded"));
        let revoked = self.store.revoke(&token.id).await;
        self.tokens.read_again();
        revoked.map(drop).map_err(|error| failed(&error))
    }
}

/// The secret of a new token, and its hash, which alone is kept.
pub(crate) fn new_secret(nonces: &dyn Nonces) -> (Secret, [u8; 32]) {
    let secret = secrets::new_token(nonces);
    let hash = secrets::hash(secret.expose().as_bytes());
    (secret, hash)
}

/// Checks the name of a new token.
///
/// # Errors
/// The rule that it breaks.
pub(crate) fn check_name(name: &str) -> Result<(), &'static str> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(fits) {
        Ok(())
    } else {
        Err("must be 1 to 64 letters, digits, `-`, `_` and `.`")
    }
}

/// Checks when a new token ends.
///
/// # Errors
/// The rule that it breaks.
pub(crate) fn check_expiry(expires_at: Timestamp, now: Timestamp) -> Result<(), &'static str> {
    match expires_at.as_millis() - now.as_millis() {
        left if left <= 0 => Err("must lie in the future"),
        left if left > LONGEST => Err("may be at most 365 days from now"),
        _ => Ok(()),
    }
}

/// The fields of a token for the audit log.
pub(crate) fn shown(token: &Token) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("token".to_owned(), token.name.clone().into());
    object.insert("token_id".to_owned(), token.id.clone().into());
    let grants = serde_json::to_value(&token.grants).unwrap_or_default();
    object.insert("grants".to_owned(), grants);
    object.insert("expires_at".to_owned(), token.expires_at.to_string().into());
    object
}

fn may_see(principal: &Principal, token: &Token) -> bool {
    let actor = &principal.actor;
    is_admin(&actor.grants)
        || token.owner.as_deref() == Some(&actor.subject)
        || (actor.via == Via::Token && actor.name == token.name)
}

fn may_pass_on(own: &[Grant], grant: &Grant) -> bool {
    own.iter().any(|own| own.covers(grant))
}

fn invalid(field: &str, what: &str) -> Refused {
    let mut error = ApiError::new(ErrorCode::InvalidField, format!("{field}: {what}"));
    error.field = Some(field.to_owned());
    Box::new(error)
}
