//! Views as data: what [`view!`](signet_view::view) makes, and the one piece of code that builds and updates it.
//!
//! Leptos gives every element a type of its own and compiles its building and updating once for each; that is fast, and
//! most of what a page weighs. Here an element is a value: its tag, its parts and its children. Reactivity and components
//! are Leptos' own, and a view of either kind may stand in the other.

mod attribute;
mod build;
mod child;
mod element;
mod keyed;
mod render;

pub use attribute::{IntoValue, Value};
pub use child::{Child, IntoChild, text};
pub use element::Element;
pub use keyed::each;
