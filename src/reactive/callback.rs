//! What is called when something happens.

use std::sync::Arc;

use super::{StoredValue, call::Run};

type Shared<I, O> = Arc<dyn Run<I, O> + Send + Sync>;

/// What is called when something happens.
pub struct Callback<I: 'static, O: 'static = ()>(StoredValue<Shared<I, O>>);

impl<I: 'static, O: 'static> Callback<I, O> {
    /// Calls `run`.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn new(run: impl Fn(I) -> O + Send + Sync + 'static) -> Self {
        Self(StoredValue::new(Arc::new(run)))
    }

    /// Calls it.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn run(self, input: I) -> O {
        self.0.get_value().run(input)
    }
}

impl<I, O> Clone for Callback<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, O> Copy for Callback<I, O> {}
