//! What is asked of the provider once the browser has come back: the tokens, and what the ID token does not say.

use openidconnect::core::CoreErrorResponseType;
use openidconnect::{
    AuthorizationCode, OAuth2TokenResponse as _, PkceCodeVerifier, RequestTokenError,
    TokenResponse as _,
};
use serde_json::{Map, Value};
use signet_model::Secret;

use super::discovered::Client;
use super::pending::Pending;
use crate::ask;
use crate::claims::Claims;
use crate::fetch::Fetch;
use crate::refusal::{Refusal, quoted};

const TOKENS: &str = "the provider's tokens (token_endpoint)";
const USERINFO: &str = "what the provider knows of the person (userinfo_endpoint)";

/// What came for the code. Neither is checked yet.
pub(super) struct Answer {
    pub(super) id_token: String,
    pub(super) access_token: Secret,
}

/// Gives the code to the provider. The library reads the ID token while it reads the answer; where it cannot, `explain` says what is wrong with the token.
pub(super) async fn exchange(
    fetch: &dyn Fetch,
    client: &Client,
    code: &Secret,
    pending: &Pending,
    explain: &(dyn Fn(&str) -> Option<Refusal> + Sync),
) -> Result<Answer, Refusal> {
    let unusable = |why: &str| Refusal::Unusable {
        what: TOKENS,
        why: why.to_owned(),
    };
    let http = ask::Http(fetch);
    let response = client
        .exchange_code(AuthorizationCode::new(code.expose().to_owned()))
        .map_err(|_| unusable("there is no such address"))?
        .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier.expose().to_owned()))
        .request_async(&http)
        .await
        .map_err(|error| match error {
            RequestTokenError::ServerResponse(answer) => Refusal::Code {
                error: name_of(answer.error()),
            },
            RequestTokenError::Request(error) => ask::unreachable(TOKENS, &error),
            RequestTokenError::Parse(error, body) => {
                let refusal = id_token_of(&body).and_then(|token| explain(&token));
                refusal.unwrap_or_else(|| {
                    unusable(&format!(
                        "the answer is not the JSON that was expected, at {}",
                        quoted(&error.path().to_string())
                    ))
                })
            }
            RequestTokenError::Other(_) => unusable("the answer is empty or of the wrong type"),
        })?;
    let id_token = response.id_token().ok_or_else(|| {
        unusable("there is no ID token among them: is the scope `openid` allowed?")
    })?;
    Ok(Answer {
        id_token: id_token.to_string(),
        access_token: Secret::new(response.access_token().secret()),
    })
}

/// Adds the claims that the ID token does not have. They count only if they are about the same person (OpenID Connect Core section 5.3.2).
pub(super) async fn add_userinfo(
    fetch: &dyn Fetch,
    url: &str,
    access_token: &Secret,
    claims: &mut Claims,
) -> Result<(), Refusal> {
    let more: Map<String, Value> =
        ask::json(fetch, USERINFO, url, Some(access_token.expose())).await?;
    if more.get("sub").is_none() || more.get("sub") != claims.0.get("sub") {
        return Err(Refusal::Unusable {
            what: USERINFO,
            why: "it is about somebody else than the ID token".to_owned(),
        });
    }
    for (name, value) in more {
        claims.0.entry(name).or_insert(value);
    }
    Ok(())
}

fn id_token_of(body: &[u8]) -> Option<String> {
    let answer: Map<String, Value> = serde_json::from_slice(body).ok()?;
    answer.get("id_token")?.as_str().map(str::to_owned)
}

fn name_of(error: &CoreErrorResponseType) -> String {
    quoted(error.as_ref())
}
