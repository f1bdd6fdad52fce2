//! What the last process knew in memory and this one must know again: grants, marks, and the acts of the last ten minutes.

use std::collections::HashMap;
use std::sync::Arc;

use signet_model::api::AuditQuery;
use signet_model::audit::Kind;
use signet_model::{Effect, Timestamp};
use signet_store::ports::{AuditLog, Marks};
use signet_store::{Store, StoreError, Visible, ports};

use crate::config::SafeguardSettings;
use crate::grants::Grants;
use crate::service::{Safeguards, WINDOW_MS};

/// Entries that are read at a time.
const PAGE: u32 = 200;

/// The grants of the configuration and of the store.
///
/// # Errors
/// The store failed.
pub(super) async fn grants(
    settings: &SafeguardSettings,
    store: &Store,
) -> Result<Arc<Grants>, StoreError> {
    let given = ports::Grants::all(store).await?;
    let given = given
        .into_iter()
        .map(|kept| (kept.subject.clone(), kept.into()));
    Ok(Arc::new(Grants::new(
        settings.grants.iter().cloned(),
        given,
    )))
}

/// The marks, and what is spent of the budgets.
///
/// # Errors
/// The store failed.
pub(super) async fn safeguards(
    safeguards: &Safeguards,
    store: &Store,
    now: Timestamp,
) -> Result<(), StoreError> {
    for mark in Marks::all(store).await? {
        safeguards.protected.mark(mark);
    }
    let tokens = ports::Tokens::list(store).await?;
    let owners: HashMap<String, String> = tokens
        .into_iter()
        .filter_map(|token| Some((format!("token:{}", token.name), token.owner?)))
        .collect();
    for effect in Effect::ALL {
        if safeguards.budgets.limits().of(effect).is_none() {
            continue;
        }
        for (actor, at) in acts(store, effect, now).await? {
            let person = owners.get(&actor).unwrap_or(&actor);
            safeguards.budgets.count(person, effect, at);
        }
    }
    Ok(())
}

/// Who made acts of that effect within the last ten minutes, and when, oldest first.
async fn acts(
    log: &Store,
    effect: Effect,
    now: Timestamp,
) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let mut query = AuditQuery {
        effect: Some(effect.as_str().to_owned()),
        limit: Some(PAGE),
        ..AuditQuery::default()
    };
    let mut acts = Vec::new();
    'pages: loop {
        let page = log.page(&query, &Visible::All).await?;
        for numbered in page.entries {
            let entry = numbered.entry;
            if now.as_millis() - entry.time.as_millis() >= WINDOW_MS {
                break 'pages;
            }
            if matches!(entry.kind, Kind::Intent | Kind::Outcome) {
                acts.push((entry.actor, entry.time));
            }
        }
        match page.next {
            Some(next) => query.before = Some(next),
            None => break,
        }
    }
    acts.reverse();
    Ok(acts)
}

#[cfg(test)]
mod tests {
    use signet_model::OperationName;
    use signet_model::api::{ErrorCode, Token};
    use signet_model::audit::{Ending, Entry};
    use signet_store::Durability;

    use super::*;
    use crate::service::{BudgetLimits, Budgets, Protected};

    const NOW: i64 = 1_767_323_045_000;

    fn at(seconds_ago: i64) -> Timestamp {
        Timestamp::from_millis(NOW - seconds_ago * 1000).expect("a time")
    }

    /// An act with its outcome, or without one where the process ended too soon.
    async fn act(store: &Store, actor: &str, effect: Effect, seconds_ago: i64, ended: bool) {
        let entry = |kind| Entry {
            act: Some(format!("{actor} {seconds_ago}")),
            effect: Some(effect),
            ..Entry::new(at(seconds_ago), kind, actor, "DeleteClientIds")
        };
        store.append(entry(Kind::Intent)).await.expect("kept");
        if ended {
            let outcome = Entry {
                ending: Some(Ending::NotDone),
                ..entry(Kind::Outcome)
            };
            store.append(outcome).await.expect("kept");
        }
    }

    #[tokio::test]
    async fn what_was_spent_within_the_last_ten_minutes_is_spent() {
        let directory = tempfile::tempdir().expect("a directory");
        let store = Store::open(directory.path(), Durability::Normal, at(0));
        let store = store.await.expect("a store");
        let token = Token {
            id: "1".to_owned(),
            name: "ci".to_owned(),
            owner: Some("user:alice".to_owned()),
            grants: Vec::new(),
            created_at: at(0),
            expires_at: at(-60),
            last_used_at: None,
        };
        ports::Tokens::add(&store, token, [0; 32])
            .await
            .expect("kept");
        act(&store, "user:alice", Effect::Destroy, 601, true).await;
        act(&store, "user:alice", Effect::Destroy, 300, true).await;
        act(&store, "token:ci", Effect::Destroy, 200, false).await;
        act(&store, "user:bob", Effect::Destroy, 100, true).await;
        act(&store, "user:bob", Effect::Suspend, 50, true).await;
        let refused = Entry {
            effect: Some(Effect::Destroy),
            error: Some(ErrorCode::Protected),
            ..Entry::new(at(10), Kind::Refused, "user:bob", "DeleteClientIds")
        };
        store.append(refused).await.expect("kept");

        let limits = BudgetLimits {
            destroy: 2,
            ..BudgetLimits::default()
        };
        let known = Safeguards {
            protected: Protected::default(),
            budgets: Budgets::new(limits),
            ..Safeguards::default()
        };
        safeguards(&known, &store, at(0)).await.expect("recalled");
        let wait = |person: &str| {
            let name = OperationName::DeleteClientIds;
            let checked = known.budgets.check(person, name, Effect::Destroy, at(0));
            checked.err().map(|error| error.retry_after_ms)
        };
        assert_eq!(wait("user:alice"), Some(Some(300_000)), "with her token");
        assert_eq!(wait("user:bob"), None, "what was refused took nothing");
    }
}
