use bytes::Bytes;
use http::Request;
use proptest::prelude::*;
use signet_model::OperationName;

use crate::support::{Cloud, noon};

fn actions() -> Vec<&'static str> {
    let all = OperationName::ALL
        .iter()
        .map(|operation| operation.as_str());
    all.chain(["NoSuchAction"]).collect()
}

const PARAMETERS: [&str; 23] = [
    "InstanceId",
    "MqttInstanceId",
    "GroupId",
    "ClientId",
    "ClientIdList.1",
    "ClientIdList.x",
    "PageNo",
    "PageSize",
    "CurrentPage",
    "Size",
    "NextToken",
    "Sn",
    "CaSn",
    "CaName",
    "CaContent",
    "VerificationContent",
    "DeviceSn",
    "IotId",
    "IotId.1",
    "IotInstanceId",
    "ProductKey",
    "DeviceName",
    "DeviceName.1",
];

fn small() -> Cloud {
    let sizes = signet_emulator::Sizes {
        credentials: 50,
        certificates: 5,
        ..signet_emulator::Sizes::default()
    };
    Cloud::new(signet_emulator::Options {
        sizes,
        ..crate::support::options()
    })
}

proptest! {
    /// Anything that HTTP can carry, unsigned or with a broken signature, gets an error body and no panic.
    #[test]
    fn random_requests_get_an_error_body(
        path in "/|/healthz|/[a-z]{0,5}",
        query in prop::collection::vec("[!-~&&[^#<>\"`{}]]{0,12}", 0..6),
        headers in prop::collection::vec(("(x-acs-(action|version|date|signature-nonce|security-token|content-sha256)|authorization|content-type|host)", "[ -~é]{0,40}"), 0..8),
        method in "GET|POST|PUT|HEAD|X",
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let cloud = small();
        let mut request = Request::builder().method(&*method).uri(format!("{path}?{}", query.join("&")));
        for (name, value) in headers {
            request = request.header(name, http::HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let Ok(request) = request.body(Bytes::from(body)) else { return Ok(()) };
        let response = cloud.emulator.answer(&request, noon()).response().unwrap();
        if path != "/healthz" {
            prop_assert!(response.status().is_client_error());
            let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap();
            prop_assert!(body["Code"].is_string() && body["RequestId"].is_string());
        }
    }

    /// The same behind a valid signature: any parameters, of any operation.
    #[test]
    fn random_parameters_get_an_answer(
        action in prop::sample::select(actions()),
        parameters in prop::collection::vec((prop::sample::select(&PARAMETERS[..]), ".{0,30}|[0-9]{1,12}|GID_[a-z]@@@[a-z]|-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/\n]{0,60}\n-----END CERTIFICATE-----"), 0..8),
        known_instance in any::<bool>(),
        older in any::<bool>(),
    ) {
        let cloud = small();
        let instance = cloud.factory();
        let known = [("InstanceId", &*instance), ("MqttInstanceId", &*instance)];
        let known = known.into_iter().filter(|_| known_instance);
        let parameters: Vec<_> = known.chain(parameters.iter().map(|(name, value)| (*name, value.as_str()))).collect();
        let draft = cloud.draft(action, &parameters);
        let (status, body) = cloud.exchange(&if older { draft.rpc() } else { draft.acs3() });
        prop_assert!(body["RequestId"].is_string());
        prop_assert_ne!(&body["Code"], "SignatureDoesNotMatch");
        prop_assert!(status == 200 || body["Code"].is_string(), "{} {}", status, body);
    }

    #[test]
    fn faults_are_read_or_refused(text in "[*:A-Za-z=0-9.±msé-]{0,40}") {
        let _ = text.parse::<signet_emulator::Fault>();
    }
}
