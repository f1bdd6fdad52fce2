//! Whether an account has a key, where it came from and until when it is good.

use super::{About, Finding};
use crate::keys::KeySource;

/// Gets the key of an account and says how it is.
pub async fn examine(account: &str, key: &KeySource) -> Finding {
    let about = About::key(account);
    let got = key.credentials().await;
    let state = key.state();
    match got {
        Ok(_) => {
            let until = state
                .expires_at
                .map(|moment| format!(", good until {moment}"))
                .unwrap_or_default();
            let what = format!("…{}, from {}{until}", state.ends_with, state.source);
            Finding::good(about, what)
        }
        Err(none) => {
            let what = match key.is_absent() {
                true => format!("there is none: {}", none.fault.what),
                false => format!("none from {}: {}", state.source, none.fault.what),
            };
            Finding::bad(about, what, none.fault.remedy)
        }
    }
}
