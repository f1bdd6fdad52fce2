use proptest::prelude::*;
use signet_model::Effect;
use signet_model::roles::{Object, PUBLIC_IOT_INSTANCE, Role, is_admin, may};

use super::*;

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

fn given(id: &str, role: Role) -> GivenGrant {
    GivenGrant {
        id: Some(id.to_owned()),
        grant: Grant::everywhere(role),
        granted_by: Some("user:root".to_owned()),
        granted_at: None,
    }
}

#[test]
fn a_person_has_what_they_and_their_groups_were_given() {
    let grants = Grants::new(
        [
            ("user:alice".to_owned(), Grant::everywhere(Role::Viewer)),
            ("group:ops".to_owned(), Grant::everywhere(Role::Operator)),
        ],
        [("group:ops".to_owned(), given("1", Role::Custodian))],
    );
    let roles = |subject: &str, groups: &[&str]| -> Vec<Role> {
        let groups: Vec<_> = groups.iter().map(|group| (*group).to_owned()).collect();
        let grants = grants.of(subject, &groups);
        grants.iter().map(|grant| grant.role).collect()
    };
    assert_eq!(roles("user:alice", &[]), [Role::Viewer]);
    assert_eq!(
        roles("user:alice", &["ops"]),
        [Role::Viewer, Role::Operator, Role::Custodian]
    );
    assert_eq!(roles("user:bob", &[]), []);
    assert_eq!(
        roles("group:ops", &[]),
        [],
        "nobody is a group by their name"
    );
    grants.remove("1");
    assert_eq!(roles("user:bob", &["ops"]), [Role::Operator]);
}

#[test]
fn the_last_admin_is_known() {
    let grants = Grants::new([], [("user:root".to_owned(), given("1", Role::Admin))]);
    assert!(!grants.has_admin_without("1"));
    grants.add("group:ops", given("2", Role::Admin));
    assert!(grants.has_admin_without("1"));
    assert_eq!(
        grants.find("2").map(|(to, _)| to).as_deref(),
        Some("group:ops")
    );
    assert_eq!(grants.find("3"), None);
}

#[test]
fn own_is_the_subject_and_its_groups() {
    let groups = ["ops".to_owned()];
    assert!(Grants::is_own("user:alice", "user:alice", &groups));
    assert!(Grants::is_own("group:ops", "user:alice", &groups));
    assert!(!Grants::is_own("group:dev", "user:alice", &groups));
    assert!(!Grants::is_own("user:bob", "user:alice", &groups));
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
    /// A token does what it was made for and what its maker may: neither more nor less.
    #[test]
    fn a_token_has_what_both_have(
        token in proptest::collection::vec(any_grant(), 0..3),
        maker in proptest::collection::vec(any_grant(), 0..3),
    ) {
        let both = Grants::of_token(&token, &maker);
        let objects = [
            Object::Instance("post-1"),
            Object::Instance("post-2"),
            Object::Group { instance: "post-1", group: "GID_a" },
            Object::Group { instance: "post-2", group: "GID_b" },
            Object::Iot(None),
            Object::Iot(Some("iot-1")),
        ];
        for account in ["factory", "lab"] {
            for object in objects {
                for effect in Effect::ALL {
                    let may = |grants: &[Grant]| may(grants, effect, account, object).is_ok();
                    prop_assert_eq!(may(&both), may(&token) && may(&maker), "{:?} {:?} {}", object, effect, account);
                }
            }
        }
        prop_assert_eq!(is_admin(&both), is_admin(&token) && is_admin(&maker));
    }
}
