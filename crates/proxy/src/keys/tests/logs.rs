//! What an administrator reads in the log, and what nobody does.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::advance;
use tracing_subscriber::fmt::MakeWriter;

use super::super::*;
use super::fakes::*;
use super::origins::assumed_with;

const HOUR: Duration = Duration::from_secs(3600);

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
async fn the_log_says_when_keys_come_and_fail_and_holds_no_secret() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(lines.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);

    let net = FakeNet::new();
    net.answers(200, assumed("STS.one-1234", HOUR));
    let role = net.source(assumed_with("canary-base"));
    role.credentials().await.expect("a key");
    advance(HOUR).await;
    net.answers(400, r#"{"Code":"NoPermission","Message":"canary"}"#);
    role.credentials().await.expect_err("none");
    net.answers(200, "canary");
    let uri = net.source(from_uri("https://keys.example.com/canary").expect("a key"));
    uri.credentials().await.expect_err("none");
    net.answers(200, "canary-metadata-token");
    net.answers(
        200,
        handed_out("STS.ecs", HOUR).replace("Success", "a canary"),
    );
    let ecs = net.source(from_ecs(Some("on-ecs"), &|_| None).expect("a key"));
    ecs.credentials().await.expect_err("none");

    let log = String::from_utf8(lines.0.lock().expect("lines").clone()).expect("text");
    for expected in [
        "a new key",
        "account=\"factory\"",
        "ends_with=\"1234\"",
        "expires_at=\"2026-01-02T04:04:05Z\"",
        "no new key: STS at sts.aliyuncs.com answered NoPermission. Let the role's trust policy",
        "key_ends_at=\"2026-01-02T04:04:05Z\"",
        "the credentials URI at keys.example.com is not as documented",
        "the metadata of this ECS instance answered something that is no code",
    ] {
        assert!(log.contains(expected), "{expected} is not in\n{log}");
    }
    assert!(!log.contains("canary"), "{log}");
}
