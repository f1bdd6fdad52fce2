//! What is typed leads where it should.

use signet_model::operations::{Edition, InstanceStatus};

use super::*;
use crate::{app::palette::understood::understand, text::Locale};

fn instance(id: &str, name: &str, edition: Edition) -> Instance {
    Instance {
        instance_id: id.to_owned(),
        name: name.to_owned(),
        edition,
        status: InstanceStatus::InService,
        region: "cn-hangzhou".to_owned(),
        account: "main".to_owned(),
    }
}

fn known() -> Known {
    let east = instance("post-cn-1", "factory-east", Edition::Platinum);
    Known {
        instance: Some(east.clone()),
        instances: vec![east, instance("post-cn-2", "metering", Edition::Basic)],
        groups: vec!["GID_press".to_owned()],
        offered: Offered::default(),
    }
}

fn typed(text: &str, locale: Locale) -> Vec<Entry> {
    found(&known(), &understand(text), locale.text())
}

fn first(text: &str) -> Place {
    match typed(text, Locale::En).swap_remove(0).to {
        To::Place(place) => place,
        To::Certificate(..) => panic!("no place"),
    }
}

#[test]
fn a_client_id_leads_to_its_credential_first() {
    let place = View::Credential.about("post-cn-1", "GID_press@@@7");
    assert_eq!(first("GID_press＠＠＠7"), place.into());
    let all = typed("GID_press@@@7", Locale::En);
    let cut_off = View::CutOff.about("post-cn-1", "GID_press@@@7");
    assert!(
        all.iter()
            .any(|entry| entry.to == To::Place(cut_off.clone().into()))
    );
    let elsewhere = View::Credential.about("post-cn-2", "GID_press@@@7");
    assert!(
        all.iter()
            .any(|entry| entry.to == To::Place(elsewhere.clone().into()))
    );
}

#[test]
fn a_serial_number_is_looked_for_where_there_are_certificates() {
    let all = typed("00:F2:69", Locale::En);
    let serials = vec!["00f269".to_owned(), "00F269".to_owned()];
    let to: Vec<_> = all.iter().map(|entry| &entry.to).collect();
    assert_eq!(to, [&To::Certificate("post-cn-1".to_owned(), serials)]);
}

#[test]
fn pages_acts_groups_and_instances_are_found_by_name() {
    assert_eq!(first("cut"), View::CutOff.of("post-cn-1").into());
    assert_eq!(
        first("register ca"),
        View::RegisterCa.of("post-cn-1").into()
    );
    assert_eq!(first("metering"), Credentials::of("post-cn-2").into());
    assert_eq!(
        first("press"),
        Credentials {
            group: Some("GID_press".to_owned()),
            ..Credentials::of("post-cn-1")
        }
        .into()
    );
    let chinese = typed("黑名单", Locale::Zh).swap_remove(0);
    assert_eq!(
        chinese.to,
        To::Place(View::Blacklist.of("post-cn-1").into())
    );
    let in_english = typed("blacklist", Locale::Zh).swap_remove(0);
    assert_eq!(in_english.to, chinese.to);
}

#[test]
fn before_anything_is_known_there_is_still_a_way() {
    let nothing = Known {
        instance: None,
        instances: Vec::new(),
        groups: Vec::new(),
        offered: Offered::default(),
    };
    let all = found(&nothing, &understand(""), Locale::En.text());
    assert_eq!(all.len(), 6);
    let none = found(&nothing, &understand("GID_a@@@b"), Locale::En.text());
    assert_eq!(none, []);
}

#[test]
fn only_pages_that_are_offered_are_found() {
    let known = Known {
        offered: Offered {
            pages: Some(vec!["credentials"]),
            ..Offered::default()
        },
        ..known()
    };
    for typed in ["", "GID_press@@@1", "1f2e3d4c5b6a79880f"] {
        let found = found(&known, &understand(typed), Locale::En.text());
        for entry in found {
            let To::Place(place) = entry.to else {
                panic!("{}: a certificate", entry.label)
            };
            assert!(known.offered.has(&place), "{}", entry.label);
        }
    }
}
