//! Text in a URL.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// As a part of a path or the value of a query.
pub(super) fn component(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
