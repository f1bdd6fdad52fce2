//! The doctor finds what the key may do, and leaves everything as it was.

use signet_proxy::doctor::{Finding, Level, examine_permissions};

use crate::support::{Bench, Instead, SetUp, bench, refusal};

async fn examine(bench: &Bench, acts: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let tell = &mut |finding| findings.push(finding);
    let (service, nonces) = (&bench.app.service, &*bench.app.ports.nonces);
    examine_permissions(service, nonces, acts, |_| true, tell).await;
    findings
}

fn bad(findings: &[Finding]) -> Vec<String> {
    let bad = findings
        .iter()
        .filter(|finding| finding.level == Level::Bad);
    bad.map(ToString::to_string).collect()
}

#[tokio::test(start_paused = true)]
async fn a_good_key_has_no_findings_and_nothing_has_changed() {
    let bench = bench();
    let findings = examine(&bench, true).await;
    assert_eq!(bad(&findings), [""; 0]);
    let all: String = findings
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect();
    for expected in [
        "the cloud takes the key; ListInstances shows 3",
        "the key may call ListGroupId",
        "DeleteCaCertificate",
        "not tried, because trying could change something: CreateGroupId, RegisterDeviceCredential",
        "the public IoT instance",
    ] {
        assert!(all.contains(expected), "{expected} is not in\n{all}");
    }
    // What was carried out had no object: closing no connection, lifting no entry.
    for act in bench.emulator.ledger().acts {
        assert!(act.target.to_string().contains("doctor"), "{act:?}");
    }
    assert!(bench.record.lines().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_permission_that_is_missing_is_named_with_what_to_grant() {
    let bench = bench();
    for _ in 0..3 {
        let denied = Instead::Answer(403, refusal("NoPermission"));
        bench.upstream.next("DeleteDeviceCertificate", denied);
    }
    let findings = examine(&bench, true).await;
    // The third instance is Basic and has no certificates: there is nothing to grant.
    let bad = bad(&findings);
    assert_eq!(bad.len(), 2, "{bad:?}");
    for finding in bad {
        for expected in [
            "DeleteDeviceCertificate",
            "NoPermission",
            "mq:DeleteDeviceCertificate",
        ] {
            assert!(finding.contains(expected), "{finding}");
        }
        assert_eq!(finding.lines().count(), 1, "{finding}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_only_reads_is_all_that_is_tried_where_the_proxy_only_reads() {
    let bench = bench();
    let findings = examine(&bench, false).await;
    assert_eq!(bad(&findings), [""; 0]);
    assert!(bench.emulator.ledger().acts.is_empty());
    let all: String = findings
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect();
    assert!(
        all.contains("not tried, because this proxy only reads: CreateGroupId, DeleteGroupId"),
        "{all}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_key_that_the_cloud_rejects_is_one_finding() {
    let bench = SetUp {
        targets: 3,
        ..SetUp::default()
    }
    .build();
    for _ in 0..3 {
        let rejected = Instead::Answer(404, refusal("InvalidAccessKeyId.NotFound"));
        bench.upstream.next("ListInstances", rejected);
    }
    let bad = bad(&examine(&bench, true).await);
    assert!(
        matches!(&bad[..], [one] if one.contains("Give the proxy a valid key")),
        "{bad:?}"
    );
    assert_eq!(
        bench.sent(),
        ["ListInstances"],
        "asking on would only say so again"
    );
}

#[tokio::test(start_paused = true)]
async fn an_instance_of_the_configuration_that_no_region_has_is_found() {
    let instances = vec!["post-cn-nowhere".to_owned()];
    let bench = SetUp {
        instances,
        ..SetUp::default()
    }
    .build();
    let bad = bad(&examine(&bench, true).await);
    assert!(
        matches!(&bad[..], [one] if one.contains("post-cn-nowhere") && one.contains("signet.toml")),
        "{bad:?}"
    );
}
