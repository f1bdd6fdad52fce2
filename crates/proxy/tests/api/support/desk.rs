//! A bench where people sign in as a test says, and what they send.

use std::sync::Arc;

use axum::body::Body;
use http::Request;
use http::header::SET_COOKIE;
use serde_json::{Value, json};
use signet_identity::Fetch;
use signet_identity::password::hash;
use signet_identity::totp::Seed;
use signet_model::Secret;
use signet_model::api::Totp;
use signet_model::roles::{Grant, Role};
use signet_proxy::guard::Guard;
use signet_proxy::people::{Outside, People, SignInSettings};
use signet_store::User;
use signet_store::ports::Users;

use super::people::Nobody;
use super::{Bench, Cookie, Reply, SetUp};

/// A password as good as any.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// How people sign in on a bench.
pub(crate) struct Desk {
    pub(crate) settings: SignInSettings,
    pub(crate) guard: Guard,
    pub(crate) grants: Vec<(String, Grant)>,
    pub(crate) fetch: Arc<dyn Fetch>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            settings: SignInSettings {
                password: Some(Totp::Optional),
                ..SignInSettings::default()
            },
            guard: Guard::local(),
            grants: vec![("user:alice".to_owned(), Grant::everywhere(Role::Custodian))],
            fetch: Arc::new(Nobody),
        }
    }
}

impl Desk {
    pub(crate) fn build(self) -> Bench {
        let mut bench = SetUp {
            grants: Some(self.grants),
            ..SetUp::default()
        }
        .build();
        let app = Arc::get_mut(&mut bench.app).expect("nobody else has it yet");
        let outside = Outside {
            store: app.store.clone(),
            recorder: Arc::clone(&app.ports.recorder),
            grants: Arc::clone(&app.grants),
            clock: Arc::clone(&app.ports.clock),
            nonces: Arc::clone(&app.ports.nonces),
            fetch: self.fetch,
        };
        app.guard = self.guard;
        app.people = People::new(self.settings, outside)
            .unwrap_or_else(|(table, error)| panic!("{table}: {error}"));
        bench
    }
}

/// A proxy behind a reverse proxy on the same machine, which tests are: they come from 127.0.0.1.
pub(crate) fn public() -> Guard {
    Guard {
        public_url: Some("https://signet.example".parse().expect("a URL")),
        loopback: false,
        allowed_origins: vec!["https://portal.example".to_owned()],
        frame_ancestors: Vec::new(),
        trusted_proxies: vec!["127.0.0.1".parse().expect("a network")],
        identity: None,
    }
}

/// A request with these headers; `host` takes the place of the usual one.
pub(crate) fn ask(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(path);
    if !headers.iter().any(|(name, _)| *name == "host") {
        builder = builder.header("host", "127.0.0.1:8787");
    }
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    if method == "POST" {
        builder = builder
            .header("x-signet", "1")
            .header("content-type", "application/json");
    }
    builder
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

impl Bench {
    /// A local user with [`PASSWORD`].
    pub(crate) async fn user(&self, name: &str, seed: Option<&Seed>) -> User {
        let seal = |seed: &Seed| {
            let sealer = self.app.store.sealer();
            sealer.seal(name, seed.as_bytes(), [7; 12]).expect("sealed")
        };
        let user = User {
            name: name.to_owned(),
            password: Secret::new(hash(PASSWORD)),
            totp_seed: seed.map(seal),
            totp_last_step: None,
            disabled: false,
            created_at: self.app.ports.clock.now(),
        };
        Users::put(&self.app.store, user.clone())
            .await
            .expect("kept");
        user
    }

    /// Posts to sign in by password.
    pub(crate) async fn try_password(&self, body: Value) -> Reply {
        self.send(ask("POST", "/api/sign-in/password", &[], &body.to_string()))
            .await
    }

    /// Signs somebody in by [`PASSWORD`].
    pub(crate) async fn by_password(&self, name: &str) -> Cookie {
        let reply = self
            .try_password(json!({ "name": name, "password": PASSWORD }))
            .await;
        let cookie = cookie_of(&reply);
        reply.good();
        cookie
    }

    pub(crate) async fn session(&self, cookie: &Cookie) -> Reply {
        self.get_as(cookie, "/api/session").await
    }

    /// The audit log's entries of that kind of event.
    pub(crate) fn noted(&self, operation: &str) -> Vec<Value> {
        let mut lines = self.record.lines();
        lines.retain(|line| line["operation"] == operation);
        lines
    }
}

/// The cookie that an answer sets, as a browser sends it back.
pub(crate) fn cookie_of(reply: &Reply) -> Cookie {
    let line = set_cookies(reply).pop().expect("a cookie");
    Cookie(line.split(';').next().expect("a pair").to_owned())
}

/// The lines that an answer sets cookies by.
pub(crate) fn set_cookies(reply: &Reply) -> Vec<String> {
    let lines = reply.headers.get_all(SET_COOKIE).iter();
    lines
        .map(|line| line.to_str().expect("text").to_owned())
        .collect()
}
