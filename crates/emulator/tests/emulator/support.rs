//! A client that signs as the SDKs do, written for these tests.

#[path = "support/draft.rs"]
mod draft;
#[path = "support/handed_in.rs"]
pub(crate) mod handed_in;

pub(crate) use draft::Draft;

use std::cell::Cell;

use bytes::Bytes;
use http::Request;
use serde_json::Value;
use signet_emulator::{Emulator, Options, Reply};
use signet_model::Timestamp;

pub(crate) const KEY: &str = "emulatorKey";
pub(crate) const SECRET: &str = "emulatorSecret-canary";
pub(crate) const HOST: &str = "onsmqtt.cn-hangzhou.aliyuncs.com";

/// The operations that the SDK sends with `GET`.
const GET: [&str; 7] = [
    "GetCaCertificate",
    "GetDeviceCertificate",
    "GetRegisterCode",
    "ListCaCertificate",
    "ListDeviceCertificate",
    "ListDeviceCertificateByCaSn",
    "QueryCustomAuthConnectBlack",
];
/// Those that it sends in a form body.
const FORM: [&str; 2] = ["AddCustomAuthConnectBlack", "DeleteCustomAuthConnectBlack"];
/// Those of IoT Platform.
const IOT: [&str; 8] = [
    "BatchGetDeviceState",
    "DeleteClientIds",
    "DisableThing",
    "EnableThing",
    "QueryClientIds",
    "QueryDevice",
    "QueryDeviceDetail",
    "TransformClientId",
];

/// Noon of 2026-01-02.
pub(crate) fn noon() -> Timestamp {
    "2026-01-02T12:00:00Z".parse().unwrap()
}

pub(crate) fn options() -> Options {
    Options {
        quota_scale: None,
        ..Options::new(KEY, SECRET, noon())
    }
}

/// An emulator and a client of it.
pub(crate) struct Cloud {
    pub(crate) emulator: Emulator,
    nonce: Cell<u64>,
    now: Cell<Timestamp>,
}

impl Cloud {
    pub(crate) fn new(options: Options) -> Self {
        Self {
            emulator: Emulator::new(options).unwrap(),
            nonce: Cell::new(0),
            now: Cell::new(noon()),
        }
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, seconds: i64) {
        let later = self.now.get().as_millis() + seconds * 1000;
        self.now.set(Timestamp::from_millis(later).unwrap());
    }

    pub(crate) fn usual() -> Self {
        Self::new(options())
    }

    pub(crate) fn draft(&self, action: &str, parameters: &[(&str, &str)]) -> Draft {
        self.nonce.set(self.nonce.get() + 1);
        let pairs = parameters
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect();
        let (query, form) = if FORM.contains(&action) {
            (Vec::new(), pairs)
        } else {
            (pairs, Vec::new())
        };
        Draft {
            method: if GET.contains(&action) { "GET" } else { "POST" },
            action: action.to_owned(),
            version: if IOT.contains(&action) {
                "2018-01-20"
            } else {
                "2020-04-20"
            },
            query,
            form,
            headers: Vec::new(),
            unsigned_headers: vec![("user-agent", "tests".into())],
            date: self.now.get().to_string(),
            nonce: format!("{:032x}", self.nonce.get()),
            key: KEY,
            secret: SECRET,
        }
    }

    pub(crate) fn send(&self, request: &Request<Bytes>) -> Reply {
        self.emulator.answer(request, self.now.get())
    }

    /// Sends a request and reads its status and body.
    pub(crate) fn exchange(&self, request: &Request<Bytes>) -> (u16, Value) {
        let response = self.send(request).response().expect("an answer");
        let status = response.status().as_u16();
        (status, serde_json::from_slice(response.body()).unwrap())
    }

    /// Calls an operation that works.
    #[track_caller]
    pub(crate) fn call(&self, action: &str, parameters: &[(&str, &str)]) -> Value {
        let (status, body) = self.exchange(&self.draft(action, parameters).acs3());
        assert_eq!(status, 200, "{action}: {body}");
        assert_ne!(body["Success"], false, "{action}: {body}");
        body
    }

    /// Calls an operation that is refused: its status and code.
    #[track_caller]
    pub(crate) fn refused(&self, action: &str, parameters: &[(&str, &str)]) -> (u16, String) {
        self.refuses(&self.draft(action, parameters).acs3())
    }

    #[track_caller]
    pub(crate) fn refuses(&self, request: &Request<Bytes>) -> (u16, String) {
        let (status, body) = self.exchange(request);
        let code = body["Code"].as_str().unwrap_or_default().to_owned();
        assert!(!matches!(code.as_str(), "" | "200" | "Success"), "{body}");
        assert!(!body.to_string().contains("canary"), "{body}");
        (status, code)
    }

    pub(crate) fn instance(&self, name: &str) -> String {
        let instances = self.emulator.instances();
        instances
            .into_iter()
            .find(|instance| instance.name == name)
            .unwrap()
            .instance_id
    }

    pub(crate) fn factory(&self) -> String {
        self.instance("factory-east")
    }
}
