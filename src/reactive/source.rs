//! Where a value is read from, without its type.

use std::sync::Arc;

use ::leptos::prelude::{self as leptos, *};

use super::{
    call::{Compute, Look},
    erased::Erased,
};

/// Computes a value when it is read.
pub(super) type Derive = Arc<dyn Compute + Send + Sync>;

/// Where a value is read from.
#[derive(Clone, Copy)]
pub(super) enum Source {
    /// Somebody writes it.
    Written(leptos::RwSignal<Erased>),
    /// It is computed when what it reads has changed.
    Kept(leptos::Memo<Erased>),
    /// It is computed whenever it is read.
    Derived(leptos::StoredValue<Derive>),
}

impl Source {
    /// A value that somebody may write.
    pub(super) fn written(value: Erased) -> leptos::RwSignal<Erased> {
        leptos::RwSignal::new(value)
    }

    /// A value that is computed whenever it is read.
    pub(super) fn derived(derive: Derive) -> Self {
        Self::Derived(leptos::StoredValue::new(derive))
    }

    /// Looks at the value, and again whenever it changes if that is `tracked`. False where the value is gone.
    #[inline(never)]
    pub(super) fn look(self, tracked: bool, look: &mut dyn Look) -> bool {
        match self {
            Self::Written(signal) if tracked => signal.try_with(|value| look.look(value)),
            Self::Written(signal) => signal.try_with_untracked(|value| look.look(value)),
            Self::Kept(memo) if tracked => memo.try_with(|value| look.look(value)),
            Self::Kept(memo) => memo.try_with_untracked(|value| look.look(value)),
            Self::Derived(derive) => derive.try_get_value().map(|derive| {
                let value = if tracked {
                    derive.compute()
                } else {
                    untrack(|| derive.compute())
                };
                look.look(&value);
            }),
        }
        .is_some()
    }
}
