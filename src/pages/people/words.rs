//! A grant in words.

use signet_model::roles::{Grant, PUBLIC_IOT_INSTANCE, Role};

use crate::{
    pages::here::Here,
    text::{People, Text},
    ui::{Tone, shown_text},
};

/// Where a grant holds: the narrowest place first, instances by their names where those are known.
pub(in crate::pages) fn place(grant: &Grant, here: Here, text: &People) -> String {
    let name = |id: &str| shown_text(&here.whereabouts(id).name);
    said(grant, text, name)
}

fn said(grant: &Grant, text: &People, name: impl Fn(&str) -> String) -> String {
    if grant.role == Role::Admin {
        return text.no_place.to_owned();
    }
    let mut parts = Vec::new();
    parts.extend(grant.group.as_deref().map(shown_text));
    parts.extend(grant.instance.as_deref().map(name));
    parts.extend(grant.iot_instance.as_deref().map(|id| {
        if id == PUBLIC_IOT_INSTANCE {
            text.public_iot.to_owned()
        } else {
            (text.iot)(&shown_text(id))
        }
    }));
    parts.extend(
        grant
            .account
            .as_deref()
            .map(|account| (text.in_account)(&shown_text(account))),
    );
    if parts.is_empty() {
        return text.everywhere.to_owned();
    }
    parts.join(" · ")
}

/// How much a role weighs.
pub(in crate::pages) const fn tone(role: Role) -> Tone {
    match role {
        Role::Viewer | Role::Approver => Tone::Neutral,
        Role::Operator => Tone::Info,
        Role::Custodian => Tone::Warning,
        Role::Admin => Tone::Danger,
    }
}

/// Role and place.
pub(in crate::pages) fn whole(grant: &Grant, here: Here, text: Text) -> String {
    let role = (text.shell().role)(grant.role);
    [role, " · ", &place(grant, here, text.people())].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn a_grant_says_where_it_holds_the_narrowest_first() {
        let text = Locale::En.text().people();
        let name = |id: &str| ["<", id, ">"].concat();
        let everywhere = Grant::everywhere(Role::Viewer);
        assert_eq!(said(&everywhere, text, name), "everything with an id");
        assert_eq!(
            said(&Grant::everywhere(Role::Admin), text, name),
            "people and configuration"
        );
        let group = Grant {
            account: Some("main".to_owned()),
            instance: Some("i".to_owned()),
            group: Some("GID_\u{202e}a".to_owned()),
            ..everywhere.clone()
        };
        assert_eq!(
            said(&group, text, name),
            "GID_⟨U+202E⟩a · <i> · account main"
        );
        let public = Grant {
            iot_instance: Some(PUBLIC_IOT_INSTANCE.to_owned()),
            ..everywhere
        };
        assert_eq!(said(&public, text, name), "public IoT instance");
    }
}
