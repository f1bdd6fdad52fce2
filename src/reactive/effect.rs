//! What is done again whenever what it reads has changed.

use leptos::reactive::effect::EffectFunction;

use super::{
    call::Again,
    erased::{erase, taken},
};

/// Something that is done when the page has been drawn, and again whenever what it reads has changed.
pub struct Effect;

impl Effect {
    /// Does `run`, as long as the part of the page lives that asks for it; it is handed what it gave before.
    pub fn new<T: Send + Sync + 'static, M>(mut run: impl EffectFunction<T, M> + 'static) -> Self {
        start(Box::new(move |before: Option<_>| {
            erase(run.run(before.map(taken)))
        }));
        Self
    }
}

/// Does `work` when the page has been drawn, and again whenever what it reads has changed.
pub fn effect(work: impl FnMut() + 'static) {
    Effect::new(work);
}

fn start(mut run: Box<dyn Again>) {
    leptos::prelude::Effect::new(move |before| run.again(before));
}
