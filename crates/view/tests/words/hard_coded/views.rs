//! The elements of views, however deep in code they stand.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use rstml::node::{Node, NodeAttribute, NodeElement};

/// Gives every element of every `view!` in a Rust file.
pub(crate) fn each_element(source: &str, give: &mut dyn FnMut(&NodeElement<rstml::Infallible>)) {
    in_code(source.parse().expect("it is Rust"), give);
}

fn in_code(tokens: TokenStream, give: &mut dyn FnMut(&NodeElement<rstml::Infallible>)) {
    let mut before = String::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            if before == "view!" {
                let nodes = rstml::parse2(group.stream()).expect("it is a view");
                nodes.iter().for_each(|node| in_node(node, give));
            } else {
                in_code(group.stream(), give);
            }
        }
        let joins = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '!');
        if !joins {
            before.clear();
        }
        before.push_str(&token.to_string());
    }
}

fn in_node(node: &Node, give: &mut dyn FnMut(&NodeElement<rstml::Infallible>)) {
    match node {
        Node::Element(element) => {
            give(element);
            for attribute in element.attributes() {
                if let NodeAttribute::Attribute(attribute) = attribute
                    && let Some(value) = attribute.value()
                {
                    in_code(value.to_token_stream(), give);
                }
            }
            element.children.iter().for_each(|node| in_node(node, give));
        }
        Node::Block(block) => in_code(block.to_token_stream(), give),
        Node::Fragment(fragment) => fragment
            .children
            .iter()
            .for_each(|node| in_node(node, give)),
        _ => {}
    }
}
