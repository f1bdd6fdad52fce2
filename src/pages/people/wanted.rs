//! What is filled in to grant a role, and what is wrong with it. No I/O.

use signet_model::roles::{Grant, PUBLIC_IOT_INSTANCE, Role};

use crate::text::People;

/// Where a role is to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Everywhere,
    Account,
    Instance,
    Group,
    Iot,
    Public,
}

impl Where {
    pub(super) const ALL: [Self; 6] = [
        Self::Everywhere,
        Self::Account,
        Self::Instance,
        Self::Group,
        Self::Iot,
        Self::Public,
    ];

    /// What stands for it in the form.
    pub(super) const fn value(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Account => "account",
            Self::Instance => "instance",
            Self::Group => "group",
            Self::Iot => "iot",
            Self::Public => "public",
        }
    }

    pub(super) fn label(self, text: &People) -> &'static str {
        match self {
            Self::Everywhere => text.place_everywhere,
            Self::Account => text.place_account,
            Self::Instance => text.place_instance,
            Self::Group => text.place_group,
            Self::Iot => text.place_iot,
            Self::Public => text.place_public,
        }
    }
}

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) role: Role,
    pub(super) place: Where,
    pub(super) account: String,
    pub(super) instance: String,
    pub(super) group: String,
    pub(super) iot_instance: String,
}

impl Wanted {
    /// The grant, once all is filled in.
    pub(super) fn grant(&self) -> Option<Grant> {
        let everywhere = Grant::everywhere(self.role);
        if self.role == Role::Admin {
            return Some(everywhere);
        }
        let named = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let grant = match self.place {
            Where::Everywhere => everywhere,
            Where::Account => Grant {
                account: Some(named(&self.account)?),
                ..everywhere
            },
            Where::Instance => Grant {
                instance: Some(named(&self.instance)?),
                ..everywhere
            },
            Where::Group => Grant {
                instance: Some(named(&self.instance)?),
                group: Some(named(&self.group)?),
                ..everywhere
            },
            Where::Iot => Grant {
                iot_instance: Some(named(&self.iot_instance)?),
                ..everywhere
            },
            Where::Public => Grant {
                iot_instance: Some(PUBLIC_IOT_INSTANCE.to_owned()),
                ..everywhere
            },
        };
        grant.check().is_ok().then_some(grant)
    }
}

/// What is wrong with a subject.
pub(super) fn wrong_subject(
    subject: &str,
    own: Option<&str>,
    text: &People,
) -> Option<&'static str> {
    if subject.is_empty() {
        return Some(text.subject_first);
    }
    if own == Some(subject) {
        return Some(text.own_grant);
    }
    let (kind, rest) = subject.split_once(':').unwrap_or((subject, ""));
    match kind {
        "oidc" => {
            let whole = rest
                .split_once(':')
                .is_some_and(|(provider, subject)| !provider.is_empty() && !subject.is_empty());
            (!whole).then_some(text.subject_oidc)
        }
        "user" | "jwt" | "header" | "token" | "group" if !rest.is_empty() => None,
        _ => Some(text.subject_wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    fn wanted(role: Role, place: Where) -> Wanted {
        Wanted {
            role,
            place,
            account: String::new(),
            instance: String::new(),
            group: String::new(),
            iot_instance: String::new(),
        }
    }

    #[test]
    fn a_grant_is_made_only_of_what_is_filled_in() {
        for place in [Where::Account, Where::Instance, Where::Group, Where::Iot] {
            assert_eq!(wanted(Role::Viewer, place).grant(), None, "{place:?}");
        }
        let public = wanted(Role::Viewer, Where::Public)
            .grant()
            .expect("a grant");
        assert_eq!(public.iot_instance.as_deref(), Some("public"));
        let group = Wanted {
            instance: "i".to_owned(),
            group: "GID_a".to_owned(),
            iot_instance: "left over".to_owned(),
            ..wanted(Role::Operator, Where::Group)
        };
        let grant = group.grant().expect("a grant");
        assert_eq!(
            (grant.group.as_deref(), grant.iot_instance),
            (Some("GID_a"), None)
        );
    }

    #[test]
    fn an_admin_has_no_place_whatever_was_chosen_before() {
        let admin = wanted(Role::Admin, Where::Instance).grant();
        assert_eq!(admin, Some(Grant::everywhere(Role::Admin)));
    }

    #[test]
    fn a_subject_says_how_somebody_signs_in() {
        let text = Locale::En.text().people();
        let wrong = |subject| wrong_subject(subject, Some("user:root"), text);
        for good in [
            "user:alice",
            "oidc:corp:3f2:x",
            "jwt:1",
            "header:bob",
            "token:ci",
            "group:ops",
        ] {
            assert_eq!(wrong(good), None, "{good}");
        }
        assert_eq!(wrong(""), Some(text.subject_first));
        assert_eq!(wrong("user:root"), Some(text.own_grant));
        for short in ["oidc:corp", "oidc:corp:", "oidc::x"] {
            assert_eq!(wrong(short), Some(text.subject_oidc), "{short}");
        }
        for bad in ["alice", "user:", "User:alice", "local", ":x"] {
            assert_eq!(wrong(bad), Some(text.subject_wrong), "{bad}");
        }
    }
}
