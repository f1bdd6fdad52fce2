use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;

use super::*;

const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn allowed() -> Vec<String> {
    ["https://portal.example", "http://localhost:5173"]
        .map(str::to_owned)
        .to_vec()
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn to(return_to: &str) -> Result<Asked, Wrong> {
    let return_to = encoded(return_to);
    let query = format!("return_to={return_to}&challenge={CHALLENGE}&state=s");
    Asked::read(&query, &allowed())
}

#[test]
fn a_page_of_an_allowed_origin_is_gone_back_to() {
    for return_to in [
        "https://portal.example",
        "https://portal.example/",
        "https://portal.example/devices/index.html",
        "https://portal.example/%E8%AE%BE%E5%A4%87/a|b/@x:1/..//evil.example",
        "http://localhost:5173/x",
    ] {
        let asked = to(return_to).expect(return_to);
        assert!(allowed().contains(&asked.origin));
        assert_eq!(
            asked.back_with("CODE"),
            format!("{return_to}?signet_code=CODE&signet_state=s")
        );
    }
}

#[test]
fn every_other_address_is_refused_by_name() {
    let not_allowed = |origin: &str| Wrong::NotAllowed(origin.to_owned());
    for (return_to, expected) in [
        ("https://evil.example/", not_allowed("https://evil.example")),
        (
            "https://portal.example.evil.example/",
            not_allowed("https://portal.example.evil.example"),
        ),
        (
            "https://portal.example:8443/",
            not_allowed("https://portal.example:8443"),
        ),
        (
            "https://portal.example:443/",
            not_allowed("https://portal.example:443"),
        ),
        (
            "http://portal.example/",
            not_allowed("http://portal.example"),
        ),
        (
            "https://PORTAL.example/",
            not_allowed("https://PORTAL.example"),
        ),
        (
            "https://portal.example./",
            not_allowed("https://portal.example."),
        ),
        ("https:///portal.example/", not_allowed("https://")),
        (
            "http://localhost:5174/",
            not_allowed("http://localhost:5174"),
        ),
        ("", Wrong::Scheme),
        ("//portal.example/", Wrong::Scheme),
        ("/", Wrong::Scheme),
        ("HTTPS://portal.example/", Wrong::Scheme),
        (
            "javascript:alert(1)//https://portal.example/",
            Wrong::Scheme,
        ),
        ("javascript://portal.example/%0aalert(1)", Wrong::Scheme),
        ("data:text/html,x", Wrong::Scheme),
        ("https:/portal.example/", Wrong::Scheme),
        ("https://portal.example@evil.example/", Wrong::Userinfo),
        ("https://a:b@portal.example/", Wrong::Userinfo),
        ("https://portal.example/#/x", Wrong::Fragment),
        ("https://portal.example#", Wrong::Fragment),
        ("https://portal.example/?a=b", Wrong::Query),
        ("https://portal.example?signet_code=x", Wrong::Query),
        (
            "https://portal.example\\@evil.example/",
            Wrong::Invalid("return_to"),
        ),
        (
            "https://portal.example/\r\nx: y",
            Wrong::Invalid("return_to"),
        ),
        ("\thttps://portal.example/", Wrong::Invalid("return_to")),
        ("https://portal.example/泵", Wrong::Invalid("return_to")),
        ("https://portal.example/<b>", Wrong::Invalid("return_to")),
    ] {
        assert_eq!(to(return_to).err(), Some(expected), "{return_to}");
    }
    let long = format!("https://portal.example/{}", "a".repeat(LONGEST_RETURN_TO));
    assert_eq!(to(&long).err(), Some(Wrong::TooLong(long.len())));
    assert!(to(&long[..LONGEST_RETURN_TO]).is_ok());
}

#[test]
fn what_goes_with_it_is_read_strictly() {
    let back = encoded("https://portal.example/");
    let of = |rest: &str| Asked::read(&format!("return_to={back}&{rest}"), &allowed());
    let challenge = format!("challenge={CHALLENGE}");
    for (rest, expected) in [
        (String::new(), Wrong::Missing("challenge")),
        ("challenge=".to_owned(), Wrong::Invalid("challenge")),
        (
            format!("challenge={}", &CHALLENGE[1..]),
            Wrong::Invalid("challenge"),
        ),
        (challenge.clone(), Wrong::Missing("state")),
        (format!("{challenge}&state"), Wrong::Invalid("state")),
        (format!("{challenge}&state=a%26b"), Wrong::Invalid("state")),
        (format!("{challenge}&state=%ff"), Wrong::Invalid("state")),
        (
            format!("{challenge}&state={}", "a".repeat(LONGEST_STATE + 1)),
            Wrong::Invalid("state"),
        ),
        (
            format!("{challenge}&state=a&state=a"),
            Wrong::Twice("state"),
        ),
        (
            format!("{challenge}&{challenge}&state=a"),
            Wrong::Twice("challenge"),
        ),
        (
            format!("return_to={back}&{challenge}&state=a"),
            Wrong::Twice("return_to"),
        ),
        (
            format!("{challenge}&state=a&max_age=59"),
            Wrong::Invalid("max_age"),
        ),
        (
            format!("{challenge}&state=a&max_age=86401"),
            Wrong::Invalid("max_age"),
        ),
        (
            format!("{challenge}&state=a&max_age=%2B60"),
            Wrong::Invalid("max_age"),
        ),
        (
            format!("{challenge}&state=a&max_age="),
            Wrong::Invalid("max_age"),
        ),
    ] {
        assert_eq!(of(&rest).err(), Some(expected), "{rest}");
    }
    let asked = of(&format!(
        "{challenge}&state={}&max_age=60&more=x",
        "a-._~9".repeat(21)
    ));
    assert_eq!(asked.expect("a question").max_age, Some(60));
    assert_eq!(
        Asked::read("", &allowed()).err(),
        Some(Wrong::Missing("return_to"))
    );
}

proptest! {
    /// Whatever a link says: who is sent back is sent to a page of an allowed origin.
    #[test]
    fn nobody_is_sent_elsewhere(
        start in prop::sample::select(vec!["https://portal.example", "https://", "http://localhost:5173", ""]),
        rest in "[@:/\\\\.?#a-z0-9% -]{0,24}|\\PC{0,16}",
    ) {
        if let Ok(asked) = to(&format!("{start}{rest}")) {
            let address: http::Uri = asked.back_with("c").parse().expect("an address");
            let authority = address.authority().expect("a host").as_str();
            let origin = format!("{}://{authority}", address.scheme_str().expect("a scheme"));
            prop_assert!(allowed().contains(&origin), "{origin}");
            prop_assert_eq!(address.query(), Some("signet_code=c&signet_state=s"));
        }
    }

    #[test]
    fn no_query_is_too_odd(query in "\\PC{0,64}|[a-z_=&%0-9]{0,64}") {
        _ = Asked::read(&query, &allowed());
    }
}
