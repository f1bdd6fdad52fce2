//! A planted secret is never seen again: not in answers, records or log lines.

use std::future::Future;
use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::ca_certificates::registration;
use crate::support::{Authority, CANARY, Instead, bench, get, post, refusal, text};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("lines").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test(start_paused = true)]
async fn secrets_and_queries_stay_where_they_are() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let mut answers = vec![bench.call("GetDeviceCredential", fields.clone()).await];
    // The cloud's own words on a refused signature repeat what was signed.
    let echo = refusal("SignatureDoesNotMatch").replace(
        "the cloud's text",
        &format!("server string to sign is SecurityToken={CANARY}"),
    );
    bench
        .upstream
        .next("UnRegisterDeviceCredential", Instead::Answer(400, echo));
    answers.push(
        bench
            .call("UnRegisterDeviceCredential", fields.clone())
            .await,
    );
    for trouble in [Instead::LoseAnswer, Instead::NotSent] {
        bench.upstream.next("UnRegisterDeviceCredential", trouble);
        answers.push(
            bench
                .call("UnRegisterDeviceCredential", fields.clone())
                .await,
        );
    }
    answers.push(bench.send(get(&format!("/api/session?key={CANARY}"))).await);
    answers.push(bench.send(get(&format!("/api/nope?key={CANARY}"))).await);
    let mut foreign = post("ListInstances", format!("{{\"x\":\"{CANARY}\"}}"));
    foreign.headers_mut().insert(
        "origin",
        format!("http://{CANARY}").parse().expect("a value"),
    );
    answers.push(bench.send(foreign).await);

    let log = String::from_utf8(lines.0.lock().expect("lines").clone()).expect("text");
    assert!(
        log.contains("UnRegisterDeviceCredential"),
        "the log was read"
    );
    for (what, text) in [
        ("log", log),
        ("record", format!("{:?}", bench.record.lines())),
        ("answers", format!("{answers:?}")),
    ] {
        assert!(!text.contains(CANARY), "{what}: {text}");
        assert!(!text.contains("Signature="), "{what}: {text}");
    }
}

/// The log of everything that `what` does, down to the finest.
async fn logged(what: impl Future<Output = ()>) -> String {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(lines.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    what.await;
    String::from_utf8(lines.0.lock().expect("lines").clone()).expect("text")
}

#[tokio::test(start_paused = true)]
async fn what_is_shown_once_is_not_written_down() {
    let bench = bench();
    let made = json!({ "instance_id": bench.instance(), "client_id": bench.new_client_id().await });
    let mut seen = made.clone();
    seen["reveal"] = true.into();
    let authority = Authority::new("factory");
    let ca = registration(&bench, &authority).await;
    let mut secrets = vec!["BEGIN CERTIFICATE".to_owned()];
    let log = logged(async {
        for (name, fields) in [
            ("RegisterDeviceCredential", &made),
            ("GetDeviceCredential", &seen),
            ("RefreshDeviceCredential", &made),
        ] {
            let shown = bench.call(name, fields.clone()).await.good();
            secrets.push(text(&shown["credential"]["device_access_key_secret"]));
        }
        bench
            .upstream
            .next("RegisterCaCertificate", Instead::LoseCall);
        bench
            .call("RegisterCaCertificate", ca.clone())
            .await
            .refused(502, "cloud_failed");
        bench.call("RegisterCaCertificate", ca).await.good();
    })
    .await;
    assert!(log.contains("RegisterCaCertificate"), "the log was read");
    let record = format!("{:?}", bench.record.lines());
    for secret in secrets {
        for text in [&log, &record] {
            assert!(!text.contains(&secret), "{secret} is in {text}");
            assert!(!text.contains("BEGIN%20CERTIFICATE"), "{text}");
        }
    }
}
