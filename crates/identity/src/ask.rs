//! Asking a provider over the [`Fetch`] that was handed in.

use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use http::{Method, Request};
use openidconnect::{AsyncHttpClient, HttpRequest};
use serde::de::DeserializeOwned;

use crate::fetch::{Fetch, FetchError, Fetching, LARGEST_ANSWER};
use crate::refusal::Refusal;

/// Sends a request; holds the limit on size whatever the [`Fetch`] does.
pub(crate) fn send(fetch: &dyn Fetch, request: Request<Vec<u8>>) -> Fetching<'_> {
    Box::pin(async move {
        let response = fetch.fetch(request).await?;
        if response.body().len() > LARGEST_ANSWER {
            return Err(FetchError::TooLarge);
        }
        Ok(response)
    })
}

/// [`send`] as the library wants it. Named, because through a closure the compiler does not see that callers may be sent between threads.
pub(crate) struct Http<'a>(pub(crate) &'a dyn Fetch);

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = FetchError;
    type Future = Fetching<'c>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        send(self.0, request)
    }
}

/// Reads a JSON document. `what` names it in errors.
pub(crate) async fn json<T: DeserializeOwned>(
    fetch: &dyn Fetch,
    what: &'static str,
    url: &str,
    bearer: Option<&str>,
) -> Result<T, Refusal> {
    let unusable = |why: String| Refusal::Unusable { what, why };
    let mut request = Request::builder()
        .method(Method::GET)
        .uri(url)
        .header(ACCEPT, "application/json");
    if let Some(bearer) = bearer {
        let mut value = HeaderValue::try_from(format!("Bearer {bearer}"))
            .map_err(|_| unusable("the access token is no header's value".to_owned()))?;
        value.set_sensitive(true);
        request = request.header(AUTHORIZATION, value);
    }
    let request = request
        .body(Vec::new())
        .map_err(|_| unusable("its address is not one".to_owned()))?;
    let response = send(fetch, request)
        .await
        .map_err(|error| unreachable(what, &error))?;
    if !response.status().is_success() {
        return Err(unusable(format!("the answer is {}", response.status())));
    }
    serde_json::from_slice(response.body()).map_err(|error| {
        unusable(format!(
            "it is not the JSON that was expected (line {}, column {})",
            error.line(),
            error.column()
        ))
    })
}

pub(crate) fn unreachable(what: &'static str, error: &FetchError) -> Refusal {
    Refusal::Unreachable {
        what,
        why: error.to_string(),
    }
}
