//! What grants reach, and that nobody learns of what theirs do not.

use serde_json::json;
use signet_model::roles::{Grant, Role};

use crate::support::{Bench, Cookie, SetUp, text};

pub(crate) fn grant(role: Role) -> Grant {
    Grant::everywhere(role)
}

/// A bench where these people are signed in with these grants, in this order.
pub(crate) async fn signed_in<const N: usize>(
    people: [(&str, Vec<Grant>); N],
) -> (Bench, [Cookie; N]) {
    signed_in_with(SetUp::default(), people).await
}

pub(crate) async fn signed_in_with<const N: usize>(
    set_up: SetUp,
    people: [(&str, Vec<Grant>); N],
) -> (Bench, [Cookie; N]) {
    let grants = people.iter().flat_map(|(subject, grants)| {
        grants
            .iter()
            .map(|grant| ((*subject).to_owned(), grant.clone()))
    });
    let bench = SetUp {
        grants: Some(grants.collect()),
        ..set_up
    }
    .build();
    let mut cookies = Vec::new();
    for (subject, _) in &people {
        cookies.push(bench.sign_in(subject, &[]).await);
    }
    let cookies = cookies.try_into().expect("one each");
    (bench, cookies)
}

#[tokio::test(start_paused = true)]
async fn roles_allow_what_they_say() {
    let (bench, [viewer, operator, custodian, admin, nobody]) = signed_in([
        ("user:viewer", vec![grant(Role::Viewer)]),
        ("user:operator", vec![grant(Role::Operator)]),
        ("user:custodian", vec![grant(Role::Custodian)]),
        ("user:admin", vec![grant(Role::Admin)]),
        ("user:nobody", vec![]),
    ])
    .await;
    let instance = bench.instance();
    let groups = bench
        .call_as(&viewer, "ListGroupId", json!({ "instance_id": instance }))
        .await
        .good();
    let client = format!("{}@@@brand-new", text(&groups["groups"][0]["group_id"]));
    let fields = json!({ "instance_id": instance, "client_id": client });
    let sent = bench.sent();
    for cookie in [&viewer, &admin] {
        let error = bench
            .call_as(cookie, "RegisterDeviceCredential", fields.clone())
            .await
            .refused(403, "role_required");
        assert!(
            text(&error["message"]).contains("operator")
                && text(&error["message"]).contains(&instance),
            "{error}"
        );
        assert!(text(&error["remedy"]).contains("admin"), "{error}");
    }
    bench
        .call_as(&nobody, "ListInstances", json!({}))
        .await
        .refused(403, "no_grant");
    bench
        .call_as(&admin, "ListInstances", json!({}))
        .await
        .refused(403, "role_required");
    bench
        .call_as(&operator, "UnRegisterDeviceCredential", fields.clone())
        .await
        .refused(403, "role_required");
    assert_eq!(bench.sent(), sent, "nothing was sent");
    bench
        .call_as(&operator, "RegisterDeviceCredential", fields.clone())
        .await
        .good();
    let mut reveal = fields.clone();
    reveal["reveal"] = true.into();
    bench
        .call_as(&operator, "GetDeviceCredential", reveal.clone())
        .await
        .refused(403, "role_required");
    bench
        .call_as(&custodian, "GetDeviceCredential", reveal)
        .await
        .good();
    bench
        .call_as(&custodian, "UnRegisterDeviceCredential", fields)
        .await
        .good();
    let refused = bench
        .record
        .lines()
        .into_iter()
        .filter(|line| line["kind"] == "refused");
    let who: Vec<_> = refused.map(|line| text(&line["actor"])).collect();
    assert_eq!(
        who,
        [
            "user:viewer",
            "user:admin",
            "user:nobody",
            "user:admin",
            "user:operator",
            "user:operator"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn lists_show_what_is_granted() {
    let plain = SetUp::default().build();
    let instances: Vec<_> = plain
        .emulator
        .instances()
        .into_iter()
        .map(|one| one.instance_id)
        .collect();
    let group = plain.group().await;
    let here = |group: Option<&str>| Grant {
        instance: Some(instances[0].clone()),
        group: group.map(str::to_owned),
        ..grant(Role::Viewer)
    };
    let elsewhere = Grant {
        account: Some("lab".to_owned()),
        ..grant(Role::Custodian)
    };
    let (bench, [all, one, inside, lab]) = signed_in([
        ("user:all", vec![grant(Role::Viewer)]),
        ("user:one", vec![here(None)]),
        ("user:inside", vec![here(Some(&group))]),
        ("user:lab", vec![elsewhere]),
    ])
    .await;
    let listed = async |cookie: &Cookie| {
        let listed = bench
            .call_as(cookie, "ListInstances", json!({}))
            .await
            .good();
        let instances = listed["instances"].as_array().expect("instances").clone();
        instances
            .iter()
            .map(|one| text(&one["instance_id"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(&all).await.len(), instances.len());
    assert_eq!(listed(&one).await, [instances[0].clone()]);
    assert_eq!(listed(&inside).await, [instances[0].clone()]);
    assert!(listed(&lab).await.is_empty());

    let groups = async |cookie: &Cookie| {
        let fields = json!({ "instance_id": instances[0] });
        let groups = bench.call_as(cookie, "ListGroupId", fields).await.good();
        groups["groups"].as_array().expect("groups").len()
    };
    assert!(groups(&one).await > 1);
    assert_eq!(groups(&inside).await, 1);
    for (cookie, instance) in [
        (&lab, &instances[0]),
        (&inside, &instances[1]),
        (&one, &instances[1]),
    ] {
        let fields = json!({ "instance_id": instance });
        bench
            .call_as(cookie, "ListGroupId", fields)
            .await
            .refused(403, "role_required");
    }
}

#[tokio::test(start_paused = true)]
async fn a_group_is_all_that_its_grant_reaches() {
    let plain = SetUp::default().build();
    let (instance, group) = (plain.instance(), plain.group().await);
    let client = plain.client_id().await;
    let certificate = plain.certificate().await;
    let custodian = Grant {
        instance: Some(instance.clone()),
        group: Some(group.clone()),
        ..grant(Role::Custodian)
    };
    let (bench, [inside]) = signed_in([("user:inside", vec![custodian])]).await;
    let at = |client: &str| json!({ "instance_id": instance, "client_id": client });
    let foreign = format!("{group}x@@@1");
    bench
        .call_as(&inside, "GetDeviceCredential", at(&client))
        .await
        .good();
    bench
        .call_as(&inside, "GetDeviceCredential", at(&foreign))
        .await
        .refused(403, "role_required");
    // An id that names no group may be of any.
    let error = bench
        .call_as(&inside, "GetDeviceCredential", at("plain"))
        .await
        .refused(403, "role_required");
    assert!(
        text(&error["message"]).contains(&format!("instance {instance}")),
        "{error}"
    );
    let batch = |clients: &[&str]| json!({ "instance_id": instance, "client_ids": clients });
    bench
        .call_as(&inside, "BatchQuerySessionByClientIds", batch(&[&client]))
        .await
        .good();
    let error = bench
        .call_as(
            &inside,
            "BatchQuerySessionByClientIds",
            batch(&[&client, &foreign]),
        )
        .await
        .refused(403, "role_required");
    assert!(
        text(&error["message"]).contains(&format!("group {group}x of")),
        "{error}"
    );
    bench
        .call_as(&inside, "GetDeviceCertificate", certificate)
        .await
        .refused(403, "role_required");
    let mut list = json!({ "instance_id": instance, "page_size": 10 });
    bench
        .call_as(&inside, "QueryCustomAuthConnectBlack", list.clone())
        .await
        .refused(403, "role_required");
    list["client_id"] = client.into();
    bench
        .call_as(&inside, "QueryCustomAuthConnectBlack", list)
        .await
        .good();
    // The proxy itself looks before it registers.
    bench
        .call_as(
            &inside,
            "RegisterDeviceCredential",
            at(&format!("{group}@@@new")),
        )
        .await
        .good();
}

#[tokio::test(start_paused = true)]
async fn nobody_learns_whether_an_instance_is_there_that_they_may_not_see() {
    let limited = |account: &str, instance: Option<&str>| Grant {
        account: Some(account.to_owned()),
        instance: instance.map(str::to_owned),
        ..grant(Role::Custodian)
    };
    let instance = SetUp::default().build().instance();
    let (bench, [lab, here, named]) = signed_in([
        ("user:lab", vec![limited("lab", None)]),
        ("user:here", vec![limited("factory", None)]),
        ("user:named", vec![limited("lab", Some(&instance))]),
    ])
    .await;
    let ask = async |cookie: &Cookie, id: &str, operation: &str| {
        let fields = json!({ "instance_id": id, "client_id": "GID_a@@@1" });
        let reply = bench.call_as(cookie, operation, fields).await;
        let mut error = reply.body["error"].clone();
        // It says the id back, and nothing else about it.
        let message = text(&error["message"]).replace(id, "ID");
        let remedy = text(&error["remedy"]).replace(id, "ID");
        (error["message"], error["remedy"]) = (message.into(), remedy.into());
        (reply.status, error)
    };
    for operation in ["GetDeviceCredential", "UnRegisterDeviceCredential"] {
        for cookie in [&lab, &named] {
            let (there, not_there) = (
                ask(cookie, &instance, operation).await,
                ask(cookie, "post-cn-not-there", operation).await,
            );
            assert_eq!(there, not_there);
            assert_eq!((there.0, &there.1["code"]), (403, &"role_required".into()));
        }
        // Whoever reaches one account is told nothing of what is in none.
        assert_eq!(
            ask(&here, "post-cn-not-there", operation).await.1["code"],
            "role_required"
        );
    }
    // Whom no grant lets near the id, the cloud is not asked for.
    let sent = bench.sent().len();
    ask(&named, "post-cn-other", "GetDeviceCredential").await;
    assert_eq!(bench.sent().len(), sent);
}

#[tokio::test(start_paused = true)]
async fn a_region_that_does_not_answer_is_told_to_those_who_might_have_something_there() {
    let limited = |account: &str| Grant {
        account: Some(account.to_owned()),
        ..grant(Role::Viewer)
    };
    let (bench, [here, lab]) = signed_in([
        ("user:here", vec![limited("factory")]),
        ("user:lab", vec![limited("lab")]),
    ])
    .await;
    let fields = json!({ "instance_id": "post-cn-not-there" });
    bench
        .upstream
        .always("ListInstances", crate::support::Instead::NotSent);
    bench
        .call_as(&here, "ListGroupId", fields.clone())
        .await
        .refused(503, "cloud_unreachable");
    bench
        .call_as(&lab, "ListGroupId", fields)
        .await
        .refused(403, "role_required");
}

#[tokio::test(start_paused = true)]
async fn the_public_iot_instance_is_reached_only_where_it_is_named() {
    let public = Grant {
        iot_instance: Some("public".to_owned()),
        ..grant(Role::Viewer)
    };
    let (bench, [all, public]) = signed_in([
        ("user:all", vec![grant(Role::Custodian)]),
        ("user:public", vec![public]),
    ])
    .await;
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    let error = bench
        .call_as(&all, "QueryClientIds", device.clone())
        .await
        .refused(403, "role_required");
    assert!(
        text(&error["message"]).contains("the public IoT instance"),
        "{error}"
    );
    bench
        .call_as(&public, "QueryClientIds", device.clone())
        .await
        .good();
    bench
        .call_as(&public, "DeleteClientIds", device.clone())
        .await
        .refused(403, "role_required");
    let mut named = device;
    named["iot_instance_id"] = "public".into();
    bench
        .call_as(&all, "QueryClientIds", named)
        .await
        .refused(403, "role_required");
}

#[tokio::test(start_paused = true)]
async fn groups_of_the_provider_bring_their_grants() {
    let (bench, []) = signed_in_with(SetUp::default(), []).await;
    bench.app.grants.add(
        "group:ops",
        signet_model::api::GivenGrant {
            id: Some("1".to_owned()),
            grant: grant(Role::Viewer),
            granted_by: None,
            granted_at: None,
        },
    );
    let ops = bench.sign_in("oidc:corp:1", &["ops"]).await;
    let other = bench.sign_in("oidc:corp:2", &["sales"]).await;
    bench.call_as(&ops, "ListInstances", json!({})).await.good();
    bench
        .call_as(&other, "ListInstances", json!({}))
        .await
        .refused(403, "no_grant");
    bench.app.grants.remove("1");
    bench
        .call_as(&ops, "ListInstances", json!({}))
        .await
        .refused(403, "no_grant");
}
