//! The provider's process, and the way to it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::Value;
use signet_identity::oidc::{Begun, Callback, Freshness, Provider, Settings};
use signet_identity::{Algorithm, ClaimNames, Fetch, FetchError, Fetching, Identity, Refusal};
use signet_model::{Secret, Timestamp};

use crate::browser::{Browser, send};

/// The address of the provider, which is started once for this process.
pub(crate) fn url() -> &'static str {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(start)
}

fn start() -> String {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provider");
    assert!(
        home.join("node_modules/oidc-provider").is_dir(),
        "the packages of crates/identity/tests/provider are missing: run `cargo xtask test unit`, or `npm ci --ignore-scripts` there"
    );
    let mut node = Command::new("node");
    node.arg(home.join("server.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ALIBABA_CLOUD_") {
            node.env_remove(name);
        }
    }
    let mut child = node
        .spawn()
        .expect("`node` cannot be started: install Node 20 or later");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let url = lines
        .by_ref()
        .map_while(Result::ok)
        .find(|line| line.starts_with("http://"))
        .expect("the provider says its address: try `node server.mjs` in crates/identity/tests/provider");
    // It lives until its standard input ends, with this process; what it says until then has to go somewhere.
    std::thread::spawn(move || {
        lines.for_each(drop);
        drop(child);
    });
    url
}

/// The way to the provider: it can be cut, it counts, and it asks the provider to misbehave.
#[derive(Default)]
pub(crate) struct Wire {
    pub(crate) cut: AtomicBool,
    pub(crate) requests: AtomicUsize,
    misbehave: Mutex<Option<Value>>,
}

impl Wire {
    pub(crate) fn misbehave(&self, how: Value) {
        *self.misbehave.lock().unwrap() = Some(how);
    }

    pub(crate) fn behave(&self) {
        *self.misbehave.lock().unwrap() = None;
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

impl Fetch for Wire {
    fn fetch(&self, mut request: http::Request<Vec<u8>>) -> Fetching<'_> {
        Box::pin(async move {
            self.requests.fetch_add(1, Ordering::Relaxed);
            if self.cut.load(Ordering::Relaxed) {
                return Err(FetchError::Unreachable("the wire is cut".to_owned()));
            }
            if let Some(how) = &*self.misbehave.lock().unwrap() {
                let how = how.to_string().parse().unwrap();
                request.headers_mut().insert("x-misbehave", how);
            }
            send(&request).map_err(|error| FetchError::Unreachable(error.kind().to_string()))
        })
    }
}

/// Somebody signing in at the provider.
pub(crate) struct Visit {
    pub(crate) wire: Arc<Wire>,
    pub(crate) provider: Provider,
    pub(crate) browser: Browser,
    pub(crate) now: Timestamp,
}

impl Visit {
    /// As the client `signet`, with RS256.
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    pub(crate) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let wire = Arc::new(Wire::default());
        let mut settings = settings();
        change(&mut settings);
        Self {
            provider: Provider::new(settings, wire.clone()).expect("the settings work"),
            wire,
            browser: Browser::default(),
            now: now(),
        }
    }

    pub(crate) async fn begin(&self, freshness: Freshness) -> Begun {
        self.provider
            .begin(freshness, self.now)
            .await
            .expect("begun")
    }

    /// Signs in as `person`: there and back again.
    pub(crate) async fn sign_in(&mut self, person: &str) -> Result<Identity, Refusal> {
        let begun = self.provider.begin(Freshness::Any, self.now).await?;
        let query = self
            .browser
            .sign_in(&format!("{}&login_hint={person}", begun.url));
        self.finish(&begun, &query).await
    }

    pub(crate) async fn finish(&self, begun: &Begun, query: &str) -> Result<Identity, Refusal> {
        let callback = Callback::read(query)?;
        self.provider
            .finish(&begun.pending, &callback, self.now)
            .await
    }

    pub(crate) fn later(&mut self, seconds: i64) {
        self.now = after(self.now, seconds);
    }
}

pub(crate) fn settings() -> Settings {
    Settings {
        id: "test".to_owned(),
        issuer: url().to_owned(),
        client_id: "signet".to_owned(),
        client_secret: Some(Secret::new("a secret with : + / % and = in it")),
        redirect_url: "https://signet.example/sign-in/oidc/test/callback".to_owned(),
        scopes: ["openid", "profile", "groups"].map(str::to_owned).into(),
        claims: ClaimNames::default(),
        algorithms: vec![Algorithm::Rs256],
    }
}

/// The provider has a clock of its own, so here the machine's is the one to use.
#[expect(
    clippy::disallowed_methods,
    reason = "the provider reads the machine's clock too"
)]
pub(crate) fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    Timestamp::from_millis(since.as_millis().try_into().unwrap()).unwrap()
}

pub(crate) fn after(moment: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_millis(moment.as_millis() + seconds * 1000).unwrap()
}
