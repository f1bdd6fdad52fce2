//! What a page shows of the cloud: read again when the question changes or somebody says that it is out of date.

use std::{any::Any, marker::PhantomData, sync::Arc};

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::Operation;
use signet_model::api::Session;

use super::{Answered, Api, Failure, JsonValue, Request, json::Json, understood, use_api};
use crate::state::{Clock, use_clock, use_gate};

/// A good answer, with the question it answers.
#[derive(Debug)]
pub struct Answer<'a, Q, A> {
    /// The question.
    pub question: &'a Q,
    /// The answer.
    pub value: &'a A,
    /// When it came, in milliseconds since 1970 UTC.
    pub read_at: f64,
}

impl<Q, A> Clone for Answer<'_, Q, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q, A> Copy for Answer<'_, Q, A> {}

/// A question that is asked again and again, and the last that is known.
///
/// The last good answer stays while a newer one is on its way, and where that fails.
pub struct Query<Q, A> {
    core: Core,
    answers: PhantomData<fn() -> (Q, A)>,
}

/// The answers of a [`Query`], to be looked at.
pub struct Answers<Q, A>(Query<Q, A>);

impl<Q, A> Clone for Query<Q, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q, A> Copy for Query<Q, A> {}

impl<Q: 'static, A: 'static> Query<Q, A> {
    /// The last good answer to a question that the present one may stand in for.
    pub fn answer(self) -> Answers<Q, A> {
        Answers(self)
    }

    /// Whether there is such an answer.
    pub fn is_answered(self) -> bool {
        self.core.parts().known.with(Option::is_some)
    }

    /// Why the last attempt failed; none while there is no reason to doubt the answer.
    pub fn failure(self) -> Signal<Option<Failure>> {
        self.core.parts().failure.into()
    }

    /// Whether an answer is on its way.
    pub fn busy(self) -> Signal<bool> {
        self.core.parts().busy.into()
    }

    /// Asks again.
    pub fn again(self) {
        self.core.parts().asked.update(|asked| *asked += 1);
    }
}

impl<Q: 'static, A: 'static> Answers<Q, A> {
    /// Looks at it, and again whenever it changes.
    pub fn with<R>(self, look: impl FnOnce(Option<Answer<'_, Q, A>>) -> R) -> R {
        self.0.core.parts().known.track();
        self.with_untracked(look)
    }

    /// Looks at it once.
    pub fn with_untracked<R>(self, look: impl FnOnce(Option<Answer<'_, Q, A>>) -> R) -> R {
        let known = self.0.core.parts().known.get_untracked();
        look(known.as_ref().and_then(|known| {
            Some(Answer {
                question: known.question.downcast_ref()?,
                value: known.value.downcast_ref()?,
                read_at: known.read_at,
            })
        }))
    }
}

type Thing = Arc<dyn Any + Send + Sync>;

/// An answer without its types.
#[derive(Clone)]
struct Known {
    question: Thing,
    value: Thing,
    read_at: f64,
}

/// A query without its types: all that it does is here, once.
#[derive(Clone, Copy)]
struct Core(StoredValue<Parts>);

#[derive(Clone, Copy)]
struct Parts {
    known: RwSignal<Option<Known>>,
    failure: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    asked: RwSignal<u32>,
    api: Api,
    clock: Clock,
}

/// Whether the answer to one question may stand in for the answer to another.
type Keep = Box<dyn Fn(&Thing, &Thing) -> bool>;

/// What differs between queries.
struct Kind {
    question: Box<dyn Fn() -> Option<Thing>>,
    keep: Keep,
    request: fn(&Thing) -> Option<Request>,
    read: fn(Json) -> Option<Thing>,
}

impl Core {
    fn start(kind: Kind) -> Self {
        Self::start_with(use_api(), kind)
    }

    fn start_with(api: Api, kind: Kind) -> Self {
        let core = Parts {
            known: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(true),
            asked: RwSignal::new(0),
            api,
            clock: use_clock(),
        };
        Effect::new(move |_| {
            core.asked.track();
            core.ask(&kind);
        });
        let entered = use_gate().entered();
        Effect::new(move |before: Option<u32>| {
            let now = entered.get();
            let anew = before.is_some_and(|before| before != now);
            if anew && core.failure.with_untracked(Option::is_some) {
                core.asked.update(|asked| *asked += 1);
            }
            now
        });
        Self(StoredValue::new(core))
    }

    fn parts(self) -> Parts {
        self.0.get_value()
    }
}

impl Parts {
    fn ask(self, kind: &Kind) {
        let question = (kind.question)();
        let known = self.known.get_untracked();
        let stale = match (&known, &question) {
            (Some(known), Some(question)) => !(kind.keep)(&known.question, question),
            (known, None) => known.is_some(),
            (None, Some(_)) => false,
        };
        if stale {
            self.known.set(None);
        }
        if stale || question.is_none() {
            self.failure.set(None);
        }
        self.busy.set(question.is_some());
        let Some(question) = question else { return };
        let Some(request) = (kind.request)(&question) else {
            return;
        };
        let (answer, read) = (self.api.json(request), kind.read);
        // The next run of the effect, and the end of the page, drop the future and with it the request.
        spawn_local_scoped_with_cancellation(async move {
            let value = answer.await.and_then(|json| understood(read(json)));
            match value {
                Ok(value) => {
                    self.failure.set(None);
                    self.known.set(Some(Known {
                        question,
                        value,
                        read_at: self.clock.fresh(),
                    }));
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
            self.busy.set(false);
        });
    }
}

fn read<A: Answered>(json: Json) -> Option<Thing> {
    A::read(JsonValue(json)).map(|answer| Arc::new(answer) as Thing)
}

/// Asks the cloud what `question` says, and again whenever that changes; `None` asks nothing. An answer stays on show while
/// `keep(its question, the new question)` holds.
pub fn query<O: Operation>(
    question: impl Fn() -> Option<O> + 'static,
    keep: fn(&O, &O) -> bool,
) -> Query<O, O::Output>
where
    O::Output: Answered,
{
    let core = Core::start(Kind {
        question: Box::new(move || question().map(|question| Arc::new(question) as Thing)),
        keep: Box::new(move |before, now| {
            before
                .downcast_ref()
                .zip(now.downcast_ref())
                .is_some_and(|(before, now)| keep(before, now))
        }),
        request: |question| question.downcast_ref::<O>().map(Request::of),
        read: read::<O::Output>,
    });
    Query {
        core,
        answers: PhantomData,
    }
}

/// Asks the proxy for the session, and again whenever `version` changes.
pub fn session_query(version: Signal<u32>) -> Query<u32, Session> {
    let core = Core::start_with(
        use_api().quietly(),
        Kind {
            question: Box::new(move || Some(Arc::new(version.get()))),
            keep: Box::new(|_, _| true),
            request: |_| Some(Request::own("session")),
            read: read::<Session>,
        },
    );
    Query {
        core,
        answers: PhantomData,
    }
}

/// Asks the proxy itself, by a path below `/api/` with its query, and again whenever that changes; `None` asks nothing. An answer
/// stays on show while `keep(its path, the new path)` holds.
pub fn own_query<A: Answered>(
    path: impl Fn() -> Option<String> + 'static,
    keep: fn(&str, &str) -> bool,
) -> Query<String, A> {
    let core = Core::start(Kind {
        question: Box::new(move || path().map(|path| Arc::new(path) as Thing)),
        keep: Box::new(move |before, now| {
            let paths = before.downcast_ref::<String>().zip(now.downcast_ref());
            paths.is_some_and(|(before, now): (&String, &String)| keep(before, now))
        }),
        request: |path| {
            let path = path.downcast_ref::<String>()?;
            Some(Request::own(path.clone()))
        },
        read: read::<A>,
    });
    Query {
        core,
        answers: PhantomData,
    }
}
