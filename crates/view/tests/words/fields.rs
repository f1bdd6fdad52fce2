//! What is typed is left as it was typed: no phone capitalises an id, and no input method presses a button.

use quote::ToTokens;
use rstml::node::{NodeAttribute, NodeElement};

use crate::{hard_coded::views, sources};

/// What says how a field is typed into.
const SAYS: [&str; 4] = [
    "autocapitalize",
    "autocomplete",
    "autocorrect",
    "spellcheck",
];
/// Inputs into which nobody types.
const NOT_TYPED: [&str; 4] = ["checkbox", "file", "radio", "range"];

fn attribute(element: &NodeElement<rstml::Infallible>, name: &str) -> Option<String> {
    element
        .attributes()
        .iter()
        .find_map(|attribute| match attribute {
            NodeAttribute::Attribute(attribute) if attribute.key.to_string() == name => Some(
                attribute
                    .value()
                    .map(|value| value.to_token_stream().to_string())
                    .unwrap_or_default(),
            ),
            _ => None,
        })
}

/// What a field leaves open, if it is one into which text is typed.
fn open(element: &NodeElement<rstml::Infallible>) -> Vec<&'static str> {
    let name = element.name().to_string();
    let kind = attribute(element, "r#type").or_else(|| attribute(element, "type"));
    let kind = kind.unwrap_or_default();
    let is_typed = match name.as_str() {
        "textarea" => true,
        "input" => !NOT_TYPED.contains(&kind.trim_matches('"')),
        _ => false,
    };
    if !is_typed {
        return Vec::new();
    }
    let key_of_return = (name == "input").then_some("enterkeyhint");
    let wanted = SAYS.into_iter().chain(key_of_return);
    wanted
        .filter(|name| attribute(element, name).is_none())
        .collect()
}

#[test]
fn every_field_says_how_it_is_typed_into() {
    let mut fields = 0;
    let mut left = Vec::new();
    for (file, source) in sources::files("src", ".rs") {
        views::each_element(&source, &mut |element| {
            fields += usize::from(["input", "textarea"].contains(&&*element.name().to_string()));
            let open = open(element);
            if !open.is_empty() {
                left.push(format!("{file}: <{}> leaves open {open:?}", element.name()));
            }
        });
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
    assert!(fields > 10, "only {fields} fields were looked at");
}

#[test]
fn a_field_that_leaves_it_open_is_found() {
    let mut found = Vec::new();
    let source = r#"fn page() { view! { <form><input type="text" spellcheck="false" /><input type="checkbox" /></form> } }"#;
    views::each_element(source, &mut |element| found.extend(open(element)));
    assert_eq!(
        found,
        [
            "autocapitalize",
            "autocomplete",
            "autocorrect",
            "enterkeyhint"
        ]
    );
}

#[test]
fn whoever_hears_return_knows_of_input_methods() {
    let deaf: Vec<_> = sources::files("src", ".rs")
        .into_iter()
        .filter(|(_, source)| source.contains("\"Enter\"") && !source.contains("composes("))
        .map(|(file, _)| file)
        .collect();
    assert!(
        deaf.is_empty(),
        "Enter while composing is no command: {deaf:?}"
    );
}
