//! What a frozen plan says of itself: its hash, and what it would hit.

use serde_json::{Value, json};
use signet_model::api::ProtectedPattern;
use signet_model::plans::Settings;
use signet_proxy::service::{Protected, Safeguards};

use crate::support::{Bench, SetUp, planning, text};

/// The hash of a manifest, as anybody can compute it from what the API shows.
fn hash(plan: &Value, items: &[Value]) -> String {
    let mut text = String::new();
    // The order of the fields counts, so that they are written out.
    text.push_str(&format!(
        "{{\"v\":1,\"id\":{},\"act\":{},\"account\":{},\"region\":{},\"instance_id\":{},\"settings\":{},\"items\":{}}}\n",
        plan["id"],
        plan["act"],
        plan["account"],
        plan["region"],
        plan["instance_id"],
        serde_json::to_string(&serde_json::from_value::<Settings>(plan["settings"].clone()).expect("settings"))
            .expect("settings"),
        items.len()
    ));
    for item in items {
        let field = |name: &str| item[name].as_str().unwrap_or_default();
        text.push_str(&format!(
            "{}\t{}\t{}\t{}\n",
            item["number"],
            field("ca"),
            field("id"),
            field("before")
        ));
    }
    let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    let bytes = digest.as_ref().iter();
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

async fn frozen(bench: &Bench, act: &str, selection: Value) -> Value {
    let id = bench.new_plan(act, selection).await;
    let plan = bench.selected(&id).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    plan
}

#[tokio::test(start_paused = true)]
async fn the_hash_is_over_what_is_shown_and_changes_with_it() {
    let bench = planning();
    let group = bench.groups().await.swap_remove(1);
    let selection = json!({ "kind": "groups", "groups": [group] });
    let plan = frozen(&bench, "deregister", selection).await;
    let id = text(&plan["id"]);
    let items = bench.items(&id).await;
    let first = text(&plan["hash"]);
    assert_eq!(first, hash(&plan, &items));

    let out = json!({ "id": id, "numbers": [1, 3] });
    let plan = bench.tell_plan("exclude", out).await.good();
    let left = bench.items(&id).await;
    assert_eq!(left.len(), items.len() - 2);
    assert_eq!(
        (&left[0]["number"], &left[0]["id"]),
        (&json!(1), &items[1]["id"])
    );
    let second = text(&plan["hash"]);
    assert_eq!(second, hash(&plan, &left));
    assert_ne!(first, second);
    let exposure = &plan["exposure"];
    assert_eq!(exposure["items"], left.len());
    let share = &exposure["shares"][0];
    assert_eq!(
        (&share["items"], &share["of"]),
        (&json!(left.len()), &json!(items.len()))
    );

    let settings = json!({ "waves": { "items": [5], "percent": 0.0 } });
    let asked = json!({ "id": id, "settings": settings });
    let plan = bench.tell_plan("adjust", asked).await.good();
    assert_eq!(text(&plan["hash"]), hash(&plan, &left));
    assert_ne!(text(&plan["hash"]), second);
}

#[tokio::test(start_paused = true)]
async fn what_a_plan_would_hit_is_counted() {
    let bench = planning();
    let groups = bench.groups().await;
    let (large, small) = (
        bench.client_ids(&groups[0]).await,
        bench.client_ids(&groups[1]).await,
    );
    let list = [
        &large[..20],
        &small[..10],
        &[format!("{}@@@nobody", groups[1])],
    ]
    .concat();
    let plan = bench.listed("rotate", &list).await;
    let exposure = &plan["exposure"];
    assert_eq!(
        (&exposure["items"], &exposure["places"]),
        (&json!(31), &json!(2))
    );
    let shares = exposure["shares"].as_array().expect("shares");
    let share =
        |place: &str, items: usize, of: usize| json!({ "place": place, "items": items, "of": of });
    assert_eq!(shares[0], share(&groups[0], 20, large.len()));
    assert_eq!(shares[1], share(&groups[1], 11, small.len()));
    assert_eq!(exposure["unfit"], 1);
    assert_eq!(exposure["calls"], 62, "a look and an act each");
    // 50 calls a second, two for each.
    assert_eq!(exposure["seconds"], 2);
    assert_eq!(exposure["protected"], 0);
}

#[tokio::test(start_paused = true)]
async fn protected_items_are_counted_and_the_first_are_named() {
    let pattern = |pattern: &str| ProtectedPattern {
        instance: None,
        pattern: pattern.to_owned(),
        reason: None,
    };
    let bench = SetUp {
        safeguards: Safeguards {
            protected: Protected::new(vec![pattern("*@@@*-00*")], Vec::new()),
            ..Safeguards::default()
        },
        own_store: true,
        ..SetUp::default()
    }
    .build();
    let group = bench.group().await;
    let covered: Vec<_> = bench.client_ids(&group).await;
    let covered: Vec<_> = covered
        .into_iter()
        .filter(|id| {
            id.split("@@@")
                .nth(1)
                .is_some_and(|device| device.contains("-00"))
        })
        .collect();
    assert!(!covered.is_empty());
    let selection = json!({ "kind": "groups", "groups": [group] });
    let plan = frozen(&bench, "deregister", selection.clone()).await;
    let exposure = &plan["exposure"];
    assert_eq!(exposure["protected"], covered.len());
    let named = exposure["protected_examples"].as_array().expect("examples");
    assert_eq!(named.len(), covered.len().min(20));
    assert_eq!(named[0], covered[0].as_str());
    // What gives something back destroys nothing.
    let lifted = bench.listed("lift", &covered[..1]).await;
    assert_eq!(lifted["exposure"]["protected"], 0, "{lifted}");
}

#[tokio::test(start_paused = true)]
async fn everybody_of_a_small_plan_is_asked_whether_they_are_online() {
    let bench = planning();
    let group = bench.groups().await.swap_remove(1);
    let selection = json!({ "kind": "groups", "groups": [group] });
    let plan = frozen(&bench, "deregister", selection).await;
    let plan = bench.surveyed(&text(&plan["id"])).await;
    let clients = bench.client_ids(&group).await;
    let mut online = 0;
    for ten in clients.chunks(10) {
        let fields = json!({ "instance_id": bench.instance(), "client_ids": ten });
        let answer = bench
            .call("BatchQuerySessionByClientIds", fields)
            .await
            .good();
        let sessions = answer["sessions"].as_array().expect("sessions");
        online += sessions.iter().filter(|one| one["online"] == true).count();
    }
    let told = &plan["exposure"]["online"];
    assert_eq!(told["online"], online, "{told}");
    assert_eq!(
        (&told["asked"], &told["is_sample"]),
        (&json!(clients.len()), &json!(false))
    );
}
