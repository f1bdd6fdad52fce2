//! What the last check found about a step: how it is, what was seen, and what to do.

use crate::prelude::*;
use signet_model::api::{CheckFinding, CheckState};
use signet_view::view;

use super::{Desk, Step, steps::found};
use crate::{
    state::use_locale,
    text::{Locale, use_text},
    ui::{Status, Tone, memo, shown},
    view::{IntoChild, each},
};

pub(super) fn findings(desk: Desk, step: Step) -> Child {
    let all = memo(move || {
        let found = desk.with(|setup| found(setup.check.as_ref(), step));
        found.unwrap_or_default()
    });
    let any = memo(move || all.with(|all| !all.is_empty()));
    let key = |finding: &CheckFinding| [&*finding.subject, "\n", &finding.found].concat();
    (move || {
        any.get().then(|| {
            view! { <ul class="findings">{each(move || all.get(), key, one)}</ul> }
        })
    })
    .into_child()
}

fn one(finding: CheckFinding) -> Child {
    let text = use_text().first_steps();
    let (tone, word) = match finding.state {
        CheckState::Good => (Tone::Good, text.found_good),
        CheckState::Note => (Tone::Info, text.found_note),
        CheckState::Bad => (Tone::Danger, text.found_bad),
    };
    let remedy = (finding.state == CheckState::Bad).then(|| remedy(&finding));
    view! {
        <li>
            <Status tone=tone>{word}</Status>
            <div>
                <p><strong>{(text.kind)(finding.kind)}</strong> " " <code>{shown(&finding.subject)}</code></p>
                <p lang="en">{shown(&finding.found)}</p>
                {remedy}
            </div>
        </li>
    }
    .into_child()
}

/// What to do: English readers get the proxy's own sentence, which names the object; others get ours, with the proxy's beside it.
fn remedy(finding: &CheckFinding) -> Child {
    let (text, locale) = (use_text(), use_locale());
    let own = finding.remedy.as_deref().map(shown);
    if locale.get_untracked() == Locale::En {
        return view! { <p><strong>{text.first_steps().what_to_do}</strong> " " {own}</p> }
            .into_child();
    }
    let ours = match finding.code {
        Some(code) => (text.errors().refused)(code).remedy,
        None => (text.first_steps().mend)(finding.kind),
    };
    view! {
        <p><strong>{text.first_steps().what_to_do}</strong> {ours}</p>
        <p class="quiet" lang="en">{own}</p>
    }
    .into_child()
}
