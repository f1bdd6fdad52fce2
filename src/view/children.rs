//! What stands inside a component.

use std::sync::Arc;

use super::{Child, IntoChild};

/// What stands inside a component that shows it once.
pub type Children = Child;

/// What stands inside a component that shows it when it is wanted, or more than once.
pub type ChildrenFn = Arc<dyn Fn() -> Child + Send + Sync>;

/// How [`view!`](signet_view::view) hands over what stands inside.
pub trait ToChildren<F> {
    /// What `make` makes, now or later.
    fn to_children(make: F) -> Self;
}

impl<F: FnOnce() -> Child> ToChildren<F> for Children {
    fn to_children(make: F) -> Self {
        make()
    }
}

impl<F: Fn() -> Child + Send + Sync + 'static> ToChildren<F> for ChildrenFn {
    fn to_children(make: F) -> Self {
        Arc::new(make)
    }
}

/// A part of a component that its user may hand in.
#[derive(Clone)]
pub struct ViewFn(ChildrenFn);

impl ViewFn {
    /// The part.
    pub fn run(&self) -> Child {
        self.0()
    }
}

impl Default for ViewFn {
    fn default() -> Self {
        Self(Arc::new(|| Child::Nothing))
    }
}

impl<F, C> From<F> for ViewFn
where
    F: Fn() -> C + Send + Sync + 'static,
    C: IntoChild,
{
    fn from(make: F) -> Self {
        Self(Arc::new(move || make().into_child()))
    }
}
