//! From data to nodes of the page, and from new data to the same nodes.

use std::borrow::Cow;

use leptos::{ev::Event, prelude::*, reactive::effect::RenderEffect, tachys::view::Mountable};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::{
    Child, Element, Value,
    attribute::Text,
    element::Part,
    keyed::{Row, build_rows, update_rows},
};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What has been built.
pub enum Built {
    /// Holds the place of nothing.
    Nothing(web_sys::Node),
    /// A text and what it says.
    Text(web_sys::Node, Cow<'static, str>),
    /// An element.
    Element(BuiltElement),
    /// Several, and the node that ends them.
    Many(Vec<Built>, web_sys::Node),
    /// Rows that are known by a key, and the node that ends them.
    Keyed(Vec<Row>, web_sys::Node),
    /// What follows a closure.
    Changing(Following),
}

/// What follows a closure. What it shows goes together with it: the effect by itself would keep it until its next turn, and what
/// it shows would be brought up to date once more, from signals that are gone.
pub struct Following(pub(super) RenderEffect<Built>);

impl Drop for Following {
    fn drop(&mut self) {
        drop(self.0.take_value());
    }
}

/// An element of the page, and what keeps it up to date.
pub struct BuiltElement {
    tag: &'static str,
    pub(super) node: web_sys::Element,
    attributes: Vec<&'static str>,
    held: Vec<Held>,
    children: Vec<Built>,
}

enum Held {
    Effect { _effect: RenderEffect<Text> },
    Listener(Cow<'static, str>, Closure<dyn FnMut(Event)>),
}

pub(super) fn build(child: Child) -> Built {
    match child {
        Child::Nothing => Built::Nothing(marker()),
        Child::Text(text) => Built::Text(document().create_text_node(&text).into(), text),
        Child::Element(element) => Built::Element(build_element(element)),
        Child::Many(many) => Built::Many(many.into_iter().map(build).collect(), marker()),
        Child::Keyed(rows) => Built::Keyed(build_rows(rows), marker()),
        Child::Changing(mut make) => Built::Changing(Following(RenderEffect::new(
            move |before: Option<Built>| {
                let child = make.make();
                match before {
                    Some(mut built) => {
                        update(&mut built, child);
                        built
                    }
                    None => build(child),
                }
            },
        ))),
    }
}

/// Makes what is built show something else. Elements and texts of the same kind stay, and with them the focus.
pub(super) fn update(built: &mut Built, child: Child) {
    match (&mut *built, child) {
        (Built::Nothing(_), Child::Nothing) => {}
        (Built::Text(node, before), Child::Text(text)) => {
            if *before != text {
                node.set_node_value(Some(&text));
                *before = text;
            }
        }
        (Built::Element(before), Child::Element(element)) if before.tag == element.tag => {
            before.update(element)
        }
        (Built::Many(before, end), Child::Many(many)) => {
            if let Some(parent) = end.parent_element() {
                update_list(before, many, &parent, Some(end));
            }
        }
        (Built::Keyed(before, end), Child::Keyed(rows)) => update_rows(before, rows, end),
        (built, child) => {
            let mut new = build(child);
            built.insert_before_this(&mut new);
            built.unmount();
            *built = new;
        }
    }
}

fn update_list(
    before: &mut Vec<Built>,
    now: Vec<Child>,
    parent: &web_sys::Element,
    end: Option<&web_sys::Node>,
) {
    for mut gone in before.drain(now.len().min(before.len())..) {
        gone.unmount();
    }
    for (at, child) in now.into_iter().enumerate() {
        match before.get_mut(at) {
            Some(built) => update(built, child),
            None => {
                let mut new = build(child);
                new.mount(parent, end);
                before.push(new);
            }
        }
    }
}

fn build_element(element: Element) -> BuiltElement {
    let Element {
        tag,
        parts,
        children,
    } = element;
    let node = match tag {
        "svg" | "path" | "rect" | "circle" => document().create_element_ns(Some(SVG), tag),
        _ => document().create_element(tag),
    };
    // Tags are written in the source; the page refuses none of them.
    let node = node.unwrap_or_else(|_| wasm_bindgen::throw_str(tag));
    let mut built = BuiltElement {
        tag,
        node,
        attributes: Vec::new(),
        held: Vec::new(),
        children: Vec::new(),
    };
    built.apply(parts);
    built.children = children.into_iter().map(build).collect();
    for child in &mut built.children {
        child.mount(&built.node, None);
    }
    built
}

impl BuiltElement {
    fn update(&mut self, element: Element) {
        let Element {
            parts, children, ..
        } = element;
        self.release();
        let before = std::mem::take(&mut self.attributes);
        self.apply(parts);
        for name in before {
            if !self.attributes.contains(&name) {
                _ = self.node.remove_attribute(name);
            }
        }
        update_list(&mut self.children, children, &self.node, None);
    }

    fn apply(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Attribute(name, value) => {
                    self.attributes.push(name);
                    match value {
                        Value::Fixed(text) => set(&self.node, name, &text),
                        Value::Changing(mut read) => {
                            let node = self.node.clone();
                            self.hold(RenderEffect::new(move |before: Option<Text>| {
                                let text = read.make();
                                if before.as_ref() != Some(&text) {
                                    set(&node, name, &text);
                                }
                                text
                            }));
                        }
                    }
                }
                Part::Property(name, mut read) => {
                    let (node, name) = (self.node.clone(), JsValue::from_str(name));
                    self.hold(RenderEffect::new(move |_: Option<Text>| {
                        let value = read.make();
                        // What the user sees already is left alone, the caret in it too.
                        if js_sys::Reflect::get(&node, &name).ok().as_ref() != Some(&value) {
                            _ = js_sys::Reflect::set(&node, &name, &value);
                        }
                        None
                    }));
                }
                Part::Event(name, handler) => {
                    if let Some(mut handler) = handler.take() {
                        let listener = Closure::new(move |event| handler.hear(event));
                        _ = self.node.add_event_listener_with_callback(
                            &name,
                            listener.as_ref().unchecked_ref(),
                        );
                        self.held.push(Held::Listener(name, listener));
                    }
                }
                Part::Reference(load) => load(&self.node),
            }
        }
    }

    fn hold(&mut self, effect: RenderEffect<Text>) {
        self.held.push(Held::Effect { _effect: effect });
    }

    fn release(&mut self) {
        for held in self.held.drain(..) {
            if let Held::Listener(name, listener) = held {
                _ = self
                    .node
                    .remove_event_listener_with_callback(&name, listener.as_ref().unchecked_ref());
            }
        }
    }
}

impl Drop for BuiltElement {
    fn drop(&mut self) {
        self.release();
    }
}

fn set(node: &web_sys::Element, name: &str, text: &Text) {
    _ = match text {
        Some(text) => node.set_attribute(name, text),
        None => node.remove_attribute(name),
    };
}

fn marker() -> web_sys::Node {
    document().create_text_node("").into()
}
