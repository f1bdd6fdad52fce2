//! Signing in at a provider of OpenID Connect: the browser goes there, comes back with a code, and the code is used once.

use std::collections::HashMap;
use std::sync::{MutexGuard, PoisonError};

use signet_identity::oidc::{self, Callback, Freshness, MINUTES_TO_SIGN_IN, Pending};
use signet_identity::{Identity, Refusal};
use signet_model::api::{ErrorCode, SignInWay};
use signet_model::{Secret, Timestamp};
use tracing::warn;

use super::secrets::{self, Hash};
use super::{From, SignIn, SignedIn};
use crate::service::Refused;

/// The most sign-ins under way at providers.
const MOST: usize = 1000;

/// A provider, and what people call it.
pub(super) struct Provider {
    pub(super) label: String,
    pub(super) provider: oidc::Provider,
}

/// Who is at a provider, by the hash of the name that their browser was given.
#[derive(Default)]
pub(super) struct AtProvider(HashMap<Hash, Away>);

struct Away {
    pending: Pending,
    return_to: String,
}

/// A sign-in that was begun.
pub(crate) struct Departure {
    /// Where to send the browser.
    pub(crate) url: String,
    /// What its cookie has to say when it comes back.
    pub(crate) name: Secret,
}

/// Why nobody was signed in at a provider.
pub(crate) enum NotSignedIn {
    /// There is no such provider.
    NoProvider,
    /// The person is told this code.
    Told(&'static str),
}

/// How long a browser keeps the name of its sign-in, in seconds.
pub(crate) const SECONDS_AT_PROVIDER: u64 = MINUTES_TO_SIGN_IN.unsigned_abs() * 60;

impl Provider {
    /// How it is offered.
    pub(super) fn way(&self) -> SignInWay {
        let id = self.provider.id();
        SignInWay::Oidc {
            id: id.to_owned(),
            label: self.label.clone(),
            url: format!("/sign-in/oidc/{id}"),
        }
    }
}

impl SignIn {
    /// Sends somebody to a provider.
    pub(crate) async fn depart(
        &self,
        id: &str,
        return_to: String,
        again: bool,
        from: &From<'_>,
    ) -> Result<Departure, NotSignedIn> {
        let provider = self.provider(id).ok_or(NotSignedIn::NoProvider)?;
        let freshness = if again {
            Freshness::Again
        } else {
            Freshness::Any
        };
        let now = self.clock.now();
        let begun = match provider.begin(freshness, now).await {
            Ok(begun) => begun,
            Err(refusal) => return Err(self.refused(id, &refusal, from).await),
        };
        let name = secrets::new_id(&*self.nonces);
        let mut away = self.away();
        make_room(&mut away.0, now);
        let hash = secrets::hash(name.expose().as_bytes());
        let pending = begun.pending;
        away.0.insert(hash, Away { pending, return_to });
        let url = begun.url;
        Ok(Departure { url, name })
    }

    /// Somebody comes back from a provider. `name` is what their cookie says. Gives the session and where they wanted to go.
    pub(crate) async fn return_from(
        &self,
        id: &str,
        name: Option<&[u8]>,
        query: &str,
        from: &From<'_>,
    ) -> Result<(SignedIn, String), NotSignedIn> {
        let provider = self.provider(id).ok_or(NotSignedIn::NoProvider)?;
        let away = name
            .and_then(secrets::hash_of_id)
            .and_then(|hash| self.away().0.remove(&hash));
        let Some(away) = away else {
            return Err(self.refused(id, &Refusal::State, from).await);
        };
        let identity = match Callback::read(query) {
            Ok(callback) => {
                let now = self.clock.now();
                provider.finish(&away.pending, &callback, now).await
            }
            Err(refusal) => Err(refusal),
        };
        let identity: Identity = match identity {
            Ok(identity) => identity,
            Err(refusal) => return Err(self.refused(id, &refusal, from).await),
        };
        let told = |refused: Refused| match refused.code {
            ErrorCode::CannotRecord => NotSignedIn::Told("cannot_record"),
            _ => NotSignedIn::Told("internal"),
        };
        let signed_in = self.welcome(&identity, from).await.map_err(told)?;
        Ok((signed_in, away.return_to))
    }

    fn provider(&self, id: &str) -> Option<&oidc::Provider> {
        let mut all = self.providers.iter().map(|entry| &entry.provider);
        all.find(|provider| provider.id() == id)
    }

    async fn refused(&self, id: &str, refusal: &Refusal, from: &From<'_>) -> NotSignedIn {
        let (request_id, code) = (from.request_id, refusal.code());
        warn!(provider = id, request_id, code, %refusal, "nobody was signed in");
        if self
            .refusals
            .count(ErrorCode::SignInFailed, self.clock.now())
        {
            let (cause, code) = (refusal.code(), ErrorCode::SignInFailed);
            self.record_failure(
                &format!("oidc:{id}"),
                cause,
                code,
                from.address,
                from.request_id,
            )
            .await;
        }
        NotSignedIn::Told(refusal.shown().as_str())
    }

    fn away(&self) -> MutexGuard<'_, AtProvider> {
        self.at_provider
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Drops what took too long, and if need be the oldest.
fn make_room(away: &mut HashMap<Hash, Away>, now: Timestamp) {
    if away.len() < MOST {
        return;
    }
    let limit = MINUTES_TO_SIGN_IN * 60_000;
    away.retain(|_, away| now.as_millis() - away.pending.begun_at().as_millis() < limit);
    if away.len() < MOST {
        return;
    }
    let oldest = away
        .iter()
        .min_by_key(|(_, away)| away.pending.begun_at())
        .map(|(hash, _)| *hash);
    if let Some(hash) = oldest {
        away.remove(&hash);
    }
}

/// Where to go after signing in: a place of ours, whatever the link says. A browser reads `\` as `/`, and `//` as another site.
pub(crate) fn at_home(path: Option<&str>) -> String {
    /// A link of a page on another site, encoded, is the longest place that there is.
    const LONGEST: usize = 4000;
    let at_home = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && path.len() <= LONGEST
            && path
                .bytes()
                .all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\')
    };
    path.filter(at_home).unwrap_or("/").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_home() {
        for path in [
            "/",
            "/instances/post-cn-1?tab=groups#x",
            "/a//b",
            "/x%20y?u=https://e.example",
        ] {
            assert_eq!(at_home(Some(path)), path);
        }
        for path in [
            "",
            "x",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x",
            "/\t/evil.example",
            " /x",
            "/泵",
        ] {
            assert_eq!(at_home(Some(path)), "/", "{path}");
        }
        assert_eq!(at_home(None), "/");
        assert_eq!(at_home(Some(&format!("/{}", "a".repeat(4000)))), "/");
    }
}
