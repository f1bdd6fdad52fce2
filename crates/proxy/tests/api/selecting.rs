//! Lists: taken in slices, each line an identity or a bad line with its number and the rule that it breaks.

use serde_json::{Value, json};
use signet_emulator::Sizes;

use crate::support::{SetUp, before, planning, text};

fn texts(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

/// Each bad line: its number, what was found, why.
fn bad_lines(answer: &Value) -> Vec<(u64, String, String)> {
    let lines = answer["bad_lines"].as_array().expect("bad lines");
    lines
        .iter()
        .map(|line| {
            let number = line["line"].as_u64().expect("a number");
            (number, text(&line["found"]), text(&line["reason"]))
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn a_short_list_is_looked_at_one_by_one_and_frozen_in_order() {
    let bench = planning();
    let group = bench.group().await;
    let mut ids = bench.client_ids(&group).await;
    ids.truncate(3);
    let stranger = format!("{group}@@@nobody");
    let list = [&ids[..], &[stranger.clone(), ids[0].clone()]].concat();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    let slice = json!({ "id": id, "items": list });
    let added = bench.tell_plan("add", slice).await.good();
    let counts = (&added["added"], &added["duplicates"], &added["listed"]);
    assert_eq!(counts, (&json!(4), &json!(1), &json!(4)));
    let before_walk = bench.sent().len();

    let plan = bench.freeze(&id).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    assert_eq!(plan["duplicates"], 1);
    assert_eq!(plan["hash"].as_str().expect("a hash").len(), 64);
    let items = bench.items(&id).await;
    let mut wanted: Vec<_> = ids
        .iter()
        .map(|id| (id.clone(), "registered".to_owned()))
        .collect();
    wanted.push((stranger, "unregistered".to_owned()));
    wanted.sort();
    assert_eq!(before(&items), wanted);
    let numbers: Vec<_> = items.iter().map(|item| item["number"].as_u64()).collect();
    assert_eq!(numbers, [Some(1), Some(2), Some(3), Some(4)]);
    let calls = &bench.sent()[before_walk..];
    let looks = calls.iter().filter(|call| *call == "GetDeviceCredential");
    assert_eq!(looks.count(), 4, "{calls:?}");
}

#[tokio::test(start_paused = true)]
async fn a_long_list_is_known_by_walking_its_groups() {
    let bench = planning();
    let groups = bench.groups().await;
    let mut list = bench.client_ids(&groups[0]).await;
    list.truncate(250);
    let registered = list.len();
    assert_eq!(registered, 250, "the first group is large");
    list.push(format!("{}@@@nobody", groups[1]));
    let begin = bench.sent().len();
    let plan = bench.listed("rotate", &list).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    let items = bench.items(&text(&plan["id"])).await;
    let known = before(&items);
    assert_eq!(known.len(), 251);
    let unregistered: Vec<_> = known
        .iter()
        .filter(|(_, before)| before == "unregistered")
        .collect();
    assert_eq!(unregistered.len(), 1, "{unregistered:?}");
    assert!(!bench.sent()[begin..].contains(&"GetDeviceCredential".to_owned()));
    assert!(plan["progress"]["walked"].as_u64() > Some(250), "{plan}");
}

#[tokio::test(start_paused = true)]
async fn each_bad_line_has_its_number_and_a_reason() {
    let bench = planning();
    let group = bench.group().await;
    let id = bench.new_plan("register", json!({ "kind": "list" })).await;
    let new = format!("{group}@@@new-1");
    let list = texts(&[&new, "", "356217374433", "00f2\n3562", "GID_a@@@主轴"]);
    let slice = json!({
        "id": id, "first_line": 7, "items": list,
        "bad_lines": [{ "line": 3, "found": "3.56E+14", "reason": "a spreadsheet has rounded this" }],
    });
    let added = bench.tell_plan("add", slice).await.good();
    assert_eq!(added["added"], 1);
    let numbers: Vec<_> = bad_lines(&added).iter().map(|line| line.0).collect();
    assert_eq!(numbers, [8, 9, 10, 11]);
    let plan = bench.plan(&id).await;
    assert_eq!(plan["bad_lines_total"], 5);
    let kept = bad_lines(&plan);
    assert_eq!(kept[0].0, 3, "in the order of the lines");
    assert_eq!(kept[0].1, "3.56E+14");
    assert_eq!(kept[3].1, "00f2 3562");
    assert!(kept[3].2.contains("certificate"), "{}", kept[3].2);
    assert!(kept.iter().all(|line| !line.2.is_empty()), "{kept:?}");

    let long = "x".repeat(1_000);
    let many: Vec<_> = (0..1_500).map(|_| long.clone()).collect();
    let slice = json!({ "id": id, "items": many });
    let added = bench.tell_plan("add", slice).await.good();
    assert_eq!(bad_lines(&added).len(), 1_000);
    let plan = bench.plan(&id).await;
    assert_eq!(plan["bad_lines_total"], 1_505);
    let kept = bad_lines(&plan);
    assert_eq!(kept.len(), 1_000);
    assert_eq!(kept[999].1.len(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_slice_and_a_list_have_a_limit() {
    let bench = planning();
    let id = bench
        .new_plan("deregister", json!({ "kind": "list" }))
        .await;
    let slice = |items: usize| json!({ "id": id, "items": vec!["GID_a@@@b"; items] });
    let refused = bench.tell_plan("add", slice(20_001)).await;
    let error = refused.refused(422, "invalid_field");
    let said = (&error["field"], &error["limit"], &error["found"]);
    assert_eq!(said, (&json!("items"), &json!(20_000), &json!(20_001)));

    let found = bench.app.plans.find(&id).await.expect("a store");
    found
        .expect("a plan")
        .change(|head| head.listed = 1_000_000);
    let refused = bench.tell_plan("add", slice(1)).await;
    let error = refused.refused(422, "invalid_field");
    let said = (&error["field"], &error["limit"], &error["found"]);
    assert_eq!(
        said,
        (&json!("items"), &json!(1_000_000), &json!(1_000_001))
    );
}

#[tokio::test(start_paused = true)]
async fn a_list_of_another_instance_is_not_frozen_and_its_groups_are_named() {
    let bench = planning();
    for items in [1, 300] {
        let list: Vec<_> = (0..items)
            .map(|item| format!("GID_elsewhere@@@{item}"))
            .collect();
        let plan = bench.listed("deregister", &list).await;
        assert_eq!(plan["state"], "selecting", "{plan}");
        assert_eq!(plan["why"], "walk_failed");
        assert!(plan.get("hash").is_none(), "{plan}");
        let why = text(&plan["why_text"]);
        assert!(
            why.contains("GID_elsewhere") && why.contains(&bench.instance()),
            "{why}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_of_what_is_to_be_registered_knows_who_is_already() {
    let bench = planning();
    let (taken, new) = (bench.client_id().await, bench.new_client_id().await);
    let plan = bench
        .listed("register", &[taken.clone(), new.clone()])
        .await;
    let mut wanted = vec![
        (taken, "registered".to_owned()),
        (new, "unregistered".to_owned()),
    ];
    wanted.sort();
    let items = bench.items(&text(&plan["id"])).await;
    assert_eq!(before(&items), wanted, "{plan}");
    assert_eq!(plan["exposure"]["unfit"], 1);
    assert!(plan["exposure"]["shares"][0].get("of").is_none(), "{plan}");
}

#[tokio::test(start_paused = true)]
async fn certificates_of_a_list_are_looked_at_and_walked() {
    let bench = planning();
    let one = bench.certificate().await;
    let (ca, serial) = (
        text(&one["ca_serial_number"]),
        text(&one["device_serial_number"]),
    );
    let list = vec![format!("{ca}\n{serial}"), format!("{ca}\n00")];
    let plan = bench.listed("inactivate", &list).await;
    let items = bench.items(&text(&plan["id"])).await;
    let wanted = [
        ("00".to_owned(), "unregistered".to_owned()),
        (serial.clone(), "active".to_owned()),
    ];
    assert_eq!(before(&items), wanted, "{plan}");
    assert_eq!(items[0]["ca"], ca.as_str());
    assert_eq!(plan["exposure"]["unfit"], 1, "what is not there");

    let mut many: Vec<_> = (0..250).map(|item| format!("{ca}\nff{item:04}")).collect();
    many.push(format!("{ca}\n{serial}"));
    let plan = bench.listed("inactivate", &many).await;
    let items = bench.items(&text(&plan["id"])).await;
    let known = before(&items);
    assert_eq!(known.len(), 251, "{plan}");
    assert!(known.contains(&(serial, "active".to_owned())));
    let unknown = known.iter().filter(|(_, before)| before == "unregistered");
    assert_eq!(unknown.count(), 250);
}

#[tokio::test(start_paused = true)]
async fn devices_of_a_list_are_looked_at_where_they_are_few() {
    let bench = planning();
    let device = bench.emulator.demo_iot_id();
    let asked = json!({ "act": "delete_client_ids", "selection": { "kind": "list" } });
    let id = text(&bench.tell_plan("create", asked.clone()).await.good()["id"]);
    bench
        .add(&id, &[device.clone(), "nobody0000".to_owned()])
        .await;
    let plan = bench.freeze(&id).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    let known = before(&bench.items(&id).await);
    let of = |id: &str| {
        let mut known = known.iter();
        known
            .find(|(known, _)| known == id)
            .map(|known| known.1.as_str())
    };
    assert_eq!(of(&device), Some("registered"), "{known:?}");
    assert_eq!(of("nobody0000"), Some("unregistered"));
    assert_eq!(plan["exposure"]["places"], 0);

    let id = text(&bench.tell_plan("create", asked).await.good()["id"]);
    let many: Vec<_> = (0..501).map(|item| format!("device{item}")).collect();
    bench.add(&id, &many).await;
    let plan = bench.freeze(&id).await;
    let known = before(&bench.items(&id).await);
    assert!(
        known.iter().all(|(_, before)| before == "not_looked"),
        "{plan}"
    );
    assert_eq!(plan["exposure"]["unfit"], 0);
}

#[tokio::test]
async fn twenty_thousand_ids_are_taken_walked_and_frozen() {
    let bench = SetUp {
        sizes: Sizes {
            credentials: 24_000,
            certificates: 0,
            groups: 4,
            instances: 1,
            ..Sizes::default()
        },
        calls_per_second: None,
        own_store: true,
        ..SetUp::default()
    }
    .build();
    let mut list = Vec::new();
    for group in bench.groups().await {
        list.extend(bench.client_ids(&group).await);
    }
    list.truncate(20_000);
    assert_eq!(list.len(), 20_000);
    let plan = bench.listed("deregister", &list).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    assert_eq!(plan["exposure"]["items"], 20_000);
    assert_eq!(plan["exposure"]["unfit"], 0);
    let plan = bench.surveyed(&text(&plan["id"])).await;
    let online = &plan["exposure"]["online"];
    assert_eq!(
        (&online["to_ask"], &online["is_sample"]),
        (&json!(2_000), &json!(true))
    );
    assert!(online["online"].as_u64() > Some(0), "{online}");
}
