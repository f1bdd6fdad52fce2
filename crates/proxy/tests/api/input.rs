//! Malformed input: the error shape with the field, the rule and what was found.

use axum::body::Body;
use http::{Method, Request};
use serde_json::json;

use crate::support::{Bench, bench, get, post};

async fn body(bench: &Bench, body: impl Into<Body>) -> crate::support::Reply {
    bench.send(post("ListGroupId", body)).await
}

#[tokio::test(start_paused = true)]
async fn unknown_operations_and_paths() {
    let bench = bench();
    for name in ["Nope", "listinstances", "ListInstances2", ""] {
        let reply = bench.call(name, json!({})).await;
        let code = if name.is_empty() {
            "unknown_path"
        } else {
            "unknown_operation"
        };
        reply.refused(404, code);
    }
    bench
        .send(get("/api/nope"))
        .await
        .refused(404, "unknown_path");
    bench.send(get("/api")).await.refused(404, "unknown_path");
    bench
        .send(get("/nope.js"))
        .await
        .refused(404, "unknown_path");
}

#[tokio::test(start_paused = true)]
async fn wrong_methods_say_which_would_do() {
    let bench = bench();
    for (method, path, allowed) in [
        (Method::GET, "/api/operations/ListInstances", "POST"),
        (Method::DELETE, "/api/operations/ListInstances", "POST"),
        (Method::PUT, "/api/session", "GET, HEAD"),
        (Method::OPTIONS, "/healthz", "GET, HEAD"),
        (Method::DELETE, "/", "GET, HEAD"),
    ] {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost:1")
            .body(Body::empty())
            .expect("a request");
        let reply = bench.send(request).await;
        assert_eq!(
            reply.headers.get_all("allow").iter().collect::<Vec<_>>(),
            [allowed],
            "{path}"
        );
        reply.refused(405, "method_not_allowed");
    }
    // The name decides before the method does.
    bench
        .send(get("/api/operations/Nope"))
        .await
        .refused(404, "unknown_operation");
}

#[tokio::test(start_paused = true)]
async fn wrong_types() {
    let bench = bench();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "application/json; charset=utf-16",
        "",
    ] {
        let mut request = post("ListInstances", "{}");
        request
            .headers_mut()
            .insert("content-type", kind.parse().expect("a value"));
        let error = bench
            .send(request)
            .await
            .refused(415, "unsupported_media_type");
        assert_eq!(error["limit"], "application/json");
    }
    let mut untyped = post("ListInstances", "{}");
    untyped.headers_mut().remove("content-type");
    bench
        .send(untyped)
        .await
        .refused(415, "unsupported_media_type");
    let mut zipped = post("ListInstances", "{}");
    zipped
        .headers_mut()
        .insert("content-encoding", "gzip".parse().expect("a value"));
    bench
        .send(zipped)
        .await
        .refused(415, "unsupported_media_type");
    let mut spelt = post("ListInstances", "{}");
    spelt.headers_mut().insert(
        "content-type",
        "Application/JSON; Charset=\"UTF-8\""
            .parse()
            .expect("a value"),
    );
    bench.send(spelt).await.good();
}

#[tokio::test(start_paused = true)]
async fn broken_json() {
    let bench = bench();
    for broken in [
        "",
        "  ",
        "{",
        "[]",
        "null",
        "\"x\"",
        "1",
        "{}{}",
        "{} x",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"instance_id\":\"a\",\"instance_id\":\"b\"}",
        "\u{feff}{}",
        "NaN",
    ] {
        body(&bench, broken).await.refused(400, "invalid_json");
    }
    body(&bench, vec![b'{', b'"', 0xff, b'"', b':', b'1', b'}'])
        .await
        .refused(400, "invalid_json");
    body(
        &bench,
        format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
    )
    .await
    .refused(400, "invalid_json");
    body(
        &bench,
        format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000)),
    )
    .await
    .refused(400, "invalid_json");
}

#[tokio::test(start_paused = true)]
async fn large_bodies_announced_or_not() {
    let bench = bench();
    let fitting = format!("{{\"instance_id\":\"{}\"}}", "a".repeat(1024 * 1024 - 18));
    assert_eq!(fitting.len(), 1024 * 1024);
    body(&bench, fitting).await.refused(422, "invalid_field");
    let large = " ".repeat(1024 * 1024 + 1);
    let error = body(&bench, large.clone())
        .await
        .refused(413, "body_too_large");
    assert_eq!(
        (&error["limit"], &error["found"]),
        (&1_048_576.into(), &1_048_577.into())
    );
    let mut announced = post("ListGroupId", "{}");
    announced
        .headers_mut()
        .insert("content-length", "99999999999".parse().expect("a value"));
    bench.send(announced).await.refused(413, "body_too_large");
}

#[tokio::test(start_paused = true)]
async fn fields_that_break_a_rule() {
    let bench = bench();
    let (instance, ca) = (bench.instance(), "00ab");
    let serial = |serial: &str| json!({ "instance_id": instance, "ca_serial_number": ca, "device_serial_number": serial });
    let check = async |operation: &str, fields: serde_json::Value, code: &str, field: &str| {
        let error = bench.call(operation, fields).await.refused(422, code);
        assert_eq!(error["field"], field, "{error}");
        error
    };
    let error = check(
        "DeleteDeviceCertificate",
        serial(&"é".repeat(65)),
        "invalid_field",
        "device_serial_number",
    )
    .await;
    assert_eq!(
        (&error["limit"], &error["found"]),
        (&128.into(), &130.into())
    );
    check(
        "DeleteDeviceCertificate",
        serial(""),
        "invalid_field",
        "device_serial_number",
    )
    .await;
    check(
        "DeleteDeviceCertificate",
        serial("a\u{0}b"),
        "invalid_field",
        "device_serial_number",
    )
    .await;
    check("ListGroupId", json!({}), "missing_field", "instance_id").await;
    check(
        "ListGroupId",
        json!({ "instance_id": null }),
        "missing_field",
        "instance_id",
    )
    .await;
    check(
        "ListGroupId",
        json!({ "instance_id": 7 }),
        "invalid_field",
        "instance_id",
    )
    .await;
    check(
        "ListGroupId",
        json!({ "instance_id": "post-cn-ｘ" }),
        "invalid_field",
        "instance_id",
    )
    .await;
    check(
        "ListGroupId",
        json!({ "instance_id": instance, "InstanceId": "x" }),
        "unknown_field",
        "InstanceId",
    )
    .await;
    check(
        "ListInstances",
        json!({ "region": "cn-hangzhou" }),
        "unknown_field",
        "region",
    )
    .await;
    let page = |number: i64, size: i64| json!({ "instance_id": instance, "page_number": number, "page_size": size });
    let error = check(
        "ListDeviceCertificate",
        page(1, 101),
        "invalid_field",
        "page_size",
    )
    .await;
    assert_eq!(
        (&error["limit"], &error["found"]),
        (&100.into(), &101.into())
    );
    check(
        "ListDeviceCertificate",
        page(0, 100),
        "invalid_field",
        "page_number",
    )
    .await;
    check(
        "ListDeviceCertificate",
        json!({ "instance_id": instance, "page_number": "1", "page_size": 1.5 }),
        "invalid_field",
        "page_number",
    )
    .await;
    assert!(bench.sent().is_empty(), "a rejected request never leaves");
}
