//! Groups and CAs of the instance, to choose from.

use crate::prelude::*;
use leptos::ev::Event;
use signet_view::view;

use super::Desk;
use crate::{
    components::{CertificateNames, ProblemNote},
    pages::list::problem_of,
    text::use_text,
    ui::{Choice, Select, Skeleton, shown_text},
    view::{IntoChild, each},
};

/// Several groups.
pub(super) fn groups(desk: Desk, hint: &'static str) -> Child {
    let text = use_text().new_plan();
    let problem = problem_of(desk.all_groups);
    let failed = move || {
        problem.get().map(|problem| {
            view! { <ProblemNote problem=problem on_retry=Callback::new(move |()| desk.all_groups.again()) /> }
        })
    };
    let reading = move || {
        let waits = desk.all_groups.busy().get() && !desk.all_groups.is_answered();
        waits.then(|| view! { <Skeleton lines=2 /> })
    };
    let none = move || {
        let none = desk
            .all_groups
            .answer()
            .with(|answer| answer.is_some_and(|answer| answer.value.groups.is_empty()));
        none.then(|| view! { <p class="quiet">{text.no_groups}</p> })
    };
    let hint = (!hint.is_empty()).then(|| view! { <p class="quiet">{hint}</p> });
    view! {
        <fieldset class="groups">
            <legend>{text.groups}</legend>
            {hint} {failed} {reading} {none}
            <div class="groups__all">{each(move || names(desk), Clone::clone, move |group| one(desk, group))}</div>
        </fieldset>
    }
    .into_child()
}

/// The groups that there are, and those that a link has chosen.
fn names(desk: Desk) -> Vec<String> {
    let mut names: Vec<_> = desk.all_groups.answer().with(|answer| {
        let groups = answer
            .map(|answer| &*answer.value.groups)
            .unwrap_or_default();
        groups.iter().map(|group| group.group_id.clone()).collect()
    });
    desk.groups.with(|chosen| {
        let more: Vec<_> = chosen
            .iter()
            .filter(|group| !names.contains(group))
            .cloned()
            .collect();
        names.extend(more);
    });
    names
}

fn one(desk: Desk, group: String) -> Child {
    let (own, label) = (group.clone(), shown_text(&group));
    let press = move |event: Event| {
        let on = event_target_checked(&event);
        desk.groups.update(|chosen| {
            chosen.retain(|found| *found != group);
            if on {
                chosen.push(group.clone());
            }
        });
    };
    view! {
        <label class="plan__tick">
            <input type="checkbox" prop:checked=move || desk.groups.with(|chosen| chosen.contains(&own)) on:change=press />
            <code>{label}</code>
        </label>
    }
    .into_child()
}

/// One group.
pub(super) fn group(desk: Desk) -> Child {
    let text = use_text().new_plan();
    let choices = move || {
        let mut choices = vec![nothing("–")];
        let named = desk.group.get();
        let mut names = names(desk);
        if !named.is_empty() && !names.contains(&named) {
            names.push(named);
        }
        choices.extend(names.into_iter().map(|group| Choice {
            label: shown_text(&group),
            value: group,
        }));
        choices
    };
    view! {
        <Select
            label=text.group
            choices=Signal::derive(choices)
            value=desk.group
            on_change=Callback::new(move |group| desk.group.set(group))
        />
    }
    .into_child()
}

/// One CA; `any` is what none means.
pub(super) fn ca(desk: Desk, label: &'static str, any: &'static str) -> Child {
    let names = CertificateNames::of(use_text().certificates());
    let problem = problem_of(desk.all_cas);
    let failed = move || {
        problem.get().map(|problem| {
            view! { <ProblemNote problem=problem on_retry=Callback::new(move |()| desk.all_cas.again()) /> }
        })
    };
    let choices = move || {
        let mut choices = vec![nothing(any)];
        desk.all_cas.answer().with(|answer| {
            let all = answer
                .map(|answer| &*answer.value.ca_certificates)
                .unwrap_or_default();
            choices.extend(all.iter().map(|ca| Choice {
                value: ca.ca_serial_number.clone(),
                label: names.ca(ca),
            }));
        });
        let named = desk.ca.get();
        if choices.iter().all(|choice| choice.value != named) {
            choices.push(Choice {
                label: shown_text(&named),
                value: named,
            });
        }
        choices
    };
    view! {
        {failed}
        <Select
            label=label
            choices=Signal::derive(choices)
            value=desk.ca
            on_change=Callback::new(move |ca| desk.ca.set(ca))
        />
    }
}

fn nothing(label: &str) -> Choice {
    Choice {
        value: String::new(),
        label: label.to_owned(),
    }
}
