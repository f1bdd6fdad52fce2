use http::HeaderName;
use http_body_util::BodyExt;

use super::*;

const SCRIPT: &str = "signet-0123456789abcdef.js";

const PAGE: &str = "<meta charset=utf-8><p>page";
const SERVED: &str = "<meta charset=utf-8><base href=\"/\"><p>page";

fn site() -> Site {
    Site {
        base: Some(Base::root()),
        ..Site::default()
    }
}

fn dashboard() -> (tempfile::TempDir, Dashboard) {
    let directory = tempfile::tempdir().expect("a directory");
    for (name, content) in [
        ("index.html", PAGE),
        ("index.html.br", "page, brotli"),
        ("signet.json", "{\"proxy\":\"https://elsewhere.example\"}"),
        ("signet.json.br", "settings, brotli"),
        (SCRIPT, "script"),
        ("signet-0123456789abcdef.js.gz", "script, gzip"),
        ("signet-0123456789abcdef_bg.wasm", "wasm"),
        ("icon.svg", "icon"),
    ] {
        std::fs::write(directory.path().join(name), content).expect("a file");
    }
    let files = Files::Directory(directory.path().to_owned());
    (directory, Dashboard::new(files, site()))
}

async fn get(
    dashboard: &Dashboard,
    path: &str,
    headers: &[(HeaderName, &str)],
) -> (u16, HeaderMap, String) {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).expect("a value")))
        .collect();
    let (head, body) = dashboard.answer(path, &headers).await.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    (
        head.status.as_u16(),
        head.headers,
        String::from_utf8(body.to_vec()).expect("text"),
    )
}

#[tokio::test]
async fn hashed_files_are_kept_for_long_and_the_page_is_asked_for_again() {
    let (_directory, dashboard) = dashboard();
    let (status, headers, body) = get(&dashboard, "/signet-0123456789abcdef_bg.wasm", &[]).await;
    assert_eq!((status, body.as_str()), (200, "wasm"));
    assert_eq!(headers[CONTENT_TYPE], "application/wasm");
    assert_eq!(
        headers[CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    let (_, headers, _) = get(&dashboard, "/", &[]).await;
    assert_eq!(headers[CACHE_CONTROL], "no-cache");
    assert_eq!(headers[CONTENT_TYPE], "text/html; charset=utf-8");
}

#[tokio::test]
async fn the_page_and_its_settings_are_the_proxys_own_whatever_copies_there_are() {
    let (_directory, dashboard) = dashboard();
    for (path, expected, kind) in [
        ("/", SERVED, "text/html; charset=utf-8"),
        ("/index.html", SERVED, "text/html; charset=utf-8"),
        (
            "/signet.json",
            r#"{"routes":"history"}"#,
            "application/json",
        ),
    ] {
        let (status, headers, body) = get(&dashboard, path, &[(ACCEPT_ENCODING, "br")]).await;
        assert_eq!((status, body.as_str()), (200, expected), "{path}");
        assert_eq!(headers[CONTENT_TYPE], kind);
        assert_eq!(headers[CACHE_CONTROL], "no-cache");
        assert_eq!(headers.get(CONTENT_ENCODING), None);
        let tag = headers[ETAG].to_str().expect("text");
        let (status, ..) = get(&dashboard, path, &[(IF_NONE_MATCH, tag)]).await;
        assert_eq!(status, 304, "{path}");
    }
}

#[tokio::test]
async fn who_may_hold_the_page_in_a_frame_is_said_by_its_policy() {
    let (directory, alone) = dashboard();
    let policy = |headers: &HeaderMap| headers[CONTENT_SECURITY_POLICY].to_str().map(str::to_owned);
    let (_, headers, _) = get(&alone, "/instances/x", &[]).await;
    assert!(
        policy(&headers)
            .expect("text")
            .ends_with("; frame-ancestors 'none'")
    );
    let framed = Dashboard::new(
        Files::Directory(directory.path().to_owned()),
        Site {
            frame: vec![
                "https://portal.example".to_owned(),
                "https://other.example:8443".to_owned(),
            ],
            ..site()
        },
    );
    let (_, headers, _) = get(&framed, "/", &[]).await;
    assert!(
        policy(&headers)
            .expect("text")
            .ends_with("; frame-ancestors https://portal.example https://other.example:8443")
    );
    let (_, _, settings) = get(&framed, "/signet.json", &[]).await;
    assert_eq!(
        settings,
        r#"{"routes":"history","frame":["https://portal.example","https://other.example:8443"]}"#
    );
}

#[test]
fn names_with_a_digest_are_told_from_names_that_stay() {
    for name in [
        "signet-0123456789abcdef.css",
        "embed/signet-dashboard-0123456789abcdef_bg.wasm",
        "embed/plans-JHH4CWCf8bT1FVo0-nSnxsLb9AqxKmVZjwIzqkx_3fE.bin",
        "embed/register_ca--HH4CWCf8bT1FVo0-nSnxsLb9AqxKmVZjwIzqkx_3fE.bin",
    ] {
        assert!(is_hashed(name), "{name}");
    }
    for name in [
        "index.html",
        "signet.json",
        "icon.svg",
        "embed/signet-element.js",
        "embed/signet-frame.js",
        "embed/signet-element.d.ts",
        "embed/package.json",
        "embed/JHH4CWCf8bT1FVo0-nSnxsLb9AqxKmVZjwIzqkx_3fE.bin",
    ] {
        assert!(!is_hashed(name), "{name}");
    }
}

#[tokio::test]
async fn a_compressed_copy_is_served_to_whoever_takes_it() {
    let (_directory, dashboard) = dashboard();
    let path = format!("/{SCRIPT}");
    let (_, headers, body) = get(&dashboard, &path, &[(ACCEPT_ENCODING, "br, gzip")]).await;
    assert_eq!(
        (headers[CONTENT_ENCODING].as_bytes(), body.as_str()),
        (&b"gzip"[..], "script, gzip")
    );
    assert_eq!(headers[CONTENT_TYPE], "text/javascript; charset=utf-8");
    assert_eq!(headers[VARY], "accept-encoding");
    let (_, headers, body) = get(&dashboard, &path, &[]).await;
    assert_eq!(
        (headers.get(CONTENT_ENCODING), body.as_str()),
        (None, "script")
    );
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let (_directory, dashboard) = dashboard();
    let (_, headers, _) = get(&dashboard, "/icon.svg", &[]).await;
    let tag = headers[ETAG].to_str().expect("text").to_owned();
    let (status, _, body) = get(
        &dashboard,
        "/icon.svg",
        &[(IF_NONE_MATCH, &format!("\"other\", W/{tag}"))],
    )
    .await;
    assert_eq!((status, body.as_str()), (304, ""));
    let (status, ..) = get(&dashboard, "/icon.svg", &[(IF_NONE_MATCH, "\"other\"")]).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn every_place_is_the_page_and_missing_files_are_missing() {
    let (_directory, dashboard) = dashboard();
    for place in [
        "/instances/post-cn-1/credentials",
        "/iot",
        "/x/device.01",
        "/x/GID_a%40%40%40b",
    ] {
        let (status, _, body) = get(&dashboard, place, &[]).await;
        assert_eq!((status, body.as_str()), (200, SERVED), "{place}");
    }
    for missing in [
        "/nope.js",
        "/wp-login.php",
        "/favicon.ico",
        "/index.html.br",
    ] {
        let (status, _, body) = get(&dashboard, missing, &[]).await;
        assert_eq!(status, 404, "{missing}");
        assert!(body.contains("unknown_path"));
    }
}

#[tokio::test]
async fn without_a_bundle_the_page_says_so() {
    let directory = tempfile::tempdir().expect("a directory");
    let dashboard = Dashboard::new(Files::Directory(directory.path().to_owned()), site());
    let (status, _, body) = get(&dashboard, "/", &[]).await;
    assert_eq!(status, 503);
    assert!(body.contains("was not built"));
}
