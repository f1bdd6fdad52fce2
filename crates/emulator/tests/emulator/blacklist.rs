use serde_json::{Value, json};

use crate::support::Cloud;

fn on<'a>(instance: &'a str, client_id: &'a str) -> [(&'a str, &'a str); 2] {
    [("InstanceId", instance), ("ClientId", client_id)]
}

fn listed(cloud: &Cloud, instance: &str, more: &[(&str, &str)]) -> Value {
    let mut parameters = vec![("InstanceId", instance), ("Size", "100")];
    parameters.extend(more);
    cloud.call("QueryCustomAuthConnectBlack", &parameters)["Data"].take()
}

#[test]
fn entries_are_added_looked_up_and_deleted() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let before = listed(&cloud, &factory, &[]);
    let client_id = "GID_Toolroom@@@主轴-07";
    for _ in 0..2 {
        let answer = cloud.call("AddCustomAuthConnectBlack", &on(&factory, client_id));
        assert_eq!(answer["Message"], "operation success.");
        let asked = listed(&cloud, &factory, &[("ClientId", client_id)]);
        let entry = json!({ "ClientId": client_id, "Effect": "DENY", "PermitAction": "CONNECT" });
        assert_eq!(asked["Results"], json!([entry]));
    }
    for _ in 0..2 {
        cloud.call("DeleteCustomAuthConnectBlack", &on(&factory, client_id));
        let asked = listed(&cloud, &factory, &[("ClientId", client_id)]);
        assert_eq!(asked["Results"], json!([]));
    }
    assert_eq!(listed(&cloud, &factory, &[]), before);
}

#[test]
fn an_entry_that_allows_is_no_block_until_it_denies() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let entries = listed(&cloud, &factory, &[])["Results"].take();
    let allowed = entries.as_array().unwrap().iter();
    let allowed = allowed.filter(|entry| entry["Effect"] == "ALLOW");
    let allowed: Vec<_> = allowed
        .map(|entry| entry["ClientId"].as_str().unwrap())
        .collect();
    assert_eq!((allowed.len(), entries.as_array().unwrap().len()), (1, 3));
    cloud.call("AddCustomAuthConnectBlack", &on(&factory, allowed[0]));
    let asked = listed(&cloud, &factory, &[("ClientId", allowed[0])]);
    assert_eq!(asked["Results"][0]["Effect"], "DENY");
}

#[test]
fn clients_blacklisted_before_are_offline() {
    let cloud = Cloud::usual();
    for instance in [cloud.factory(), cloud.instance("city-transit")] {
        let entries = listed(&cloud, &instance, &[])["Results"].take();
        for entry in entries.as_array().unwrap() {
            if entry["Effect"] == "DENY" {
                let client_id = entry["ClientId"].as_str().unwrap();
                let answer = cloud.call("QuerySessionByClientId", &on(&instance, client_id));
                assert_eq!(answer["OnlineStatus"], false, "{client_id}");
            }
        }
    }
}

#[test]
fn the_list_is_walked_by_token() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    for number in 10..17 {
        let client_id = format!("GID_Furnace@@@stolen-{number}");
        cloud.call("AddCustomAuthConnectBlack", &on(&factory, &client_id));
    }
    let mut token = String::new();
    let mut walked = Vec::new();
    for page in 1.. {
        let parameters = [
            ("InstanceId", &*factory),
            ("Size", "4"),
            ("NextToken", &token),
        ];
        let mut data = cloud.call("QueryCustomAuthConnectBlack", &parameters)["Data"].take();
        walked.extend(data["Results"].as_array().unwrap().clone());
        token = data["NextToken"].take().as_str().unwrap().to_owned();
        if token.is_empty() {
            assert_eq!(page, 3);
            break;
        }
    }
    assert_eq!(
        Value::from(walked),
        listed(&cloud, &factory, &[])["Results"]
    );
    let whole = listed(&cloud, &factory, &[("NextToken", "of.elsewhere")]);
    assert_eq!(
        whole["Results"].as_array().unwrap().len(),
        10,
        "a strange token is ignored"
    );
}

#[test]
fn editions_instances_and_values_that_cannot_be_have_their_codes() {
    let cloud = Cloud::usual();
    let (factory, basic) = (cloud.factory(), cloud.instance("metering-north"));
    let foreign = cloud.emulator.foreign_instance_id();
    for action in ["AddCustomAuthConnectBlack", "DeleteCustomAuthConnectBlack"] {
        for (instance, client_id, status, code) in [
            (&*basic, "GID_HeatMeter@@@heat-0015", 404, "ApiNotSupport"),
            (&*foreign, "GID_a@@@1", 400, "InstancePermissionCheckFailed"),
            ("post-cn-unknown", "GID_a@@@1", 503, "ServiceUnavailable"),
            (&*factory, "GID_a@@@\u{7}", 400, "InvalidParameter.ClientId"),
            (&*factory, "", 400, "MissingClientId"),
        ] {
            let refused = cloud.refused(action, &on(instance, client_id));
            assert_eq!(refused, (status, code.to_owned()), "{action} {client_id}");
        }
    }
    for size in ["0", "101", "all"] {
        let parameters = [("InstanceId", &*factory), ("Size", size)];
        let refused = cloud.refused("QueryCustomAuthConnectBlack", &parameters);
        assert_eq!(refused, (400, "InvalidParameter.Size".to_owned()));
    }
    let parameters = [("InstanceId", &*basic), ("Size", "10")];
    assert_eq!(
        cloud.refused("QueryCustomAuthConnectBlack", &parameters).1,
        "ApiNotSupport"
    );
}
