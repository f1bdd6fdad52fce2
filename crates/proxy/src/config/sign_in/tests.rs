use signet_model::api::Cloud;

use super::*;
use crate::config::{File, Flags, Settings, resolve};

const PUBLIC: &str = "listen = \"0.0.0.0:8787\"\npublic_url = \"https://signet.example\"\n";
const BEHIND: &str = "trusted_proxies = [\"10.0.0.5\"]\n";
const PASSWORD: &str = "[sign_in.password]\n";

fn read(text: &str) -> Result<Settings, ConfigError> {
    let flags = Flags {
        demo: true,
        ..Flags::default()
    };
    let variables = |name: &str| (name == "SECRET").then(|| "canary".to_owned());
    resolve(flags, File::parse(text).expect("a file"), &variables)
}

#[track_caller]
fn refused(text: &str, expected: &[&str]) {
    let error = read(text).expect_err(text).to_string();
    for part in expected {
        assert!(error.contains(part), "{part} is not in: {error}");
    }
    assert!(!error.contains("canary"), "{error}");
}

#[test]
fn who_reaches_the_proxy_from_elsewhere_signs_in_over_https() {
    for (text, expected) in [
        (
            "listen = \"0.0.0.0:8787\"",
            ["listen", "until there is sign-in"],
        ),
        ("listen = \"[::]:8787\"", ["listen", "[sign_in]"]),
        (
            "public_url = \"https://signet.example\"\ntrusted_proxies = [\"127.0.0.1\"]",
            ["public_url", "[sign_in]"],
        ),
        (
            "allowed_origins = [\"https://portal.example\"]",
            ["allowed_origins", "[sign_in]"],
        ),
        (
            &format!("listen = \"0.0.0.0:8787\"\n{PASSWORD}"),
            ["listen", "public_url"],
        ),
        (
            &format!("{PUBLIC}{PASSWORD}"),
            ["listen", "trusted_proxies"],
        ),
        (
            &format!("public_url = \"https://signet.example\"\n{PASSWORD}"),
            ["public_url", "[tls]"],
        ),
        (
            &format!("{BEHIND}{PASSWORD}"),
            ["trusted_proxies", "public_url"],
        ),
        (
            &format!("public_url = \"http://signet.example\"\n{PASSWORD}"),
            ["public_url", "must be https"],
        ),
    ] {
        refused(text, &expected);
    }
    let settings = read(&format!("{PUBLIC}{BEHIND}{PASSWORD}")).expect("settings");
    assert_eq!(settings.cloud, Cloud::Demo);
    assert!(!settings.guard.loopback);
    let sign_in = settings.sign_in.expect("sign-in");
    assert_eq!(sign_in.password, Some(Totp::Required));
    let tls = "[tls]\ncertificate = \"c.pem\"\nkey = \"k.pem\"\n";
    assert!(read(&format!("{PUBLIC}{tls}{PASSWORD}")).is_ok());
    let local = read(PASSWORD).expect("settings");
    assert_eq!(
        local.sign_in.and_then(|one| one.password),
        Some(Totp::Optional)
    );
}

#[test]
fn a_wrong_way_in_names_its_key() {
    let oidc = |more: &str| {
        format!(
            "public_url = \"http://127.0.0.1:8787\"\n[[sign_in.oidc]]\nid = \"corp\"\nissuer = \"https://login.example\"\nclient_id = \"signet\"\n{more}"
        )
    };
    for (text, expected) in [
        ("[sign_in]", ["sign_in", "no way"]),
        (
            "[sign_in.password]\ntotp = \"never\"",
            ["sign_in.password.totp", "never"],
        ),
        (
            &format!("{PUBLIC}{BEHIND}[sign_in.password]\ntotp = \"optional\""),
            ["sign_in.password.totp", "required"],
        ),
        (
            "[sign_in]\nidle_minutes = 0\n[sign_in.password]",
            ["sign_in.idle_minutes", "not 0"],
        ),
        (
            "[sign_in]\nabsolute_hours = 1000\n[sign_in.password]",
            ["sign_in.absolute_hours", "not 1000"],
        ),
        (
            "[sign_in]\nidle_minutes = 121\nabsolute_hours = 2\n[sign_in.password]",
            ["sign_in.idle_minutes", "longer"],
        ),
        (
            &oidc("").replace("public_url = \"http://127.0.0.1:8787\"\n", ""),
            ["public_url", "sign_in.oidc"],
        ),
        (
            &oidc("client_secret_env = \"NOT_THERE\""),
            ["sign_in.oidc.client_secret_env of `corp`", "NOT_THERE"],
        ),
        (
            &oidc("client_secret_file = \"not-there\""),
            ["sign_in.oidc.client_secret_file of `corp`", "not-there"],
        ),
        (
            &oidc("client_secret_env = \"SECRET\"\nclient_secret_file = \"x\""),
            ["sign_in.oidc.client_secret_file", "client_secret_env"],
        ),
        (
            &oidc("algorithms = [\"HS256\"]"),
            ["sign_in.oidc.algorithms of `corp`", "HS256"],
        ),
        (
            &oidc(&oidc("")[oidc("").find("[[").expect("a table")..]),
            ["sign_in.oidc.id of `corp`", "twice"],
        ),
        (
            "[sign_in.headers]\nuser = \"x-remote-user\"",
            ["sign_in.headers.peers", "empty"],
        ),
        (
            "[sign_in.headers]\nuser = \"x-remote-user\"\npeers = [\"proxy.example\"]",
            ["sign_in.headers.peers", "proxy.example"],
        ),
        (
            "[sign_in.headers]\nuser = \"cookie\"\npeers = [\"10.0.0.5\"]",
            ["sign_in.headers.user", "meaning of its own"],
        ),
        (
            "[sign_in.jwt]\nissuer = \"i\"\naudience = \"a\"\njwks_url = \"https://k.example\"\nheader = \"cookie\"",
            ["sign_in.jwt.header", "cookie"],
        ),
    ] {
        refused(text, &expected);
    }
}

#[test]
fn a_provider_sends_browsers_back_to_the_public_url() {
    let text = "public_url = \"http://127.0.0.1:8787\"\n[[sign_in.oidc]]\nid = \"corp\"\nlabel = \"Company\"\nissuer = \"https://login.example\"\nclient_id = \"signet\"\nclient_secret_env = \"SECRET\"\n";
    let settings = read(text).expect("settings");
    let sign_in = settings.sign_in.expect("sign-in");
    let provider = &sign_in.oidc[0];
    assert_eq!(provider.label, "Company");
    assert_eq!(
        provider.settings.redirect_url,
        "http://127.0.0.1:8787/sign-in/oidc/corp/callback"
    );
    assert!(!format!("{provider:?}").contains("canary"));
}

#[test]
fn what_the_documentation_shows_is_taken() {
    let page = include_str!("../../../../../docs/sign-in.md");
    let blocks = page.split("```toml\n").skip(1);
    let blocks: Vec<_> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 5, "{} blocks", blocks.len());
    for block in blocks {
        let mut text = String::new();
        for line in PUBLIC.lines().chain(BEHIND.lines()) {
            let key = line.split(' ').next().expect("a key");
            if !block.contains(&format!("{key} = ")) {
                text += &format!("{line}\n");
            }
        }
        text += &block.replace("\"factory\"", "\"demo\"");
        if !block.contains("[sign_in") {
            text += PASSWORD;
        }
        let flags = Flags {
            demo: true,
            ..Flags::default()
        };
        let file = File::parse(&text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
        let settings = resolve(flags, file, &|_| Some("secret".to_owned()));
        settings.unwrap_or_else(|error| panic!("{error} in\n{text}"));
    }
}

#[test]
fn a_token_has_a_header_of_its_own() {
    let jwt = |header: &str| {
        format!(
            "[sign_in.jwt]\nissuer = \"https://portal.example\"\naudience = \"signet\"\njwks_url = \"https://portal.example/keys\"\nheader = \"{header}\"\n"
        )
    };
    for header in ["x-signet", "X-Signet-Reason", "x-forwarded-for", "cookie"] {
        refused(&jwt(header), &["sign_in.jwt.header"]);
    }
    let headers = "[sign_in.headers]\nuser = \"x-remote-user\"\npeers = [\"10.0.0.5\"]\n";
    for header in ["x-remote-user", "X_Remote_User"] {
        let both = [&jwt(header), headers].concat();
        refused(&both, &["sign_in.jwt.header"]);
    }
    assert!(read(&[&jwt("x-portal-token"), headers].concat()).is_ok());
}

#[test]
fn nobody_believes_everybody() {
    for everybody in ["0.0.0.0/0", "::/0"] {
        refused(
            &format!("[sign_in.headers]\nuser = \"x-remote-user\"\npeers = [\"{everybody}\"]"),
            &["sign_in.headers.peers", everybody, "is everybody"],
        );
        refused(
            &format!(
                "public_url = \"https://signet.example\"\ntrusted_proxies = [\"{everybody}\"]\n{PASSWORD}"
            ),
            &["trusted_proxies", "is everybody"],
        );
    }
}

#[test]
fn a_button_says_where_it_leads() {
    for label in ["", "  ", "a\\nb"] {
        refused(
            &format!(
                "public_url = \"http://127.0.0.1:1\"\n[[sign_in.oidc]]\nid = \"corp\"\nlabel = \"{label}\"\nissuer = \"https://sso.example\"\nclient_id = \"x\""
            ),
            &["sign_in.oidc.label of `corp`"],
        );
    }
}
