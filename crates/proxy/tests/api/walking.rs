//! What is walked: groups, instances, CAs, the blacklist, and what is in only one of a list and a walk.

use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::plans::{Act, Outcome, Selection, State};
use signet_proxy::plans::Head;
use signet_store::ports::{Ended, Plans as _};

use crate::support::{Bench, before, planning, text};

pub(crate) fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| text(&item["id"])).collect()
}

pub(crate) fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

/// Every client id of the first instance.
async fn all_clients(bench: &Bench) -> Vec<String> {
    let mut all = Vec::new();
    for group in bench.groups().await {
        all.extend(bench.client_ids(&group).await);
    }
    sorted(all)
}

/// Makes a plan of a walk and waits for it.
pub(crate) async fn walked(bench: &Bench, act: &str, selection: Value) -> (Value, Vec<Value>) {
    let id = bench.new_plan(act, selection).await;
    let plan = bench.selected(&id).await;
    let items = bench.items(&id).await;
    (plan, items)
}

#[tokio::test(start_paused = true)]
async fn groups_are_walked_whole() {
    let bench = planning();
    let groups = &bench.groups().await[..2];
    let mut wanted = bench.client_ids(&groups[0]).await;
    wanted.extend(bench.client_ids(&groups[1]).await);
    let selection = json!({ "kind": "groups", "groups": groups });
    let (plan, items) = walked(&bench, "deregister", selection).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    assert_eq!(ids(&items), sorted(wanted.clone()));
    assert!(items.iter().all(|item| item["before"] == "registered"));
    assert_eq!(plan["progress"]["walked"], wanted.len());
    for share in plan["exposure"]["shares"].as_array().expect("shares") {
        assert_eq!(share["items"], share["of"], "all of it: {share}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_instance_is_all_of_its_groups_or_all_of_its_certificates() {
    let bench = planning();
    let everything = all_clients(&bench).await;
    let (plan, items) = walked(&bench, "rotate", json!({ "kind": "instance" })).await;
    assert_eq!(ids(&items), everything, "{plan}");

    let (plan, items) = walked(&bench, "activate", json!({ "kind": "instance" })).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    let fields = json!({ "instance_id": bench.instance(), "page_number": 1, "page_size": 100 });
    let page = bench.call("ListDeviceCertificate", fields).await.good();
    for shown in page["certificates"].as_array().expect("certificates") {
        let item = items.iter().find(|item| {
            item["id"] == shown["device_serial_number"] && item["ca"] == shown["ca_serial_number"]
        });
        let item = item.unwrap_or_else(|| panic!("{shown} is missing"));
        assert_eq!(item["before"], shown["status"]);
    }
    let active = items.iter().filter(|item| item["before"] == "active");
    assert_eq!(plan["exposure"]["unfit"], active.count());
}

#[tokio::test(start_paused = true)]
async fn the_certificates_of_a_ca_are_walked() {
    let bench = planning();
    let ca = text(&bench.certificate().await["ca_serial_number"]);
    let selection = json!({ "kind": "ca", "ca_serial_number": ca });
    let (plan, items) = walked(&bench, "inactivate", selection).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    assert!(!items.is_empty());
    assert!(items.iter().all(|item| item["ca"] == ca.as_str()));
    let share = &plan["exposure"]["shares"][0];
    assert_eq!(
        (&share["place"], &share["items"]),
        (&json!(ca), &json!(items.len()))
    );
    assert_eq!(share["of"], items.len());
    assert!(plan["exposure"].get("online").is_none(), "{plan}");

    let selection = json!({ "kind": "ca", "ca_serial_number": "00nobody" });
    let (plan, _) = walked(&bench, "inactivate", selection).await;
    assert_eq!(plan["why"], "walk_failed");
    let why = text(&plan["why_text"]);
    assert!(
        why.contains("00nobody") && why.contains("RequestId"),
        "{why}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_lifted_is_on_the_blacklist_and_what_is_cut_off_has_a_credential() {
    let bench = planning();
    let groups = bench.groups().await;
    let group = &groups[1];
    let fields = json!({ "instance_id": bench.instance(), "page_size": 100 });
    let entries = bench
        .call("QueryCustomAuthConnectBlack", fields)
        .await
        .good();
    let mut blocked: Vec<_> = entries["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .filter(|entry| entry["blocked"] == true)
        .map(|entry| text(&entry["client_id"]))
        .collect();
    blocked.sort();
    assert!(!blocked.is_empty());

    let (plan, items) = walked(&bench, "lift", json!({ "kind": "instance" })).await;
    assert_eq!(ids(&items), blocked, "{plan}");
    let selection = json!({ "kind": "groups", "groups": [&groups[0]] });
    let (plan, _) = walked(&bench, "lift", selection).await;
    assert_eq!(plan["why"], "walk_failed", "nobody of it is listed: {plan}");

    let selection = json!({ "kind": "groups", "groups": [group] });
    let (plan, items) = walked(&bench, "blacklist", selection).await;
    assert_eq!(ids(&items), bench.client_ids(group).await, "{plan}");
    for (id, known) in before(&items) {
        let wanted = if blocked.contains(&id) {
            "blacklisted"
        } else {
            "not_blacklisted"
        };
        assert_eq!(known, wanted, "{id}");
    }
    assert_eq!(plan["exposure"]["unfit"], blocked.len());

    // Few are looked at one by one, many by walking the list.
    let few = [
        blocked[0].clone(),
        bench.client_ids(&groups[0]).await.swap_remove(0),
    ];
    let mut many = bench.client_ids(&groups[0]).await;
    many.truncate(210);
    many.push(blocked[0].clone());
    for list in [&few[..], &many[..]] {
        let plan = bench.listed("cut_off", list).await;
        let items = bench.items(&text(&plan["id"])).await;
        for (id, known) in before(&items) {
            let wanted = if id == blocked[0] {
                "blacklisted"
            } else {
                "not_blacklisted"
            };
            assert_eq!(known, wanted, "{id} of {}", list.len());
        }
        assert_eq!(items.len(), list.len());
    }
}

#[tokio::test(start_paused = true)]
async fn a_difference_has_two_sides() {
    let bench = planning();
    let group = bench.groups().await.swap_remove(1);
    let there = bench.client_ids(&group).await;
    let strangers: Vec<_> = (0..4)
        .map(|at| format!("{group}@@@not-there-{at}"))
        .collect();
    let list = [&there[5..], &strangers[..]].concat();
    let select = async |act: &str, side: &str, groups: Value| {
        let selection = json!({ "kind": "difference", "side": side, "groups": groups });
        let id = bench.new_plan(act, selection).await;
        bench.add(&id, &list).await;
        let plan = bench.freeze(&id).await;
        let items = bench.items(&id).await;
        (plan, items)
    };
    for groups in [json!([]), json!([group])] {
        let (plan, items) = select("deregister", "registered_not_listed", groups.clone()).await;
        assert_eq!(ids(&items), sorted(there[..5].to_vec()), "{plan}");
        assert_eq!(plan["other_side"], 4);
        let (plan, items) = select("register", "listed_not_registered", groups).await;
        assert_eq!(ids(&items), strangers, "{plan}");
        assert_eq!(plan["other_side"], 5);
        assert!(items.iter().all(|item| item["before"] == "unregistered"));
    }

    let selection =
        json!({ "kind": "difference", "side": "registered_not_listed", "groups": [group] });
    let id = bench.new_plan("deregister", selection).await;
    let other = bench.groups().await.swap_remove(0);
    let slice = json!({ "id": id, "items": [format!("{other}@@@a"), there[0]] });
    let added = bench.tell_plan("add", slice).await.good();
    let reason = text(&added["bad_lines"][0]["reason"]);
    assert!(
        reason.contains(&other) && reason.contains(&group),
        "{reason}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_difference_of_certificates_is_against_their_ca() {
    let bench = planning();
    let one = bench.certificate().await;
    let (ca, serial) = (&one["ca_serial_number"], text(&one["device_serial_number"]));
    let selection =
        json!({ "kind": "difference", "side": "registered_not_listed", "ca_serial_number": ca });
    let id = bench.new_plan("delete_certificate", selection).await;
    bench.add(&id, &[format!("{}\n{serial}", text(ca))]).await;
    let plan = bench.freeze(&id).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    let items = bench.items(&id).await;
    assert!(!ids(&items).contains(&serial));
    assert_eq!(plan["other_side"], 0);
    let share = &plan["exposure"]["shares"][0];
    assert_eq!(share["of"], items.len() + 1);
}

#[tokio::test(start_paused = true)]
async fn what_another_plan_did_is_selected_and_looked_at_anew() {
    let bench = planning();
    let group = bench.group().await;
    let mut list = bench.client_ids(&group).await;
    list.truncate(4);
    let list = sorted(list);
    let first = bench.listed("blacklist", &list).await;
    let first = text(&first["id"]);
    let store = &bench.kept.store;
    let at = Timestamp::from_millis(1).expect("a time");
    store.begin(&first, 4, 4, at).await.expect("begun");
    let outcomes = [
        Outcome::Done,
        Outcome::SettledDone,
        Outcome::Already,
        Outcome::Failed,
    ];
    let ended = (1..).zip(outcomes).map(|(number, outcome)| Ended {
        number,
        outcome,
        note: None,
        code: None,
        request_id: None,
        act: None,
        attempts: 1,
        at,
    });
    store.end(&first, ended.collect()).await.expect("ended");
    // Nobody makes such a plan by hand: it is what follows and what undoes.
    let first = bench.app.plans.find(&first).await.expect("a store");
    let first = first.expect("a plan").head(Clone::clone);
    let after = |id: &str, plan: &str| Head {
        id: id.to_owned(),
        act: Act::Lift,
        selection: Selection::DoneBy {
            plan: plan.to_owned(),
        },
        state: State::Selecting,
        hash: None,
        ..first.clone()
    };
    let heads = [
        after("pl-undoing000", &first.id),
        after("pl-lost000000", "pl-nothere000"),
    ];
    for head in &heads {
        store.put(head.kept()).await.expect("kept");
    }
    bench.app.plans.recover().await.expect("recovered");
    let plan = bench.selected("pl-undoing000").await;
    let items = bench.items("pl-undoing000").await;
    assert_eq!(ids(&items), list[..2], "{plan}");
    assert!(items.iter().all(|item| item["before"] == "not_blacklisted"));
    let plan = bench.selected("pl-lost000000").await;
    let why = text(&plan["why_text"]);
    assert!(why.contains("pl-nothere000"), "{why}");
}
