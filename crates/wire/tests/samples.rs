//! The proxy's end against the vendor's own sample answers (`cloud-api.md` section 1.2 and the seed pages), and against the
//! odd forms that the cloud is known to use.

#[path = "support/any.rs"]
mod any;

use any::any;
use serde_json::{Value, json};
use signet_model::operations::{
    CertificateStatus, DeleteClientIds, DeleteDeviceCertificate, Edition, GetDeviceCredential,
    InstanceStatus, ListCaCertificate, ListDeviceCertificate, ListDeviceCertificateByCaSn,
    ListDeviceCredentialClientId, ListGroupId, ListInstances, QueryClientIds,
    UnRegisterDeviceCredential,
};
use signet_wire::{AnswerError, Wire, read_answer};

macro_rules! sample {
    ($operation:ty, $file:literal) => {
        read_answer(
            &any::<$operation>(),
            200,
            include_bytes!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/samples/",
                $file
            )),
        )
        .expect($file)
    };
}

#[path = "samples/whole_life.rs"]
mod whole_life;

fn read<O: Wire>(answer: &Value) -> Result<O::Output, AnswerError> {
    read_answer(&any::<O>(), 200, answer.to_string().as_bytes())
}

#[test]
fn the_list_of_client_ids_has_its_numbers_as_text() {
    let page = sample!(
        ListDeviceCredentialClientId,
        "list_device_credential_client_id.json"
    );
    assert_eq!(page.client_ids, ["GID_test@@@pub-1"]);
    assert_eq!(
        (page.items_total, page.page_number, page.page_size),
        (Some(10), 1, 100)
    );
    assert_eq!(page.next_token.as_deref(), Some("634dxxxxx75b5f"));
}

#[test]
fn a_credential_comes_without_its_secret() {
    let answer = sample!(GetDeviceCredential, "get_device_credential.json");
    assert_eq!(
        answer.credential.device_access_key_id,
        "DC.Z5fXh9sRRVufyLi6wo****"
    );
    assert_eq!(
        answer
            .credential
            .created_at
            .map(|at| at.to_string())
            .as_deref(),
        Some("2020-11-16T15:43:02Z")
    );
    let shown = format!(
        "{answer:?}{}",
        serde_json::to_string(&answer).expect("JSON")
    );
    assert!(!shown.contains("BJMkn4eMQJK2vaApTS"), "{shown}");
}

#[test]
fn acts_answer_with_the_request_id() {
    let done = sample!(
        UnRegisterDeviceCredential,
        "un_register_device_credential.json"
    );
    assert_eq!(done.request_id, "E4581CCD-62AF-44D9-B5B4-D1DBDC0E****");
    let done = sample!(DeleteDeviceCertificate, "delete_device_certificate.json");
    assert_eq!(done.device_serial_number, "356217374433******");
    assert_eq!(
        sample!(DeleteClientIds, "delete_client_ids.json").request_id,
        "89F22330-BAEE-****-****-41BA46D6E267"
    );
}

#[test]
fn certificates_have_real_line_feeds_and_their_total_means_pages() {
    let page = sample!(ListCaCertificate, "list_ca_certificate.json");
    assert_eq!((page.pages_total, page.items_total), (Some(1), None));
    let ca = &page.ca_certificates[0];
    assert_eq!(ca.ca_serial_number, "007269004887******");
    assert_eq!(
        ca.pem,
        "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----"
    );
    assert_eq!(
        ca.valid_to.map(|at| at.to_string()).as_deref(),
        Some("2032-05-30T02:35:03Z")
    );

    let page = sample!(ListDeviceCertificate, "list_device_certificate.json");
    assert_eq!((page.pages_total, page.items_total), (Some(1), None));
    assert_eq!(page.certificates[0].status, CertificateStatus::Inactive);
}

#[test]
fn the_same_total_means_records_below_a_ca() {
    let page = sample!(ListDeviceCertificateByCaSn, "list_device_certificate.json");
    assert_eq!((page.pages_total, page.items_total), (None, Some(1)));
}

#[test]
fn numbers_may_be_text_and_text_may_be_numbers() {
    let page = read::<ListCaCertificate>(&json!({
        "RequestId": "r", "Data": [{"Total": "3", "PageNo": "2", "PageSize": 10.0, "CaCertificateVOS": {"CaCertificateVO": [
            {"Sn": 7_269_004_887_i64, "Status": 1, "ValidBegin": 1_654_137_303_000_i64, "ValidEnd": ""}
        ]}}]
    })).expect("an odd answer");
    assert_eq!((page.pages_total, page.page_number), (Some(3), 2));
    let ca = &page.ca_certificates[0];
    assert_eq!(
        (ca.ca_serial_number.as_str(), ca.status),
        ("7269004887", CertificateStatus::Active)
    );
    assert!(ca.valid_from.is_some() && ca.valid_to.is_none());
}

#[test]
fn client_ids_come_as_an_array_or_wrapped_or_not_at_all() {
    let ids = |list: Value| {
        read::<QueryClientIds>(&json!({"RequestId": "r", "Success": true, "Data": {"IotId": "d", "DynamicRegClientIds": list}}))
            .expect("a documented form")
            .client_ids
    };
    let one = json!({"ClientId": "c", "CreateTime": "1605541382000"});
    assert_eq!(ids(json!([one])).len(), 1);
    assert_eq!(ids(json!({"DynamicRegClientId": [one, one]})).len(), 2);
    assert_eq!(ids(json!({"DynamicRegClientId": one})).len(), 1);
    assert_eq!(ids(json!({})).len(), 0);
    assert_eq!(ids(Value::Null).len(), 0);
    let none =
        read::<QueryClientIds>(&json!({"RequestId": "r", "Success": true})).expect("no data");
    assert!(none.client_ids.is_empty());
}

#[test]
fn instances_of_unknown_kinds_are_still_listed() {
    let instances = read::<ListInstances>(&json!({
        "RequestId": "r", "Code": 200, "Success": "true",
        "Instances": [
            {"InstanceId": "post-cn-0pp12gl****", "InstanceName": "n", "InstanceType": 1, "InstanceStatus": "5", "RegionId": "cn-hangzhou"},
            {"InstanceId": "post-cn-x", "InstanceType": 99},
        ]
    })).expect("instances").instances;
    assert_eq!(
        (instances[0].edition, instances[0].status),
        (Edition::Platinum, InstanceStatus::InService)
    );
    assert_eq!(
        (instances[1].edition, instances[1].status),
        (Edition::Unknown, InstanceStatus::Unknown)
    );
}

#[test]
fn a_refusal_is_known_by_its_body_whatever_the_status() {
    let refused =
        |status, body: &str| match read_answer(&any::<ListGroupId>(), status, body.as_bytes()) {
            Err(AnswerError::Refused(error)) => error,
            other => panic!("{body}: {other:?}"),
        };
    let error = refused(
        200,
        r#"{"RequestId":"r","Success":false,"Code":"iot.common.InvalidTenant","ErrorMessage":"no"}"#,
    );
    assert_eq!(
        (error.code.as_str(), error.message.as_str()),
        ("iot.common.InvalidTenant", "no")
    );
    assert_eq!(
        refused(200, r#"{"Success":"false","Code":"403","Message":"m"}"#).code,
        "403"
    );
    assert_eq!(
        refused(200, r#"{"Code":"SystemOverFlow"}"#).code,
        "SystemOverFlow"
    );
    assert_eq!(
        refused(417, r#"{"Code":"InternalError","RequestId":"r1"}"#)
            .request_id
            .as_deref(),
        Some("r1")
    );
    let xml = "<?xml version='1.0'?><Error><RequestId>r2</RequestId><Code>Throttling</Code><Message>slow</Message></Error>";
    let error = refused(400, xml);
    assert_eq!(
        (
            error.code.as_str(),
            error.message.as_str(),
            error.request_id.as_deref()
        ),
        ("Throttling", "slow", Some("r2"))
    );
    assert_eq!(refused(502, "<html>Bad gateway").code, "Http502");
}

#[test]
fn an_answer_that_is_not_the_documented_one_is_no_empty_list() {
    assert_eq!(
        read_answer(&any::<ListGroupId>(), 200, b"<html>"),
        Err(AnswerError::NotJson)
    );
    assert_eq!(
        read_answer(&any::<ListGroupId>(), 200, b"[]"),
        Err(AnswerError::NotJson)
    );
    for answer in [
        json!({}),
        json!({"Data": 7}),
        json!({"Data": {"a": 1, "b": 2}}),
    ] {
        assert!(
            matches!(
                read::<ListCaCertificate>(&answer),
                Err(AnswerError::Undocumented(_))
            ),
            "{answer}"
        );
        assert!(
            matches!(
                read::<ListDeviceCredentialClientId>(&answer),
                Err(AnswerError::Undocumented(_))
            ),
            "{answer}"
        );
    }
}
