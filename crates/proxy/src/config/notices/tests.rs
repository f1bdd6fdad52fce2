use std::io::Write;

use super::super::File;
use super::*;

const HOOK: &str = "https://oapi.dingtalk.com/robot/send?access_token=canary";

fn read(text: &str) -> Result<(Vec<Webhook>, Thresholds), ConfigError> {
    let variables = |name: &str| match name {
        "HOOK" => Some(format!(" {HOOK}\n")),
        "SECRET" => Some("SECcanary".to_owned()),
        "PLAIN" => Some("http://hooks.example/canary".to_owned()),
        "HALF" => Some("canary".to_owned()),
        "EMPTY" => Some(String::new()),
        _ => None,
    };
    let file = File::parse(text)?;
    Ok((
        webhooks(&file.webhooks, &variables)?,
        thresholds(&file.notices)?,
    ))
}

#[test]
fn a_webhook_wants_everything_unless_it_says_what() {
    let (hooks, thresholds) = read(
        r#"
        [[webhooks]]
        url_env = "HOOK"
        format = "dingtalk"
        secret_env = "SECRET"
        [[webhooks]]
        url_env = "HOOK"
        format = "generic"
        events = ["destroys", "ca_expiring"]
        [notices]
        destroys = 100
        "#,
    )
    .expect("settings");
    assert_eq!(hooks[0].url.as_str(), HOOK);
    assert_eq!(
        hooks[0].secret.as_deref().map(String::as_str),
        Some("SECcanary")
    );
    assert!(Event::ALL.iter().all(|event| hooks[0].wants(*event)));
    assert!(hooks[1].wants(Event::CaExpiring) && !hooks[1].wants(Event::KeyExpiring));
    assert_eq!(
        thresholds,
        Thresholds {
            destroys: 100,
            ..Thresholds::default()
        }
    );
    assert!(!format!("{hooks:?}").contains("canary"));
}

#[test]
fn a_url_may_lie_in_a_file() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    writeln!(file, "{HOOK}").expect("written");
    let path = file.path().display();
    let text = format!("[[webhooks]]\nurl_file = \"{path}\"\nformat = \"slack\"");
    assert_eq!(read(&text).expect("settings").0[0].url.as_str(), HOOK);
}

#[test]
fn what_is_wrong_is_named_and_never_shown() {
    let check = |text: &str, expected: &[&str]| {
        let error = read(text).expect_err(text).to_string();
        for part in expected {
            assert!(error.contains(part), "{error}");
        }
        assert!(
            !error.contains("canary") && !error.contains('\n'),
            "{error}"
        );
    };
    let hook = |rest: &str| format!("[[webhooks]]\n{rest}");
    check(
        &hook("format = \"slack\""),
        &["webhooks[0].url_env", "is missing"],
    );
    check(&hook("url_env = \"HOOK\""), &["missing field `format`"]);
    check(
        &hook("url_env = \"HOOK\"\nformat = \"teams\""),
        &["webhooks.format", "unknown variant"],
    );
    check(
        &hook("url_env = \"NONE\"\nformat = \"slack\""),
        &["webhooks[0].url_env", "NONE is not set"],
    );
    check(
        &hook("url_env = \"EMPTY\"\nformat = \"slack\""),
        &["webhooks[0].url_env", "EMPTY is not set"],
    );
    check(
        &hook("url_env = \"PLAIN\"\nformat = \"slack\""),
        &["webhooks[0].url_env", "must be https"],
    );
    check(
        &hook("url_env = \"HALF\"\nformat = \"slack\""),
        &["webhooks[0].url_env", "URL"],
    );
    check(
        &hook("url_env = \"HOOK\"\nurl_file = \"x\"\nformat = \"slack\""),
        &["webhooks[0].url_env", "twice"],
    );
    check(
        &hook("url_file = \"/nonexistent\"\nformat = \"slack\""),
        &["webhooks[0].url_file", "/nonexistent"],
    );
    check(
        &hook("url_env = \"HOOK\"\nsecret_env = \"SECRET\"\nformat = \"wecom\""),
        &["webhooks[0].secret_env", "only for dingtalk and feishu"],
    );
    check(
        &hook("url_env = \"HOOK\"\nformat = \"slack\"\nevents = []"),
        &["webhooks[0].events", "empty"],
    );
    check(
        &hook("url_env = \"HOOK\"\nformat = \"slack\"\nevents = [\"fire\"]"),
        &["webhooks.events", "unknown variant"],
    );
    check(
        &hook("url = \"https://hooks.example/canary\"\nformat = \"slack\""),
        &["webhooks.url", "unknown field"],
    );
    check("[notices]\nminutes = 0", &["notices.minutes", "1 to 1440"]);
    check(
        "[notices]\nca_expiring_days = 5000",
        &["notices.ca_expiring_days", "at most 3650"],
    );
    check(
        "[notices]\ndestroy = 5",
        &["notices.destroy", "unknown field"],
    );
}
