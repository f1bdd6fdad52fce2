//! What holds for every input, tried with random ones. `fuzz/` tries the same laws with inputs that coverage finds.

#[path = "laws/canonical.rs"]
mod canonical_laws;

use proptest::prelude::*;
use signet_signing::{Credentials, Request, sign};

/// Keys and values as devices and people make them: mostly plain, sometimes anything.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_.@-]{0,24}",
        "[ +%&=/*~\n\t]{0,8}",
        ".{0,12}",
        any::<String>()
    ]
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((text(), text()), 0..8)
}

fn headers() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec(("[Xx]-[Aa]cs-[a-c]{1,2}", "[ -~]{0,12}"), 0..8)
}

proptest! {
    #[test]
    fn queries_obey(query in pairs()) {
        canonical_laws::query(&query);
    }

    #[test]
    fn queries_in_another_order_are_the_same(query in pairs().prop_flat_map(|query| (Just(query.clone()), Just(query).prop_shuffle()))) {
        canonical_laws::same_query(&query.0, &query.1);
    }

    #[test]
    fn headers_obey(headers in headers()) {
        canonical_laws::headers(&headers);
    }

    #[test]
    fn headers_of_any_bytes_obey(headers in pairs()) {
        canonical_laws::headers(&headers);
    }

    #[test]
    fn anything_is_signed_or_refused_and_what_is_sent_is_safe(
        method in "[A-Z]{0,4}|.{0,3}", path in "/|.{0,4}", host in text(), nonce in text(), token in proptest::option::of(text()),
        id in "LTAI[0-9]{4}|.{0,6}", query in pairs(),
    ) {
        let query: Vec<_> = query.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        let request = Request {
            method: &method, path: &path, host: &host, action: "ListInstances", version: "2020-04-20",
            date: "2026-01-02T03:04:05Z", nonce: &nonce, query: &query, body: b"", content_type: None,
        };
        if let Ok(signed) = sign(&request, &Credentials::new(id, "secret", token)) {
            prop_assert!(signed.query_string.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'));
            for (_, value) in &signed.headers {
                prop_assert!(value.bytes().all(|byte| matches!(byte, b' '..=b'~')));
            }
        }
    }

    #[test]
    fn another_value_gives_another_signature(value in text(), other in text(), secret in "[a-z]{1,8}") {
        prop_assume!(value != other);
        let credentials = Credentials::new("LTAI", secret, None);
        let signed = |value: &str| sign(
            &Request {
                method: "POST", path: "/", host: "h", action: "A", version: "V", date: "D", nonce: "N",
                query: &[("ClientId", value)], body: b"", content_type: None,
            },
            &credentials,
        );
        prop_assert!(signed(&value)?.headers != signed(&other)?.headers);
    }
}
