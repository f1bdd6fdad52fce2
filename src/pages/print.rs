//! A page on paper: what heads it, and its style, which is loaded with the pages that are printed and not with the first.

use crate::prelude::*;
use js_sys::{Array, Function, Reflect, global};
use leptos::html;
use signet_view::view;
use wasm_bindgen::{JsCast, JsValue};

use super::here::use_here;
use crate::{
    components::cloud_name,
    state::{use_clock, use_mounted},
    text::{use_format, use_text},
    ui::{effect, shown},
};

const STYLE: &str = include_str!("print/print.css");

/// What heads the printed page, and is not there on the screen: what it is, `facts` about it, who printed it and when.
pub fn printed(
    title: &'static str,
    facts: impl Fn() -> Vec<(&'static str, String)> + Send + 'static,
) -> Child {
    let (text, here, clock) = (use_text().printed(), use_here(), use_clock());
    let node: NodeRef<html::Div> = NodeRef::new();
    effect(move || {
        if let Some(node) = node.get() {
            // Where there are no constructed style sheets, the page is printed as the browser does.
            _ = adopt(&node.get_root_node());
        }
    });
    let facts = move || {
        let mut all = facts();
        if let Some(session) = here
            .session()
            .answer()
            .with(|answer| Some(answer?.value.clone()))
        {
            let by = if session.name == session.actor {
                session.actor
            } else {
                (text.person)(&session.name, &session.actor)
            };
            all.push((text.by, by));
        }
        all.push((text.at, use_format().exact(clock.now())));
        let one = |(name, value): (&'static str, String)| {
            view! { <div><dt>{name}</dt><dd>{shown(&value)}</dd></div> }
        };
        all.into_iter().map(one).collect::<Vec<_>>()
    };
    view! {
        <div node_ref=node class="printed">
            <p class="printed__title">{shown(&use_mounted().product())} " · " {title}</p>
            <dl>{facts}</dl>
        </div>
    }
    .into_child()
}

/// Which instance a printed page is about, with everything that tells it from others.
pub fn printed_instance(id: &str) -> (&'static str, String) {
    let here = use_here();
    let place = here.whereabouts(id);
    let cloud = place.cloud.map(cloud_name).unwrap_or_default();
    let whole = [&*place.name, &place.id, &place.region, cloud].join(" · ");
    (use_text().shell().instance, whole)
}

thread_local! {
    /// One style sheet for all roots of the document.
    static SHEET: Option<JsValue> = sheet().ok();
}

fn sheet() -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&global(), &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet = Reflect::construct(&class, &Array::new())?;
    call(&sheet, "replaceSync", &STYLE.into())?;
    Ok(sheet)
}

/// Adds the style to a document or a shadow root, once.
fn adopt(root: &JsValue) -> Result<(), JsValue> {
    let adopted = Reflect::get(root, &"adoptedStyleSheets".into())?;
    SHEET.with(|sheet| {
        let sheet = sheet.as_ref().ok_or(JsValue::NULL)?;
        if call(&adopted, "includes", sheet)?.is_falsy() {
            call(&adopted, "push", sheet)?;
        }
        Ok(())
    })
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    method.call1(object, argument)
}
