//! Every word that a reader sees is a text of `src/text`, in both languages.
//!
//! What is read here are the sources as tokens, so that a word cannot hide behind a line break or a closure.

mod before_wasm;
mod exceptions;
mod fields;
mod hard_coded;
mod languages;
mod readme;
mod sources;
