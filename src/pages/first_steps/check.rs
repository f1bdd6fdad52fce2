//! The head of the page: what is next, and the check.

use crate::prelude::*;
use signet_view::view;

use super::{Desk, Standing, Step};
use crate::{
    api::Failure,
    components::{ProblemNote, ago},
    pages::problem,
    router::{Link, Place},
    state::{use_clock, use_locale},
    text::use_text,
    ui::{Button, ButtonKind, PageHeader, memo},
    view::IntoChild,
};

pub(super) fn header(desk: Desk) -> Child {
    let (shell, text) = (use_text().shell(), use_text().first_steps());
    let lead = memo(move || lead(desk));
    let actions = move || {
        view! {
            {to_instances(desk)}
            {button(desk)}
        }
    };
    view! {
        <PageHeader title=shell.first_steps actions=actions>
            <span role="status">{move || lead.get()}</span>
            " "
            {checked(desk)}
        </PageHeader>
        {refused(desk)}
        <p class="quiet steps__hint">{text.check_hint}</p>
    }
    .into_child()
}

/// What is next, in a sentence.
fn lead(desk: Desk) -> &'static str {
    let text = use_text().first_steps();
    if desk
        .setup
        .failure()
        .with(|failure| *failure == Some(Failure::Unreachable))
    {
        return text.lead_gone;
    }
    if !desk.setup.is_answered() {
        return text.reading;
    }
    if desk.checks() {
        return text.lead_checking;
    }
    match desk.next() {
        Some(Step::Key) if desk.standing(Step::Key) == Standing::Failed => text.lead_key_wrong,
        Some(Step::Key) => text.lead_key,
        Some(Step::Permissions) => text.lead_permissions,
        Some(Step::Place) => text.lead_place,
        Some(Step::Machine) => text.lead_machine,
        None if desk.is_done() => text.lead_done,
        None => text.lead_check,
    }
}

fn checked(desk: Desk) -> Child {
    let (text, clock) = (use_text().first_steps(), use_clock());
    let ended = memo(move || desk.with(|setup| setup.check.as_ref()?.ended_at).flatten());
    (move || {
        let ended = ended.get()?;
        let at = ago(ended, Signal::derive(move || clock.now()));
        let (before, after) = text.checked;
        Some(view! { <span class="quiet">{before} " " {at} " " {after}</span> })
    })
    .into_child()
}

fn button(desk: Desk) -> Child {
    let text = use_text().first_steps();
    let is_checked = memo(move || desk.with(|setup| setup.check.is_some()) == Some(true));
    // The one act of the place, once the steps before it are done.
    let kind = memo(move || match desk.next() {
        None if !desk.is_done() => ButtonKind::Primary,
        _ => ButtonKind::Plain,
    });
    (move || {
        view! {
            <Button kind=kind.get() busy=Signal::derive(move || desk.checks()) on_press=Callback::new(move |()| desk.check())>
                {move || if is_checked.get() { text.check_again } else { text.check }}
            </Button>
        }
    })
    .into_child()
}

fn to_instances(desk: Desk) -> Child {
    let text = use_text().first_steps();
    let has = memo(move || {
        let instances = desk.here.instances().answer();
        instances.with(|answer| answer.is_some_and(|answer| !answer.value.instances.is_empty()))
    });
    (move || {
        has.get().then(
            || view! { <Link to=Place::Home class="ui-button ui-button--plain">{text.to_instances}</Link> },
        )
    })
    .into_child()
}

/// Why the last check was not made.
fn refused(desk: Desk) -> Child {
    let (text, locale) = (use_text(), use_locale());
    (move || {
        desk.refused.with(|failure| {
            let problem = problem(failure.as_ref()?, text, locale.get());
            Some(view! { <ProblemNote problem=problem /> })
        })
    })
    .into_child()
}
