//! Where the key comes from, account by account, and each way in which one may come.

use crate::prelude::*;
use signet_model::api::{KeyStanding, SetupAccount};
use signet_view::view;

use super::{Desk, Step, lines::lines, steps::found, told, ways::Way};
use crate::{
    components::moment,
    text::{FirstSteps, use_text},
    ui::{Description, DescriptionList, Status, Tone, memo, shown, unique_id},
    view::{IntoChild, each},
};

pub(super) fn key(desk: Desk) -> Child {
    let text = use_text().first_steps();
    let accounts = memo(move || {
        desk.with(|setup| setup.accounts.clone())
            .unwrap_or_default()
    });
    let key = |account: &SetupAccount| {
        let standing = account.key as u8;
        [
            &*account.name,
            "\n",
            &account.key_ends_with,
            "\n",
            &standing.to_string(),
        ]
        .concat()
    };
    let has_key = memo(move || desk.has_key() == Some(true));
    // What is open stays so while the set-up is read again.
    let file = memo(move || desk.with(|setup| setup.file.clone()).flatten());
    let ways = move || ways(file.get().as_deref());
    let shown_ways = move || {
        if has_key.get() {
            view! {
                <details class="command">
                    <summary>{text.key_other_way}</summary>
                    <div class="command__body">{ways()}</div>
                </details>
            }
            .into_child()
        } else {
            ways()
        }
    };
    // A check says more of each.
    let is_checked = memo(move || {
        desk.with(|setup| !found(setup.check.as_ref(), Step::Key).is_empty()) == Some(true)
    });
    let list = move || {
        (!is_checked.get()).then(|| {
            view! { <DescriptionList>{each(move || accounts.get(), key, account)}</DescriptionList> }
        })
    };
    view! {
        {list}
        {shown_ways}
    }
    .into_child()
}

fn account(account: SetupAccount) -> Child {
    let text = use_text().first_steps();
    let (tone, words) = match account.key {
        KeyStanding::Absent => (Tone::Warning, text.no_key.to_owned()),
        KeyStanding::Failing if account.key_ends_with.is_empty() => {
            (Tone::Danger, (text.no_key_from)(&account.source))
        }
        standing => {
            let tone = match standing {
                KeyStanding::There => Tone::Good,
                _ => Tone::Danger,
            };
            (
                tone,
                (text.key_ends)(&account.key_ends_with, &account.source),
            )
        }
    };
    let until = account
        .expires_at
        .map(|at| view! { " " {moment(Some(at))} });
    let problem = account
        .problem
        .filter(|_| account.key == KeyStanding::Failing)
        .map(|problem| view! { <p lang="en">{shown(&problem)}</p> });
    view! {
        <Description name=(text.account)(&account.name)>
            <Status tone=tone>{shown(&words)} {until}</Status>
            {problem}
        </Description>
    }
    .into_child()
}

/// The ways, one open at a time.
fn ways(file: Option<&str>) -> Child {
    let text = use_text().first_steps();
    let group = unique_id();
    let all: Vec<_> = Way::ALL
        .into_iter()
        .map(|way| one(way, &group, file, text))
        .collect();
    view! {
        <p>{text.key_detail}</p>
        <div class="ways">{all}</div>
        <p class="quiet">{text.key_restart}</p>
        {told(text.key_never_here)}
    }
    .into_child()
}

fn one(way: Way, group: &str, file: Option<&str>, text: &'static FirstSteps) -> Child {
    let (title, detail) = match way {
        Way::Environment => (text.way_environment, text.way_environment_detail),
        Way::Profile => (text.way_profile, text.way_profile_detail),
        Way::EcsRole => (text.way_ecs, text.way_ecs_detail),
        Way::Oidc => (text.way_oidc, text.way_oidc_detail),
    };
    let copy = match way {
        Way::Oidc => text.copy_text,
        _ => text.copy_lines,
    };
    view! {
        <details name=group.to_owned() open=way == Way::Environment>
            <summary>{title}</summary>
            <p>{detail}</p>
            {lines(copy, way.lines(file))}
        </details>
    }
    .into_child()
}
