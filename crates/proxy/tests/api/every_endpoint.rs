//! Every endpoint and each way of not being allowed to use it: what is answered is computed from who may ask, the effect and the scope; then it
//! is tried. Nothing may reach the cloud, and each refusal must be in the audit log. `docs/ENDPOINTS.md` is the table; the test writes what the
//! file should hold and fails where it holds something else.

#[path = "every_endpoint/endpoints.rs"]
mod endpoints;
#[path = "every_endpoint/offences.rs"]
mod offences;
#[path = "every_endpoint/plans.rs"]
mod plans;

use std::fs;

use signet_model::roles::{Grant, Role};
use signet_proxy::routes::table::ROUTES;

use crate::granted::grant;
use crate::support::{Bench, SetUp, bench};
use endpoints::{Endpoint, endpoints};
use offences::{OFFENCES, Offence, Verdict};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ENDPOINTS.md");
const COMMAND: &str =
    "SIGNET_WRITE_ENDPOINTS=1 cargo test -p signet-proxy --test api every_endpoint";

const HEAD: &str = "\
# Every endpoint and who is refused

Generated; do not edit. `{COMMAND}` writes it anew, and the same test without the variable fails where it is stale. Each cell was
tried: the code is what was answered, nothing went to the cloud, and the refusal is in the audit log (but for `GET /api/session`, where *nobody is
signed in* is an answer and not an offence).

- *no session*, *expired session*: nobody is signed in, or not any more.
- *wrong role*: a role that does not give the effect, on everything; for `/metrics` no grant at all.
- *wrong instance*, *wrong group*: every role that acts, elsewhere. `shows less`: it is answered, without what is not granted. A plan that somebody may not read is
  `not_found`, as if it were not there; its author, and approvers of the place, may read it too, and its author may pause and cancel it.
- *missing header*: no `X-Signet: 1`. *foreign Origin*, *foreign Host*: another site's.
- *spent budget*: as many acts of that effect in ten minutes as a person may make.
- `·`: no offence there.

";

/// Whom the offences are committed by, with what they were granted.
fn people(instances: &[String]) -> Vec<(String, Grant)> {
    let mut grants = Vec::new();
    for role in Role::ALL {
        let subject = format!("user:{}", role.as_str());
        grants.push((subject.clone(), grant(role)));
        if role != Role::Admin {
            let public = Grant {
                iot_instance: Some("public".to_owned()),
                ..grant(role)
            };
            grants.push((subject, public));
        }
    }
    let custodian = grant(Role::Custodian);
    grants.push((
        "user:elsewhere".to_owned(),
        Grant {
            instance: Some("post-cn-elsewhere".to_owned()),
            ..custodian.clone()
        },
    ));
    for instance in instances {
        let beside = Grant {
            instance: Some(instance.clone()),
            group: Some("GID_beside".to_owned()),
            ..custodian.clone()
        };
        grants.push(("user:beside".to_owned(), beside));
    }
    grants
}

/// Tries one cell of the table.
async fn tried(bench: &Bench, endpoint: &Endpoint, offence: Offence) -> String {
    let verdict = offence.verdict(endpoint);
    if verdict == Verdict::NoOffence {
        return "·".to_owned();
    }
    let what = format!("{} with {offence:?}", endpoint.shown);
    // Counted anew, so that each is recorded for itself.
    let now = bench.app.ports.clock.now();
    let _ = bench.app.people.refusals.over(now, true);
    let _ = bench.app.service.refusals().over(now, true);
    let (sent, lines) = (bench.sent().len(), bench.record.lines().len());
    let reply = bench.send(offence.commit(bench, endpoint).await).await;
    let code = match verdict {
        Verdict::ShowsLess(is_less) => {
            assert_eq!(reply.status, 200, "{what}: {}", reply.body);
            assert!(is_less(&reply.body), "{what}: {}", reply.body);
            return "shows less".to_owned();
        }
        Verdict::Refused(code) | Verdict::RefusedUnrecorded(code) => code,
        Verdict::NoOffence => unreachable!("returned above"),
    };
    let found = reply.body["error"]["code"].as_str();
    assert_eq!(found, Some(code), "{what}: {}", reply.body);
    let status = signet_model::api::ErrorCode::ALL
        .iter()
        .find(|known| serde_json::to_value(known).is_ok_and(|name| name == code))
        .map(|known| known.status());
    assert_eq!(Some(reply.status), status, "{what}");
    assert_eq!(bench.sent().len(), sent, "{what}: something was sent");
    let lines = bench.record.lines().split_off(lines);
    match verdict {
        Verdict::RefusedUnrecorded(_) => assert!(lines.is_empty(), "{what}: {lines:?}"),
        _ => {
            let refused = lines
                .iter()
                .any(|line| line["kind"] == "refused" && line["error"] == code);
            assert!(refused, "{what}: {lines:?}");
        }
    }
    format!("`{code}`")
}

#[tokio::test(start_paused = true)]
async fn every_endpoint_refuses_as_documented() {
    let endpoints = endpoints(&bench()).await;
    let instances = bench().emulator.instances().into_iter();
    let instances: Vec<_> = instances.map(|instance| instance.instance_id).collect();
    let bench = SetUp {
        grants: Some(people(&instances)),
        ..SetUp::default()
    }
    .build();
    plans::keep(&bench).await;
    let mut expected = HEAD.replace("{COMMAND}", COMMAND);
    let names: Vec<_> = OFFENCES.iter().map(|offence| offence.name()).collect();
    expected += &format!("| endpoint | who | {} |\n", names.join(" | "));
    expected += &format!("|---|---|{}\n", "---|".repeat(names.len()));
    for endpoint in &endpoints {
        let mut cells = Vec::new();
        for offence in OFFENCES {
            cells.push(tried(&bench, endpoint, offence).await);
        }
        expected += &format!(
            "| {} | {} | {} |\n",
            endpoint.shown,
            endpoint.who(),
            cells.join(" | ")
        );
    }
    if std::env::var_os("SIGNET_WRITE_ENDPOINTS").is_some() {
        fs::write(FILE, &expected).expect("docs can be written");
    }
    let documented = fs::read_to_string(FILE).unwrap_or_default();
    let differs = expected
        .lines()
        .find(|line| !documented.lines().any(|known| known == *line));
    assert!(
        documented == expected,
        "docs/ENDPOINTS.md is stale, first at `{}`; write it anew with\n{COMMAND}",
        differs.unwrap_or("a line that is too much")
    );
}

/// Otherwise a proxy that refuses everything would pass.
#[tokio::test(start_paused = true)]
async fn with_everything_right_nobody_is_refused() {
    let plain = bench();
    let endpoints = endpoints(&plain).await;
    let instances = plain.emulator.instances().into_iter();
    let instances: Vec<_> = instances.map(|instance| instance.instance_id).collect();
    for endpoint in &endpoints {
        // Where the body of a route is not made here, what it says of the body is answer enough.
        let bench = SetUp {
            grants: Some(people(&instances)),
            ..SetUp::default()
        }
        .build();
        plans::keep(&bench).await;
        let reply = bench.send(offences::rightly(&bench, endpoint).await).await;
        let code = reply.body["error"]["code"].as_str().unwrap_or_default();
        assert!(
            !matches!(reply.status, 401 | 403) && code != "budget_spent",
            "{}: {}",
            endpoint.shown,
            reply.body
        );
    }
}

/// The router is made of the same list, so that no route can be without its row.
#[tokio::test(start_paused = true)]
async fn every_route_has_its_row() {
    let endpoints = endpoints(&bench()).await;
    for route in ROUTES {
        let method = route.method.as_str();
        let has_row = endpoints
            .iter()
            .any(|endpoint| endpoint.method == route.method && (endpoint.route == route.path));
        assert!(
            has_row,
            "{method} {} has no row in docs/ENDPOINTS.md",
            route.path
        );
    }
    for name in signet_model::OperationName::ALL {
        let path = format!("/api/operations/{name}");
        assert!(
            endpoints.iter().any(|endpoint| endpoint.path == path),
            "{name}"
        );
    }
}
