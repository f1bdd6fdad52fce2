//! The `view!` of the dashboard.
//!
//! It reads the same as Leptos' own and takes its components, but an element becomes data (`crate::view::Element` of the
//! crate that calls it) instead of a type of its own. What builds and updates it is then in the bundle once and not once
//! for every element, which is most of what a page would otherwise weigh.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement, NodeName};
use syn::spanned::Spanned;

type Parsed = NodeElement<rstml::Infallible>;

/// A view: elements, texts, blocks and components, as in Leptos. Attributes are `name=value`, `on:event=handler`,
/// `prop:name=closure` and `node_ref=node`; spreads, `class:`, `style:` and directives are not known.
#[proc_macro]
pub fn view(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    match rstml::parse2(input.into()) {
        Ok(nodes) => one_of(&nodes)
            .unwrap_or_else(|error| error.to_compile_error())
            .into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// Several nodes as one.
fn one_of(nodes: &[Node]) -> syn::Result<TokenStream> {
    match nodes {
        [one] => child(one),
        many => {
            let many = many.iter().map(child).collect::<syn::Result<Vec<_>>>()?;
            Ok(quote! { crate::view::Child::Many(::std::vec![#(#many),*]) })
        }
    }
}

/// A node, as an expression of type `Child`.
fn child(node: &Node) -> syn::Result<TokenStream> {
    match node {
        Node::Element(node) if is_component(node.name()) => component(node),
        Node::Element(node) => element(node),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote! { crate::view::text(#text) })
        }
        Node::Block(block) => {
            Ok(quote! { crate::view::IntoChild::into_child(#[allow(unused_braces)] #block) })
        }
        Node::Fragment(fragment) => one_of(&fragment.children),
        other => Err(syn::Error::new(
            other.span(),
            "a view has no place for this",
        )),
    }
}

fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|segment| segment.ident.to_string().starts_with(char::is_uppercase)),
        _ => false,
    }
}

fn element(node: &Parsed) -> syn::Result<TokenStream> {
    let tag = node.name().to_string();
    let this = Ident::new("element", Span::mixed_site());
    let mut parts = Vec::new();
    for attribute in node.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(syn::Error::new(
                attribute.span(),
                "an element takes no spread",
            ));
        };
        parts.push(part(&this, attribute));
    }
    for node in &node.children {
        parts.push(match node {
            Node::Text(text) => {
                let text = &text.value;
                quote! { #this.text(#text); }
            }
            node => {
                let child = child(node)?;
                quote! { #this.child(#child); }
            }
        });
    }
    Ok(quote! {{
        let mut #this = crate::view::Element::new(#tag);
        #(#parts)*
        crate::view::Child::Element(#this)
    }})
}

fn part(this: &Ident, attribute: &KeyedAttribute) -> TokenStream {
    let key = attribute.key.to_string();
    let key = key.strip_prefix("r#").unwrap_or(&key);
    if let Some(text) = attribute.value_literal_string() {
        return quote! { #this.fixed(#key, #text); };
    }
    let Some(value) = attribute.value() else {
        return quote! { #this.fixed(#key, ""); };
    };
    if let Some(event) = key.strip_prefix("on:") {
        let event = event_of(event, attribute.key.span());
        quote! { #this.on(#event, #value); }
    } else if let Some(name) = key.strip_prefix("prop:") {
        quote! { #this.property(#name, #value); }
    } else if key == "node_ref" {
        quote! { #this.reference(#value); }
    } else {
        quote! { #this.attribute(#key, #value); }
    }
}

/// Events that Leptos has no type for are plain events.
fn event_of(name: &str, span: Span) -> TokenStream {
    match name {
        "cancel" => quote! { ::leptos::ev::Custom::<::leptos::ev::Event>::new(#name) },
        _ => {
            let name = Ident::new(name, span);
            quote! { ::leptos::ev::#name }
        }
    }
}

fn component(node: &Parsed) -> syn::Result<TokenStream> {
    let name = node.name();
    let mut props = Vec::new();
    for attribute in node.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(syn::Error::new(
                attribute.span(),
                "a component takes no spread",
            ));
        };
        let key = &attribute.key;
        props.push(match attribute.value() {
            Some(value) => quote! { .#key(#[allow(unused_braces)] { #value }) },
            None => quote! { .#key(#key) },
        });
    }
    if !node.children.is_empty() {
        let children = one_of(&node.children)?;
        props.push(quote! { .children(crate::view::ToChildren::to_children(move || #children)) });
    }
    Ok(quote! {
        ::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name) #(#props)* .build(),
        )
    })
}
