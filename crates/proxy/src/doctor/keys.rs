//! Whether each account has a key, where it came from and until when it is good.

use std::sync::Arc;

use super::Finding;
use crate::keys::KeySource;

/// Gets the key of each account, given with its name, and says how it is.
pub async fn examine<'a>(
    keys: impl Iterator<Item = (&'a str, &'a Arc<KeySource>)>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (account, key) in keys {
        let about = format!("key of account {account}");
        let got = key.credentials().await;
        let state = key.state();
        findings.push(match got {
            Ok(_) => {
                let until = state
                    .expires_at
                    .map(|moment| format!(", good until {moment}"))
                    .unwrap_or_default();
                let what = format!("…{}, from {}{until}", state.ends_with, state.source);
                Finding::good(about, what)
            }
            Err(none) => {
                let what = format!("none from {}: {}", state.source, none.fault.what);
                Finding::bad(about, what, none.fault.remedy)
            }
        });
    }
    findings
}
