//! The dashboard's files, from inside the binary or from a directory: compressed in advance, kept for long where their name
//! changes with their content, and one page for every place in the dashboard.

mod encoding;
mod files;

pub use files::Files;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::answer;
use encoding::Encoding;

/// Serves the dashboard.
#[derive(Debug)]
pub struct Dashboard {
    files: Files,
}

const INDEX: &str = "index.html";

/// Shown where the binary was built without the dashboard.
const NOT_BUILT: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Signet</title>\n\
<h1>The dashboard was not built</h1>\n\
<p>This proxy was built without its dashboard; its API works. Run <code>cargo xtask build</code>, or name a built one with <code>--dashboard DIR</code>.</p>\n</html>\n";

impl Dashboard {
    /// Serves `files`.
    #[must_use]
    pub const fn new(files: Files) -> Self {
        Self { files }
    }

    /// Answers a GET or HEAD for `path`.
    pub async fn answer(&self, path: &str, headers: &HeaderMap) -> Response {
        let name = match path.trim_start_matches('/') {
            "" => INDEX,
            name => name,
        };
        if let Some(response) = self.file(name, headers).await {
            return response;
        }
        if name != INDEX && has_extension(name) {
            return answer::unknown_path();
        }
        match self.file(INDEX, headers).await {
            Some(response) => response,
            None => page(
                StatusCode::SERVICE_UNAVAILABLE,
                Bytes::from_static(NOT_BUILT.as_bytes()),
            ),
        }
    }

    async fn file(&self, name: &str, headers: &HeaderMap) -> Option<Response> {
        if is_compressed_copy(name) {
            return None;
        }
        let accepted = encoding::accepted(&headers.get_all(ACCEPT_ENCODING));
        let mut found = None;
        for encoding in accepted {
            if let Some(file) = self
                .files
                .get(&format!("{name}{}", encoding.suffix()))
                .await
            {
                found = Some((encoding, file));
                break;
            }
        }
        let (encoding, (content, hash)) = match found {
            Some(found) => found,
            None => (Encoding::Identity, self.files.get(name).await?),
        };
        let tag = format!("\"{hash}\"");
        let kept = is_hashed(name);
        let mut response = Response::new(Body::empty());
        if matches(headers, &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            *response.body_mut() = Body::from(content);
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
            if let Some(coding) = encoding.name() {
                response
                    .headers_mut()
                    .insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
            }
        }
        let headers = response.headers_mut();
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            CACHE_CONTROL,
            HeaderValue::from_static(if kept {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            }),
        );
        headers.insert(ETAG, HeaderValue::from_str(&tag).ok()?);
        Some(response)
    }
}

fn page(status: StatusCode, content: Bytes) -> Response {
    let mut response = Response::new(Body::from(content));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type(INDEX)));
    response
}

fn matches(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|value| value == "*" || value.trim_start_matches("W/") == tag)
}

/// Whether the name looks like a file's: a place in the dashboard may end in an id with a dot, such as `device.01`.
fn has_extension(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').is_some_and(|(_, extension)| {
        (1..=12).contains(&extension.len())
            && extension.starts_with(|first: char| first.is_ascii_lowercase())
            && extension
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// Whether the bundler put a digest of the content into the name: `signet-0123456789abcdef_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let stem = name
        .rsplit('/')
        .next()
        .and_then(|last| last.split('.').next())
        .unwrap_or_default();
    stem.split(['-', '_'])
        .skip(1)
        .any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_compressed_copy(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
