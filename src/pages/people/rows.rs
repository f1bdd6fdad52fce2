//! Subjects and groups, each with what it may do.

use crate::prelude::*;
use signet_model::api::{GivenGrant, Person};
use signet_view::view;

use super::{Acts, Desk, Granting, words};
use crate::{
    components::ago,
    pages::list::holds,
    router::{Audit, How, Place},
    state::use_clock,
    text::{use_format, use_text},
    ui::{
        Badge, Cell, Column, ColumnKind, CopyId, Empty, IconButton, IconName, Menu, MenuItem, Row,
        Table, Tone, memo, shown, shown_text,
    },
    view::{IntoChild, each},
};

pub(super) fn rows(desk: Desk, granting: Granting, acts: Acts) -> Child {
    let text = use_text();
    let own = text.people();
    let filter = memo(move || desk.place.with(|place| place.filter().unwrap_or_default()));
    let people = memo(move || {
        let filter = filter.get();
        desk.people.answer().with(|answer| {
            let people = answer.map(|answer| answer.value.people.iter());
            people
                .into_iter()
                .flatten()
                .filter(|person| matches(person, &filter))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let none = memo(move || people.with(Vec::is_empty));
    (move || {
        if none.get() {
            return empty(&filter.get());
        }
        let columns = vec![
            Column::new(ColumnKind::Main, own.who),
            Column::new(ColumnKind::Text, own.grants),
            Column::new(ColumnKind::Text, own.last_seen),
            Column::new(ColumnKind::Number, own.sessions),
            Column::actions(),
        ];
        view! {
            <Table caption=Signal::stored(text.shell().people.to_owned()) columns=columns>
                {each(move || people.get(), version, move |person| row(desk, granting, acts, person))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

/// A row whose grants, sessions or last use have changed is another one.
fn version(person: &Person) -> String {
    let mut key = person.subject.clone();
    let seen = person.last_seen_at.map_or(0, |at| at.as_millis());
    for number in [i64::from(person.sessions), seen] {
        key.push('\n');
        key.push_str(&number.to_string());
    }
    for given in &person.grants {
        key.push('\n');
        key.push_str(given.id.as_deref().unwrap_or("-"));
        key.push_str(&serde_json::to_string(&given.grant).unwrap_or_default());
    }
    key
}

fn matches(person: &Person, filter: &str) -> bool {
    let role = |given: &GivenGrant| holds(given.grant.role.as_str(), filter);
    holds(&person.subject, filter)
        || person
            .name
            .as_deref()
            .is_some_and(|name| holds(name, filter))
        || person.grants.iter().any(role)
}

fn row(desk: Desk, granting: Granting, acts: Acts, person: Person) -> Child {
    let (text, format, clock) = (use_text().people(), use_format(), use_clock());
    let now = Signal::derive(move || clock.now());
    let Person {
        subject,
        name,
        grants,
        last_seen_at,
        sessions,
    } = person;
    let is_group = subject.starts_with("group:");
    let is_own = {
        let subject = subject.clone();
        memo(move || desk.own.with(|own| own.as_deref() == Some(&subject)))
    };
    let name = name
        .filter(|name| *name != subject)
        .map(|name| view! { <span class="people__name">{shown(&name)}</span> });
    let mark = move || {
        is_own
            .get()
            .then(|| view! { <Badge tone=Tone::Info>{text.you}</Badge> })
    };
    let group = is_group.then(|| view! { <Badge>{text.is_group}</Badge> });
    // A group is nobody who is seen or signs in.
    let none = || view! { <span class="people__none quiet">"–"</span> }.into_child();
    let seen = match last_seen_at {
        _ if is_group => none(),
        Some(at) => ago(at, now),
        None => view! { <span class="quiet">{text.never}</span> }.into_child(),
    };
    let count = if is_group {
        none()
    } else {
        format.number(sessions.into()).into_child()
    };
    let given = if grants.is_empty() {
        view! { <span class="quiet">{text.no_grants}</span> }.into_child()
    } else {
        let of = subject.clone();
        let one = |given: GivenGrant| grant(desk, acts, &of, is_own.into(), given);
        view! { <ul class="people__grants">{grants.into_iter().map(one).collect::<Vec<_>>()}</ul> }
            .into_child()
    };
    let menu = menu(desk, granting, acts, subject.clone(), sessions);
    let face = view! { <code>{shown(&subject)}</code> }.into_child();
    view! {
        <Row>
            <Cell kind=ColumnKind::Main>
                <div class="people__who">
                    {name}
                    <span class="people__subject">{mark} {group} <CopyId value=subject>{face}</CopyId></span>
                </div>
            </Cell>
            <Cell label=text.grants>{given}</Cell>
            <Cell label=text.last_seen>{seen}</Cell>
            <Cell kind=ColumnKind::Number label=text.sessions>{count}</Cell>
            <Cell kind=ColumnKind::Actions>{menu}</Cell>
        </Row>
    }
    .into_child()
}

/// A grant: role, place, where it comes from, and the way to withdraw it.
fn grant(desk: Desk, acts: Acts, subject: &str, is_own: Signal<bool>, given: GivenGrant) -> Child {
    let (text, clock) = (use_text().people(), use_clock());
    let whole = {
        let grant = given.grant.clone();
        words::whole(&grant, desk.here, use_text())
    };
    let role = (use_text().shell().role)(given.grant.role);
    let (of_place, fixed) = (given.grant.clone(), given.id.is_none());
    let place = move || words::place(&of_place, desk.here, text);
    let source = match (&given.granted_by, given.granted_at) {
        (Some(by), at) => {
            let by = (text.by)(&shown_text(by));
            let at = at.map(|at| ago(at, Signal::derive(move || clock.now())));
            view! { <span class="quiet">{by} " " {at}</span> }.into_child()
        }
        (None, _) => view! { <span class="quiet">{text.from_configuration}</span> }.into_child(),
    };
    let shell = use_text().shell();
    let reason = move || {
        if let Some(locked) = desk.here.locked(shell) {
            Some(locked)
        } else if fixed {
            Some(text.configuration_stays.to_owned())
        } else {
            is_own.get().then(|| text.own_grant.to_owned())
        }
    };
    let (subject, asks) = (subject.to_owned(), given.clone());
    view! {
        <li class="grant">
            <Badge tone=words::tone(given.grant.role)>{role}</Badge>
            <span class="grant__place">{place}</span>
            <span class="grant__end">
                {source}
                <IconButton
                    icon=IconName::Close
                    label=(text.withdraw)(&whole)
                    disabled_reason=Signal::derive(reason)
                    on_press=Callback::new(move |()| acts.ask_to_withdraw(&subject, &asks))
                />
            </span>
        </li>
    }
    .into_child()
}

fn menu(desk: Desk, granting: Granting, acts: Acts, subject: String, sessions: u32) -> Child {
    let (text, shell) = (use_text().people(), use_text().shell());
    let label = (text.acts_on)(&shown_text(&subject));
    let items = move |()| {
        let locked = untrack(|| desk.here.locked(shell));
        let (grants, ends, did) = (subject.clone(), subject.clone(), subject.clone());
        let is_own = desk
            .own
            .with_untracked(|own| own.as_deref() == Some(&*subject));
        let is_group = subject.starts_with("group:");
        let mut items = vec![MenuItem {
            label: text.grant_more.to_owned(),
            danger: false,
            disabled_reason: locked
                .clone()
                .or_else(|| is_own.then(|| text.own_grant.to_owned())),
            on_press: Callback::new(move |()| granting.ask(Some(&grants))),
        }];
        if !is_group {
            items.push(MenuItem {
                label: text.acts.to_owned(),
                danger: false,
                disabled_reason: None,
                on_press: Callback::new(move |()| {
                    let audit = Audit {
                        actor: Some(did.clone()),
                        ..Audit::default()
                    };
                    let from = desk.place.with_untracked(|place| place.instance.clone());
                    let to = Place::from(audit.page(from.as_deref()));
                    desk.router.navigate(to, How::Push);
                }),
            });
            items.push(MenuItem {
                label: text.sign_out.to_owned(),
                danger: true,
                disabled_reason: locked
                    .or_else(|| (sessions == 0).then(|| text.no_sessions.to_owned())),
                on_press: Callback::new(move |()| acts.ask_to_sign_out(&ends)),
            });
        }
        items
    };
    view! { <Menu label=label items=Callback::new(items) /> }.into_child()
}

fn empty(filter: &str) -> Child {
    let text = use_text().people();
    if filter.is_empty() {
        return view! { <Empty icon=IconName::People title=text.empty>{text.empty_detail}</Empty> }
            .into_child();
    }
    let title = (text.filtered_out)(&shown_text(filter));
    view! { <Empty icon=IconName::Search title=title>{text.filtered_out_detail}</Empty> }
        .into_child()
}

#[cfg(test)]
mod tests {
    use signet_model::roles::{Grant, Role};

    use super::*;

    #[test]
    fn people_are_found_by_subject_name_and_role() {
        let person = Person {
            subject: "oidc:corp:3f2".to_owned(),
            name: Some("Alice".to_owned()),
            grants: vec![GivenGrant {
                id: None,
                grant: Grant::everywhere(Role::Custodian),
                granted_by: None,
                granted_at: None,
            }],
            last_seen_at: None,
            sessions: 0,
        };
        for filter in ["", "corp", "alice", "CUSTOD"] {
            assert!(matches(&person, filter), "{filter}");
        }
        assert!(!matches(&person, "viewer"));
        let mut seen = person.clone();
        seen.sessions = 1;
        assert_ne!(version(&person), version(&seen));
    }
}
