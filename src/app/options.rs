//! What the page around the dashboard says: all of it when it mounts it, and later one thing at a time ([`super::live`]). What means nothing
//! is as good as nothing, and is told.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    router::{Location, page_named},
    state::{Said, Wrong},
};

/// An object of JavaScript whose properties are options.
pub(super) struct Options<'a>(pub(super) &'a JsValue);

/// What a value of JavaScript says, as text: nothing for `null` and `undefined`, and the kind of what is no text. Nothing of the page's own is
/// called: a `toString` may throw.
pub fn given(value: &JsValue) -> Option<String> {
    if value.is_null() || value.is_undefined() {
        return None;
    }
    if let Some(flag) = value.as_bool() {
        return Some(if flag { "true" } else { "false" }.to_owned());
    }
    value.as_string().or_else(|| value.js_typeof().as_string())
}

impl Options<'_> {
    #[inline(never)]
    fn value(&self, name: &str) -> JsValue {
        Reflect::get(self.0, &JsValue::from_str(name)).unwrap_or_default()
    }

    /// An option as it is given.
    pub(super) fn given(&self, name: &str) -> Option<String> {
        given(&self.value(name))
    }

    /// An option as text. An empty one, as of an empty attribute, says nothing.
    #[inline(never)]
    pub(super) fn text(&self, name: &str) -> Option<String> {
        given(&self.value(name)).filter(|text| !text.is_empty())
    }

    fn any<T: JsCast>(&self, name: &str) -> Option<T> {
        self.value(name).dyn_into().ok()
    }

    /// Where the URL lives.
    pub(super) fn location(&self) -> Location {
        let text = |name| self.text(name).unwrap_or_default();
        let console = self.text("console").or_else(|| self.text("proxy"));
        Location::named(
            &text("location"),
            &text("base"),
            &console.unwrap_or_default(),
        )
    }

    /// What others need.
    pub(super) fn said(&self, location: &Location) -> Said {
        let is_lent = matches!(location, Location::Memory { .. });
        Said {
            proxy: self.text("proxy").unwrap_or_default(),
            product: self.text("product").unwrap_or_else(|| "Signet".to_owned()),
            embedded: is_lent || self.text("embedded").is_some_and(|text| text == "true"),
            token: self.any("token"),
            sign_in: self.any("signIn"),
            emit: self.any("emit"),
            errors: self.any("errors"),
        }
    }

    /// The pages that are named; of a list that names none, all.
    pub(super) fn pages(&self, wrong: &mut Vec<Wrong>) -> Option<Vec<&'static str>> {
        let mut pages = Vec::new();
        for page in self.any::<Array>("pages")? {
            let found = given(&page).unwrap_or_default();
            match page_named(&found) {
                Some(page) => pages.push(page),
                None => wrong.push(Wrong {
                    option: "page".to_owned(),
                    found,
                }),
            }
        }
        (!pages.is_empty()).then_some(pages)
    }
}
