//! The report, as files.

use crate::prelude::*;
use signet_view::view;

use super::Desk;
use crate::{
    api::use_api,
    text::use_text,
    ui::{Icon, IconName},
    view::IntoChild,
};

pub(super) fn report(desk: Desk) -> Child {
    let (text, api) = (use_text().plan(), use_api());
    let facts = desk.part(|plan| (plan.progress.started_at.is_some(), plan.state.is_over()));
    let link = move |format: &str, label: &'static str| {
        let url = api.url(&[&*desk.path, "/report?format=", format].concat());
        view! {
            <a class="ui-button ui-button--plain" href=url download="">
                <Icon name=IconName::Down />
                {label}
            </a>
        }
    };
    (move || {
        let (has_run, over) = facts.get()?;
        has_run.then(|| {
            let partial = (!over).then(|| view! { <p class="quiet">{text.report_partial}</p> });
            view! {
                <section class="panel">
                    <div class="panel__body">
                        <h2>{text.report}</h2>
                        <p class="quiet">{text.report_detail}</p>
                        {partial}
                        <div class="acts">{link("csv", text.csv)} {link("jsonl", text.jsonl)}</div>
                    </div>
                </section>
            }
        })
    })
    .into_child()
}
