//! Credentials are made, shown, replaced; and the secret of a live device is never replaced by accident.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::{Bench, Instead, SetUp, bench, refusal, text};

async fn new_one(bench: &Bench) -> Value {
    json!({ "instance_id": bench.instance(), "client_id": bench.new_client_id().await })
}

async fn existing_one(bench: &Bench) -> Value {
    json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await })
}

fn secret(answer: &Value) -> String {
    text(&answer["credential"]["device_access_key_secret"])
}

fn with(fields: &Value, name: &str) -> Value {
    let mut fields = fields.clone();
    fields[name] = true.into();
    fields
}

#[tokio::test(start_paused = true)]
async fn a_new_credential_comes_with_its_secret_and_the_record_without_it() {
    let bench = bench();
    let fields = new_one(&bench).await;
    let before = bench.sent().len();
    let made = bench
        .call("RegisterDeviceCredential", fields.clone())
        .await
        .good();
    assert!(secret(&made).starts_with("DC."), "{made}");
    assert_eq!(
        bench.sent()[before..],
        ["GetDeviceCredential", "RegisterDeviceCredential"],
        "it looks first"
    );
    let lines = bench.record.lines();
    assert_eq!(
        (
            lines.len(),
            &lines[0]["effect"],
            &lines[0]["object"],
            &lines[1]["ending"]
        ),
        (2, &"create".into(), &fields, &"done".into())
    );
    assert!(!format!("{lines:?}").contains(&secret(&made)));
}

#[tokio::test(start_paused = true)]
async fn over_a_credential_that_exists_nothing_is_sent_unless_it_may_be_replaced() {
    let bench = bench();
    let fields = existing_one(&bench).await;
    let old = bench
        .call("GetDeviceCredential", with(&fields, "reveal"))
        .await
        .good();
    let error = bench
        .call("RegisterDeviceCredential", fields.clone())
        .await
        .refused(409, "credential_exists");
    assert!(
        text(&error["remedy"]).contains("replace_existing"),
        "{error}"
    );
    assert_eq!(error["field"], "client_id");
    assert!(
        !bench
            .sent()
            .contains(&"RegisterDeviceCredential".to_owned())
    );
    let last = bench.record.lines().pop().expect("a line");
    assert_eq!(
        (&last["kind"], &last["error"]),
        (&"refused".into(), &"credential_exists".into())
    );

    let replaced = bench
        .call(
            "RegisterDeviceCredential",
            with(&fields, "replace_existing"),
        )
        .await
        .good();
    assert_ne!(secret(&replaced), secret(&old));
    let intent = &bench.record.lines()[3];
    assert_eq!(
        (
            &intent["kind"],
            &intent["effect"],
            &intent["object"]["replace_existing"]
        ),
        (&"intent".into(), &"destroy".into(), &true.into())
    );
}

#[tokio::test(start_paused = true)]
async fn where_it_cannot_look_first_it_sends_nothing() {
    let bench = bench();
    for (act, fields) in [
        ("RegisterDeviceCredential", new_one(&bench).await),
        (
            "RegisterDeviceCredential",
            with(&existing_one(&bench).await, "replace_existing"),
        ),
        ("RefreshDeviceCredential", existing_one(&bench).await),
    ] {
        for (instead, status, code) in [
            (
                Instead::Answer(400, refusal("PermissionCheckFailed")),
                502,
                "cloud_denied_permission",
            ),
            (
                Instead::Answer(400, refusal("ParameterCheckFailed")),
                409,
                "cloud_refused",
            ),
            (
                Instead::Answer(200, "<html>".to_owned()),
                502,
                "cloud_answer_unreadable",
            ),
        ] {
            bench.upstream.next("GetDeviceCredential", instead);
            let error = bench.call(act, fields.clone()).await.refused(status, code);
            assert!(text(&error["message"]).contains("was not sent"), "{error}");
        }
    }
    let acts = ["RegisterDeviceCredential", "RefreshDeviceCredential"].map(str::to_owned);
    assert!(bench.sent().iter().all(|sent| !acts.contains(sent)));
    assert!(
        bench.record.lines().is_empty(),
        "{:?}",
        bench.record.lines()
    );
}

#[tokio::test(start_paused = true)]
async fn a_double_click_makes_one_credential() {
    let bench = Arc::new(bench());
    let fields = new_one(&bench).await;
    let click = || {
        let (bench, fields) = (Arc::clone(&bench), fields.clone());
        tokio::spawn(async move { bench.call("RegisterDeviceCredential", fields).await })
    };
    let (one, other) = (click(), click());
    let mut statuses = [
        one.await.expect("one").status,
        other.await.expect("other").status,
    ];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test(start_paused = true)]
async fn a_secret_is_shown_only_where_it_was_asked_for_and_that_is_written_down() {
    let bench = bench();
    let fields = existing_one(&bench).await;
    let shown = bench
        .call("GetDeviceCredential", fields.clone())
        .await
        .good();
    assert!(
        !shown.to_string().to_lowercase().contains("secret"),
        "{shown}"
    );
    assert!(bench.record.lines().is_empty());

    let revealed = bench
        .call("GetDeviceCredential", with(&fields, "reveal"))
        .await
        .good();
    assert!(secret(&revealed).starts_with("DC."));
    let lines = bench.record.lines();
    assert_eq!(
        (lines.len(), &lines[0]["effect"], &lines[1]["ending"]),
        (2, &"reveal".into(), &"done".into())
    );
    assert!(!format!("{lines:?}").contains(&secret(&revealed)));

    bench
        .record
        .full
        .store(true, std::sync::atomic::Ordering::Relaxed);
    bench
        .call("GetDeviceCredential", with(&fields, "reveal"))
        .await
        .refused(503, "cannot_record");
}

#[tokio::test(start_paused = true)]
async fn a_proxy_that_only_reads_reveals_and_makes_nothing() {
    let mut set_up = SetUp::default();
    set_up.policy.read_only = true;
    let bench = set_up.build();
    let fields = existing_one(&bench).await;
    let before = bench.sent();
    for (name, fields) in [
        ("GetDeviceCredential", with(&fields, "reveal")),
        ("RefreshDeviceCredential", fields.clone()),
        ("RegisterDeviceCredential", new_one(&bench).await),
    ] {
        bench.call(name, fields).await.refused(403, "read_only");
    }
    let sent = bench.sent();
    assert!(
        sent[before.len()..]
            .iter()
            .all(|sent| sent == "ListGroupId"),
        "nothing else was sent: {sent:?}"
    );
    bench.call("GetDeviceCredential", fields).await.good();
}

#[tokio::test(start_paused = true)]
async fn a_refreshed_credential_has_another_secret() {
    let bench = bench();
    let fields = existing_one(&bench).await;
    let old = bench
        .call("GetDeviceCredential", with(&fields, "reveal"))
        .await
        .good();
    let new = bench
        .call("RefreshDeviceCredential", fields.clone())
        .await
        .good();
    assert_ne!(secret(&new), secret(&old));
    let now = bench
        .call("GetDeviceCredential", with(&fields, "reveal"))
        .await
        .good();
    assert_eq!(secret(&now), secret(&new));

    let nobody = new_one(&bench).await;
    bench
        .call("RefreshDeviceCredential", nobody)
        .await
        .refused(404, "not_found");
    let refreshed = bench
        .sent()
        .iter()
        .filter(|sent| *sent == "RefreshDeviceCredential")
        .count();
    assert_eq!(refreshed, 1, "an id without a credential is not refreshed");
}

#[tokio::test(start_paused = true)]
async fn where_the_answer_with_the_secret_was_lost_it_must_be_revealed() {
    let bench = bench();
    for (act, fields) in [
        ("RegisterDeviceCredential", new_one(&bench).await),
        ("RefreshDeviceCredential", existing_one(&bench).await),
    ] {
        bench.upstream.next(act, Instead::LoseAnswer);
        let settled = bench.call(act, fields.clone()).await.good();
        assert_eq!(settled["credential"]["client_id"], fields["client_id"]);
        assert!(
            settled["credential"]
                .get("device_access_key_secret")
                .is_none(),
            "{settled}"
        );
        let revealed = bench
            .call("GetDeviceCredential", with(&fields, "reveal"))
            .await
            .good();
        assert!(secret(&revealed).starts_with("DC."));
    }
}
