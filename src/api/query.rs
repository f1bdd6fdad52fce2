//! What a page shows of the cloud: read again when the question changes or somebody says that it is out of date.

use std::future::Future;

use leptos::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::Operation;
use signet_model::api::Session;

use super::{Failure, use_api};
use crate::state::use_clock;

/// A good answer, with the question it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<Q, A> {
    /// The question.
    pub question: Q,
    /// The answer.
    pub value: A,
    /// When it came, in milliseconds since 1970 UTC.
    pub read_at: f64,
}

/// A question that is asked again and again, and the last that is known.
///
/// The last good answer stays while a newer one is on its way, and where that fails.
pub struct Query<Q: Send + Sync + 'static, A: Send + Sync + 'static> {
    answer: RwSignal<Option<Answer<Q, A>>>,
    failure: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    asked: RwSignal<u32>,
}

impl<Q: Send + Sync + 'static, A: Send + Sync + 'static> Clone for Query<Q, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: Send + Sync + 'static, A: Send + Sync + 'static> Copy for Query<Q, A> {}

impl<Q: Clone + PartialEq + Send + Sync + 'static, A: Clone + Send + Sync + 'static> Query<Q, A> {
    /// The last good answer to a question that the present one may stand in for.
    pub fn answer(self) -> Signal<Option<Answer<Q, A>>> {
        self.answer.into()
    }

    /// Why the last attempt failed; none while there is no reason to doubt the answer.
    pub fn failure(self) -> Signal<Option<Failure>> {
        self.failure.into()
    }

    /// Whether an answer is on its way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Asks again.
    pub fn again(self) {
        self.asked.update(|asked| *asked += 1);
    }

    fn start<F>(
        question: impl Fn() -> Option<Q> + 'static,
        keep: fn(&Q, &Q) -> bool,
        ask: impl Fn(Q) -> F + 'static,
    ) -> Self
    where
        F: Future<Output = Result<A, Failure>> + 'static,
    {
        let query = Self {
            answer: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(true),
            asked: RwSignal::new(0),
        };
        let clock = use_clock();
        Effect::new(move |_| {
            query.asked.track();
            let question = question();
            let stale = query
                .answer
                .with_untracked(|answer| match (answer, &question) {
                    (Some(answer), Some(question)) => !keep(&answer.question, question),
                    (answer, None) => answer.is_some(),
                    (None, Some(_)) => false,
                });
            if stale {
                query.answer.set(None);
            }
            if stale || question.is_none() {
                query.failure.set(None);
            }
            query.busy.set(question.is_some());
            let Some(question) = question else { return };
            let answer = ask(question.clone());
            // The next run of this effect, and the end of the page, drop the future and with it the request.
            spawn_local_scoped_with_cancellation(async move {
                match answer.await {
                    Ok(value) => {
                        query.failure.set(None);
                        query.answer.set(Some(Answer {
                            question,
                            value,
                            read_at: clock.fresh(),
                        }));
                    }
                    Err(failure) => query.failure.set(Some(failure)),
                }
                query.busy.set(false);
            });
        });
        query
    }
}

/// Asks the cloud what `question` says, and again whenever that changes; `None` asks nothing. An answer stays on show while
/// `keep(its question, the new question)` holds.
pub fn query<O: Operation>(
    question: impl Fn() -> Option<O> + 'static,
    keep: fn(&O, &O) -> bool,
) -> Query<O, O::Output>
where
    O::Output: Sync,
{
    let api = use_api();
    Query::start(question, keep, move |question: O| async move {
        api.call(&question).await
    })
}

/// Asks the proxy for the session, and again whenever `version` changes.
pub fn session_query(version: Signal<u32>) -> Query<u32, Session> {
    let api = use_api();
    Query::start(
        move || Some(version.get()),
        |_, _| true,
        move |_| api.session(),
    )
}
