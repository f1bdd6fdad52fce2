//! An element before it is built.

use std::borrow::Cow;

use leptos::prelude::NodeRef;
use leptos::{
    ev::EventDescriptor, reactive::send_wrapper_ext::SendOption,
    tachys::html::element::ElementType, tachys::html::node_ref::NodeRefContainer,
};
use wasm_bindgen::JsValue;

use super::{Child, Hear, IntoValue, Make, Value, child};

/// An element: its tag, its parts and its children.
pub struct Element {
    pub(super) tag: &'static str,
    pub(super) parts: Vec<Part>,
    pub(super) children: Vec<Child>,
}

pub(super) enum Part {
    Attribute(&'static str, Value),
    Property(&'static str, Box<dyn Make<JsValue> + Send>),
    Event(Cow<'static, str>, SendOption<Box<dyn Hear>>),
    Reference(Box<dyn FnOnce(&web_sys::Element) + Send>),
}

impl Element {
    /// An element without anything.
    pub fn new(tag: &'static str) -> Self {
        Self {
            tag,
            parts: Vec::new(),
            children: Vec::new(),
        }
    }

    /// Adds an attribute that is written in the source.
    pub fn fixed(&mut self, name: &'static str, text: &'static str) {
        self.part(Part::Attribute(
            name,
            Value::Fixed(Some(Cow::Borrowed(text))),
        ));
    }

    /// Adds an attribute.
    pub fn attribute(&mut self, name: &'static str, value: impl IntoValue) {
        self.part(Part::Attribute(name, value.into_value()));
    }

    /// Adds a property that follows what the closure reads.
    pub fn property<T: Into<JsValue>>(
        &mut self,
        name: &'static str,
        mut value: impl FnMut() -> T + Send + 'static,
    ) {
        self.part(Part::Property(name, Box::new(move || value().into())));
    }

    /// Adds a listener.
    pub fn on<E>(&mut self, event: E, mut handler: impl FnMut(E::EventType) + 'static)
    where
        E: EventDescriptor,
        E::EventType: From<JsValue>,
    {
        let handler: Box<dyn Hear> = Box::new(move |event| handler(JsValue::from(event).into()));
        self.part(Part::Event(
            event.name(),
            SendOption::new_local(Some(handler)),
        ));
    }

    /// Hands the element to a reference when it is built.
    pub fn reference<E>(&mut self, node: NodeRef<E>)
    where
        E: ElementType + 'static,
        NodeRef<E>: NodeRefContainer<E> + Send,
    {
        self.part(Part::Reference(Box::new(move |element| node.load(element))));
    }

    /// Adds a text that is written in the source.
    pub fn text(&mut self, text: &'static str) {
        self.child(child::text(text));
    }

    /// Adds a child.
    pub fn child(&mut self, child: Child) {
        self.children.push(child);
    }

    fn part(&mut self, part: Part) {
        self.parts.push(part);
    }
}
