//! Finds words for readers in Rust: in views by their place, elsewhere by what they look like.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::ToTokens;
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement};

use super::words::{has_letters, is_joint, is_prose};

/// A word for readers that is no text of `src/text`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// Attributes that are read by people, on any element.
const READ: [&str; 9] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "content",
    "label",
    "placeholder",
    "title",
];

/// Props of components that take names for machines.
const MACHINE_PROPS: [&str; 4] = ["class", "href", "id", "keys"];

/// Calls and macros whose texts are for programmers, in logs and panics.
const FOR_PROGRAMMERS: [&str; 11] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "expect",
    "expect_throw",
    "panic",
    "unimplemented",
    "unreachable",
    "wasm_split",
];

/// How closely a text is looked at.
#[derive(Clone, Copy)]
enum Place {
    /// It is shown: everything with a letter is found.
    Shown,
    /// It may be anything: what looks like words is found.
    Code,
}

/// The words for readers in a Rust file; what is only there for tests is left out.
pub(crate) fn in_rust(source: &str) -> Vec<Found> {
    let tokens: TokenStream = source.parse().expect("it is Rust");
    let mut found = Vec::new();
    walk(tokens, Place::Code, &mut found);
    found
}

fn walk(tokens: TokenStream, place: Place, found: &mut Vec<Found>) {
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = rest.next_if(
                    |next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'),
                );
                let attribute = rest.next_if(|next| group(next, Delimiter::Bracket).is_some());
                let attribute = attribute.map(|group| group.to_string()).unwrap_or_default();
                if inner.is_none() && is_for_tests(&attribute) {
                    skip_item(&mut rest);
                }
            }
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let called = rest
                    .next_if(|next| matches!(next, TokenTree::Punct(mark) if mark.as_char() == '!'))
                    .is_some();
                if name == "view" && called {
                    if let Some(TokenTree::Group(view)) = rest.next() {
                        in_view(&view, found);
                    }
                } else if FOR_PROGRAMMERS.contains(&name.as_str()) {
                    rest.next_if(|next| group(next, Delimiter::Parenthesis).is_some());
                }
            }
            TokenTree::Literal(literal) => judge(&literal, place, found),
            TokenTree::Group(group) => walk(group.stream(), place, found),
            TokenTree::Punct(_) => {}
        }
    }
}

fn group(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

fn is_for_tests(attribute: &str) -> bool {
    let plain: String = attribute.split_whitespace().collect();
    plain.contains("cfg(test)") || plain.contains("[test]")
}

/// Goes on behind the next item: it ends with a body or a semicolon.
fn skip_item(rest: &mut impl Iterator<Item = TokenTree>) {
    for token in rest {
        let ends = match &token {
            TokenTree::Punct(mark) => mark.as_char() == ';',
            token => group(token, Delimiter::Brace).is_some(),
        };
        if ends {
            return;
        }
    }
}

fn judge(literal: &Literal, place: Place, found: &mut Vec<Found>) {
    let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) else {
        return;
    };
    let text = text.value();
    let read = match place {
        Place::Shown => has_letters(&text) || is_joint(&text),
        Place::Code => is_prose(&text) || is_joint(&text),
    };
    if read {
        let line = literal.span().start().line;
        found.push(Found { line, text });
    }
}

fn in_view(view: &Group, found: &mut Vec<Found>) {
    let nodes = rstml::parse2(view.stream()).expect("it is a view");
    for node in &nodes {
        in_node(node, found);
    }
}

fn in_node(node: &Node, found: &mut Vec<Found>) {
    match node {
        Node::Text(text) => walk(text.value.to_token_stream(), Place::Shown, found),
        Node::Block(block) => in_block(block.to_token_stream(), found),
        Node::Element(element) => in_element(element, found),
        Node::Fragment(fragment) => fragment
            .children
            .iter()
            .for_each(|node| in_node(node, found)),
        _ => {}
    }
}

/// A block that is nothing but a text shows it; of any other, the code is read.
fn in_block(block: TokenStream, found: &mut Vec<Found>) {
    let mut inner = block.clone().into_iter();
    let alone = inner.next().and_then(|token| {
        let stream = group(&token, Delimiter::Brace)?.stream();
        let mut tokens = stream.into_iter();
        match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Literal(literal)), None) => Some(literal),
            _ => None,
        }
    });
    match alone {
        Some(literal) => judge(&literal, Place::Shown, found),
        None => walk(block, Place::Code, found),
    }
}

fn in_element(element: &NodeElement<rstml::Infallible>, found: &mut Vec<Found>) {
    let component = element.name().to_string().starts_with(char::is_uppercase);
    for attribute in element.attributes() {
        if let NodeAttribute::Attribute(attribute) = attribute {
            in_attribute(component, attribute, found);
        }
    }
    for node in &element.children {
        in_node(node, found);
    }
}

fn in_attribute(component: bool, attribute: &KeyedAttribute, found: &mut Vec<Found>) {
    let key = attribute.key.to_string();
    let key = key.strip_prefix("r#").unwrap_or(&key);
    let Some(value) = attribute.value() else {
        return;
    };
    let fixed = attribute.value_literal_string().is_some();
    let place = if READ.contains(&key) || component && fixed && !MACHINE_PROPS.contains(&key) {
        Place::Shown
    } else if fixed {
        return;
    } else {
        Place::Code
    };
    walk(value.to_token_stream(), place, found);
}
