//! The canonical form keeps its laws for whatever bytes come: `cargo +nightly fuzz run canonical`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/signing/tests/laws/canonical.rs"]
mod laws;

type Pairs = Vec<(String, String)>;

fuzz_target!(|input: (Pairs, Pairs)| {
    let (query, headers) = input;
    laws::query(&query);
    laws::headers(&headers);

    let mut reversed = query.clone();
    reversed.reverse();
    laws::same_query(&query, &reversed);
});
