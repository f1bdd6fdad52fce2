//! The one way in which everything that is read from the cloud is shown.

use crate::prelude::*;
use signet_view::view;

use super::{Problem, ProblemNote};
use crate::ui::{Progress, memo};

/// What a query knows: a skeleton until the first answer, then the last good answer, under a hairline while a newer one is on
/// its way and under a problem where that failed.
#[component]
pub fn Loaded(
    /// Whether there is an answer to show.
    #[prop(into)]
    ready: Signal<bool>,
    /// Whether one is on its way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why the last attempt failed.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
    /// What is being read, for a screen reader.
    #[prop(into)]
    label: String,
    /// What stands where the answer will be.
    #[prop(into)]
    skeleton: ViewFn,
    /// The answer; made once it is there, and follows its changes by itself.
    children: ChildrenFn,
) -> Child {
    let ready = memo(move || ready.get());
    let note = move || {
        let problem = problem.get()?;
        Some(
            view! { <div class="loaded__problem"><ProblemNote problem=problem stale=ready.get() on_retry=on_retry /></div> },
        )
    };
    let waiting = memo(move || !ready.get() && busy.get());
    let body = move || {
        if ready.get() {
            children().into_child()
        } else if waiting.get() {
            skeleton.run()
        } else {
            ().into_child()
        }
    };
    view! {
        <div class="loaded" aria-busy=move || busy.get().then_some("true")>
            <Progress active=busy label=label />
            {note}
            {body}
        </div>
    }
    .into_child()
}
