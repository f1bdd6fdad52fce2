//! Every act of the later operations, its answer lost: what it is settled by, and what that shows.

use serde_json::{Value, json};

use crate::ca_certificates::registration;
use crate::support::{Authority, Bench, Instead, bench, text};

/// An act that is about to be made.
struct Case {
    act: &'static str,
    fields: Value,
    /// What is read before it, and what settles it.
    look: &'static [&'static str],
    read: &'static str,
    /// Whether reading back can show that it did not happen.
    refutable: bool,
}

fn case(act: &'static str, read: &'static str, fields: &Value) -> Case {
    Case {
        act,
        fields: fields.clone(),
        look: &[],
        read,
        refutable: true,
    }
}

/// In an order in which each changes something.
async fn cases(bench: &Bench) -> Vec<Case> {
    const LOOK: &[&str] = &["GetDeviceCredential"];
    let instance = bench.instance();
    let existing = json!({ "instance_id": instance, "client_id": bench.client_id().await });
    let new = json!({ "instance_id": instance, "client_id": bench.new_client_id().await });
    let mut replaced = existing.clone();
    replaced["replace_existing"] = true.into();
    let group = json!({ "instance_id": instance, "group_id": "GID_made_here" });
    let cas = json!({ "instance_id": instance, "page_number": 1, "page_size": 1 });
    let cas = bench.call("ListCaCertificate", cas).await.good();
    let serial = &cas["ca_certificates"][0]["ca_serial_number"];
    let ca = json!({ "instance_id": instance, "ca_serial_number": serial });
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    let looks = |case: Case| Case { look: LOOK, ..case };
    vec![
        looks(case(
            "RegisterDeviceCredential",
            "GetDeviceCredential",
            &new,
        )),
        looks(case(
            "RegisterDeviceCredential",
            "GetDeviceCredential",
            &replaced,
        )),
        looks(case(
            "RefreshDeviceCredential",
            "GetDeviceCredential",
            &existing,
        )),
        case("CreateGroupId", "ListGroupId", &group),
        case("DeleteGroupId", "ListGroupId", &group),
        case("InactivateCaCertificate", "GetCaCertificate", &ca),
        case("ActiveCaCertificate", "GetCaCertificate", &ca),
        case("DeleteCaCertificate", "GetCaCertificate", &ca),
        case(
            "AddCustomAuthConnectBlack",
            "QueryCustomAuthConnectBlack",
            &existing,
        ),
        case(
            "DeleteCustomAuthConnectBlack",
            "QueryCustomAuthConnectBlack",
            &existing,
        ),
        case("DisableThing", "QueryDeviceDetail", &device),
        case("EnableThing", "QueryDeviceDetail", &device),
        Case {
            refutable: false,
            ..case("TransformClientId", "QueryClientIds", &pin(bench).await)
        },
    ]
}

pub(crate) async fn pin(bench: &Bench) -> Value {
    let device = json!({ "iot_id": bench.emulator.demo_iot_id() });
    let listed = bench.call("QueryClientIds", device.clone()).await.good();
    let mut fields = device;
    fields["client_id"] = listed["client_ids"][0]["client_id"].clone();
    fields
}

fn ending(bench: &Bench) -> Value {
    bench.record.lines().last().expect("a line")["ending"].clone()
}

#[tokio::test(start_paused = true)]
async fn an_act_is_refuted_then_confirmed_by_what_it_leaves_behind() {
    let bench = bench();
    for Case {
        act,
        fields,
        look,
        read,
        refutable,
    } in cases(&bench).await
    {
        bench.upstream.next(act, Instead::LoseCall);
        let before = bench.sent().len();
        let reply = bench.call(act, fields.clone()).await;
        if refutable {
            let error = reply.refused(502, "cloud_failed");
            assert!(
                text(&error["message"]).contains("did not happen"),
                "{error}"
            );
            assert_eq!(ending(&bench), "settled_not_done", "{act}");
        } else {
            reply.refused(504, "outcome_unknown");
            assert_eq!(ending(&bench), "unknown", "{act}");
        }
        assert_eq!(bench.sent()[before..], [look, &[act, read, read]].concat());

        bench.upstream.next(act, Instead::LoseAnswer);
        let before = bench.sent().len();
        let done = bench.call(act, fields).await.good();
        assert!(
            done["request_id"].as_str().is_some_and(|id| !id.is_empty()),
            "{act}"
        );
        assert_eq!(bench.sent()[before..], [look, &[act, read]].concat());
        assert_eq!(ending(&bench), "settled_done", "{act}");
    }
}

#[tokio::test(start_paused = true)]
async fn where_nothing_can_be_read_back_nothing_is_claimed() {
    let bench = bench();
    for Case {
        act,
        fields,
        look,
        read,
        ..
    } in cases(&bench).await
    {
        if !look.is_empty() {
            // The look before it is answered by the cloud, and from then on nothing is.
            bench
                .upstream
                .next(read, Instead::Late(std::time::Duration::ZERO));
        }
        bench.upstream.next(act, Instead::LoseAnswer);
        for _ in 0..6 {
            bench.upstream.next(read, Instead::NotSent);
        }
        bench
            .call(act, fields)
            .await
            .refused(504, "outcome_unknown");
        assert_eq!(ending(&bench), "unknown", "{act}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_registered_ca_is_found_by_its_certificate() {
    let bench = bench();
    let authority = Authority::new("factory");
    let fields = registration(&bench, &authority).await;
    bench
        .upstream
        .next("RegisterCaCertificate", Instead::LoseCall);
    bench
        .call("RegisterCaCertificate", fields.clone())
        .await
        .refused(502, "cloud_failed");
    bench
        .upstream
        .next("RegisterCaCertificate", Instead::LoseAnswer);
    let done = bench
        .call("RegisterCaCertificate", fields.clone())
        .await
        .good();
    let ca =
        json!({ "instance_id": bench.instance(), "ca_serial_number": done["ca_serial_number"] });
    let shown = bench.call("GetCaCertificate", ca).await.good();
    assert_eq!(shown["ca_certificate"]["name"], fields["ca_name"]);
}

#[tokio::test(start_paused = true)]
async fn a_closed_connection_is_believed_when_the_client_is_offline() {
    let bench = bench();
    let closing = bench
        .emulator
        .instances()
        .into_iter()
        .find(|instance| instance.region == "cn-shanghai");
    let instance = closing
        .expect("an instance that closes connections")
        .instance_id;
    let groups = bench
        .call("ListGroupId", json!({ "instance_id": instance }))
        .await
        .good();
    let page = json!({ "instance_id": instance, "group_id": groups["groups"][0]["group_id"], "page_number": 1, "page_size": 10 });
    let clients = bench
        .call("ListDeviceCredentialClientId", page)
        .await
        .good();
    let sessions = json!({ "instance_id": instance, "client_ids": clients["client_ids"] });
    let sessions = bench
        .call("BatchQuerySessionByClientIds", sessions)
        .await
        .good();
    let mut online = sessions["sessions"].as_array().expect("sessions").iter();
    let online = online
        .find(|session| session["online"] == true)
        .expect("one that is online");
    let fields = json!({ "instance_id": instance, "client_id": online["client_id"] });

    bench.upstream.next("CloseConnection", Instead::LoseCall);
    bench
        .call("CloseConnection", fields.clone())
        .await
        .refused(504, "outcome_unknown");
    bench.upstream.next("CloseConnection", Instead::LoseAnswer);
    bench.call("CloseConnection", fields).await.good();
    assert_eq!(ending(&bench), "settled_done");
}
