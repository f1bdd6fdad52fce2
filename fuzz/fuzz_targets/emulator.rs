//! The emulator answers whatever comes, signed or not, and does nothing for who has not signed:
//! `cargo +nightly fuzz run emulator`.
#![no_main]

use std::cell::Cell;

use bytes::Bytes;
use http::{Request, Response};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use signet_emulator::{Emulator, Options, Sizes};
use signet_model::{OperationName, Timestamp};
use signet_signing::{Credentials, canonical_query, sign};

const KEY: &str = "fuzzKey";
const SECRET: &str = "fuzzSecret-canary";
const HOST: &str = "onsmqtt.cn-hangzhou.aliyuncs.com";
const DATE: &str = "2026-01-02T12:00:00Z";
const FORM: &str = "application/x-www-form-urlencoded";

/// Every name that a parameter has.
const NAMES: [&str; 20] = [
    "InstanceId",
    "MqttInstanceId",
    "GroupId",
    "ClientId",
    "ClientIdList.1",
    "PageNo",
    "PageSize",
    "CurrentPage",
    "Size",
    "NextToken",
    "Sn",
    "CaSn",
    "DeviceSn",
    "CaName",
    "CaContent",
    "VerificationContent",
    "IotId",
    "IotInstanceId",
    "ProductKey",
    "DeviceName",
];

thread_local! {
    /// One for those who sign, one for those who do not.
    static CLOUDS: (Cloud, Cloud) = (Cloud::new(), Cloud::new());
}

struct Cloud {
    emulator: Emulator,
    /// What a parameter may name so that it is found.
    known: Vec<String>,
    nonce: Cell<u64>,
}

impl Cloud {
    fn new() -> Self {
        let sizes = Sizes {
            credentials: 60,
            certificates: 6,
            ..Sizes::default()
        };
        let options = Options {
            sizes,
            quota_scale: None,
            ..Options::new(KEY, SECRET, noon())
        };
        let emulator = Emulator::new(options).expect("a small fleet");
        let mut known: Vec<_> = emulator
            .instances()
            .into_iter()
            .map(|instance| instance.instance_id)
            .collect();
        let (product, device) = emulator.demo_device();
        known.extend([
            emulator.demo_iot_id(),
            emulator.iot_instance_id(),
            emulator.foreign_instance_id(),
            product,
            device,
        ]);
        known.extend([
            "1".to_owned(),
            "100".to_owned(),
            "GID_BodyPress".to_owned(),
            "GID_BodyPress@@@press-0012".to_owned(),
        ]);
        Self {
            emulator,
            known,
            nonce: Cell::new(0),
        }
    }

    fn send(&self, request: &Request<Bytes>) -> Response<Bytes> {
        self.emulator
            .answer(request, noon())
            .response()
            .expect("no fault was asked for")
    }

    /// A request that the SDK could have signed.
    fn signed(
        &self,
        operation: OperationName,
        parameters: &[(u8, u8, String)],
        in_form: bool,
        get: bool,
    ) -> Request<Bytes> {
        let named = |(name, known, text): &(u8, u8, String)| {
            let value = self.known.get(usize::from(*known)).unwrap_or(text);
            (NAMES[usize::from(*name) % NAMES.len()], value.clone())
        };
        let pairs: Vec<_> = parameters.iter().map(named).collect();
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let (query, body) = if in_form {
            (&[][..], canonical_query(&pairs))
        } else {
            (&pairs[..], String::new())
        };
        self.nonce.set(self.nonce.get() + 1);
        let draft = signet_signing::Request {
            method: if get { "GET" } else { "POST" },
            path: "/",
            host: HOST,
            action: operation.as_str(),
            version: operation.spec().product.version(),
            date: DATE,
            nonce: &format!("{:032x}", self.nonce.get()),
            query,
            body: body.as_bytes(),
            content_type: in_form.then_some(FORM),
        };
        let signed = sign(&draft, &Credentials::new(KEY, SECRET, None)).expect("can be signed");
        let mut request = Request::builder()
            .method(draft.method)
            .uri(format!("/?{}", signed.query_string));
        for (name, value) in &signed.headers {
            request = request.header(*name, value);
        }
        request.body(Bytes::from(body)).expect("a request")
    }
}

fn noon() -> Timestamp {
    DATE.parse().expect("a time")
}

type Signed = (u8, Vec<(u8, u8, String)>, bool, bool);
type Foreign<'a> = (bool, String, Vec<(u8, &'a [u8])>, &'a [u8]);

fuzz_target!(|input: (Signed, Foreign)| {
    let ((operation, parameters, in_form, get), foreign) = input;
    CLOUDS.with(|(ours, other)| {
        let operation = OperationName::ALL[usize::from(operation) % OperationName::ALL.len()];
        let request = ours.signed(operation, &parameters, in_form, get);
        let (status, body) = read(&ours.send(&request));
        assert_ne!(body["Code"], "SignatureDoesNotMatch", "{request:?}");
        assert!(status == 200 || body["Code"].is_string(), "{status} {body}");
        assert!(body["RequestId"].is_string(), "{status} {body}");

        let Some(request) = unsigned(foreign) else {
            return;
        };
        let (status, body) = read(&other.send(&request));
        assert!(
            (400..500).contains(&status) && body["Code"].is_string(),
            "{status} {body}"
        );
        assert!(other.emulator.ledger().acts.is_empty(), "{request:?}");
    });
});

fn read(response: &Response<Bytes>) -> (u16, Value) {
    let body: Value = serde_json::from_slice(response.body()).expect("the emulator writes JSON");
    assert!(!body.to_string().contains(SECRET), "{body}");
    (response.status().as_u16(), body)
}

/// Whatever else HTTP can carry.
fn unsigned((get, query, headers, body): Foreign) -> Option<Request<Bytes>> {
    const HEADERS: [&str; 9] = [
        "x-acs-action",
        "x-acs-version",
        "x-acs-date",
        "x-acs-signature-nonce",
        "x-acs-content-sha256",
        "x-acs-security-token",
        "authorization",
        "content-type",
        "host",
    ];
    let mut request = Request::builder()
        .method(if get { "GET" } else { "POST" })
        .uri(format!("/?{query}"));
    for (name, value) in headers {
        request = request.header(HEADERS[usize::from(name) % HEADERS.len()], value);
    }
    request.body(Bytes::copy_from_slice(body)).ok()
}
