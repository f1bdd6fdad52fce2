//! Closures behind a pointer, without the `call_once` that `dyn Fn` carries along and nobody calls; see `crate::view::Make`.

use super::erased::Erased;

/// Runs with an input.
pub trait Run<I, O> {
    /// What it gives.
    fn run(&self, input: I) -> O;
}

impl<I, O, F: Fn(I) -> O> Run<I, O> for F {
    fn run(&self, input: I) -> O {
        self(input)
    }
}

/// Computes a value.
pub(super) trait Compute {
    fn compute(&self) -> Erased;
}

impl<F: Fn() -> Erased> Compute for F {
    fn compute(&self) -> Erased {
        self()
    }
}

/// Looks at a value.
pub(super) trait Look {
    fn look(&mut self, value: &Erased);
}

impl<F: FnMut(&Erased)> Look for F {
    fn look(&mut self, value: &Erased) {
        self(value);
    }
}

/// Does something again, with what it gave before.
pub(super) trait Again {
    fn again(&mut self, before: Option<Erased>) -> Erased;
}

impl<F: FnMut(Option<Erased>) -> Erased> Again for F {
    fn again(&mut self, before: Option<Erased>) -> Erased {
        self(before)
    }
}
