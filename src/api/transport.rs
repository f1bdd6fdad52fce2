//! One request: no types of ours, so that it is in the bundle once.

use js_sys::{Object, Promise, Reflect};
use leptos::prelude::window;
use signet_model::api::{GUARD_HEADER, REASON_HEADER, VERSION_HEADER};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, RequestCredentials, RequestInit, Response};

use super::{Failure, Pending, stream::Stream};
use crate::state::{Mounted, Reach};

/// Aborts the request when its answer is not awaited any longer.
pub(super) struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// What is asked of the proxy.
pub(super) struct Ask<'a> {
    pub(super) url: &'a str,
    /// Posted as JSON; got where there is none.
    pub(super) body: Option<String>,
    /// Goes along where it says anything.
    pub(super) why: &'a str,
    /// What is understood.
    pub(super) accept: &'a str,
}

/// The proxy of a mount: who asks it, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) mounted: Mounted,
    pub(super) reach: Reach,
}

/// An answer, and what ends the request.
type Answered = Result<(Response, AbortOnDrop), Failure>;

impl Line {
    /// Asks, and returns the text of a good answer.
    pub(super) async fn send(self, ask: &Ask<'_>) -> Result<String, Failure> {
        let (answer, _abort) = self.good(ask).await?;
        text(&answer).await
    }

    /// Gets a stream of events.
    pub(super) async fn listen(self, ask: &Ask<'_>) -> Result<Stream, Failure> {
        let (answer, abort) = self.good(ask).await?;
        let stream = answer.body().and_then(|body| Stream::of(body, abort));
        stream.ok_or_else(|| Failure::Unreadable(ask.accept.to_owned()))
    }

    /// Gets a file.
    pub(super) async fn file(self, ask: &Ask<'_>) -> Result<Blob, Failure> {
        let (answer, _abort) = self.good(ask).await?;
        let blob = come(answer.blob()).await?;
        blob.dyn_into()
            .map_err(|_| Failure::Unreadable(ask.accept.to_owned()))
    }

    async fn good(self, ask: &Ask<'_>) -> Answered {
        let answer = self.tried(ask).await;
        match &answer {
            Ok(_) | Err(Failure::Refused(_)) => self.reach.heard(),
            Err(_) => self.reach.silent(),
        }
        answer
    }

    async fn tried(self, ask: &Ask<'_>) -> Answered {
        let (answer, abort) = self.answer(ask).await?;
        if let Some(version) = header(&answer, VERSION_HEADER)
            && !self.reach.speaks(&version)
        {
            return Err(Failure::Unreadable(["API ", &version].concat()));
        }
        // A host of files answers any path with its page.
        let page = |kind: String| kind.starts_with("text/html");
        if answer.ok() && !header(&answer, "content-type").is_some_and(page) {
            return Ok((answer, abort));
        }
        let text = text(&answer).await?;
        crate::text::load_refusals().await;
        Err(Failure::read(answer.status(), &text))
    }

    /// Asks once more with another token where the first was refused: nothing has happened then.
    async fn answer(self, ask: &Ask<'_>) -> Answered {
        let bears = self.mounted.has_token();
        let mut again = false;
        loop {
            let mut token = None;
            if bears {
                token = self.mounted.token(again).await;
            }
            let abort = AbortOnDrop(AbortController::new().ok());
            let init = request(ask, bears, token, &abort);
            let answer = come(Ok(window().fetch_with_str_and_init(ask.url, &init))).await?;
            let answer: Response = answer.unchecked_into();
            if !bears || again || answer.status() != 401 {
                return Ok((answer, abort));
            }
            again = true;
        }
    }
}

/// What is promised; a promise that is broken is an answer that does not come.
fn come(promise: Result<Promise, JsValue>) -> Pending<JsValue> {
    Box::pin(async move {
        let promise = promise.map_err(|_| Failure::Unreachable)?;
        let come = JsFuture::from(promise).await;
        come.map_err(|_| Failure::Unreachable)
    })
}

async fn text(answer: &Response) -> Result<String, Failure> {
    let text = come(answer.text()).await?;
    Ok(text.as_string().unwrap_or_default())
}

#[inline(never)]
fn header(answer: &Response, name: &str) -> Option<String> {
    answer.headers().get(name).ok()?
}

/// The request, by cookie, or where it `bears` a token, by that.
fn request(ask: &Ask<'_>, bears: bool, token: Option<String>, abort: &AbortOnDrop) -> RequestInit {
    let headers = Object::new();
    let header = |name: &str, value: &str| {
        _ = Reflect::set(
            &headers,
            &JsValue::from_str(name),
            &JsValue::from_str(value),
        );
    };
    // What proves the origin to the proxy is spelt as its contract spells it.
    header("accept", ask.accept);
    header(GUARD_HEADER, "1");
    // A header is ASCII: any other text travels as the codes of its bytes.
    if !ask.why.is_empty() {
        header(
            REASON_HEADER,
            &String::from(js_sys::encode_uri_component(ask.why)),
        );
    }
    if let Some(token) = token {
        header("authorization", &["Bearer ", &token].concat());
    }
    let init = RequestInit::new();
    init.set_credentials(if bears {
        RequestCredentials::Omit
    } else {
        // Where the proxy is another origin, its cookie goes along all the same.
        RequestCredentials::Include
    });
    if let Some(body) = &ask.body {
        header("content-type", "application/json");
        init.set_method("POST");
        init.set_body(&JsValue::from_str(body));
    }
    init.set_headers(&headers);
    let signal = abort.0.as_ref().map(AbortController::signal);
    init.set_signal(signal.as_ref());
    init
}
