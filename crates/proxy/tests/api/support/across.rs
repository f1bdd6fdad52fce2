//! A page on another site, and what it does to have somebody signed in.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use signet_proxy::guard::Guard;
use signet_proxy::people::{Outside, People};

use super::people::Nobody;
use super::{Bench, Cookie, Desk, Reply, ask, text};

/// The origin of the page, which the proxy allows.
pub(crate) const PORTAL: &str = "https://portal.example";
/// Another one that it allows.
pub(crate) const OTHER: &str = "https://other.example";

/// What the page made up for this sign-in.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

/// A desk whose proxy allows pages of both origins.
pub(crate) fn desk() -> Desk {
    Desk {
        guard: Guard {
            allowed_origins: vec![PORTAL.to_owned(), OTHER.to_owned()],
            ..Guard::local()
        },
        ..Desk::default()
    }
}

/// The link of the page, for somebody who is to come back to `return_to`.
pub(crate) fn link(return_to: &str, rest: &str) -> String {
    let challenge = challenge(VERIFIER);
    let return_to = return_to.replace('?', "%3F").replace('#', "%23");
    format!("/sign-in/exchange?return_to={return_to}&challenge={challenge}&state=st-1{rest}")
}

impl Bench {
    /// The proxy starts anew: what was in memory is gone.
    pub(crate) fn restart(&mut self) {
        let app = Arc::get_mut(&mut self.app).expect("nobody else has it");
        let outside = Outside {
            store: app.store.clone(),
            recorder: Arc::clone(&app.ports.recorder),
            grants: Arc::clone(&app.grants),
            clock: Arc::clone(&app.ports.clock),
            nonces: Arc::clone(&app.ports.nonces),
            fetch: Arc::new(Nobody),
        };
        app.people = People::new(desk().settings, outside)
            .unwrap_or_else(|(table, error)| panic!("{table}: {error}"));
    }

    /// Follows the link of a page of the portal, as a browser does; gives where it leads.
    pub(crate) async fn follow(&self, cookie: &Cookie, link: &str) -> Reply {
        let headers = [
            ("cookie", &*cookie.0),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        self.send(ask("GET", link, &headers, "")).await
    }

    /// A code for a page of `origin`.
    pub(crate) async fn code(&self, cookie: &Cookie, origin: &str) -> String {
        let reply = self.follow(cookie, &link(&format!("{origin}/x"), "")).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let place = reply.headers["location"].to_str().expect("text").to_owned();
        let rest = place
            .strip_prefix(&format!("{origin}/x?signet_code="))
            .unwrap_or_else(|| panic!("{place}"));
        let code = rest.strip_suffix("&signet_state=st-1");
        code.unwrap_or_else(|| panic!("{place}")).to_owned()
    }

    /// A page of `origin` exchanges a code.
    pub(crate) async fn exchange(&self, origin: &str, code: &str, verifier: &str) -> Reply {
        let body = json!({ "code": code, "verifier": verifier });
        self.page_asks("POST", "/api/session/exchange", origin, None, &body)
            .await
    }

    /// A bearer for a page of the portal.
    pub(crate) async fn bearer(&self, cookie: &Cookie) -> String {
        let code = self.code(cookie, PORTAL).await;
        text(&self.exchange(PORTAL, &code, VERIFIER).await.good()["token"])
    }

    /// What a page of `origin` asks with a bearer; it sends no cookie.
    pub(crate) async fn page_asks(
        &self,
        method: &str,
        path: &str,
        origin: &str,
        bearer: Option<&str>,
        body: &Value,
    ) -> Reply {
        let bearer = bearer.map(|bearer| format!("Bearer {bearer}"));
        let mut headers = vec![("origin", origin), ("sec-fetch-site", "cross-site")];
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        let body = match method {
            "POST" => body.to_string(),
            _ => String::new(),
        };
        self.send(ask(method, path, &headers, &body)).await
    }

    /// Who a page of the portal is told that it asks for.
    pub(crate) async fn page_session(&self, bearer: &str) -> Reply {
        self.page_asks("GET", "/api/session", PORTAL, Some(bearer), &Value::Null)
            .await
    }

    /// A page of the portal renews its bearer.
    pub(crate) async fn renew(&self, bearer: &str) -> Reply {
        let path = "/api/session/renew";
        self.page_asks("POST", path, PORTAL, Some(bearer), &json!({}))
            .await
    }
}
