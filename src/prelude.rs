//! What every module of views needs: Leptos' words, with reactive values of our own in the place of Leptos'.

pub use leptos::prelude::*;

pub use crate::reactive::{
    ArcRwSignal, Callback, Effect, MaybeProp, RwSignal, Signal, StoredValue, expect_context,
    provide_context, use_context,
};

pub use crate::view::{Child, Children, ChildrenFn, IntoChild, ViewFn};
