use signet_model::plans::Act;

use super::*;

/// Somebody else there must be.
const SIGN_IN: &str = "[sign_in.password]\n";

fn read(text: &str) -> Result<(PlanSettings, Vec<Survey>), String> {
    let file = File::parse(text).map_err(|error| error.to_string())?;
    let both = plans(&file).and_then(|settings| Ok((settings, surveys(&file.surveys)?)));
    both.map_err(|error| error.to_string())
}

#[test]
fn nothing_said_needs_no_approval() {
    let (settings, surveys) = read("").expect("settings");
    assert_eq!(
        (
            settings.keep_days,
            settings.valid_hours,
            settings.newcomer_hours
        ),
        (365, 24, 24)
    );
    assert!(!settings.emergency && settings.approvals.is_empty() && surveys.is_empty());
}

#[test]
fn what_is_said_counts() {
    let text = format!(
        "{SIGN_IN}[plans]\nkeep_days = 30\nvalid_hours = 8\nnewcomer_hours = 0\nemergency = true\n\
         [[approvals]]\nacts = [\"deregister\", \"rotate\"]\nabove = 100\ninstance = \"post-cn-1\"\n[[approvals]]\n\
         [[surveys]]\ninstance = \"post-cn-1\"\ngroup = \"GID_a\"\nevery_minutes = 5\n"
    );
    let (settings, surveys) = read(&text).expect("settings");
    assert!(settings.emergency);
    let [narrow, wide] = &settings.approvals[..] else {
        panic!("{settings:?}")
    };
    assert_eq!(
        narrow.acts.as_deref(),
        Some(&[Act::Deregister, Act::Rotate][..])
    );
    assert_eq!(
        (narrow.above, narrow.instance.as_deref()),
        (Some(100), Some("post-cn-1"))
    );
    assert_eq!((wide.acts.as_ref(), wide.above), (None, None));
    assert_eq!(surveys[0].every_minutes, 5);
}

#[test]
fn what_is_wrong_is_named() {
    let survey = "[[surveys]]\ninstance = \"post-cn-1\"\ngroup = \"GID_a\"\n";
    for (text, key) in [
        (
            "[plans]\nkeep_days = 0",
            "plans.keep_days: must be 1 to 3650, not 0",
        ),
        (
            "[plans]\nvalid_hours = 721",
            "plans.valid_hours: must be 1 to 720, not 721",
        ),
        (
            "[plans]\nvalid_hours = 0",
            "plans.valid_hours: must be 1 to 720, not 0",
        ),
        (
            "[plans]\nnewcomer_hours = 9999",
            "plans.newcomer_hours: must be 0 to 720, not 9999",
        ),
        (
            "[plans]\nemergency = \"yes\"",
            "plans.emergency: invalid type",
        ),
        ("[plans]\nkept_days = 1", "plans.kept_days: unknown field"),
        ("[[approvals]]\nacts = []", "approvals[0].acts: is empty"),
        (
            "[[approvals]]\nacts = [\"destroy\"]",
            "approvals[0].acts: `destroy` is no act; there are register, rotate",
        ),
        (
            "[[approvals]]\n[[approvals]]\nabove = 1000000",
            "approvals[1].above: must be less than 1000000",
        ),
        (
            "[[approvals]]\nabove = -1",
            "approvals.above: invalid value",
        ),
        (
            "[[approvals]]\ninstance = \"a b\"",
            "approvals[0].instance: `a b` is no instance id",
        ),
        (
            "[[approvals]]\nact = \"rotate\"",
            "approvals.act: unknown field",
        ),
        (
            "[[surveys]]\ninstance = \"post-cn-1\"",
            "missing field `group`",
        ),
        (
            "[[surveys]]\ninstance = \"post cn\"\ngroup = \"GID_a\"",
            "surveys[0].instance: may hold letters",
        ),
        (
            "[[surveys]]\ninstance = \"post-cn-1\"\ngroup = \"\"",
            "surveys[0].group: must not be empty",
        ),
        (
            &format!("{survey}every_minutes = 0"),
            "surveys[0].every_minutes: must be 1 to 10080, not 0",
        ),
        (
            &format!("{survey}{survey}"),
            "surveys[1].group: `GID_a` is surveyed already",
        ),
    ] {
        let error = read(&format!("{SIGN_IN}{text}")).expect_err(text);
        assert!(error.contains(key), "{text}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[test]
fn where_there_is_nobody_else_nothing_is_approved() {
    let error = read("[[approvals]]").expect_err("nobody");
    assert!(error.starts_with("approvals: nobody approves"), "{error}");
}
