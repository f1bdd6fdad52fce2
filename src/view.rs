//! Views as data: what [`view!`](signet_view::view) makes, and the one piece of code that builds and updates it.
//!
//! Leptos gives every element a type of its own and compiles its building and updating once for each; that is fast, and
//! most of what a page weighs. Here an element is a value: its tag, its parts and its children. Reactivity and components
//! are Leptos' own.

mod attribute;
mod build;
mod call;
mod child;
mod children;
mod element;
mod keyed;
mod render;

pub use attribute::{IntoValue, Value};
pub use build::Built;
pub use call::{Hear, Make};
pub use child::{Child, IntoChild, text};
pub use children::{Children, ChildrenFn, ToChildren, ViewFn};
pub use element::Element;
pub use keyed::each;
