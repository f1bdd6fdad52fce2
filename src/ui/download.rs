//! Handing a file to the reader that was made here.

use js_sys::Array;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Has the browser save `text` as a file; says whether it could begin. The text is in no URL: what names it is withdrawn at once.
pub fn download(name: &str, kind: &str, text: &str) -> bool {
    try_download(name, kind, text).is_some()
}

/// The same of what was read already.
pub fn save(name: &str, blob: &Blob) -> bool {
    try_save(name, blob).is_some()
}

fn try_download(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
    try_save(name, &blob)
}

fn try_save(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    _ = Url::revoke_object_url(&url);
    Some(())
}
