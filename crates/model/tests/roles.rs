//! The one rule of who may do what.

use proptest::prelude::*;
use signet_model::Effect;
use signet_model::roles::{
    Denied, Grant, GrantFlaw, Object, PUBLIC_IOT_INSTANCE, Role, is_admin, may, sees_instance,
};

const INSTANCE: Object<'_> = Object::Instance("post-1");
const GROUP: Object<'_> = Object::Group {
    instance: "post-1",
    group: "GID_a",
};

fn grant(role: Role, [account, instance, group, iot]: [&str; 4]) -> Grant {
    let place = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Grant {
        role,
        account: place(account),
        instance: place(instance),
        group: place(group),
        iot_instance: place(iot),
    }
}

fn allowed(grant: &Grant, object: Object<'_>) -> Vec<Effect> {
    let may =
        |effect: &Effect| may(std::slice::from_ref(grant), *effect, "factory", object).is_ok();
    Effect::ALL.into_iter().filter(may).collect()
}

#[test]
fn each_role_gives_what_it_says() {
    use Effect::{Create, Destroy, Read, Resume, Reveal, Suspend};
    for (role, effects) in [
        (Role::Viewer, vec![Read]),
        (Role::Operator, vec![Read, Create, Suspend, Resume]),
        (
            Role::Custodian,
            vec![Read, Reveal, Create, Suspend, Resume, Destroy],
        ),
        (Role::Approver, vec![]),
        (Role::Admin, vec![]),
    ] {
        assert_eq!(
            allowed(&Grant::everywhere(role), INSTANCE),
            effects,
            "{role:?}"
        );
        assert!(
            effects
                .iter()
                .all(|effect| Role::for_effect(*effect) <= role)
        );
    }
}

#[test]
fn a_place_limits_and_nothing_else_does() {
    let reads = |places, object| !allowed(&grant(Role::Viewer, places), object).is_empty();
    assert!(reads(["factory", "", "", ""], INSTANCE));
    assert!(!reads(["Factory", "", "", ""], INSTANCE), "names are exact");
    assert!(
        reads(["", "post-1", "", ""], GROUP),
        "a group is in its instance"
    );
    assert!(!reads(["", "post-12", "", ""], INSTANCE));
    assert!(reads(["", "post-1", "GID_a", ""], GROUP));
    assert!(!reads(["", "post-1", "GID_ab", ""], GROUP));
    assert!(
        !reads(["", "post-2", "GID_a", ""], GROUP),
        "of another instance"
    );
    assert!(
        !reads(["", "post-1", "GID_a", ""], INSTANCE),
        "certificates belong to no group"
    );
    assert!(!reads(["", "post-1", "", ""], Object::Iot(Some("iot-1"))));
    assert!(!reads(["", "", "", "iot-1"], INSTANCE));
    assert!(reads(["", "", "", "iot-1"], Object::Iot(Some("iot-1"))));
    assert!(reads(["", "", "", ""], Object::Iot(Some("iot-1"))));
    assert!(
        !reads(["", "", "", ""], Object::Iot(None)),
        "the public instance must be named"
    );
    assert!(reads(["", "", "", PUBLIC_IOT_INSTANCE], Object::Iot(None)));
}

#[test]
fn no_grant_and_too_little_are_told_apart() {
    assert_eq!(
        may(&[], Effect::Read, "factory", INSTANCE),
        Err(Denied::NoGrant)
    );
    let viewer = [Grant::everywhere(Role::Viewer)];
    assert_eq!(
        may(&viewer, Effect::Destroy, "factory", INSTANCE),
        Err(Denied::Needs(Role::Custodian))
    );
    assert_eq!(
        may(&viewer, Effect::Suspend, "factory", INSTANCE),
        Err(Denied::Needs(Role::Operator))
    );
    for object in [
        INSTANCE,
        GROUP,
        Object::Iot(None),
        Object::Iot(Some("iot-1")),
    ] {
        for effect in Effect::ALL {
            assert_eq!(may(&Grant::all(), effect, "any", object), Ok(()));
        }
    }
    assert!(is_admin(&Grant::all()) && !is_admin(&viewer));
}

#[test]
fn a_group_grant_shows_its_instance_and_no_other() {
    let sees = |grant: Grant, instance| sees_instance(&[grant], "factory", instance);
    assert!(sees(
        grant(Role::Viewer, ["", "post-1", "GID_a", ""]),
        "post-1"
    ));
    assert!(!sees(
        grant(Role::Viewer, ["", "post-1", "GID_a", ""]),
        "post-2"
    ));
    assert!(
        !sees(grant(Role::Admin, ["", "", "", ""]), "post-1"),
        "an admin reads nothing"
    );
    assert!(!sees(grant(Role::Viewer, ["", "", "", "iot-1"]), "post-1"));
}

#[test]
fn a_grant_that_cannot_be_one_says_why() {
    for (grant, flaw) in [
        (
            grant(Role::Viewer, ["", "", "GID_a", ""]),
            GrantFlaw::GroupWithoutInstance,
        ),
        (
            grant(Role::Viewer, ["", "post-1", "", "iot-1"]),
            GrantFlaw::TwoPlaces,
        ),
        (
            grant(Role::Admin, ["factory", "", "", ""]),
            GrantFlaw::AdminWithPlace,
        ),
        (
            Grant {
                account: Some(String::new()),
                ..Grant::everywhere(Role::Viewer)
            },
            GrantFlaw::Empty,
        ),
    ] {
        assert_eq!(grant.check(), Err(flaw));
    }
    assert!(Grant::all().iter().all(|grant| grant.check().is_ok()));
}

fn any_grant() -> impl Strategy<Value = Grant> {
    let place = |texts: &'static [&'static str]| proptest::sample::select(texts);
    (
        proptest::sample::select(Role::ALL.to_vec()),
        place(&["", "factory", "lab"]),
        place(&["", "post-1", "post-2"]),
        place(&["", "GID_a", "GID_b"]),
        place(&["", "iot-1", PUBLIC_IOT_INSTANCE]),
    )
        .prop_map(|(role, account, instance, group, iot)| {
            grant(role, [account, instance, group, iot])
        })
        .prop_filter("a grant that can be one", |grant| grant.check().is_ok())
}

proptest! {
    // One pair in fifteen covers.
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// What covers another grant allows everything that the other allows: nobody hands out more than they have.
    #[test]
    fn covering_is_allowing_at_least_as_much(wide in any_grant(), narrow in any_grant()) {
        if !wide.covers(&narrow) {
            return Ok(());
        }
        prop_assert!(is_admin(std::slice::from_ref(&wide)) || !is_admin(std::slice::from_ref(&narrow)));
        for account in ["factory", "lab"] {
            for object in [INSTANCE, Object::Instance("post-2"), GROUP, Object::Group { instance: "post-2", group: "GID_b" }, Object::Iot(None), Object::Iot(Some("iot-1"))] {
                for effect in Effect::ALL {
                    let may = |grant: &Grant| may(std::slice::from_ref(grant), effect, account, object).is_ok();
                    prop_assert!(may(&wide) || !may(&narrow), "{object:?} {effect:?}");
                }
            }
        }
    }

    #[test]
    fn a_grant_covers_itself_and_survives_json(grant in any_grant()) {
        prop_assert!(grant.covers(&grant));
        let json = serde_json::to_string(&grant).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Grant>(&json).expect("a grant"), grant);
    }
}
