//! What the plan would hit: how many, of what, who is online, what is left alone, what cannot be undone, how long, how many calls.

use crate::prelude::*;
use signet_model::plans::{Act, Exposure, Identity, Online, Selection};
use signet_view::view;

use super::Desk;
use crate::{
    pages::plans::words,
    text::{Format, Text, use_format, use_text},
    ui::{CopyId, Meter, Note, Progress, Tone, shown},
    view::IntoChild,
};

/// What of it is drawn.
#[derive(Clone, PartialEq)]
struct Facts {
    act: Act,
    exposure: Exposure,
    hash: Option<String>,
    selection: Selection,
    other_side: Option<u64>,
}

/// In full, before it runs.
pub(super) fn exposure(desk: Desk) -> Child {
    let text = use_text();
    let body = body(desk);
    let surveying = desk.part(|plan| {
        let online = plan
            .exposure
            .as_ref()
            .and_then(|exposure| exposure.online.as_ref());
        online.is_some_and(|online| online.asked < online.to_ask)
    });
    view! {
        <section class="panel">
            <Progress
                active=Signal::derive(move || surveying.get() == Some(true))
                label=text.plan().surveying
            />
            <div class="panel__body">
                <h2>{text.plan().exposure}</h2>
                <p class="quiet">{text.plan().nothing_runs}</p>
                {body}
            </div>
        </section>
    }
    .into_child()
}

/// Folded, once it has run.
pub(super) fn behind(desk: Desk) -> Child {
    let text = use_text().plan();
    let known = desk.part(|plan| plan.exposure.is_some());
    (move || {
        (known.get() == Some(true)).then(|| {
            view! {
                <details class="panel plan__fold">
                    <summary><h2>{text.exposure}</h2></summary>
                    <div class="panel__body">{body(desk)}</div>
                </details>
            }
        })
    })
    .into_child()
}

fn body(desk: Desk) -> Child {
    let facts = desk.part(|plan| {
        Some(Facts {
            act: plan.act,
            exposure: plan.exposure.clone()?,
            hash: plan.hash.clone(),
            selection: plan.selection.clone(),
            other_side: plan.other_side,
        })
    });
    let (text, format) = (use_text(), use_format());
    (move || {
        facts
            .get()
            .flatten()
            .map(|facts| drawn(facts, text, format))
    })
    .into_child()
}

fn drawn(facts: Facts, text: Text, format: Format) -> Child {
    let own = text.plan();
    let Facts {
        act,
        exposure,
        hash,
        selection,
        other_side,
    } = facts;
    let consequences: Vec<_> = (own.consequences)(act)
        .iter()
        .map(|said| view! { <li>{*said}</li> })
        .collect();
    let is_final = act.undone_by().is_none();
    let rate = (own.at_rate)(&words::rate(exposure.per_second, format));
    let examples = (!exposure.protected_examples.is_empty()).then(|| {
        let one = |id: &String| view! { <li><code>{shown(id)}</code></li> };
        let all: Vec<_> = exposure.protected_examples.iter().map(one).collect();
        view! { <ul class="plan__examples" aria-label=own.protected>{all}</ul> }
    });
    let other = other_side
        .map(|count| view! { <p class="quiet">{(own.other_side)(&format.number(count))}</p> });
    let manifest = hash.map(|hash| {
        view! {
            <div class="plan__hash">
                <strong>{own.hash}</strong>
                <CopyId value=hash wrap=true />
                <p class="quiet">{own.hash_detail}</p>
            </div>
        }
    });
    view! {
        <ul class="plan__tiles">
            {tile(own.items, format.number(exposure.items), from(&selection, text, format))}
            {online(act, exposure.online.as_ref(), exposure.items, text, format)}
            {tile(own.protected, format.number(exposure.protected), own.protected_left.into_child())}
            {tile(own.unfit, format.number(exposure.unfit), own.unfit_detail.into_child())}
            {tile(own.takes, words::span(exposure.seconds, text.plans()), rate.into_child())}
            {tile(own.calls, format.number(exposure.calls), own.calls_detail.into_child())}
        </ul>
        {examples}
        <Note tone=if is_final { Tone::Warning } else { Tone::Info }>
            <ul class="plan__consequences">{consequences}</ul>
        </Note>
        {other}
        {shares(&exposure, text, format)}
        {manifest}
    }
    .into_child()
}

fn tile(name: &'static str, number: String, more: Child) -> Child {
    view! {
        <li class="plan__tile">
            <span class="plan__tile-name">{name}</span>
            <strong>{number}</strong>
            <span class="quiet">{more}</span>
        </li>
    }
    .into_child()
}

/// Where the items come from.
fn from(selection: &Selection, text: Text, format: Format) -> Child {
    let said = (text.plans().from)(selection);
    let named = match selection {
        Selection::Groups { groups } => format.list(groups),
        Selection::Ca { ca_serial_number } => ca_serial_number.clone(),
        Selection::Unseen { group, .. } => group.clone(),
        _ => return said.into_child(),
    };
    view! { {said} " " <code>{shown(&named)}</code> }.into_child()
}

fn online(act: Act, online: Option<&Online>, items: u64, text: Text, format: Format) -> Child {
    let own = text.plan();
    let Some(online) = online else {
        let untold = if act.identity() == Identity::Certificate {
            own.online_untold
        } else {
            "–"
        };
        return tile(own.online, "–".to_owned(), untold.into_child());
    };
    let number = |number: u64| format.number(number);
    let counted = if online.is_sample && online.asked > 0 {
        (own.online_about)(&number(online.online.saturating_mul(items) / online.asked))
    } else {
        number(online.online)
    };
    let asked = if online.asked < online.to_ask {
        (own.online_asked)(&number(online.asked), &number(online.to_ask))
    } else {
        String::new()
    };
    let sample = if online.is_sample {
        (own.online_sample)(&number(online.to_ask))
    } else {
        String::new()
    };
    let said = match (asked.is_empty(), sample.is_empty()) {
        (false, false) => [&*asked, text.shell().comma, &sample].concat(),
        _ => [asked, sample].concat(),
    };
    tile(own.online, counted, said.into_child())
}

/// What part of each group or CA is in the plan.
fn shares(exposure: &Exposure, text: Text, format: Format) -> Child {
    let own = text.plan();
    if exposure.shares.is_empty() {
        return ().into_child();
    }
    let row = |share: &signet_model::plans::Share| {
        let part = match share.of {
            Some(of) if of > 0 => {
                let percent = words::percent(share.items, of);
                #[expect(clippy::cast_precision_loss, reason = "between 0 and 100")]
                let part = percent as f64 / 100.0;
                let tone = if percent == 100 {
                    Tone::Warning
                } else {
                    Tone::Info
                };
                let said = format.percent(part);
                view! { <Meter share=part tone=tone>{said}</Meter> }.into_child()
            }
            _ => view! { <span class="quiet">{own.share_unknown}</span> }.into_child(),
        };
        let of = share
            .of
            .map_or_else(|| "–".to_owned(), |of| format.number(of));
        let items = format.number(share.items);
        view! {
            <tr>
                <th scope="row"><code>{shown(&share.place)}</code></th>
                <td class="plan__number">{items}</td>
                <td class="plan__number">{of}</td>
                <td>{part}</td>
            </tr>
        }
    };
    let rows: Vec<_> = exposure.shares.iter().map(row).collect();
    let left = exposure.places.saturating_sub(exposure.shares.len() as u64);
    let more = (left > 0)
        .then(|| view! { <p class="quiet">{(own.more_places)(&format.number(left))}</p> });
    view! {
        <div class="plan__scroll" role="region" tabindex="0" aria-label=own.shares>
            <table class="plan__table">
                <thead>
                    <tr>
                        <th scope="col">{own.share_place}</th>
                        <th scope="col" class="plan__number">{own.share_items}</th>
                        <th scope="col" class="plan__number">{own.share_of}</th>
                        <th scope="col">{own.share}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_child()
}
