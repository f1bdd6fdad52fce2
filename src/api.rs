//! The only code that speaks HTTP: operations of the cloud, and what the proxy tells of itself.
//!
//! Knows the proxy's API and nothing of pages. A request that nobody waits for any more is aborted, so that a stale answer
//! never overwrites a newer one. What is generic here is a few lines around code that is not: every line of a generic
//! function is in the bundle once for each operation.
//!
//! ```text
//! let groups = query(move || Some(ListGroupId { instance_id: instance.get()? }), |_, _| true);
//! groups.answer().with(|answer| …);   // the last good answer, with its question and the time it was read
//! let done = use_api().act(&DeleteClientIds { iot_id, iot_instance_id }, "stolen").await;
//! let online = use_api().ask(&QuerySessionByClientId { instance_id, client_id }).await?.online;
//! ```

mod events;
mod failure;
mod json;
mod probe;
mod query;
mod read;
mod stream;
mod transport;

use std::{borrow::Cow, future::Future, pin::Pin};

use serde::Serialize;
use signet_model::{
    Effect, Operation,
    api::{ApiError, ErrorCode},
};

use self::{
    json::Json,
    transport::{Ask, Line},
};
use crate::state::{Gate, use_gate, use_mounted, use_reach};

pub use events::Event;
pub use failure::Failure;
pub use query::{Answer, Answers, Query, own_query, query, session_query};
pub use read::{Answered, JsonValue, RamPolicy};
pub use stream::Stream;

/// What is still on its way.
pub type Pending<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

/// The proxy of this mount.
#[derive(Clone, Copy)]
pub struct Api {
    line: Line,
    gate: Gate,
    quiet: bool,
}

/// The proxy of this mount.
pub fn use_api() -> Api {
    Api {
        line: Line {
            mounted: use_mounted(),
            reach: use_reach(),
        },
        gate: use_gate(),
        quiet: false,
    }
}

impl Api {
    /// For what is asked by the clock: where somebody has put off signing in again, it does not ask them anew.
    pub fn quietly(self) -> Self {
        Self {
            quiet: true,
            ..self
        }
    }

    /// Has the proxy make one call to the cloud of which only matters that it was made. `why` is kept with it; empty where nobody
    /// said.
    ///
    /// Its failure is what the proxy or the cloud refused, or why there is no answer.
    pub fn act<O: Operation>(self, operation: &O, why: &str) -> Pending<()> {
        self.done(Request::of(operation).because(why))
    }

    /// The same for an act whose answer matters.
    pub fn act_for<O: Operation>(self, operation: &O, why: &str) -> Pending<O::Output>
    where
        O::Output: Answered,
    {
        let answer = self.json(Request::of(operation).because(why));
        Box::pin(async move { understood(O::Output::read(JsonValue(answer.await?))) })
    }

    /// Posts to the proxy itself, where only matters that it was done.
    ///
    /// Its failure is what the proxy refused, or why there is no answer.
    pub fn tell<B: Serialize>(self, path: &'static str, body: &B) -> Pending<()> {
        self.done(Request::told(path, body))
    }

    /// Posts to the proxy itself, and reads its answer.
    ///
    /// Its failure is what the proxy refused, or why there is no answer.
    pub fn tell_for<B: Serialize, A: Answered>(self, path: &'static str, body: &B) -> Pending<A> {
        let answer = self.json(Request::told(path, body));
        Box::pin(async move { understood(A::read(JsonValue(answer.await?))) })
    }

    /// Has the proxy make one call to the cloud, and reads its answer. For what is shown, [`query`] does more.
    ///
    /// Its failure is what the proxy or the cloud refused, or why there is no answer.
    pub fn ask<O: Operation>(self, operation: &O) -> Pending<O::Output>
    where
        O::Output: Answered,
    {
        let answer = self.json(Request::of(operation));
        Box::pin(async move { understood(O::Output::read(JsonValue(answer.await?))) })
    }

    /// Listens to a stream of events of the proxy itself, by its path below `/api/`.
    ///
    /// Its failure is what the proxy refused, or why there is no answer.
    pub fn listen(self, path: &str) -> Pending<Stream> {
        let url = self.url(path);
        Box::pin(async move {
            let ask = Ask {
                url: &url,
                body: None,
                why: "",
                accept: "text/event-stream",
            };
            self.noticed(self.line.listen(&ask).await).await
        })
    }

    /// Gets a file of the proxy itself, by its path below `/api/`: for what a link cannot save, because calls carry a token.
    ///
    /// Its failure is what the proxy refused, or why there is no answer.
    pub fn file(self, path: &str) -> Pending<web_sys::Blob> {
        let url = self.url(path);
        Box::pin(async move {
            let ask = Ask {
                url: &url,
                body: None,
                why: "",
                accept: "*/*",
            };
            self.noticed(self.line.file(&ask).await).await
        })
    }

    /// Where the proxy has something, by its path below `/api/`: for what the browser itself saves. Where calls carry a token, that
    /// leads nowhere; see [`Api::file`].
    pub fn url(self, path: &str) -> String {
        [&self.line.mounted.proxy(), "/api/", path].concat()
    }

    /// Whether anything answers where the proxy should be, be it something that this page cannot read.
    pub async fn answers(self) -> bool {
        probe::answers(&self.line.mounted.proxy()).await
    }

    /// Who waits for an answer on behalf of a dashboard that was taken away waits for ever, and is forgotten: what they would do next is
    /// about signals that are gone.
    async fn noticed<T>(self, answer: Result<T, Failure>) -> Result<T, Failure> {
        if !self.line.mounted.is_there() {
            std::future::pending::<()>().await;
        }
        if let Err(Failure::Refused(error)) = &answer {
            self.gate.refused(error.code, self.quiet);
        }
        answer
    }

    fn done(self, request: Request) -> Pending<()> {
        let answer = self.send(request);
        Box::pin(async move { answer.await.map(drop) })
    }

    fn json(self, request: Request) -> Pending<Json> {
        let answer = self.send(request);
        Box::pin(async move { understood(Json::parse(&answer.await?)) })
    }

    fn send(self, request: Request) -> Pending<String> {
        let url = self.url(&[request.path, &*request.name].concat());
        Box::pin(async move {
            // The page says so before; nothing is sent that it did not mean to offer.
            let readonly = self.line.mounted.readonly();
            if !request.reads && readonly.try_with_untracked(|is| *is) != Some(false) {
                crate::text::load_refusals().await;
                let error = ApiError::new(ErrorCode::ReadOnly, "");
                return Err(Failure::Refused(Box::new(error)));
            }
            let ask = Ask {
                url: &url,
                body: request.body,
                why: &request.why,
                accept: "application/json",
            };
            self.noticed(self.line.send(&ask).await).await
        })
    }
}

/// Reads an answer that came by another way than a request of its own.
pub fn read_text<A: Answered>(text: &str) -> Option<A> {
    A::read(JsonValue(Json::parse(text)?))
}

fn understood<T>(read: Option<T>) -> Result<T, Failure> {
    read.ok_or_else(|| Failure::Unreadable("JSON".to_owned()))
}

/// A request without its type.
struct Request {
    path: &'static str,
    name: Cow<'static, str>,
    body: Option<String>,
    /// Why it is asked; empty where nobody said.
    why: String,
    /// Whether it changes nothing.
    reads: bool,
}

/// What is posted to the proxy itself and changes nothing that others see: who one is, and that a list was saved.
const READING: [&str; 3] = ["sign-", "session/", "audit/"];

impl Request {
    fn of<O: Operation>(operation: &O) -> Self {
        // An operation is a flat object of text and numbers, which can always be written.
        let body = serde_json::to_string(operation).ok();
        Self {
            path: "operations/",
            name: O::NAME.as_str().into(),
            body,
            why: String::new(),
            reads: operation.effect() == Effect::Read,
        }
    }

    /// What is read of the proxy itself, by its path below `/api/`, query included.
    fn own(path: impl Into<Cow<'static, str>>) -> Self {
        Self {
            path: "",
            name: path.into(),
            body: None,
            why: String::new(),
            reads: true,
        }
    }

    fn told<B: Serialize>(path: &'static str, body: &B) -> Self {
        Self {
            body: serde_json::to_string(body).ok(),
            reads: READING.iter().any(|reading| path.starts_with(reading)),
            ..Self::own(path)
        }
    }

    fn because(self, why: &str) -> Self {
        Self {
            why: why.to_owned(),
            ..self
        }
    }
}
