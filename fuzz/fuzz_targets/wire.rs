//! Both ends of the wire take whatever comes: `cargo +nightly fuzz run wire`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/wire/tests/support/any.rs"]
mod any;
#[path = "../../crates/wire/tests/laws/both_ends.rs"]
mod laws;

fuzz_target!(|input: (u8, u16, Vec<String>, &[u8])| {
    let (operation, status, values, body) = input;
    laws::answer(operation.into(), status, body);
    laws::request(operation.into(), &values);
});
