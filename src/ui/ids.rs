//! Ids for labels and descriptions: unique in the document, however often and by however many we are mounted.

use std::cell::Cell;

thread_local! {
    /// Two copies of this module on one page start at different places.
    static NEXT: Cell<u64> = Cell::new(start());
}

#[cfg(target_arch = "wasm32")]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "any whole number below 2^40 will do"
)]
fn start() -> u64 {
    (js_sys::Math::random() * 1_099_511_627_776.0) as u64
}

#[cfg(not(target_arch = "wasm32"))]
fn start() -> u64 {
    0
}

/// An id nobody else has.
pub fn unique_id() -> String {
    let number = NEXT.replace(NEXT.get() + 1);
    ["signet-", &number.to_string()].concat()
}
