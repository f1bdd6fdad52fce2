use serde_json::Value;

use crate::support::Cloud;

const GROUP: &str = "GID_BodyPress";

fn page(cloud: &Cloud, parameters: &[(&str, &str)]) -> Value {
    let instance = cloud.factory();
    let usual = [
        ("InstanceId", instance.as_str()),
        ("GroupId", GROUP),
        ("PageSize", "100"),
    ];
    let parameters: Vec<_> = parameters.iter().chain(&usual).copied().collect();
    cloud.call("ListDeviceCredentialClientId", &parameters)["DeviceCredentialClientIdList"].take()
}

fn ids(page: &Value) -> Vec<String> {
    page["ClientIdList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn pages_by_number_and_by_token_are_the_same() {
    let cloud = Cloud::usual();
    let first = page(&cloud, &[]);
    let total: usize = first["Total"].as_str().unwrap().parse().unwrap();
    assert!(total > 700, "{total}: page 7 of 100 is worth a deep link");
    assert_eq!(
        (&first["PageNo"], &first["PageSize"]),
        (&Value::from("1"), &Value::from("100"))
    );

    let mut walked = ids(&first);
    let mut token = first["NextToken"].clone();
    let mut number = 1;
    while let Some(next) = token.as_str() {
        number += 1;
        let by_token = page(&cloud, &[("NextToken", next)]);
        let by_number = page(&cloud, &[("PageNo", &number.to_string())]);
        assert_eq!(by_token, by_number);
        assert_eq!(by_token["PageNo"], number.to_string());
        walked.extend(ids(&by_token));
        token = by_token["NextToken"].clone();
    }
    assert_eq!(walked.len(), total);
    walked.sort();
    walked.dedup();
    assert_eq!(walked.len(), total);

    let beyond = page(&cloud, &[("PageNo", "1000")]);
    assert_eq!(
        (ids(&beyond).len(), &beyond["Total"], &beyond["NextToken"]),
        (0, &first["Total"], &Value::Null)
    );
}

#[test]
fn a_token_wins_where_it_is_of_this_list_and_counts_for_nothing_where_not() {
    let cloud = Cloud::usual();
    let first = page(&cloud, &[]);
    let token = first["NextToken"].as_str().unwrap();
    let second = page(&cloud, &[("PageNo", "2")]);
    assert_eq!(
        page(&cloud, &[("PageNo", "5"), ("NextToken", token)]),
        second
    );
    assert_eq!(
        page(&cloud, &[("PageNo", "2"), ("NextToken", "made-up")]),
        second
    );
    let last_of_first = ids(&first).pop().unwrap();
    let other = [
        ("InstanceId", &*cloud.factory()),
        ("GroupId", "GID_Furnace"),
        ("PageSize", "100"),
        ("NextToken", token),
    ];
    let other = cloud.call("ListDeviceCredentialClientId", &other);
    assert!(
        !other.to_string().contains(&last_of_first),
        "a token of another group starts from its own beginning"
    );
}

#[test]
fn a_walk_by_token_skips_nothing_while_credentials_go() {
    let cloud = Cloud::usual();
    let first = page(&cloud, &[]);
    let gone = ids(&first)[0].clone();
    let second = ids(&page(&cloud, &[("PageNo", "2")]));
    cloud.call(
        "UnRegisterDeviceCredential",
        &[("InstanceId", &cloud.factory()), ("ClientId", &gone)],
    );
    assert_eq!(
        ids(&page(
            &cloud,
            &[("NextToken", first["NextToken"].as_str().unwrap())]
        )),
        second
    );
    assert_eq!(ids(&page(&cloud, &[("PageNo", "2")]))[..99], second[1..]);
}

#[test]
fn totals_mean_pages_in_two_lists_and_records_in_the_third() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let list = |action, more: &[(&str, &str)]| {
        let usual = [("MqttInstanceId", factory.as_str()), ("PageSize", "30")];
        let parameters: Vec<_> = usual.iter().chain(more).copied().collect();
        cloud.call(action, &parameters)["Data"].take()
    };
    let authorities = list("ListCaCertificate", &[("PageNo", "1")]);
    let known = authorities["CaCertificateVOS"].as_array().unwrap();
    assert_eq!((known.len(), &authorities["Total"]), (2, &Value::from(1)));
    let mut records = 0;
    for authority in known {
        let by_ca = list(
            "ListDeviceCertificateByCaSn",
            &[("PageNo", "1"), ("CaSn", authority["Sn"].as_str().unwrap())],
        );
        records += by_ca["Total"].as_u64().unwrap();
        let shown = by_ca["DeviceCertificateVOS"].as_array().unwrap();
        assert_eq!(shown.len(), 30);
        assert!(
            shown
                .iter()
                .all(|certificate| certificate["CaSn"] == authority["Sn"])
        );
    }
    let pages = list("ListDeviceCertificate", &[("PageNo", "1")])["Total"]
        .as_u64()
        .unwrap();
    assert_eq!(pages, records.div_ceil(30));
    let shown = |page: u64| {
        let list = list("ListDeviceCertificate", &[("PageNo", &page.to_string())]);
        list["DeviceCertificateVOS"].as_array().unwrap().len() as u64
    };
    assert_eq!(
        (shown(1), shown(pages), shown(pages + 1)),
        (30, records - 30 * (pages - 1), 0)
    );
}

#[test]
fn pem_fields_hold_a_literal_backslash_n_and_dates_are_texts() {
    let cloud = Cloud::usual();
    let parameters = [
        ("MqttInstanceId", &*cloud.factory()),
        ("PageNo", "1"),
        ("PageSize", "1"),
    ];
    let list = cloud.call("ListDeviceCertificate", &parameters);
    let certificate = &list["Data"]["DeviceCertificateVOS"][0];
    let pem = certificate["DeviceContent"].as_str().unwrap();
    assert!(
        pem.starts_with("-----BEGIN CERTIFICATE-----\\nMII")
            && pem.ends_with("\\n-----END CERTIFICATE-----"),
        "{pem}"
    );
    assert!(
        certificate["ValidBegin"]
            .as_str()
            .unwrap()
            .parse::<i64>()
            .is_ok()
    );
    assert!(matches!(certificate["Status"].as_str(), Some("0" | "1")));
}

#[test]
fn an_unknown_or_empty_group_is_an_empty_list() {
    let cloud = Cloud::usual();
    for (instance, group) in [
        (cloud.factory(), "GID_Unknown"),
        (cloud.instance("metering-north"), "GID-WaterMeter"),
    ] {
        let parameters = [
            ("InstanceId", &*instance),
            ("GroupId", group),
            ("PageNo", "1"),
            ("PageSize", "10"),
        ];
        let list = &cloud.call("ListDeviceCredentialClientId", &parameters)["DeviceCredentialClientIdList"];
        assert_eq!(
            (ids(list).len(), &list["Total"], &list["NextToken"]),
            (0, &Value::from("0"), &Value::Null),
            "{group}"
        );
    }
}
