//! Shared by the property tests (stable) and the fuzz target (nightly); it names nothing of either.

use serde_json::{Map, Value, json};
use signet_model::every_operation;
use signet_model::operations::*;
use signet_wire::{Parameters, Wire, read_answer};

use super::any::with;

macro_rules! laws {
    ($($name:ident)*) => {
        const ANSWERS: &[fn(u16, &[u8])] = &[$(answer_of::<$name>),*];
        const REQUESTS: &[fn(&[String])] = &[$(request_of::<$name>),*];
    };
}

every_operation!(laws);

/// How many operations there are.
pub(crate) const OPERATIONS: usize = ANSWERS.len();

/// Whatever the bytes, the answer of an operation is read or refused; what was read is written and read again.
pub(crate) fn answer(operation: usize, status: u16, body: &[u8]) {
    ANSWERS[operation % OPERATIONS](status, body);
}

/// Whatever the values, the parameters of an operation are read or refused; what was read is written and read again.
pub(crate) fn request(operation: usize, values: &[String]) {
    REQUESTS[operation % OPERATIONS](values);
}

/// An operation as the emulator's end reads it: what is never sent is what it has to assume.
pub(crate) fn read_back<O: Wire>() -> O {
    let mut more = Map::new();
    for switch in ["reveal", "replace_existing"] {
        if O::FIELDS.iter().any(|field| field.name == switch) {
            more.insert(switch.to_owned(), json!(true));
        }
    }
    with::<O>(&Value::Object(more))
}

fn answer_of<O: Wire>(status: u16, body: &[u8]) {
    let asked = read_back::<O>();
    let Ok(output) = read_answer(&asked, status, body) else {
        return;
    };
    let written = O::encode(&output);
    let again = read_answer(&asked, 200, written.to_string().as_bytes());
    let again = again.unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(bare(O::encode(&again)), bare(written));
}

fn request_of<O: Wire>(values: &[String]) {
    let names = read_back::<O>().parameters().into_iter();
    let pairs = names
        .zip(values)
        .map(|((name, _), value)| (name.into_owned(), value.clone()));
    let Ok(operation) = O::from_parameters(&Parameters::new(pairs.collect())) else {
        return;
    };
    let sent = operation.parameters().into_iter();
    let sent = sent
        .map(|(name, value)| (name.into_owned(), value))
        .collect();
    assert_eq!(
        O::from_parameters(&Parameters::new(sent)).as_ref(),
        Ok(&operation)
    );
}

/// Without what line feeds are written with: a PEM may come with nested ones, of which each reading takes one away.
fn bare(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let feed = |character: char| {
                character.is_whitespace() || matches!(character, '\\' | 'n' | 'r')
            };
            text.replace(feed, "").into()
        }
        Value::Array(items) => items.into_iter().map(bare).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, bare(value)))
            .collect(),
        other => other,
    }
}
