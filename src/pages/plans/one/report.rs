//! The report, as files.

use crate::prelude::*;
use leptos::{ev::MouseEvent, reactive::spawn_local_scoped_with_cancellation};
use signet_view::view;

use super::Desk;
use crate::{
    api::{Api, Failure, use_api},
    components::ProblemNote,
    pages::problem,
    state::{use_locale, use_mounted},
    text::use_text,
    ui::{Icon, IconName, save},
    view::IntoChild,
};

/// Saves what the link would: a request of the browser's own carries no token.
fn fetch(api: Api, path: &str, name: String, failure: RwSignal<Option<Failure>>) {
    failure.set(None);
    let file = api.file(path);
    spawn_local_scoped_with_cancellation(async move {
        match file.await {
            Ok(blob) => _ = save(&name, &blob),
            Err(failed) => failure.set(Some(failed)),
        }
    });
}

pub(super) fn report(desk: Desk) -> Child {
    let (text, api, locale) = (use_text().plan(), use_api(), use_locale());
    let bears = use_mounted().has_token();
    let failure = RwSignal::new(None);
    let words = use_text();
    let failed = move || {
        failure.with(|failure: &Option<Failure>| {
            let problem = problem(failure.as_ref()?, words, locale.get());
            Some(view! { <ProblemNote problem=problem /> })
        })
    };
    let facts = desk.part(|plan| (plan.progress.started_at.is_some(), plan.state.is_over()));
    let link = move |format: &str, label: &'static str| {
        let path = [&*desk.path, "/report?format=", format].concat();
        let name = [
            desk.path.replace('/', "-"),
            ".".to_owned(),
            format.to_owned(),
        ]
        .concat();
        let url = api.url(&path);
        let press = move |event: MouseEvent| {
            if bears {
                event.prevent_default();
                fetch(api, &path, name.clone(), failure);
            }
        };
        view! {
            <a class="ui-button ui-button--plain" href=url download="" on:click=press>
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
                        {failed}
                    </div>
                </section>
            }
        })
    })
    .into_child()
}
