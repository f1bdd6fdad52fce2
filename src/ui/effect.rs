//! Something done whenever what it reads changes. Leptos' own `Effect` is in the bundle once for each closure; this one is there
//! once.

use leptos::prelude::*;

/// Does something now, and again whenever what it reads changes.
pub fn effect(work: impl FnMut() + 'static) {
    start(Box::new(work));
}

fn start(mut work: Box<dyn FnMut()>) {
    Effect::new(move |_| work());
}
