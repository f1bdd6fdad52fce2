//! How far it is: percent, rate, time left, the waves, why items failed; and once it is over, totals that add up.

use crate::prelude::*;
use signet_model::plans::{Outcome, Progress, Selection, State};
use signet_view::view;

use super::{Desk, waves};
use crate::{
    pages::plans::words,
    text::{Format, Text, use_format, use_text},
    ui::{Status, memo, shown},
    view::IntoChild,
};

pub(super) fn progress(desk: Desk) -> Child {
    let selecting = memo(move || {
        desk.now.with(|plan| plan.as_ref().map(|plan| plan.state)) == Some(State::Selecting)
    });
    (move || {
        if selecting.get() {
            return selection(desk);
        }
        view! {
            <section class="panel">
                <div class="panel__body">
                    {numbers(desk)}
                    {waves::waves(desk)}
                    {causes(desk)}
                    {totals(desk)}
                </div>
            </section>
        }
        .into_child()
    })
    .into_child()
}

/// While its items are put together.
fn selection(desk: Desk) -> Child {
    let (text, format) = (use_text().plan(), use_format());
    let facts = desk.part(|plan| {
        let takes = plan.selection.takes_list();
        let from = matches!(plan.selection, Selection::List);
        (
            plan.progress.listed,
            plan.progress.walked,
            takes,
            from,
            plan.why.is_some(),
        )
    });
    let said = move || {
        let (listed, walked, takes_list, is_list, rests) = facts.get()?;
        let listed = (takes_list || listed > 0)
            .then(|| view! { <span>{(text.listed)(&format.number(listed))}</span> });
        let walked = (!is_list || walked > 0)
            .then(|| view! { <span>{(text.walked)(&format.number(walked))}</span> });
        let bar = (!rests)
            .then(|| view! { <progress class="plan__bar" aria-label=text.selecting></progress> });
        let open = takes_list.then(|| view! { <p class="quiet">{text.list_open}</p> });
        Some(view! { {bar} <p class="plan__facts">{listed} {walked}</p> {open} })
    };
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.selecting}</h2>
                <p class="quiet">{text.selecting_detail}</p>
                {said}
            </div>
        </section>
    }
    .into_child()
}

/// The numbers, and the bar.
fn numbers(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let facts = desk.part(|plan| (plan.state, plan.progress.clone()));
    (move || {
        let (state, progress) = facts.get()?;
        Some(drawn(state, &progress, text, format))
    })
    .into_child()
}

fn drawn(state: State, progress: &Progress, text: Text, format: Format) -> Child {
    let (own, plans) = (text.plan(), text.plans());
    let (ended, failed) = (words::ended(progress), words::failed(progress));
    let percent = words::percent(ended, progress.items);
    let of = (plans.done_of)(&format.number(ended), &format.number(progress.items));
    let mut facts = Vec::new();
    if state == State::Running {
        facts.push((plans.per_second)(&words::rate(
            progress.per_second,
            format,
        )));
        let left = progress.seconds_left;
        facts.extend(left.map(|left| (own.left)(&words::span(left, plans))));
    }
    if let (Some(from), Some(to), true) = (progress.started_at, progress.ended_at, state.is_over())
    {
        let took = (to.as_millis() - from.as_millis()).max(0) / 1000;
        facts.push((own.ran)(&words::span(took.unsigned_abs(), plans)));
    }
    facts.push((own.calls_sent)(&format.number(progress.calls)));
    if progress.throttled > 0 {
        facts.push((own.throttled)(&format.number(progress.throttled)));
    }
    let facts: Vec<_> = facts
        .into_iter()
        .map(|fact| view! { <span>{fact}</span> })
        .collect();
    let failed = (failed > 0).then(|| {
        view! { <span class="plan__failed">{(own.failed_of)(&format.number(failed))}</span> }
    });
    #[expect(clippy::cast_precision_loss, reason = "between 0 and 100")]
    let part = format.percent(percent as f64 / 100.0);
    view! {
        <div class="plan__far">
            <span class="plan__percent">{part}</span>
            <span class="plan__of">{of} {failed}</span>
            <span class="plan__facts">{facts}</span>
        </div>
        <progress class="plan__bar" aria-label=plans.progress max="100" value=percent.to_string()></progress>
    }
    .into_child()
}

/// Why items failed or were left alone.
fn causes(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let causes = desk.part(|plan| plan.progress.causes.clone());
    (move || {
        let causes = causes.get().filter(|causes| !causes.is_empty())?;
        let row = |cause: signet_model::plans::Cause| {
            let outcome = (text.plans().outcome)(cause.outcome);
            let said = (text.plan().code_said)(&cause.code);
            let said = said.map(|said| view! { <span class="plans__second">{said}</span> });
            view! {
                <tr>
                    <th scope="row"><code>{shown(&cause.code)}</code> {said}</th>
                    <td><Status tone=words::outcome_tone(cause.outcome)>{outcome}</Status></td>
                    <td class="plan__number">{format.number(cause.items)}</td>
                </tr>
            }
        };
        let rows: Vec<_> = causes.into_iter().map(row).collect();
        Some(view! {
            <div class="plan__scroll" role="region" tabindex="0" aria-label=text.plan().causes>
                <table class="plan__table">
                    <caption>{text.plan().causes}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text.plan().cause}</th>
                            <th scope="col">{text.plan().outcome}</th>
                            <th scope="col" class="plan__number">{text.plans().items}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        })
    })
    .into_child()
}

/// Every outcome with its count, and all of them together: the sum is made here, from what is shown.
fn totals(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let outcomes = desk.part(|plan| {
        let over = plan.state.is_over();
        over.then(|| plan.progress.outcomes.clone())
    });
    (move || {
        let outcomes = outcomes.get().flatten()?;
        let row = |outcome: Outcome, items: u64| {
            let word = (text.plans().outcome)(outcome);
            view! {
                <tr>
                    <th scope="row"><Status tone=words::outcome_tone(outcome)>{word}</Status></th>
                    <td class="plan__number">{format.number(items)}</td>
                </tr>
            }
        };
        let sum: u64 = outcomes.iter().map(|(_, items)| items).sum();
        let rows: Vec<_> = outcomes
            .into_iter()
            .map(|(outcome, items)| row(outcome, items))
            .collect();
        Some(view! {
            <table class="plan__table plan__totals">
                <caption>{text.plan().totals}</caption>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{text.plan().total_all}</th>
                        <td class="plan__number">{format.number(sum)}</td>
                    </tr>
                </tfoot>
            </table>
        })
    })
    .into_child()
}
