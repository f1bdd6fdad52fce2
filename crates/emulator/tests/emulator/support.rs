//! A client that signs as the SDKs do, written for these tests.

use std::cell::Cell;

use base64::Engine as _;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use signet_emulator::{Emulator, Options, Reply};
use signet_model::Timestamp;

pub(crate) const KEY: &str = "emulatorKey";
pub(crate) const SECRET: &str = "emulatorSecret-canary";
pub(crate) const HOST: &str = "onsmqtt.cn-hangzhou.aliyuncs.com";
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

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

/// A request before it is signed.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) method: &'static str,
    pub(crate) action: String,
    pub(crate) version: &'static str,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) unsigned_headers: Vec<(&'static str, String)>,
    pub(crate) date: String,
    pub(crate) nonce: String,
    pub(crate) key: &'static str,
    pub(crate) secret: &'static str,
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

impl Draft {
    /// The request, signed with ACS3-HMAC-SHA256.
    pub(crate) fn acs3(&self) -> Request<Bytes> {
        let body = encode(&self.form, false);
        let mut headers: Vec<(&str, String)> = vec![
            ("host", HOST.into()),
            ("x-acs-action", self.action.clone()),
            ("x-acs-version", self.version.into()),
            ("x-acs-date", self.date.clone()),
            ("x-acs-signature-nonce", self.nonce.clone()),
            ("x-acs-content-sha256", hex(&Sha256::digest(&body))),
        ];
        headers.extend(self.headers.iter().cloned());
        if !body.is_empty() {
            headers.push(("content-type", "application/x-www-form-urlencoded".into()));
        }
        headers.sort();
        let names = headers
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(";");
        let lines: String = headers
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let (method, query) = (self.method, encode(&self.query, true));
        let canonical = format!(
            "{method}\n/\n{query}\n{lines}\n{names}\n{}",
            hex(&Sha256::digest(&body))
        );
        let to_sign = format!("ACS3-HMAC-SHA256\n{}", hex(&Sha256::digest(canonical)));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential={},SignedHeaders={names},Signature={signature}",
            self.key
        );
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/?{}", query.replace("%20", "+")));
        for (name, value) in headers.iter().chain(&self.unsigned_headers) {
            request = request.header(*name, value);
        }
        request
            .header("authorization", authorization)
            .body(Bytes::from(body))
            .unwrap()
    }

    /// The request, signed with the older HMAC-SHA1.
    pub(crate) fn rpc(&self) -> Request<Bytes> {
        let mut query = self.query.clone();
        for (name, value) in [
            ("Action", self.action.as_str()),
            ("Version", self.version),
            ("Format", "JSON"),
            ("Timestamp", &self.date),
            ("SignatureNonce", &self.nonce),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("AccessKeyId", self.key),
        ] {
            query.push((name.into(), value.into()));
        }
        for (name, value) in &self.headers {
            query.push(((*name).into(), value.clone()));
        }
        let all: Vec<_> = query.iter().chain(&self.form).cloned().collect();
        let to_sign = format!(
            "{}&%2F&{}",
            self.method,
            utf8_percent_encode(&encode(&all, true), UNRESERVED)
        );
        let mut mac = Hmac::<Sha1>::new_from_slice(format!("{}&", self.secret).as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        let signature =
            base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
        query.push(("Signature".into(), signature));
        Request::builder()
            .method(self.method)
            .uri(format!("/?{}", encode(&query, false)))
            .header("host", HOST)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(encode(&self.form, false)))
            .unwrap()
    }
}

fn encode(pairs: &[(String, String)], sorted: bool) -> String {
    let mut pairs = pairs.to_vec();
    if sorted {
        pairs.sort();
    }
    let encode = |text| utf8_percent_encode(text, UNRESERVED);
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
