//! The dashboard's files, from inside the binary or from a directory: compressed in advance, kept for long where their name
//! changes with their content, and one page for every place in the dashboard.

mod base;
pub mod bundle;
mod encoding;
mod files;
mod page;
mod site;

pub use base::Base;
pub use files::Files;
pub use page::{Page, PageFlaw};
pub use site::Site;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::answer;
use encoding::Encoding;

/// Serves the dashboard.
#[derive(Debug)]
pub struct Dashboard {
    files: Files,
    site: Site,
    policy: HeaderValue,
}

const INDEX: &str = "index.html";
/// What the page reads before it starts. It is the proxy's own answer, whatever file of that name there is.
const SETTINGS: &str = "signet.json";

/// Shown where the binary was built without the dashboard.
const NOT_BUILT: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Signet</title>\n\
<h1>The dashboard was not built</h1>\n\
<p>This proxy was built without its dashboard; its API works. Run <code>cargo xtask build</code>, or name a built one with <code>--dashboard DIR</code>.</p>\n</html>\n";

impl Dashboard {
    /// Serves `files` as `site` says.
    #[must_use]
    pub fn new(files: Files, site: Site) -> Self {
        let policy = site.policy();
        Self {
            files,
            site,
            policy,
        }
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
            None => self.not_built(),
        }
    }

    async fn file(&self, name: &str, headers: &HeaderMap) -> Option<Response> {
        let found = self.find(name, headers).await?;
        let tag = format!("\"{}\"", found.digest);
        let mut response = Response::new(Body::empty());
        if matches(headers, &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            *response.body_mut() = Body::from(found.content);
            response
                .headers_mut()
                .insert(CONTENT_TYPE, HeaderValue::from_static(content_type(name)));
            if let Some(coding) = found.encoding.name() {
                response
                    .headers_mut()
                    .insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
            }
        }
        let headers = response.headers_mut();
        if name == INDEX {
            headers.insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        }
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            CACHE_CONTROL,
            HeaderValue::from_static(if is_hashed(name) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            }),
        );
        headers.insert(ETAG, HeaderValue::from_str(&tag).ok()?);
        Some(response)
    }

    /// The best copy of a file. What is made here has none: it is two kilobytes, and a copy of the file as it was built would contradict it.
    async fn find(&self, name: &str, headers: &HeaderMap) -> Option<Found> {
        if name == SETTINGS {
            return Some(Found::made(self.site.settings()));
        }
        if name == INDEX {
            let (html, _) = self.files.get(INDEX).await?;
            return Some(Found::made(self.site.page(&String::from_utf8_lossy(&html))));
        }
        if is_compressed_copy(name) {
            return None;
        }
        for encoding in encoding::accepted(&headers.get_all(ACCEPT_ENCODING)) {
            let copy = format!("{name}{}", encoding.suffix());
            if let Some((content, digest)) = self.files.get(&copy).await {
                return Some(Found {
                    content,
                    digest,
                    encoding,
                });
            }
        }
        None
    }

    fn not_built(&self) -> Response {
        let mut response = Response::new(Body::from(NOT_BUILT));
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(INDEX)));
        headers.insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        response
    }
}

/// What is sent for a name.
struct Found {
    content: Bytes,
    digest: String,
    encoding: Encoding,
}

impl Found {
    fn made(text: String) -> Self {
        let content = Bytes::from(text);
        Self {
            digest: files::digest(&content),
            content,
            encoding: Encoding::Identity,
        }
    }
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

/// Whether a digest of the content is in the name: `signet-0123456789abcdef_bg.wasm`, or `plans-` and the 43 characters of a SHA-256 in
/// base64url, as chunks have it.
pub(crate) fn is_hashed(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    let stem = last.split('.').next().unwrap_or_default();
    let chunk = stem
        .len()
        .checked_sub(SHA_256)
        .and_then(|at| stem.split_at_checked(at));
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    chunk.is_some_and(|(name, digest)| name.ends_with('-') && digest.bytes().all(letter))
        || stem
            .split(['-', '_'])
            .skip(1)
            .any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The characters of a SHA-256 in base64url without padding.
const SHA_256: usize = 43;

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
        Some("txt" | "md" | "ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
