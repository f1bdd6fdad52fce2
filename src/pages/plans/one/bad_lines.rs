//! The lines of the list that are not in the plan, each with its number and why.

use crate::prelude::*;
use signet_model::plans::BadLine;
use signet_view::view;

use super::Desk;
use crate::{
    text::{use_format, use_text},
    ui::shown,
    view::IntoChild,
};

pub(super) fn bad_lines(desk: Desk) -> Child {
    let (text, format) = (use_text().plan(), use_format());
    let facts = desk.part(|plan| {
        (
            plan.bad_lines.clone(),
            plan.bad_lines_total,
            plan.duplicates,
        )
    });
    (move || {
        let (lines, total, duplicates) = facts.get()?;
        let folded = (duplicates > 0)
            .then(|| view! { <p class="plan__note quiet">{(text.duplicates)(&format.number(duplicates))}</p> });
        let bad = (total > 0).then(|| {
            let shown_of = lines.len() as u64;
            let more = (total > shown_of)
                .then(|| view! { <p class="quiet">{(text.first_bad)(&format.number(shown_of))}</p> });
            view! {
                <details class="panel plan__fold">
                    <summary><h2>{(text.bad_lines)(&format.number(total))}</h2></summary>
                    <div class="panel__body">{table(&lines)} {more}</div>
                </details>
            }
        });
        Some(view! { {bad} {folded} })
    })
    .into_child()
}

/// The lines, as a table.
pub(in crate::pages::plans) fn table(lines: &[BadLine]) -> Child {
    let (text, format) = (use_text().plan(), use_format());
    let said = use_text().bad_lines().why;
    let why = |line: &BadLine| match said(line) {
        Some(said) => shown(&said).into_child(),
        None => view! { <span lang="en">{shown(&line.reason)}</span> },
    };
    let row = |line: &BadLine| {
        view! {
            <tr>
                <th scope="row" class="plan__number">{format.number(line.line)}</th>
                <td><code class="plan__found">{shown(&line.found)}</code></td>
                <td class="plan__reason">{why(line)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = lines.iter().map(row).collect();
    view! {
        <div class="plan__scroll" role="region" tabindex="0" aria-label=text.why_not>
            <table class="plan__table">
                <thead>
                    <tr>
                        <th scope="col" class="plan__number">{text.line}</th>
                        <th scope="col">{text.found}</th>
                        <th scope="col">{text.why_not}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_child()
}
