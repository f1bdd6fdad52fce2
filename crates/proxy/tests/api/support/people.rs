//! People who are signed in: a store of the bench's own, and sessions put into it.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use http::Request;
use serde_json::Value;
use signet_identity::{Fetch, FetchError};
use signet_model::Timestamp;
use signet_model::api::{Totp, Via};
use signet_proxy::grants::Grants;
use signet_proxy::people::{Outside, People, SessionLimits, SignInSettings};
use signet_proxy::service::Ports;
use signet_store::ports::Sessions as _;
use signet_store::{Durability, Session, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::{Bench, Reply, get, post};

/// A store, and the directory that it lies in.
#[derive(Clone)]
pub(crate) struct Kept {
    pub(crate) store: Store,
    directory: Arc<TempDir>,
}

impl Kept {
    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }
}

/// Stores have threads of their own: the time of a test stands still, theirs does not.
static BESIDE: LazyLock<Runtime> = LazyLock::new(|| {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("threads")
});

/// What nobody looks into.
static ANYBODYS: LazyLock<std::sync::Mutex<Option<Kept>>> = LazyLock::new(Default::default);

pub(super) fn own_store(now: Timestamp) -> Kept {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().to_owned();
    let open = move || BESIDE.block_on(Store::open(&path, Durability::Normal, now));
    let store = std::thread::spawn(open).join().expect("no panic");
    Kept {
        store: store.expect("a store"),
        directory: Arc::new(directory),
    }
}

pub(super) fn anybodys_store(now: Timestamp) -> Kept {
    let mut kept = ANYBODYS.lock().expect("a store");
    kept.get_or_insert_with(|| own_store(now)).clone()
}

/// Nobody else is asked who somebody is.
pub(crate) struct Nobody;

impl Fetch for Nobody {
    fn fetch(&self, _request: Request<Vec<u8>>) -> signet_identity::Fetching<'_> {
        Box::pin(std::future::ready(Err(FetchError::TimedOut)))
    }
}

pub(super) fn signing_in(store: &Store, grants: &Arc<Grants>, ports: &Ports) -> People {
    let settings = SignInSettings {
        limits: SessionLimits::default(),
        password: Some(Totp::Optional),
        ..SignInSettings::default()
    };
    let outside = Outside {
        store: store.clone(),
        grants: Arc::clone(grants),
        clock: Arc::clone(&ports.clock),
        nonces: Arc::clone(&ports.nonces),
        recorder: Arc::clone(&ports.recorder),
        fetch: Arc::new(Nobody),
    };
    People::new(settings, outside).unwrap_or_else(|(table, error)| panic!("{table}: {error}"))
}

/// What a browser sends that is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Cookie(pub(crate) String);

impl Bench {
    /// A session of somebody who signs in now.
    pub(crate) async fn sign_in(&self, subject: &str, groups: &[&str]) -> Cookie {
        let now = self.app.ports.clock.now();
        let number = self.app.ports.nonces.next();
        let id = format!("{:A<43}", &number[number.len() - 8..]);
        let mut id_hash = [0; 32];
        id_hash
            .copy_from_slice(ring::digest::digest(&ring::digest::SHA256, id.as_bytes()).as_ref());
        let session = Session {
            id_hash,
            subject: subject.to_owned(),
            name: subject.to_owned(),
            via: Via::Password,
            groups: groups.iter().map(|group| (*group).to_owned()).collect(),
            signed_in_at: now,
            last_seen_at: now,
            expires_at: Timestamp::from_millis(now.as_millis() + 86_400_000).expect("tomorrow"),
            address: None,
            user_agent: None,
        };
        self.kept.store.put(session).await.expect("a session");
        Cookie(format!("signet-session={id}"))
    }

    pub(crate) async fn call_as(&self, cookie: &Cookie, operation: &str, fields: Value) -> Reply {
        self.send(with_cookie(post(operation, fields.to_string()), cookie))
            .await
    }

    pub(crate) async fn get_as(&self, cookie: &Cookie, path: &str) -> Reply {
        self.send(with_cookie(get(path), cookie)).await
    }

    pub(crate) async fn post_as(&self, cookie: &Cookie, path: &str, body: Value) -> Reply {
        let request = Request::post(path)
            .header("host", "127.0.0.1:8787")
            .header("x-signet", "1")
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .expect("a request");
        self.send(with_cookie(request, cookie)).await
    }
}

pub(crate) fn with_cookie(mut request: Request<Body>, Cookie(cookie): &Cookie) -> Request<Body> {
    let value = cookie.parse().expect("a value");
    request.headers_mut().insert("cookie", value);
    request
}
