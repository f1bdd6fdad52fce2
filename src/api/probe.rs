//! Whether anything answers where the proxy should be. What it answers cannot be read by a page that it does not let in.

use gloo_net::http::RequestBuilder;
use web_sys::{RequestCredentials, RequestMode};

/// Whether anything at all answers below that base URL.
pub(super) async fn answers(base: &str) -> bool {
    let request = RequestBuilder::new(&[base, "/healthz"].concat())
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .build();
    match request {
        Ok(request) => request.send().await.is_ok(),
        Err(_) => false,
    }
}
