//! A proxy whose clock, cloud and record are the test's own.

#[path = "support/across.rs"]
pub(crate) mod across;
#[path = "support/authority.rs"]
mod authority;
#[path = "support/cloud.rs"]
mod cloud;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/issuer.rs"]
mod issuer;
#[path = "support/notes.rs"]
mod notes;
#[path = "support/people.rs"]
mod people;
#[path = "support/plans.rs"]
mod plans;
#[path = "support/record.rs"]
mod record;
#[path = "support/reports.rs"]
mod reports;
#[path = "support/runs.rs"]
mod runs;

pub(crate) use authority::Authority;
pub(crate) use cloud::{FakeUpstream, Instead, header, refusal};
pub(crate) use desk::{Desk, PASSWORD, ask, cookie_of, public, set_cookies};
pub(crate) use issuer::{ISSUER, Issuer};
pub(crate) use people::{Cookie, Nobody, with_cookie};
pub(crate) use plans::before;
pub(crate) use record::MemoryRecord;
pub(crate) use reports::{Acts, opened, stormy};
pub(crate) use runs::{ends, fast};

use notes::MemoryNotes;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use axum::body::Body;
use http::{HeaderMap, Request};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use signet_emulator::{Emulator, Options, Sizes};
use signet_model::Timestamp;
use signet_model::api::Cloud;
use signet_model::roles::Grant;
use signet_proxy::app::{AccountHere, App};
use signet_proxy::clock::Clock;
use signet_proxy::dashboard::{Dashboard, Files, Site};
use signet_proxy::doctor::{Line, Looking};
use signet_proxy::grants::Grants;
use signet_proxy::guard::Guard;
use signet_proxy::keys::KeySource;
use signet_proxy::nonce::Nonces;
use signet_proxy::people::People;
use signet_proxy::plans::{PlanPorts, PlanSettings, Plans};
use signet_proxy::quota::{Quota, QuotaLimits};
use signet_proxy::record::Recorder;
use signet_proxy::router::router;
use signet_proxy::service::{Account, IotInstance, Policy, Ports, Safeguards, Service, Target};
use signet_proxy::setup as set_up;
use signet_proxy::upstream::{Endpoint, Upstream};
use signet_signing::Credentials;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

/// The secret that must never be seen again.
pub(crate) const CANARY: &str = "canary0secret0canary";
const KEY_ID: &str = "LTAItestkey";

pub(crate) struct Bench {
    pub(crate) app: Arc<App>,
    pub(crate) emulator: Arc<Emulator>,
    pub(crate) upstream: Arc<FakeUpstream>,
    pub(crate) record: Arc<MemoryRecord>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) kept: people::Kept,
    /// What plans need of the world: for a second process beside the first, or after it.
    pub(crate) plan_ports: PlanPorts,
}

pub(crate) struct SetUp {
    pub(crate) policy: Policy,
    pub(crate) calls_per_second: Option<u32>,
    pub(crate) instances: Vec<String>,
    pub(crate) targets: usize,
    pub(crate) iot_instances: Vec<&'static str>,
    pub(crate) safeguards: Safeguards,
    /// What the configuration says of plans.
    pub(crate) plans: PlanSettings,
    /// How large the emulator's fleet is.
    pub(crate) sizes: Sizes,
    /// What goes wrong in the cloud, as `signet emulator --fault` takes it.
    pub(crate) faults: Vec<&'static str>,
    /// Whether nobody else keeps anything in the store: plans of several tests may have the same id.
    pub(crate) own_store: bool,
    /// The grants of the configuration; people sign in where it is there.
    pub(crate) grants: Option<Vec<(String, Grant)>>,
    /// The key that the emulator knows where `None`.
    pub(crate) key: Option<Arc<KeySource>>,
}

pub(crate) const LOCAL: Policy = Policy {
    read_only: false,
    allow_changes: false,
    onsmqtt_is_real: false,
    iot_is_real: false,
};

impl Default for SetUp {
    fn default() -> Self {
        Self {
            policy: LOCAL,
            calls_per_second: Some(50),
            instances: Vec::new(),
            targets: 1,
            iot_instances: Vec::new(),
            safeguards: Safeguards::default(),
            plans: PlanSettings::default(),
            sizes: Sizes::default(),
            faults: Vec::new(),
            own_store: false,
            grants: None,
            key: None,
        }
    }
}

/// Every endpoint is reached, and nothing is to be said of the way.
struct NoNetwork;

impl Line for NoNetwork {
    fn look<'a>(&'a self, _endpoint: &'a Endpoint, _clock: &'a dyn Clock) -> Looking<'a> {
        Box::pin(std::future::ready((Vec::new(), true)))
    }
}

fn given_key() -> Arc<KeySource> {
    let credentials = Credentials::new(KEY_ID, CANARY, None);
    Arc::new(KeySource::given("factory", credentials))
}

impl SetUp {
    pub(crate) fn build(self) -> Bench {
        let clock = Arc::new(ManualClock(AtomicU64::new(1_767_323_045_000)));
        let mut options = Options::new(KEY_ID, CANARY, clock.now());
        options.quota_scale = None;
        options.sizes = self.sizes;
        let faults = self.faults.iter().map(|fault| fault.parse());
        options.faults = faults.collect::<Result<_, _>>().expect("faults");
        let emulator = Arc::new(Emulator::new(options).expect("an emulator"));
        let upstream = Arc::new(FakeUpstream::new(Arc::clone(&emulator), Arc::clone(&clock)));
        let kept = if self.own_store || self.grants.is_some() {
            people::own_store(clock.now())
        } else {
            people::anybodys_store(clock.now())
        };
        let record = Arc::new(MemoryRecord {
            log: self.grants.is_some().then(|| kept.store.clone()),
            ..MemoryRecord::default()
        });
        let quota = Arc::new(Quota::new(QuotaLimits {
            calls_per_second: self.calls_per_second,
        }));
        let endpoint = Arc::new(Endpoint::parse("http://127.0.0.1:9").expect("an endpoint"));
        let key = self.key.unwrap_or_else(given_key);
        let account = Arc::new(Account {
            name: "factory".to_owned(),
            key: Arc::clone(&key),
            instances: self.instances,
            quota: quota.of_key(key.identity()),
        });
        let targets: Vec<_> = (0..self.targets)
            .map(|number| {
                let region = ["cn-hangzhou", "cn-shanghai", "cn-beijing"][number].to_owned();
                Arc::new(Target {
                    account: Arc::clone(&account),
                    region,
                    onsmqtt: Arc::clone(&endpoint),
                    iot: Arc::clone(&endpoint),
                })
            })
            .collect();
        let iot_instances = self
            .iot_instances
            .iter()
            .map(|id| IotInstance {
                id: Some((*id).to_owned()),
                target: Arc::clone(&targets[0]),
            })
            .collect();
        let ports = Ports {
            upstream: Arc::clone(&upstream) as Arc<dyn Upstream>,
            recorder: Arc::clone(&record) as Arc<dyn Recorder>,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            nonces: Arc::new(CountingNonces(AtomicU64::new(1))),
            notes: Arc::new(MemoryNotes::default()),
            authorities: Arc::default(),
        };
        let grants = Arc::new(Grants::new(self.grants.clone().unwrap_or_default(), []));
        let people = match &self.grants {
            Some(_) => people::signing_in(&kept.store, &grants, &ports),
            None => People::local(),
        };
        let service = Arc::new(Service::new(
            targets,
            iot_instances,
            self.policy,
            self.safeguards,
            quota,
            ports.clone(),
        ));
        let store = Arc::new(kept.store.clone());
        let plan_ports = PlanPorts {
            store: Arc::clone(&store) as _,
            sightings: Arc::clone(&store) as _,
            service: Arc::clone(&service),
            grants: Arc::clone(&grants),
            tokens: Arc::clone(&store) as _,
            users: Arc::clone(&store) as _,
            meta: store,
            clock: Arc::clone(&clock) as _,
        };
        let app = Arc::new(App {
            guard: Guard::local(),
            people,
            grants,
            store: kept.store.clone(),
            service,
            plans: Arc::new(Plans::new(plan_ports.clone(), self.plans)),
            ports,
            metrics: Arc::default(),
            dashboard: Dashboard::new(Files::Directory("/nonexistent".into()), Site::default()),
            cloud: Cloud::Loopback,
            accounts: vec![AccountHere {
                name: "factory".to_owned(),
                regions: vec!["cn-hangzhou".to_owned()],
                key,
            }],
            iot_instances: Vec::new(),
            setup: set_up::SetUp::new(None, Vec::new(), None, Arc::new(NoNetwork)),
            acts: TaskTracker::new(),
            stopping: AtomicBool::new(false),
        });
        Bench {
            app,
            emulator,
            upstream,
            record,
            clock,
            kept,
            plan_ports,
        }
    }
}

pub(crate) fn bench() -> Bench {
    SetUp::default().build()
}

/// One with a store of its own.
pub(crate) fn planning() -> Bench {
    let own_store = true;
    SetUp {
        own_store,
        ..SetUp::default()
    }
    .build()
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Reply {
    #[track_caller]
    pub(crate) fn good(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }

    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(
            (self.status, self.body["error"]["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.body
        );
        assert!(
            !self.body["error"]["message"]
                .as_str()
                .unwrap_or_default()
                .is_empty(),
            "{}",
            self.body
        );
        self.body["error"].clone()
    }
}

impl Bench {
    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = router(Arc::clone(&self.app))
            .oneshot(request)
            .await
            .expect("an answer");
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        for name in [
            "x-request-id",
            "x-signet-api-version",
            "cache-control",
            "content-security-policy",
            "x-content-type-options",
        ] {
            assert!(head.headers.contains_key(name), "{name} is missing");
        }
        Reply {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        }
    }

    pub(crate) async fn call(&self, operation: &str, fields: Value) -> Reply {
        self.send(post(operation, fields.to_string())).await
    }

    /// An instance that has everything.
    pub(crate) fn instance(&self) -> String {
        self.emulator.instances()[0].instance_id.clone()
    }

    /// A client id of a group that is there, for which there is no credential.
    pub(crate) async fn new_client_id(&self) -> String {
        format!("{}@@@brand-new", self.group().await)
    }

    pub(crate) async fn group(&self) -> String {
        let groups = self
            .call("ListGroupId", json!({ "instance_id": self.instance() }))
            .await
            .good();
        text(&groups["groups"][0]["group_id"])
    }

    pub(crate) async fn client_id(&self) -> String {
        let fields = json!({ "instance_id": self.instance(), "group_id": self.group().await, "page_number": 1, "page_size": 1 });
        text(
            &self
                .call("ListDeviceCredentialClientId", fields)
                .await
                .good()["client_ids"][0],
        )
    }

    /// The fields that name one active device certificate.
    pub(crate) async fn certificate(&self) -> Value {
        let fields = json!({ "instance_id": self.instance(), "page_number": 1, "page_size": 100 });
        let page = self.call("ListDeviceCertificate", fields).await.good();
        let certificates = page["certificates"].as_array().expect("certificates");
        let active = certificates
            .iter()
            .find(|one| one["status"] == "active")
            .expect("an active one");
        json!({
            "instance_id": self.instance(),
            "ca_serial_number": active["ca_serial_number"],
            "device_serial_number": active["device_serial_number"],
        })
    }

    /// The calls that were sent, by operation.
    pub(crate) fn sent(&self) -> Vec<String> {
        self.upstream
            .sent
            .lock()
            .expect("sent")
            .iter()
            .map(|call| header(call, "x-acs-action"))
            .collect()
    }
}

pub(crate) fn post(operation: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(format!("/api/operations/{operation}"))
        .header("host", "127.0.0.1:8787")
        .header("x-signet", "1")
        .header("content-type", "application/json")
        .body(body.into())
        .expect("a request")
}

pub(crate) fn get(path: &str) -> Request<Body> {
    Request::get(path)
        .header("host", "127.0.0.1:8787")
        .body(Body::empty())
        .expect("a request")
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

pub(crate) struct ManualClock(AtomicU64);

impl ManualClock {
    /// Time goes by.
    pub(crate) fn advance(&self, by: std::time::Duration) {
        let millis = u64::try_from(by.as_millis()).expect("a while");
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(i64::try_from(self.0.load(Ordering::Relaxed)).expect("a time"))
            .expect("a time")
    }
}

struct CountingNonces(AtomicU64);

impl Nonces for CountingNonces {
    fn next(&self) -> String {
        format!("{:032x}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}
