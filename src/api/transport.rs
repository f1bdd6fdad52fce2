//! One request: no types of ours, so that it is in the bundle once.

use gloo_net::http::{Request, RequestBuilder, Response};
use signet_model::api::VERSION_HEADER;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, RequestCredentials};

use super::{Failure, stream::Stream};
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
        let answer: web_sys::Response = answer.into();
        let blob = answer.blob().map_err(|_| Failure::Unreachable)?;
        let blob = JsFuture::from(blob)
            .await
            .map_err(|_| Failure::Unreachable)?;
        blob.dyn_into()
            .map_err(|_| Failure::Unreadable(ask.accept.to_owned()))
    }

    async fn good(self, ask: &Ask<'_>) -> Result<(Response, AbortOnDrop), Failure> {
        let answer = self.tried(ask).await;
        match &answer {
            Ok(_) | Err(Failure::Refused(_)) => self.reach.heard(),
            Err(_) => self.reach.silent(),
        }
        answer
    }

    async fn tried(self, ask: &Ask<'_>) -> Result<(Response, AbortOnDrop), Failure> {
        let (answer, abort) = self.answer(ask).await?;
        if let Some(version) = answer.headers().get(VERSION_HEADER)
            && !self.reach.speaks(&version)
        {
            return Err(Failure::Unreadable(["API ", &version].concat()));
        }
        // A host of files answers any path with its page.
        let page = |kind: String| kind.starts_with("text/html");
        if answer.ok() && !answer.headers().get("content-type").is_some_and(page) {
            return Ok((answer, abort));
        }
        let text = text(&answer).await?;
        crate::text::load_refusals().await;
        Err(Failure::read(answer.status(), &text))
    }

    /// Asks once more with another token where the first was refused: nothing has happened then.
    async fn answer(self, ask: &Ask<'_>) -> Result<(Response, AbortOnDrop), Failure> {
        let bears = self.mounted.has_token();
        let mut again = false;
        loop {
            let token = if bears {
                Some(self.mounted.token(again).await)
            } else {
                None
            };
            let (request, abort) = request(ask, token)?;
            let answer = request.send().await.map_err(|_| Failure::Unreachable)?;
            if !bears || again || answer.status() != 401 {
                return Ok((answer, abort));
            }
            again = true;
        }
    }
}

async fn text(answer: &Response) -> Result<String, Failure> {
    answer.text().await.map_err(|_| Failure::Unreachable)
}

/// The request, by cookie, or by what there is of a token.
fn request(
    ask: &Ask<'_>,
    token: Option<Option<String>>,
) -> Result<(Request, AbortOnDrop), Failure> {
    let abort = AbortOnDrop(AbortController::new().ok());
    let signal = abort.0.as_ref().map(AbortController::signal);
    // What proves the origin to the proxy is spelt as its contract spells it.
    let request = RequestBuilder::new(ask.url)
        .abort_signal(signal.as_ref())
        .credentials(match token {
            // Where the proxy is another origin, its cookie goes along all the same.
            None => RequestCredentials::Include,
            Some(_) => RequestCredentials::Omit,
        })
        .header("accept", ask.accept)
        .header(signet_model::api::GUARD_HEADER, "1");
    // A header is ASCII: any other text travels as the codes of its bytes.
    let request = if ask.why.is_empty() {
        request
    } else {
        let why = String::from(js_sys::encode_uri_component(ask.why));
        request.header(signet_model::api::REASON_HEADER, &why)
    };
    let request = match token.flatten() {
        Some(token) => request.header("authorization", &["Bearer ", &token].concat()),
        None => request,
    };
    let request = match &ask.body {
        Some(body) => request
            .method(gloo_net::http::Method::POST)
            .header("content-type", "application/json")
            .body(body),
        None => request.build(),
    };
    match request {
        Ok(request) => Ok((request, abort)),
        Err(_) => Err(Failure::Unreadable("RequestInit".to_owned())),
    }
}
