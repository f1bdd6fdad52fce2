//! Pages of other origins.

use crate::support::{Desk, Reply, ask, public};

const US: (&str, &str) = ("host", "signet.example");
const PORTAL: (&str, &str) = ("origin", "https://portal.example");
const WANTS: (&str, &str) = ("access-control-request-method", "POST");

async fn send(method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    let bench = Desk {
        guard: public(),
        ..Desk::default()
    }
    .build();
    bench
        .send(ask(method, path, &[&[US], headers].concat(), "{}"))
        .await
}

fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    reply
        .headers
        .get(name)
        .map(|value| value.to_str().expect("text"))
}

#[tokio::test(start_paused = true)]
async fn a_preflight_is_answered_for_allowed_origins_alone() {
    let site = ("sec-fetch-site", "cross-site");
    let reply = send(
        "OPTIONS",
        "/api/operations/ListInstances",
        &[PORTAL, WANTS, site],
    )
    .await;
    assert_eq!(reply.status, 204);
    for (name, expected) in [
        ("access-control-allow-origin", "https://portal.example"),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", "GET, POST"),
        (
            "access-control-allow-headers",
            "content-type, x-signet, x-signet-reason, authorization",
        ),
        ("access-control-max-age", "600"),
        ("vary", "Origin"),
    ] {
        assert_eq!(header(&reply, name), Some(expected), "{name}");
    }
    for origin in [
        "https://evil.example",
        "https://portal.example.evil.example",
        "https://portal.example:8443",
        "http://portal.example",
        "null",
    ] {
        let reply = send("OPTIONS", "/api/session", &[("origin", origin), WANTS]).await;
        assert_eq!(
            header(&reply, "access-control-allow-origin"),
            None,
            "{origin}"
        );
        assert_eq!(header(&reply, "vary"), Some("Origin"), "{origin}");
        reply.refused(403, "forbidden_origin");
    }
    let twice = [PORTAL, PORTAL, WANTS];
    send("OPTIONS", "/api/session", &twice)
        .await
        .refused(403, "forbidden_origin");
    let bare = send("OPTIONS", "/api/session", &[PORTAL]).await;
    bare.refused(401, "sign_in_required");
}

#[tokio::test(start_paused = true)]
async fn an_allowed_page_may_read_what_it_is_told_also_when_that_is_no() {
    let reply = send(
        "GET",
        "/api/session",
        &[PORTAL, ("sec-fetch-site", "same-site")],
    )
    .await;
    assert_eq!(
        header(&reply, "access-control-allow-origin"),
        Some("https://portal.example")
    );
    assert_eq!(
        header(&reply, "access-control-expose-headers"),
        Some("x-request-id, x-signet-api-version, retry-after")
    );
    reply.refused(401, "sign_in_required");
    let own = send(
        "GET",
        "/api/sign-in",
        &[("origin", "https://signet.example")],
    )
    .await;
    assert_eq!(header(&own, "access-control-allow-origin"), None);
    assert_eq!(header(&own, "vary"), Some("Origin"));
    own.good();
}

#[tokio::test(start_paused = true)]
async fn a_link_on_another_site_leads_to_pages_and_to_providers_and_nowhere_else() {
    let link = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
    ];
    for path in [
        "/api/session",
        "/api/sign-in",
        "/metrics",
        "/healthz",
        "/api/nope",
    ] {
        send("GET", path, &link)
            .await
            .refused(403, "forbidden_origin");
    }
    for path in [
        "/",
        "/instances/x",
        "/sign-in/oidc/corp",
        "/sign-in/oidc/corp/callback",
    ] {
        assert_ne!(send("GET", path, &link).await.status, 403, "{path}");
    }
    send("POST", "/", &link)
        .await
        .refused(403, "forbidden_origin");
}

#[tokio::test(start_paused = true)]
async fn where_nobody_else_is_allowed_no_answer_speaks_of_origins() {
    let bench = Desk::default().build();
    let request = ask("OPTIONS", "/api/session", &[PORTAL, WANTS], "");
    let reply = bench.send(request).await;
    assert_eq!(
        (
            header(&reply, "vary"),
            header(&reply, "access-control-allow-origin")
        ),
        (None, None)
    );
    reply.refused(403, "forbidden_origin");
}
