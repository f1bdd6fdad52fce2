use super::*;

fn read(text: &str) -> Result<SafeguardSettings, String> {
    let file = File::parse(text).map_err(|error| error.to_string())?;
    safeguards(&file, &["factory"]).map_err(|error| error.to_string())
}

#[test]
fn a_full_file_is_read() {
    let settings = read(
        r#"
        [[grants]]
        to = "user:alice"
        role = "operator"
        account = "factory"
        instance = "post-cn-1"
        group = "GID_line4"
        [[grants]]
        to = "group:iot ops"
        role = "custodian"
        iot_instance = "public"
        [budgets]
        destroy = 0
        suspend = 500
        [[protected]]
        pattern = "GID_prod@@@*"
        instance = "post-cn-1"
        reason = "line 4"
        [safety]
        reason_required = ["destroy", "reveal"]
        recent_sign_in = ["destroy"]
        "#,
    )
    .expect("settings");
    assert_eq!(settings.grants[0].0, "user:alice");
    assert_eq!(settings.grants[0].1.group.as_deref(), Some("GID_line4"));
    assert_eq!(settings.grants[1].1.role, Role::Custodian);
    let BudgetLimits {
        destroy,
        reveal,
        suspend,
    } = settings.budgets;
    assert_eq!((destroy, reveal, suspend), (0, 20, 500));
    assert_eq!(settings.protected[0].reason.as_deref(), Some("line 4"));
    assert_eq!(
        settings.safety.reason_required,
        [Effect::Destroy, Effect::Reveal]
    );
    assert_eq!(settings.safety.minutes, 15);
}

#[test]
fn nothing_is_nobody_and_the_usual_budgets() {
    let settings = read("").expect("settings");
    assert!(settings.grants.is_empty() && settings.protected.is_empty());
    assert_eq!(settings.budgets, BudgetLimits::default());
    assert!(
        settings.safety.reason_required.is_empty() && settings.safety.recent_sign_in.is_empty()
    );
}

#[test]
fn what_is_wrong_is_named() {
    for (text, parts) in [
        (
            "[[grants]]\nto = \"alice\"\nrole = \"viewer\"",
            &["grants.to of `alice`", "user:"][..],
        ),
        (
            "[[grants]]\nto = \"user:\"\nrole = \"viewer\"",
            &["grants.to", "name"],
        ),
        (
            "[[grants]]\nto = \"user:a\"\nrole = \"root\"",
            &["grants.role of `user:a`", "root", "custodian"],
        ),
        (
            "[[grants]]\nto = \"user:a\"\nrole = \"admin\"\naccount = \"factory\"",
            &["grants.role", "admin"],
        ),
        (
            "[[grants]]\nto = \"user:a\"\nrole = \"viewer\"\ngroup = \"GID_a\"",
            &["grants.group", "instance"],
        ),
        (
            "[[grants]]\nto = \"user:a\"\nrole = \"viewer\"\naccount = \"factroy\"",
            &["grants.account of `user:a`", "factroy"],
        ),
        (
            "[[grants]]\nto = \"user:a\"\nrole = \"viewer\"\ninstnace = \"x\"",
            &["grants", "instnace"],
        ),
        (
            "[[grants]]\nrole = \"viewer\"",
            &["grants", "missing field `to`"],
        ),
        ("[budgets]\ndestroy = 10001", &["budgets.destroy", "10000"]),
        ("[budgets]\ndestroy = -1", &["budgets.destroy"]),
        (
            "[[protected]]\npattern = \"\"",
            &["protected.pattern", "empty"],
        ),
        (
            "[[protected]]\npattern = \"x\"\ninstance = \"\"",
            &["protected.instance of `x`"],
        ),
        (
            "[safety]\nreason_required = [\"destory\"]",
            &["safety.reason_required", "destory"],
        ),
        (
            "[safety]\nrecent_sign_in = [\"read\"]",
            &["safety.recent_sign_in", "read"],
        ),
        ("[safety]\nminutes = 0", &["safety.minutes", "1440"]),
    ] {
        let error = read(text).expect_err(text);
        assert_eq!(error.lines().count(), 1, "{error}");
        for part in parts {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}
