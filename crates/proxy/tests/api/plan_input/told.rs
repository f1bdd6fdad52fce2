//! What is told to a plan, or asked about it, wrongly.

use serde_json::json;
use signet_proxy::service::Policy;

use super::{asked, refusal};
use crate::support::{LOCAL, SetUp, get, planning, text};

#[tokio::test(start_paused = true)]
async fn a_plan_of_another_instance_is_not_made() {
    let bench = planning();
    let elsewhere = asked(&bench, &json!({ "instance_id": "post-cn-elsewhere" }));
    let refused = bench.tell_plan("create", elsewhere).await;
    refused.refused(404, "instance_not_found");
}

#[tokio::test(start_paused = true)]
async fn an_empty_plan_is_not_frozen() {
    let bench = planning();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    let refused = bench.tell_plan("freeze", json!({ "id": id })).await;
    refused.refused(422, "plan_empty");
    assert_eq!(bench.plan(&id).await["state"], "selecting");
    let slice = json!({ "id": id, "items": [bench.new_client_id().await] });
    bench.tell_plan("add", slice).await.good();
    assert_eq!(bench.freeze(&id).await["state"], "frozen");
    let nothing = json!({ "id": id, "numbers": [1] });
    let refused = bench.tell_plan("exclude", nothing).await;
    refused.refused(422, "plan_empty");
    for numbers in [json!([2]), json!([0]), json!([])] {
        let outside = json!({ "id": id, "numbers": numbers });
        let refused = bench.tell_plan("exclude", outside).await;
        assert_eq!(refused.refused(422, "invalid_field")["field"], "numbers");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slice_has_its_limits() {
    let bench = planning();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    let items = |count: usize| json!({ "id": id, "items": vec!["GID_a@@@1"; count] });
    let added = bench.tell_plan("add", items(20_000)).await.good();
    assert_eq!(
        (&added["added"], &added["duplicates"]),
        (&json!(1), &json!(19_999))
    );
    let found = refusal(&bench, "add", items(20_001)).await;
    let expected = ("invalid_field".to_owned(), "items".to_owned());
    assert_eq!((found.0, found.1), expected);
    assert_eq!((found.2, found.3), (json!(20_000), json!(20_001)));
    let wrong = json!({ "id": id, "items": ["GID_a@@@1", 2] });
    let wrong = bench
        .tell_plan("add", wrong)
        .await
        .refused(422, "invalid_field");
    assert!(text(&wrong["message"]).contains("item 2"), "{wrong}");
    // A megabyte is enough for everything else.
    let large = json!({ "id": id, "items": ["x".repeat(4 * 1024 * 1024)] });
    let large = bench.tell_plan("add", large).await;
    assert_eq!(
        large.refused(413, "body_too_large")["limit"],
        4 * 1024 * 1024
    );
    let large = json!({ "id": id, "reason": "x".repeat(1024 * 1024) });
    let large = bench.tell_plan("cancel", large).await;
    assert_eq!(large.refused(413, "body_too_large")["limit"], 1024 * 1024);
}

#[tokio::test(start_paused = true)]
async fn numbers_and_names_that_cannot_be_start_nothing() {
    let bench = planning();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    for line in [json!(0), json!(u64::MAX), json!(-1), json!(1.5)] {
        let slice = json!({ "id": id, "first_line": line, "items": ["GID_a@@@1", "no"] });
        let (code, field, ..) = refusal(&bench, "add", slice).await;
        let found = (code.as_str(), field.as_str());
        assert_eq!(found, ("invalid_field", "first_line"), "{line}");
    }
    assert_eq!(bench.plan(&id).await["progress"]["listed"], 0);
    for numbers in [json!([u64::MAX]), json!([1.5]), json!("1"), json!([[1]])] {
        let out = json!({ "id": id, "numbers": numbers });
        let (code, ..) = refusal(&bench, "exclude", out).await;
        let refused = ["invalid_field", "plan_state"].contains(&code.as_str());
        assert!(refused, "{code}");
    }
    let long = format!("/api/plans/pl-{}", "a".repeat(4000));
    for path in [
        "/api/plans/..%2f..%2fsession",
        "/api/plans/pl-%00",
        "/api/plans/pl-%27%20OR%201=1--",
        "/api/plans/%E2%80%AE",
        long.as_str(),
    ] {
        for rest in ["", "/items", "/report?format=csv", "/events"] {
            let path = format!("{path}{rest}");
            let reply = bench.send(get(&path)).await;
            assert_eq!(reply.status, 404, "{path}: {}", reply.body);
            assert!(reply.body["error"]["message"].is_string(), "{path}");
        }
    }
    let nobody = bench.send(get("/api/plans?before=pl-nothing")).await.good();
    assert_eq!(nobody["plans"], json!([]));
    let nonsense = bench.send(get("/api/plans?before=pl-%00")).await;
    nonsense.refused(422, "invalid_field");
}

#[tokio::test(start_paused = true)]
async fn what_is_told_at_the_wrong_time_is_refused() {
    let bench = planning();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    let id = text(&plan["id"]);
    for what in ["pause", "resume", "undo", "freeze", "hand-out"] {
        let refused = bench.tell_plan(what, json!({ "id": id })).await;
        refused.refused(409, "plan_state");
    }
    let more = json!({ "id": id, "items": ["GID_a@@@2"] });
    bench
        .tell_plan("add", more)
        .await
        .refused(409, "plan_state");
    let run = json!({ "id": id });
    let run = bench.tell_plan("run", run).await;
    assert_eq!(run.refused(422, "missing_field")["field"], "hash");
    let cancelled = bench.tell_plan("cancel", json!({ "id": id })).await.good();
    assert_eq!(cancelled["state"], "cancelled");
    let again = bench.tell_plan("cancel", json!({ "id": id })).await.good();
    assert_eq!(again["state"], "cancelled", "once is enough");
    let run = json!({ "id": id, "hash": plan["hash"] });
    bench.tell_plan("run", run).await.refused(409, "plan_state");
    for path in ["", "/items", "/report?format=csv", "/events"] {
        let path = format!("/api/plans/pl-nothing{path}");
        bench.send(get(&path)).await.refused(404, "not_found");
    }
}

#[tokio::test(start_paused = true)]
async fn queries_say_what_is_wrong_with_them() {
    let bench = planning();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    let of_plan = |rest: &str| format!("/api/plans/{}{rest}", text(&plan["id"]));
    for (path, code, field) in [
        ("/api/plans?state=done".to_owned(), "invalid_field", "state"),
        ("/api/plans?limit=101".to_owned(), "invalid_field", "limit"),
        ("/api/plans?sate=frozen".to_owned(), "unknown_field", "sate"),
        (of_plan("/items?outcome=lost"), "invalid_field", "outcome"),
        (of_plan("/items?after=-1"), "invalid_field", "after"),
        (of_plan("/items?limit=1001"), "invalid_field", "limit"),
        (of_plan("/report"), "missing_field", "format"),
        (of_plan("/report?format=pdf"), "invalid_field", "format"),
    ] {
        let error = bench.send(get(&path)).await.refused(422, code);
        assert_eq!(error["field"], field, "{path}");
    }
    for (query, shown) in [
        ("state=frozen,running", 1),
        ("state=finished", 0),
        ("instance=post-cn-elsewhere", 0),
    ] {
        let list = bench.send(get(&format!("/api/plans?{query}"))).await.good();
        assert_eq!(
            list["plans"].as_array().map(Vec::len),
            Some(shown),
            "{query}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn who_only_reads_makes_and_sees_plans_and_runs_none() {
    let bench = SetUp {
        policy: Policy {
            read_only: true,
            ..LOCAL
        },
        own_store: true,
        ..SetUp::default()
    }
    .build();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    assert_eq!(plan["state"], "frozen");
    let offers = plan["commands"].as_array().expect("commands");
    let run = offers.iter().find(|offer| offer["command"] == "run");
    assert_eq!(run.expect("an offer")["refusal"], "read_only");
    let run = json!({ "id": plan["id"], "hash": plan["hash"] });
    bench.tell_plan("run", run).await.refused(403, "read_only");
}
