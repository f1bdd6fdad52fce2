//! One request: no types of ours, so that it is in the bundle once.

use gloo_net::http::{Request, RequestBuilder};
use web_sys::AbortController;

use super::{Failure, stream::Stream};

/// Aborts the request when its answer is not awaited any longer.
pub(super) struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Posts `body` as JSON, or gets where there is none, and returns the text of a good answer. `why` goes along where it says anything.
pub(super) async fn send(url: &str, body: Option<String>, why: &str) -> Result<String, Failure> {
    let (request, _abort) = request(url, body, why, "application/json")?;
    let answer = request.send().await.map_err(|_| Failure::Unreachable)?;
    let text = answer.text().await.map_err(|_| Failure::Unreachable)?;
    if answer.ok() {
        Ok(text)
    } else {
        crate::text::load_refusals().await;
        Err(Failure::read(answer.status(), &text))
    }
}

/// Gets a stream of events.
pub(super) async fn listen(url: &str) -> Result<Stream, Failure> {
    let (request, abort) = request(url, None, "", "text/event-stream")?;
    let answer = request.send().await.map_err(|_| Failure::Unreachable)?;
    if !answer.ok() {
        let text = answer.text().await.map_err(|_| Failure::Unreachable)?;
        crate::text::load_refusals().await;
        return Err(Failure::read(answer.status(), &text));
    }
    let stream = answer.body().and_then(|body| Stream::of(body, abort));
    stream.ok_or_else(|| Failure::Unreadable("text/event-stream".to_owned()))
}

fn request(
    url: &str,
    body: Option<String>,
    why: &str,
    accept: &str,
) -> Result<(Request, AbortOnDrop), Failure> {
    let abort = AbortOnDrop(AbortController::new().ok());
    let signal = abort.0.as_ref().map(AbortController::signal);
    // What proves the origin to the proxy is spelt as its contract spells it.
    let request = RequestBuilder::new(url)
        .abort_signal(signal.as_ref())
        // Where the proxy is another origin, its cookie goes along all the same.
        .credentials(web_sys::RequestCredentials::Include)
        .header("accept", accept)
        .header(signet_model::api::GUARD_HEADER, "1");
    // A header is ASCII: any other text travels as the codes of its bytes.
    let request = if why.is_empty() {
        request
    } else {
        let why = String::from(js_sys::encode_uri_component(why));
        request.header(signet_model::api::REASON_HEADER, &why)
    };
    let request = match body {
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
