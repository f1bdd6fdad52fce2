//! Who is connected. The clients are those that the README names.

use serde_json::Value;
use signet_emulator::{BlacklistedSessions, Options, Rules};

use crate::support::{Cloud, options};

/// Always connected, where connections can be closed.
const BUS: &str = "GID_CityBus@@@bus-0089";
/// Comes and goes.
const WANDERER: &str = "GID_CityBus@@@bus-0087";
/// Never connected.
const SILENT: &str = "GID_CityBus@@@bus-0103";
/// Always connected, where connections cannot be closed.
const PRESS: &str = "GID_BodyPress@@@press-0012";

fn transit(cloud: &Cloud) -> String {
    cloud.instance("city-transit")
}

fn on<'a>(instance: &'a str, client_id: &'a str) -> [(&'a str, &'a str); 2] {
    [("InstanceId", instance), ("ClientId", client_id)]
}

#[track_caller]
fn online(cloud: &Cloud, instance: &str, client_id: &str) -> bool {
    let answer = cloud.call("QuerySessionByClientId", &on(instance, client_id));
    answer["OnlineStatus"].as_bool().unwrap()
}

#[test]
fn sessions_come_and_go_by_seed_and_time() {
    let seen = |client_id| {
        let cloud = Cloud::usual();
        let transit = transit(&cloud);
        let seen: Vec<bool> = (0..40)
            .map(|_| {
                cloud.wait(300);
                online(&cloud, &transit, client_id)
            })
            .collect();
        seen
    };
    assert!(seen(BUS).iter().all(|online| *online));
    assert!(seen(SILENT).iter().all(|online| !*online));
    let wandering = seen(WANDERER);
    assert!(wandering.contains(&true) && wandering.contains(&false));
    assert_eq!(wandering, seen(WANDERER), "the same each time");
    assert!(!seen("GID_CityBus@@@nobody").contains(&true));
}

#[test]
fn ten_clients_are_asked_for_at_once_and_no_more() {
    let cloud = Cloud::usual();
    let transit = transit(&cloud);
    let names: Vec<String> = (1..=11).map(|n| format!("ClientIdList.{n}")).collect();
    let ids = [
        BUS,
        SILENT,
        "GID_CityBus@@@nobody",
        BUS,
        BUS,
        BUS,
        BUS,
        BUS,
        BUS,
        BUS,
        BUS,
    ];
    let mut parameters = vec![("InstanceId", &*transit)];
    parameters.extend(names.iter().map(String::as_str).zip(ids));
    let answer = cloud.call("BatchQuerySessionByClientIds", &parameters[..11]);
    let sessions = answer["OnlineStatusList"].as_array().unwrap();
    let shown = |session: &Value| {
        (
            session["ClientId"].as_str().unwrap().to_owned(),
            session["OnlineStatus"] == true,
        )
    };
    let shown: Vec<_> = sessions.iter().map(shown).collect();
    let expected = ids[..10].iter().map(|id| ((*id).to_owned(), *id == BUS));
    assert_eq!(shown, expected.collect::<Vec<_>>());
    assert_eq!(
        cloud.refused("BatchQuerySessionByClientIds", &parameters),
        (400, "ParameterCheckFailed".to_owned())
    );
    assert_eq!(
        cloud
            .refused("BatchQuerySessionByClientIds", &parameters[..1])
            .1,
        "MissingClientIdList"
    );
}

#[test]
fn a_closed_connection_comes_back_unless_the_client_is_blacklisted() {
    let cloud = Cloud::usual();
    let transit = transit(&cloud);
    let bus = on(&transit, BUS);
    let answer = cloud.call("CloseConnection", &bus);
    assert_eq!(
        (&answer["Code"], &answer["Success"]),
        (&200.into(), &true.into())
    );
    assert!(!online(&cloud, &transit, BUS));
    cloud.wait(4);
    assert!(!online(&cloud, &transit, BUS), "it takes a moment");
    cloud.wait(16);
    assert!(online(&cloud, &transit, BUS), "it connected again");

    cloud.call("AddCustomAuthConnectBlack", &bus);
    assert!(online(&cloud, &transit, BUS), "the session stays");
    cloud.wait(3600);
    assert!(online(&cloud, &transit, BUS), "and stays");
    cloud.call("CloseConnection", &bus);
    for _ in 0..10 {
        assert!(!online(&cloud, &transit, BUS));
        cloud.wait(30);
    }
    cloud.call("CloseConnection", &bus);
    cloud.call("DeleteCustomAuthConnectBlack", &bus);
    assert!(!online(&cloud, &transit, BUS));
    cloud.wait(20);
    assert!(online(&cloud, &transit, BUS));
}

#[test]
fn connections_can_be_closed_in_one_edition_and_region_only() {
    let cloud = Cloud::usual();
    let unsupported = (404, "ApiNotSupport".to_owned());
    for (name, client_id) in [
        ("factory-east", PRESS),
        ("metering-north", "GID_HeatMeter@@@heat-0015"),
    ] {
        let instance = cloud.instance(name);
        assert_eq!(
            cloud.refused("CloseConnection", &on(&instance, client_id)),
            unsupported
        );
        assert!(online(&cloud, &instance, client_id));
    }
    let factory = cloud.factory();
    cloud.call("AddCustomAuthConnectBlack", &on(&factory, PRESS));
    cloud.wait(86_400);
    assert!(
        online(&cloud, &factory, PRESS),
        "this one cannot be cut off"
    );
}

#[test]
fn a_blacklisted_session_is_dropped_where_the_switch_says_so() {
    let cloud = Cloud::new(Options {
        rules: Rules {
            blacklisted_sessions: BlacklistedSessions::Drop,
            ..Rules::default()
        },
        ..options()
    });
    let factory = cloud.factory();
    cloud.call("AddCustomAuthConnectBlack", &on(&factory, PRESS));
    assert!(!online(&cloud, &factory, PRESS));
    cloud.wait(3600);
    assert!(!online(&cloud, &factory, PRESS));
}

#[test]
fn a_blacklisted_wanderer_does_not_come_back() {
    let cloud = Cloud::usual();
    let transit = transit(&cloud);
    while !online(&cloud, &transit, WANDERER) {
        cloud.wait(300);
    }
    cloud.call("AddCustomAuthConnectBlack", &on(&transit, WANDERER));
    assert!(online(&cloud, &transit, WANDERER));
    let later: Vec<bool> = (0..40)
        .map(|_| {
            cloud.wait(300);
            online(&cloud, &transit, WANDERER)
        })
        .collect();
    assert!(!later.contains(&true));
}

#[test]
fn a_deregistered_client_stays_until_its_connection_ends() {
    let cloud = Cloud::usual();
    let transit = transit(&cloud);
    let bus = on(&transit, BUS);
    cloud.call("UnRegisterDeviceCredential", &bus);
    cloud.wait(3600);
    assert!(online(&cloud, &transit, BUS));
    cloud.call("CloseConnection", &bus);
    cloud.wait(3600);
    assert!(!online(&cloud, &transit, BUS));
    cloud.call("RegisterDeviceCredential", &bus);
    assert!(!online(&cloud, &transit, BUS));
    cloud.wait(20);
    assert!(online(&cloud, &transit, BUS));
}

#[test]
fn rotating_leaves_the_session_alone() {
    let cloud = Cloud::usual();
    let transit = transit(&cloud);
    for action in ["RefreshDeviceCredential", "RegisterDeviceCredential"] {
        cloud.call(action, &on(&transit, BUS));
        assert!(online(&cloud, &transit, BUS), "{action}");
    }
}

#[test]
fn the_clients_of_the_readme_do_what_it_says() {
    let readme = include_str!("../../README.md");
    let (_, table) = readme.split_once("| Client | Instance |").unwrap();
    let cloud = Cloud::usual();
    let at = |name: &str, client_id: &str| online(&cloud, &cloud.instance(name), client_id);
    for (name, client_id, expected) in [
        ("city-transit", BUS, true),
        ("factory-east", PRESS, true),
        ("metering-north", "GID_HeatMeter@@@heat-0015", true),
        ("city-transit", SILENT, false),
        ("factory-east", "GID_BodyPress@@@press-0020", false),
        ("factory-east", "GID_Conveyor@@@belt-0068", false),
        ("city-transit", "GID_Depot@@@charger-0054", false),
    ] {
        assert!(table.contains(client_id), "{client_id}");
        assert_eq!(at(name, client_id), expected, "{client_id}");
    }
    for client_id in [WANDERER, "GID_BodyPress@@@press-0015"] {
        assert!(table.contains(client_id), "{client_id}");
    }
    for (name, client_id) in [
        ("factory-east", "GID_Conveyor@@@belt-0087"),
        ("city-transit", "GID_Depot@@@charger-0072"),
    ] {
        assert!(table.contains(client_id), "{client_id}");
        let instance = cloud.instance(name);
        let asked = [
            ("InstanceId", &*instance),
            ("ClientId", client_id),
            ("Size", "1"),
        ];
        let found = cloud.call("QueryCustomAuthConnectBlack", &asked);
        assert_eq!(found["Data"]["Results"][0]["Effect"], "ALLOW");
    }
}
