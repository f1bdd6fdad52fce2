//! The dashboard inside somebody else's page: its files for pages of allowed origins, its pages in their frames.

use std::path::Path;
use std::sync::Arc;

use signet_proxy::dashboard::{Base, Dashboard, Files, Site};
use signet_proxy::guard::Guard;

use crate::support::{Bench, Desk, Reply, ask, public};

const US: (&str, &str) = ("host", "signet.example");
const PORTAL: (&str, &str) = ("origin", "https://portal.example");
const CHUNK: &str = "/embed/plans-JHH4CWCf8bT1FVo0-nSnxsLb9AqxKmVZjwIzqkx_3fE.bin";
/// What a browser says of a frame on another site.
const FRAME: [(&str, &str); 3] = [
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-mode", "navigate"),
    ("sec-fetch-dest", "iframe"),
];

/// A proxy with files, whose pages these origins may hold in a frame.
fn bench(directory: &Path, frame: &[&str]) -> Bench {
    std::fs::create_dir_all(directory.join("embed")).expect("a directory");
    for (name, content) in [
        ("index.html", "<meta charset=utf-8><p>page"),
        ("embed/signet-element.js", "export {}"),
        (&CHUNK[1..], "chunk"),
    ] {
        std::fs::write(directory.join(name), content).expect("a file");
    }
    let frame: Vec<_> = frame.iter().map(|origin| (*origin).to_owned()).collect();
    let guard = Guard {
        frame_ancestors: frame.clone(),
        ..public()
    };
    let mut bench = Desk {
        guard,
        ..Desk::default()
    }
    .build();
    let site = Site {
        base: Some(Base::root()),
        frame,
        ..Site::default()
    };
    let app = Arc::get_mut(&mut bench.app).expect("nobody else has it yet");
    app.dashboard = Dashboard::new(Files::Directory(directory.to_owned()), site);
    bench
}

async fn get(bench: &Bench, path: &str, headers: &[(&str, &str)]) -> Reply {
    bench
        .send(ask("GET", path, &[&[US], headers].concat(), ""))
        .await
}

fn header<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    let value = reply.headers.get(name)?;
    Some(value.to_str().expect("text"))
}

#[tokio::test(start_paused = true)]
async fn a_portal_on_an_allowed_origin_imports_the_element_and_its_files() {
    let directory = tempfile::tempdir().expect("a directory");
    let bench = bench(directory.path(), &[]);
    for (path, dest, kept) in [
        ("/embed/signet-element.js", "script", "no-cache"),
        (CHUNK, "empty", "public, max-age=31536000, immutable"),
    ] {
        let sent = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "cors"),
            ("sec-fetch-dest", dest),
        ];
        let reply = get(&bench, path, &[&sent[..], &[PORTAL]].concat()).await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(
            header(&reply, "access-control-allow-origin"),
            Some("https://portal.example")
        );
        assert_eq!(header(&reply, "cache-control"), Some(kept));
        let vary: Vec<_> = reply.headers.get_all("vary").iter().collect();
        assert_eq!(vary, ["accept-encoding", "Origin"]);
        // Nobody else's page may, and none without saying which it is.
        let evil = ("origin", "https://evil.example");
        let refused = get(&bench, path, &[&sent[..], &[evil]].concat()).await;
        refused.refused(403, "forbidden_origin");
        let silent = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "no-cors"),
        ];
        get(&bench, path, &silent)
            .await
            .refused(403, "forbidden_origin");
    }
}

#[tokio::test(start_paused = true)]
async fn pages_and_nothing_else_are_held_in_frames_of_those_who_are_named() {
    let directory = tempfile::tempdir().expect("a directory");
    let named = bench(directory.path(), &["https://portal.example"]);
    for path in ["/", "/instances/x/credentials"] {
        let reply = get(&named, path, &FRAME).await;
        assert_eq!(reply.status, 200, "{path}");
        let policy = header(&reply, "content-security-policy").expect("a policy");
        assert!(
            policy.ends_with("frame-ancestors https://portal.example"),
            "{policy}"
        );
    }
    for path in [
        "/api/session",
        "/api/nope",
        "/sign-in/oidc/corp",
        "/healthz",
        "/metrics",
    ] {
        let reply = get(&named, path, &FRAME).await;
        let policy = header(&reply, "content-security-policy").expect("a policy");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        reply.refused(403, "forbidden_origin");
    }
    let nobody = bench(directory.path(), &[]);
    get(&nobody, "/", &FRAME)
        .await
        .refused(403, "forbidden_origin");
    let open = get(&nobody, "/", &[]).await;
    let policy = header(&open, "content-security-policy").expect("a policy");
    assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
}

#[tokio::test(start_paused = true)]
async fn any_page_may_notice_that_the_proxy_is_there_and_read_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let bench = bench(directory.path(), &[]);
    let stranger = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "no-cors"),
        ("sec-fetch-dest", "empty"),
    ];
    for (path, policy) in [("/healthz", "cross-origin"), ("/readyz", "same-origin")] {
        let reply = get(&bench, path, &stranger).await;
        assert_eq!(header(&reply, "cross-origin-resource-policy"), Some(policy));
        assert_eq!(header(&reply, "access-control-allow-origin"), None);
        reply.refused(403, "forbidden_origin");
    }
}
