//! What is called when something happens.

use std::sync::Arc;

use super::StoredValue;

type Run<I, O> = Arc<dyn Fn(I) -> O + Send + Sync>;

/// What is called when something happens.
pub struct Callback<I: 'static, O: 'static = ()>(StoredValue<Run<I, O>>);

impl<I: 'static, O: 'static> Callback<I, O> {
    /// Calls `run`.
    #[track_caller]
    pub fn new(run: impl Fn(I) -> O + Send + Sync + 'static) -> Self {
        Self(StoredValue::new(Arc::new(run)))
    }

    /// Calls it.
    #[track_caller]
    pub fn run(self, input: I) -> O {
        self.0.get_value()(input)
    }
}

impl<I, O> Clone for Callback<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, O> Copy for Callback<I, O> {}
