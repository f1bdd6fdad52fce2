use super::*;

const KEYS: &[(&str, &str)] = &[
    ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAItest"),
    ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary"),
];

fn settings(flags: Flags, file: &str) -> Result<Settings, ConfigError> {
    let variables = |name: &str| {
        KEYS.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    };
    resolve(flags, File::parse(file)?, &variables)
}

fn loopback() -> Flags {
    Flags {
        onsmqtt_endpoint: Some("http://127.0.0.1:9000".to_owned()),
        iot_endpoint: Some("http://127.0.0.1:9000".to_owned()),
        ..Flags::default()
    }
}

#[track_caller]
fn refused(flags: Flags, file: &str, expected: &str) {
    let error = settings(flags, file).expect_err(expected).to_string();
    assert!(error.contains(expected), "{error}");
    assert!(
        !error.contains("canary") && !error.contains('\n'),
        "{error}"
    );
}

#[test]
fn by_default_it_is_polite_to_the_real_cloud_and_listens_on_this_machine() {
    let settings = settings(Flags::default(), "").expect("settings");
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8787");
    assert_eq!(settings.cloud, Cloud::Real);
    assert_eq!(settings.quota.calls_per_second, Some(50));
    assert_eq!(settings.accounts[0].regions, ["cn-hangzhou"]);
    assert!(!settings.allow_changes);
}

#[test]
fn the_cloud_is_loopback_only_where_both_endpoints_are() {
    assert_eq!(
        settings(loopback(), "").expect("settings").cloud,
        Cloud::Loopback
    );
    let half = Flags {
        iot_endpoint: None,
        ..loopback()
    };
    assert_eq!(settings(half, "").expect("settings").cloud, Cloud::Real);
}

#[test]
fn the_demo_needs_no_key() {
    let none = |_: &str| None;
    let demo = Flags {
        demo: true,
        ..Flags::default()
    };
    let settings = resolve(demo, File::default(), &none).expect("settings");
    assert_eq!(settings.cloud, Cloud::Demo);
    assert!(settings.accounts.is_empty());
}

/// What comes of this file where the environment holds these variables.
fn in_environment(
    variables: &[(&str, &str)],
    flags: Flags,
    file: &str,
) -> Result<Settings, ConfigError> {
    let lookup = |name: &str| {
        variables
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    };
    resolve(flags, File::parse(file)?, &lookup)
}

#[test]
fn without_a_word_of_any_key_it_waits_for_one_on_this_machine() {
    for file in [
        "",
        "[[accounts]]\nname = \"factory\"\nregions = [\"cn-shanghai\"]\n[[accounts]]\nname = \"lab\"",
    ] {
        let settings = in_environment(&[], Flags::default(), file).expect("settings");
        let absent = settings
            .accounts
            .iter()
            .map(|account| account.key.is_absent());
        assert_eq!(
            absent.collect::<Vec<_>>(),
            vec![true; settings.accounts.len()]
        );
    }
    let regions = &in_environment(&[], Flags::default(), "")
        .expect("settings")
        .accounts[0]
        .regions;
    assert_eq!(regions, &["cn-hangzhou"]);
}

#[test]
fn half_a_key_and_a_key_for_one_of_two_are_slips() {
    let none = "ALIBABA_CLOUD_ACCESS_KEY_ID is not set";
    let two = "[[accounts]]\nname = \"a\"\necs_role = \"ops\"\n[[accounts]]\nname = \"b\"";
    let role = "[[accounts]]\nname = \"a\"\nrole_arn = \"acs:ram::1:role/ops\"";
    for (variables, file, expected) in [
        (
            &[("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary")][..],
            "",
            none,
        ),
        (&[("ALIBABA_CLOUD_SECURITY_TOKEN", "canary")], "", none),
        (
            &[("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/ops")],
            "",
            none,
        ),
        (
            &[("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI")],
            "",
            "ACCESS_KEY_SECRET is not set",
        ),
        (&[], two, none),
        (&[], role, none),
    ] {
        let error = in_environment(variables, Flags::default(), file).expect_err(file);
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.to_string().contains("canary"), "{error}");
    }
    let profile = Flags {
        profile: Some("nope".to_owned()),
        ..Flags::default()
    };
    let error = in_environment(&[], profile, "").expect_err("no such profile");
    assert!(error.to_string().starts_with("--profile: "), "{error}");
}

/// There a missing key is a deployment gone wrong, and whoever watches over it has to notice.
#[test]
fn where_others_reach_it_it_waits_for_no_key() {
    let sign_in = "public_url = \"https://signet.example\"\ntrusted_proxies = [\"10.0.0.5\"]\n[sign_in.password]\n";
    for listen in ["127.0.0.1:8787", "0.0.0.0:8787"] {
        let flags = Flags {
            listen: Some(listen.to_owned()),
            ..Flags::default()
        };
        let error = in_environment(&[], flags.clone(), sign_in).expect_err(listen);
        assert!(
            error
                .to_string()
                .contains("ALIBABA_CLOUD_ACCESS_KEY_ID is not set"),
            "{error}"
        );
        in_environment(KEYS, flags, sign_in).expect("with a key it starts");
    }
}

#[test]
fn listens_nowhere_else_until_there_is_sign_in() {
    let listen = |address: &str| Flags {
        listen: Some(address.to_owned()),
        ..loopback()
    };
    for address in ["0.0.0.0:8787", "[::]:8787", "192.168.1.2:80"] {
        refused(listen(address), "", "until there is sign-in");
    }
    for address in [
        "",
        "8787",
        "127.0.0.1",
        "127.0.0.1:99999",
        "example.com:80",
        "127.0.0.1:80\n",
    ] {
        refused(listen(address), "", "--listen: ");
    }
    assert_eq!(
        settings(listen("[::1]:0"), "")
            .expect("settings")
            .listen
            .to_string(),
        "[::1]:0"
    );
    assert_eq!(
        settings(listen("localhost:81"), "")
            .expect("settings")
            .listen
            .to_string(),
        "127.0.0.1:81"
    );
    refused(
        loopback(),
        "listen = \"10.0.0.1:80\"",
        "listen: 10.0.0.1:80",
    );
}

#[test]
fn the_limits_of_the_quota_hold() {
    refused(
        loopback(),
        "[quota]\ncalls_per_second = 51",
        "quota.dedicated_egress",
    );
    refused(
        loopback(),
        "[quota]\ncalls_per_second = 286\ndedicated_egress = true",
        "at most 285",
    );
    refused(loopback(), "[quota]\ncalls_per_second = 0", "at least 1");
    refused(
        Flags::default(),
        "[quota]\nenabled = false",
        "quota.enabled",
    );
    let free = settings(loopback(), "[quota]\nenabled = false").expect("settings");
    assert_eq!(free.quota.calls_per_second, None);
    let dedicated = settings(loopback(), "[quota]\ndedicated_egress = true").expect("settings");
    assert_eq!(dedicated.quota.calls_per_second, Some(285));
}

#[test]
fn accounts_name_their_key_in_one_way() {
    refused(
        loopback(),
        "[[accounts]]\nname = \"a\"\nprofile = \"p\"\naccess_key_id_env = \"X\"",
        "not both",
    );
    refused(
        loopback(),
        "[[accounts]]\nname = \"a\"\naccess_key_id_env = \"X\"",
        "go together",
    );
    refused(
        loopback(),
        "[[accounts]]\nname = \"a\"\naccess_key_id_env = \"X\"\naccess_key_secret_env = \"Y\"",
        "X is not set",
    );
    refused(
        loopback(),
        "[[accounts]]\nname = \"a\"\n[[accounts]]\nname = \"a\"",
        "`a` is there twice",
    );
    refused(
        loopback(),
        "[[accounts]]\nname = \"a\"\nregions = [\"../x\"]",
        "not a region id",
    );
    refused(loopback(), "[[accounts]]\nname = \" \"", "accounts.name");
}

#[test]
fn an_unknown_region_is_a_warning() {
    let settings = settings(
        loopback(),
        "[[accounts]]\nname = \"a\"\nregions = [\"cn-moon\"]",
    )
    .expect("settings");
    assert!(settings.warnings[0].contains("cn-moon"));
}

#[test]
fn iot_instances_belong_to_an_account() {
    refused(
        loopback(),
        "[[iot_instances]]\nname = \"x\"\nregion = \"cn-shanghai\"\naccount = \"nope\"",
        "no account `nope`",
    );
    let twice =
        "[[iot_instances]]\nname = \"x\"\nid = \"iot-1\"\nregion = \"cn-shanghai\"\n".repeat(2);
    refused(loopback(), &twice, "`iot-1` is there twice");
}

#[test]
fn endpoints_are_named_by_their_flag() {
    let plain = Flags {
        onsmqtt_endpoint: Some("http://example.com".to_owned()),
        ..Flags::default()
    };
    refused(plain, "", "--onsmqtt-endpoint: ");
}

#[test]
fn how_the_pages_present_themselves_and_in_whose_frames_is_read_and_checked() {
    let file = "frame_ancestors = [\"http://127.0.0.1:9000\"]\n[page]\nproduct = \"Plant 4\"\nlocale = \"zh-CN\"\npages = [\"plans\"]";
    let read = settings(loopback(), file).expect("settings");
    assert_eq!(read.guard.frame_ancestors, ["http://127.0.0.1:9000"]);
    assert_eq!(read.page.product.as_deref(), Some("Plant 4"));
    assert_eq!(read.page.pages.as_deref(), Some(&["plans".to_owned()][..]));
    for (file, expected) in [
        (
            "frame_ancestors = [\"https://portal.example/\"]",
            "frame_ancestors: `https://portal.example/` must be an origin",
        ),
        ("frame_ancestors = [\"*\"]", "frame_ancestors: `*` must be"),
        (
            "frame_ancestors = [\"https://portal.example\"]",
            "frame_ancestors: until there is sign-in",
        ),
        (
            "[page]\nlocale = \"fr\"",
            "page.locale: must be one of en, zh-CN; found `fr`",
        ),
        (
            "[page]\nlogo = \"x.svg\"",
            "line 2, page.logo: unknown field",
        ),
    ] {
        refused(loopback(), file, expected);
    }
}
