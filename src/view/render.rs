//! What Leptos asks of a view that it is to mount.

use leptos::tachys::{
    html::attribute::{Attribute, any_attribute::AnyAttribute},
    hydration::Cursor,
    ssr::StreamBuilder,
    view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
};
use web_sys::{Element, Node};

use super::{
    Child,
    build::{Built, build, update},
};

impl Render for Child {
    type State = Built;

    fn build(self) -> Built {
        build(self)
    }

    fn rebuild(self, state: &mut Built) {
        update(state, self);
    }
}

/// Of what Leptos may ask of a view only building in the browser is meant; nothing is rendered on a server.
impl RenderHtml for Child {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        _: &mut StreamBuilder,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Built {
        build(self)
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl AddAnyAttr for Child {
    type Output<New: Attribute> = Self;

    fn add_any_attr<New: Attribute>(self, _: New) -> Self {
        self
    }
}

impl Built {
    /// The first node, where there is one of ours.
    fn first(&self) -> Option<&Node> {
        match self {
            Self::Nothing(node) | Self::Text(node, _) => Some(node),
            Self::Element(element) => Some(&element.node),
            Self::Many(many, end) if many.is_empty() => Some(end),
            Self::Keyed(rows, end) if rows.is_empty() => Some(end),
            Self::Many(..) | Self::Keyed(..) | Self::Changing(_) => None,
        }
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        match self {
            Self::Nothing(node) | Self::Text(node, _) => remove(node),
            Self::Element(element) => element.node.remove(),
            Self::Many(many, end) => {
                for one in many {
                    one.unmount();
                }
                remove(end);
            }
            Self::Keyed(rows, end) => {
                for row in rows {
                    row.built.unmount();
                }
                remove(end);
            }
            Self::Changing(effect) => effect.0.unmount(),
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        match self {
            Self::Nothing(node) | Self::Text(node, _) => insert(parent, node, marker),
            Self::Element(element) => insert(parent, &element.node, marker),
            Self::Many(many, end) => {
                for one in many {
                    one.mount(parent, marker);
                }
                insert(parent, end, marker);
            }
            Self::Keyed(rows, end) => {
                for row in rows {
                    row.built.mount(parent, marker);
                }
                insert(parent, end, marker);
            }
            Self::Changing(effect) => effect.0.mount(parent, marker),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        if let Some(node) = self.first() {
            let parent = node.parent_element();
            if let Some(parent) = &parent {
                child.mount(parent, Some(node));
            }
            return parent.is_some();
        }
        match self {
            Self::Many(many, _) => many
                .first()
                .is_some_and(|first| first.insert_before_this(child)),
            Self::Keyed(rows, _) => rows
                .first()
                .is_some_and(|first| first.built.insert_before_this(child)),
            Self::Changing(effect) => effect.0.insert_before_this(child),
            Self::Nothing(_) | Self::Text(..) | Self::Element(_) => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        match self {
            Self::Nothing(_) | Self::Text(..) => Vec::new(),
            Self::Element(element) => vec![element.node.clone()],
            Self::Many(many, _) => many.iter().flat_map(Mountable::elements).collect(),
            Self::Keyed(rows, _) => rows.iter().flat_map(|row| row.built.elements()).collect(),
            Self::Changing(effect) => effect.0.elements(),
        }
    }
}

fn insert(parent: &Element, node: &Node, marker: Option<&Node>) {
    _ = parent.insert_before(node, marker);
}

fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        _ = parent.remove_child(node);
    }
}
