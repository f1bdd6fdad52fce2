//! The plans of one page.

use crate::prelude::*;
use signet_model::api::Plan;
use signet_view::view;

use super::{Desk, empty};
use crate::{
    components::ago,
    pages::plans::words,
    router::{Link, Place, plan_page},
    state::use_clock,
    text::{use_format, use_text},
    ui::{Cell, Column, ColumnKind, Row, Status, Table, memo, shown, shown_text},
    view::{IntoChild, each},
};

pub(super) fn rows(desk: Desk) -> Child {
    let text = use_text();
    let own = text.plans();
    let plans = memo(move || {
        desk.list.answer().with(|answer| {
            answer
                .map(|answer| answer.value.plans.clone())
                .unwrap_or_default()
        })
    });
    let none = memo(move || plans.with(Vec::is_empty));
    (move || {
        if none.get() {
            return empty(desk);
        }
        let columns = vec![
            Column::new(ColumnKind::Main, own.plan),
            Column::new(ColumnKind::Text, own.state_label),
            Column::new(ColumnKind::Text, own.progress),
            Column::new(ColumnKind::Number, own.items),
            Column::new(ColumnKind::Text, own.place),
            Column::new(ColumnKind::Text, own.made),
        ];
        view! {
            <Table caption=Signal::stored(text.shell().plans.to_owned()) columns=columns>
                {each(move || plans.get(), version, move |plan| row(desk, plan))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

/// Of all that a row shows once: a plan that went on is another row.
fn version(plan: &Plan) -> String {
    let progress = &plan.progress;
    let waits = words::waits_for_approval(plan);
    [
        &*plan.id,
        plan.state.as_str(),
        &words::ended(progress).to_string(),
        &words::failed(progress).to_string(),
        &progress.items.to_string(),
        if waits { "waits" } else { "" },
    ]
    .join("/")
}

fn row(desk: Desk, plan: Plan) -> Child {
    let (text, format, clock) = (use_text().plans(), use_format(), use_clock());
    let id = plan.id.clone();
    let to = Signal::derive(move || Place::from(plan_page(&id, desk.from().as_deref())));
    let made = ago(plan.created_at, Signal::derive(move || clock.now()));
    let place = words::whereabouts(&plan, desk.here, text);
    let waits = words::waits_for_approval(&plan)
        .then(|| view! { <span class="plans__second">{text.waits_approval}</span> });
    let why = plan
        .why
        .map(|why| view! { <span class="plans__second">{(text.why)(why)}</span> });
    let by = (text.by)(&shown_text(&plan.author));
    let items = match plan.progress.items {
        0 => view! { <span class="quiet">"–"</span> }.into_child(),
        items => format.number(items).into_child(),
    };
    let (title, act) = (shown(&plan.title), (text.act)(plan.act));
    view! {
        <Row>
            <Cell kind=ColumnKind::Main>
                <div class="plans__cell">
                    <Link to=to class="plans__open">{title}</Link>
                    <span class="plans__second">{act}</span>
                </div>
            </Cell>
            <Cell label=text.state_label>
                <div class="plans__cell">
                    <Status tone=words::tone(plan.state)>{(text.state)(plan.state)}</Status>
                    {waits} {why}
                </div>
            </Cell>
            <Cell label=text.progress>{progress(&plan)}</Cell>
            <Cell kind=ColumnKind::Number label=text.items>{items}</Cell>
            <Cell label=text.place>
                <div class="plans__cell">
                    <span>{shown(&place.name)}</span>
                    <span class="plans__second">{shown(&place.region)}</span>
                </div>
            </Cell>
            <Cell label=text.made>
                <div class="plans__cell">{made} <span class="plans__second plans__who">{by}</span></div>
            </Cell>
        </Row>
    }
    .into_child()
}

/// A bar, and how many of how many.
fn progress(plan: &Plan) -> Child {
    let (text, format) = (use_text().plans(), use_format());
    let (ended, failed) = (words::ended(&plan.progress), words::failed(&plan.progress));
    let all = plan.progress.items;
    if all == 0 || plan.progress.started_at.is_none() && ended == 0 {
        return view! { <span class="quiet">"–"</span> }.into_child();
    }
    let said = (text.done_of)(&format.number(ended), &format.number(all));
    let failed = (failed > 0).then(|| {
        let said = (use_text().plan().failed_of)(&format.number(failed));
        view! { <span class="plans__second plans__failed">{said}</span> }
    });
    let percent = words::percent(ended, all);
    view! {
        <div class="plans__cell">
            <progress class="plans__bar" aria-label=text.progress max="100" value=percent.to_string()></progress>
            <span class="plans__second">{said} {failed}</span>
        </div>
    }
    .into_child()
}
