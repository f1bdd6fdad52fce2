//! What the plan is called, in which state it is, what it does where, and whose it is.

use crate::prelude::*;
use signet_view::view;

use super::Desk;
use crate::{
    components::ago,
    pages::{heading::reload, plans::words},
    router::{Audit, Link, Place},
    state::use_clock,
    text::use_text,
    ui::{CopyId, Icon, IconName, PageHeader, Status, shown, shown_text},
    view::IntoChild,
};

use super::live::Line;

pub(super) fn head(desk: Desk) -> Child {
    let (text, clock) = (use_text(), use_clock());
    let facts = desk.part(|plan| {
        (
            plan.title.clone(),
            plan.act,
            plan.author.clone(),
            plan.created_at,
            plan.id.clone(),
        )
    });
    let place = desk.part(move |plan| words::whereabouts(plan, desk.here, text.plans()));
    let state = desk.part(|plan| plan.state);
    let shows = move || {
        let state = state.get()?;
        let (_, act, author, at, _) = facts.get()?;
        Some(view! {
            <span class="plan__state">
                <Status tone=words::tone(state)>{(text.plans().state)(state)}</Status>
                <strong>{(text.plans().act)(act)}</strong>
                <span>{(text.plan().made_by)(&shown_text(&author))} " " {ago(at, Signal::derive(move || clock.now()))}</span>
                {line(desk)}
            </span>
        })
    };
    let history = Signal::derive(move || {
        let id = facts.with(|facts| facts.as_ref().map(|(.., id)| id.clone()));
        Place::from(Audit::history(None, &id.unwrap_or_default()).page(desk.from().as_deref()))
    });
    let actions = move || {
        view! {
            <Link to=history class="ui-button ui-button--plain">
                <Icon name=IconName::Audit />
                {text.plan().history}
            </Link>
            {reload(desk.read.busy(), move || desk.read.again())}
        }
    };
    let title = move || facts.with(|facts| facts.as_ref().map(|(title, ..)| shown_text(title)));
    (move || {
        let where_it_is = move || place.get().map(|place| place.line());
        let id = move || {
            let id = facts.with(|facts| facts.as_ref().map(|(.., id)| id.clone()))?;
            let face = view! { <code>{shown(&id)}</code> }.into_child();
            Some(view! { <CopyId value=id>{face}</CopyId> })
        };
        view! {
            <PageHeader title=title().unwrap_or_default() actions=actions>{shows}</PageHeader>
            <div class="plan__where">{where_it_is} {id}</div>
        }
    })
    .into_child()
}

/// Whether what is shown is what is.
fn line(desk: Desk) -> Child {
    let text = use_text().plan();
    (move || {
        let (class, said) = match desk.line.get() {
            Line::Live => ("plan__line plan__line--live", text.live),
            Line::Lost => ("plan__line plan__line--lost", text.live_lost),
            Line::Rests => ("plan__line", text.live_rests),
            Line::Opening | Line::Over => return None,
        };
        Some(view! { <span class=class role="status">{said}</span> })
    })
    .into_child()
}
