//! What went wrong, what to do now, and what to hand to the cloud's support.

use crate::prelude::*;
use signet_view::view;

use crate::{
    text::use_text,
    ui::{Button, CopyId, Description, DescriptionList, Note, Tone, shown},
};

/// What went wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What happened, in the reader's language.
    pub cause: String,
    /// What the proxy says of it, in its own words.
    pub detail: Option<String>,
    /// What to do now.
    pub remedy: String,
    /// The cloud's error code.
    pub cloud_code: Option<String>,
    /// The cloud's RequestId.
    pub request_id: Option<String>,
    /// In how many seconds trying again makes sense.
    pub retry_seconds: Option<u64>,
}

/// A problem, said where it matters, with a way to try again where there is one.
#[component]
pub fn ProblemNote(
    /// The problem.
    problem: Problem,
    /// Whether what is shown beside it is what was known before.
    #[prop(optional)]
    stale: bool,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> Child {
    let text = use_text().errors();
    let retry_in = problem
        .retry_seconds
        .map(|seconds| (text.retry_in)(&seconds.to_string()));
    let facts = (problem.cloud_code.is_some() || problem.request_id.is_some()).then(|| {
        let code = problem.cloud_code.map(|code| {
            view! { <Description name=text.cloud_code><code>{shown(&code)}</code></Description> }
        });
        let request = problem.request_id.map(|id| {
            view! { <Description name=text.request_id><CopyId value=id wrap=true /></Description> }
        });
        view! { <DescriptionList>{code}{request}</DescriptionList> }
    });
    view! {
        <div class="problem" role="alert">
            <Note tone=Tone::Danger title=problem.cause>
                {problem.detail.map(|detail| view! { <p class="problem__detail" lang="en">{shown(&detail)}</p> })}
                <p>{problem.remedy} " " {retry_in}</p>
                {stale.then(|| view! { <p>{text.stale}</p> })}
                {facts}
                {on_retry.map(|on_retry| view! { <Button on_press=on_retry>{text.try_again}</Button> })}
            </Note>
        </div>
    }
    .into_child()
}
