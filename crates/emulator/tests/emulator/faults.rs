use std::time::Duration;

use signet_emulator::{Options, Outcome};
use signet_model::OperationName;

use crate::support::{Cloud, options};

fn cloud(faults: &[&str]) -> Cloud {
    Cloud::new(Options {
        faults: faults.iter().map(|fault| fault.parse().unwrap()).collect(),
        ..options()
    })
}

fn deregister(cloud: &Cloud, client_id: &str) -> signet_emulator::Reply {
    let parameters = [("InstanceId", &*cloud.factory()), ("ClientId", client_id)];
    cloud.send(
        &cloud
            .draft("UnRegisterDeviceCredential", &parameters)
            .acs3(),
    )
}

const ODD: &str = "GID_Toolroom@@@主轴-07";

#[test]
fn a_refusal_has_no_effect_and_strikes_only_what_was_named() {
    let cloud = cloud(&["UnRegisterDeviceCredential:SystemOverFlow"]);
    let response = deregister(&cloud, ODD).response().unwrap();
    assert_eq!(response.status(), 500);
    assert!(String::from_utf8_lossy(response.body()).contains("SystemOverFlow"));
    cloud.call(
        "GetDeviceCredential",
        &[("InstanceId", &cloud.factory()), ("ClientId", ODD)],
    );
    assert_eq!(cloud.emulator.ledger().acts, []);
}

#[test]
fn a_lost_answer_took_effect_and_a_lost_request_did_not() {
    for (fault, gone) in [("lost-answer", true), ("lost-request", false)] {
        let cloud = cloud(&[&format!("UnRegisterDeviceCredential:{fault}")]);
        let outcome = deregister(&cloud, ODD).outcome;
        assert!(
            matches!(outcome, Outcome::Dropped { effect } if effect == gone),
            "{fault}"
        );
        let request = cloud
            .draft(
                "GetDeviceCredential",
                &[("InstanceId", &cloud.factory()), ("ClientId", ODD)],
            )
            .acs3();
        assert_eq!(cloud.exchange(&request).0 == 400, gone, "{fault}");
        let ledger = cloud.emulator.ledger();
        assert_eq!(
            ledger.count(OperationName::UnRegisterDeviceCredential, fault),
            1
        );
        assert_eq!(ledger.acts.len(), usize::from(gone));
    }
}

#[test]
fn a_refusal_that_is_lost_on_the_way_back_is_lost_too() {
    let cloud = cloud(&["*:lost-answer"]);
    assert!(matches!(
        deregister(&cloud, "GID_a@@@nobody").outcome,
        Outcome::Dropped { effect: false }
    ));
}

#[test]
fn latency_is_handed_to_the_caller() {
    let reply = deregister(&cloud(&["*:latency=20ms±10ms"]), ODD);
    assert!((Duration::from_millis(10)..=Duration::from_millis(30)).contains(&reply.delay));
    assert!(
        reply
            .response()
            .is_some_and(|response| response.status() == 200)
    );
}

#[test]
fn a_seed_repeats_the_faults() {
    let run = |seed| {
        let faults = vec!["*:InternalError:0.3".parse().unwrap()];
        let cloud = Cloud::new(Options {
            faults,
            seed,
            ..options()
        });
        let status = |_| cloud.exchange(&cloud.draft("ListInstances", &[]).acs3()).0;
        (0..50).map(status).collect::<Vec<_>>()
    };
    assert_eq!(run(3), run(3));
    assert_ne!(run(3), run(4));
    assert!(run(3).contains(&200) && run(3).contains(&500));
}
