//! Where the pages are, whom they ask and how they present themselves: what is put into `index.html`, and `signet.json` beside it.

use http::HeaderValue;
use serde::Serialize;

use super::{Base, Page};
use crate::guard::PublicUrl;

/// Where the pages are, whom they ask and how they present themselves.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Below which path they are. Their places are in the path then; in the fragment where `None`, which works at any path.
    pub base: Option<Base>,
    /// The proxy that they ask; their own origin where `None`.
    pub proxy: Option<PublicUrl>,
    /// The origins whose pages may hold them in a frame.
    pub frame: Vec<String>,
    /// How they present themselves.
    pub page: Page,
}

/// `signet.json`, which the page reads before it starts.
#[derive(Serialize)]
struct Settings<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<String>,
    routes: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    frame: &'a [String],
    #[serde(flatten)]
    page: &'a Page,
}

/// Nothing inline, nothing foreign. `wasm-unsafe-eval` lets the browser compile WebAssembly and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors ";

impl Site {
    /// The text of `signet.json`.
    #[must_use]
    pub fn settings(&self) -> String {
        let settings = Settings {
            proxy: self.proxy.as_ref().map(PublicUrl::origin),
            routes: if self.base.is_some() {
                "history"
            } else {
                "hash"
            },
            frame: &self.frame,
            page: &self.page,
        };
        serde_json::to_string(&settings).unwrap_or_default()
    }

    /// `index.html` of this site: with its base, before anything that has an address, right behind the encoding; and with the product's name,
    /// which is read before the dashboard is there to write it. As it was where it is no page of ours.
    #[must_use]
    pub fn page(&self, html: &str) -> String {
        let named = match &self.page.product {
            Some(product) => named(html, product),
            None => html.to_owned(),
        };
        let behind = named
            .find("<meta charset")
            .and_then(|start| Some(start + named[start..].find('>')? + 1));
        match (&self.base, behind) {
            (Some(base), Some(at)) => {
                format!("{}<base href=\"{base}\">{}", &named[..at], &named[at..])
            }
            _ => named,
        }
    }

    /// `index.html` whose own policy lets it ask the proxy and nobody else; `None` where it has none that could be narrowed.
    #[must_use]
    pub fn narrowed(&self, html: &str) -> Option<String> {
        const DIRECTIVE: &str = "connect-src ";
        let start = html.find(DIRECTIVE)? + DIRECTIVE.len();
        let end = start + html[start..].find([';', '"'])?;
        Some(format!(
            "{}{}{}",
            &html[..start],
            self.connect(),
            &html[end..]
        ))
    }

    /// Whom the pages ask, as a policy says it.
    #[must_use]
    pub fn connect(&self) -> String {
        let proxy = self.proxy.as_ref();
        proxy.map_or_else(|| "'self'".to_owned(), |proxy| format!("'self' {proxy}"))
    }

    /// Who may hold the pages in a frame, as a policy says it.
    #[must_use]
    pub fn frame_ancestors(&self) -> String {
        match &*self.frame {
            [] => "'none'".to_owned(),
            origins => origins.join(" "),
        }
    }

    /// The policy of the pages where the proxy serves them.
    pub(super) fn policy(&self) -> HeaderValue {
        // Origins are plain ASCII, or the configuration would have been refused.
        HeaderValue::try_from(format!("{POLICY}{}", self.frame_ancestors())).unwrap_or(
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        )
    }
}

/// A page that says `product` where it says Signet until the dashboard is there.
fn named(html: &str, product: &str) -> String {
    let product = product
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    html.replacen(
        "<title>Signet</title>",
        &format!("<title>{product}</title>"),
        1,
    )
    .replacen("Loading Signet…", &format!("Loading {product}…"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_say_what_is_set_and_nothing_else() {
        assert_eq!(Site::default().settings(), r#"{"routes":"hash"}"#);
        let site = Site {
            base: Some(Base::root()),
            proxy: Some("https://signet.example:8443".parse().expect("an address")),
            frame: vec!["https://portal.example".to_owned()],
            page: toml::from_str("product = \"A \\\"b\\\"\"\npages = [\"plans\"]").expect("a page"),
        };
        assert_eq!(
            site.settings(),
            r#"{"proxy":"https://signet.example:8443","routes":"history","frame":["https://portal.example"],"product":"A \"b\"","pages":["plans"]}"#
        );
    }

    #[test]
    fn the_base_stands_before_everything_that_has_an_address() {
        let site = Site {
            base: Some("/x/".parse().expect("a base")),
            ..Site::default()
        };
        for (html, expected) in [
            (
                "<!doctype html><html lang=en><meta charset=utf-8><link href=./a>",
                "<!doctype html><html lang=en><meta charset=utf-8><base href=\"/x/\"><link href=./a>",
            ),
            (
                "<head>\n  <meta charset=\"utf-8\">\n  <title>",
                "<head>\n  <meta charset=\"utf-8\"><base href=\"/x/\">\n  <title>",
            ),
            ("page", "page"),
        ] {
            assert_eq!(site.page(html), expected);
            assert_eq!(Site::default().page(html), html);
        }
    }

    #[test]
    fn the_products_name_is_there_before_the_dashboard_and_is_text() {
        let page = toml::from_str("product = \"R&D <b>\"").expect("a page");
        let site = Site {
            page,
            ..Site::default()
        };
        assert_eq!(
            site.page("<title>Signet</title><p>Loading Signet…</p><h1>Signet could not start</h1>"),
            "<title>R&amp;D &lt;b&gt;</title><p>Loading R&amp;D &lt;b&gt;…</p><h1>Signet could not start</h1>"
        );
    }
}
