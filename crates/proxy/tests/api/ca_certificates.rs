//! A CA is registered, shown decoded, switched and deleted; its certificates are neither recorded nor logged, and a key goes nowhere.

use serde_json::{Value, json};

use crate::support::{Authority, Bench, bench, text};

async fn code(bench: &Bench) -> String {
    let fields = json!({ "instance_id": bench.instance() });
    text(&bench.call("GetRegisterCode", fields).await.good()["register_code"])
}

pub(crate) async fn registration(bench: &Bench, authority: &Authority) -> Value {
    json!({
        "instance_id": bench.instance(),
        "ca_name": "line-4",
        "ca_pem": authority.pem,
        "verification_pem": authority.verification(&code(bench).await),
    })
}

#[tokio::test(start_paused = true)]
async fn a_ca_lives_from_its_registration_to_its_deletion() {
    let bench = bench();
    let authority = Authority::new("factory");
    let fields = registration(&bench, &authority).await;
    let done = bench.call("RegisterCaCertificate", fields).await.good();
    let ca =
        json!({ "instance_id": bench.instance(), "ca_serial_number": done["ca_serial_number"] });

    let status =
        async || bench.call("GetCaCertificate", ca.clone()).await.good()["ca_certificate"].clone();
    let shown = status().await;
    assert_eq!(
        (&shown["name"], &shown["status"]),
        (&"line-4".into(), &"active".into())
    );
    assert_eq!(
        (&shown["decoded"]["is_ca"], &shown["decoded"]["subject"]),
        (&true.into(), &"CN=factory".into())
    );
    bench
        .call("InactivateCaCertificate", ca.clone())
        .await
        .good();
    assert_eq!(status().await["status"], "inactive");
    bench.call("ActiveCaCertificate", ca.clone()).await.good();
    assert_eq!(status().await["status"], "active");
    bench
        .call("InactivateCaCertificate", ca.clone())
        .await
        .good();
    bench.call("DeleteCaCertificate", ca.clone()).await.good();
    let error = bench
        .call("GetCaCertificate", ca)
        .await
        .refused(404, "not_found");
    assert_eq!(error["cloud_code"], "FindCaBySnError");
}

#[tokio::test(start_paused = true)]
async fn certificates_are_recorded_by_their_fingerprint() {
    let bench = bench();
    let authority = Authority::new("factory");
    let fields = registration(&bench, &authority).await;
    bench
        .call("RegisterCaCertificate", fields.clone())
        .await
        .good();
    let lines = bench.record.lines();
    let object = &lines[0]["object"];
    assert_eq!((&object["ca_name"], lines.len()), (&"line-4".into(), 2));
    for field in ["ca_pem", "verification_pem"] {
        let kept = text(&object[field]);
        assert!(
            kept.starts_with("sha256:") && kept.len() == 7 + 64,
            "{kept}"
        );
    }
    assert!(!format!("{lines:?}").contains("BEGIN"), "{lines:?}");

    // A refusal names the CA by its name alone.
    let error = bench
        .call("RegisterCaCertificate", fields)
        .await
        .refused(409, "cloud_refused");
    assert!(!text(&error["message"]).contains("sha256"), "{error}");
    assert_eq!(error["cloud_code"], "RegisterCodeUsed");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_one_certificate_is_named_before_anything_is_sent() {
    let bench = bench();
    let authority = Authority::new("factory");
    let good = registration(&bench, &authority).await;
    let chain = format!("{0}{0}", authority.pem);
    let before = bench.sent();
    for (found, wrong) in [
        ("a private key", authority.key_pem.clone()),
        (
            "a private key",
            format!("{}{}", authority.pem, authority.key_pem),
        ),
        ("a chain of several certificates", chain),
        ("no PEM", "\u{1}\u{2}0\u{82}".to_owned()),
        ("", "x".repeat(900_000)),
    ] {
        for field in ["ca_pem", "verification_pem"] {
            let mut fields = good.clone();
            fields[field] = wrong.clone().into();
            let error = bench
                .call("RegisterCaCertificate", fields)
                .await
                .refused(422, "invalid_field");
            assert_eq!(error["field"], field);
            assert!(text(&error["message"]).contains(found), "{error}");
            assert!(!error.to_string().contains("BEGIN"), "{error}");
        }
    }
    let mut noise = good.clone();
    noise["ca_pem"] = "x".repeat(1024 * 1024).into();
    bench
        .call("RegisterCaCertificate", noise)
        .await
        .refused(413, "body_too_large");
    assert_eq!(bench.sent(), before, "nothing was sent");
    assert!(bench.record.lines().is_empty(), "nothing was recorded");
}
