//! How many single acts somebody may make in ten minutes, so that no script, stolen session or slip becomes an outage of the fleet.
//!
//! The ten minutes roll: an act counts until ten minutes after it was made. What is counted is in memory only; at start it is taken from the
//! audit log. There are no more moments than the limits allow, for people who have a grant.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use signet_model::api::{ApiError, ErrorCode};
use signet_model::{Effect, OperationName, Quantity, Timestamp};

use super::Refused;

/// How long an act counts.
pub const WINDOW_MS: i64 = 10 * 60 * 1000;

/// How many acts of each kind; kinds without a limit are not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetLimits {
    /// What cannot be undone.
    pub destroy: u32,
    /// Secrets that are shown.
    pub reveal: u32,
    /// What takes out of service.
    pub suspend: u32,
}

impl Default for BudgetLimits {
    fn default() -> Self {
        Self {
            destroy: 20,
            reveal: 20,
            suspend: 200,
        }
    }
}

impl BudgetLimits {
    /// The limit of an effect; `None` where there is none.
    #[must_use]
    pub const fn of(&self, effect: Effect) -> Option<u32> {
        match effect {
            Effect::Destroy => Some(self.destroy),
            Effect::Reveal => Some(self.reveal),
            Effect::Suspend => Some(self.suspend),
            Effect::Read | Effect::Create | Effect::Resume => None,
        }
    }
}

/// When somebody made acts of one kind, oldest first, in milliseconds.
type Moments = VecDeque<i64>;

/// Everybody's budgets.
#[derive(Debug, Default)]
pub struct Budgets {
    limits: BudgetLimits,
    spent: Mutex<HashMap<(String, Effect), Moments>>,
}

impl Budgets {
    /// Budgets of which nothing is spent.
    #[must_use]
    pub fn new(limits: BudgetLimits) -> Self {
        Self {
            limits,
            spent: Mutex::default(),
        }
    }

    /// The limits.
    #[must_use]
    pub const fn limits(&self) -> BudgetLimits {
        self.limits
    }

    /// Counts an act that was made before this process started. Acts come in the order in which they were made.
    pub fn count(&self, person: &str, effect: Effect, at: Timestamp) {
        let Some(limit) = self.limits.of(effect) else {
            return;
        };
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let moments = spent.entry((person.to_owned(), effect)).or_default();
        moments.push_back(at.as_millis());
        while moments.len() > limit as usize {
            moments.pop_front();
        }
    }

    /// Whether an act would be within the budget now. Takes nothing.
    ///
    /// # Errors
    /// `budget_spent`, with the moment from which on it would be.
    pub fn check(
        &self,
        person: &str,
        name: OperationName,
        effect: Effect,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.with(person, effect, now, |moments, limit| {
            free(moments, limit, now).map_err(|wait| refused(name, effect, limit, wait))
        })
    }

    /// Takes one act out of the budget: of two that want the last one, one gets it.
    ///
    /// # Errors
    /// `budget_spent`, as [`Self::check`].
    pub fn take(
        &self,
        person: &str,
        name: OperationName,
        effect: Effect,
        now: Timestamp,
    ) -> Result<(), Refused> {
        self.with(person, effect, now, |moments, limit| {
            free(moments, limit, now).map_err(|wait| refused(name, effect, limit, wait))?;
            moments.push_back(now.as_millis());
            Ok(())
        })
    }

    /// Gives back what was taken at that moment for an act that was not even begun.
    pub fn give_back(&self, person: &str, effect: Effect, at: Timestamp) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(moments) = spent.get_mut(&(person.to_owned(), effect))
            && let Some(index) = moments.iter().rposition(|moment| *moment == at.as_millis())
        {
            moments.remove(index);
        }
    }

    fn with<T: Default>(
        &self,
        person: &str,
        effect: Effect,
        now: Timestamp,
        look: impl FnOnce(&mut Moments, u32) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let Some(limit) = self.limits.of(effect) else {
            return Ok(T::default());
        };
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever made no act of late is forgotten.
        spent.retain(|_, moments| {
            while moments.front().is_some_and(|moment| is_over(*moment, now)) {
                moments.pop_front();
            }
            !moments.is_empty()
        });
        look(spent.entry((person.to_owned(), effect)).or_default(), limit)
    }
}

fn is_over(moment: i64, now: Timestamp) -> bool {
    now.as_millis().saturating_sub(moment) >= WINDOW_MS
}

/// Whether one more is within the limit; if not, in how many milliseconds it is, or `None` where it never is.
fn free(moments: &Moments, limit: u32, now: Timestamp) -> Result<(), Option<u64>> {
    let limit = limit as usize;
    if moments.len() < limit {
        return Ok(());
    }
    let next = limit
        .checked_sub(1)
        .and_then(|_| moments.get(moments.len() - limit));
    Err(next.map(|moment| {
        let wait = moment.saturating_add(WINDOW_MS) - now.as_millis();
        u64::try_from(wait).unwrap_or(0)
    }))
}

fn refused(name: OperationName, effect: Effect, limit: u32, wait: Option<u64>) -> Refused {
    let effect = effect.as_str();
    let mut error = ApiError::new(
        ErrorCode::BudgetSpent,
        format!(
            "{name} was refused: of single acts that are a {effect}, a person may make {limit} in 10 minutes, and nothing was sent"
        ),
    );
    error.limit = Some(Quantity::Number(i64::from(limit)));
    error.retry_after_ms = wait;
    let remedy = match wait {
        Some(_) => format!(
            "Wait, or have somebody else do it. If this is work that must be done, an admin can raise `budgets.{effect}` in signet.toml; if you did not make these acts yourself, sign out everywhere and tell an admin."
        ),
        None => format!("An admin can raise `budgets.{effect}` in signet.toml."),
    };
    Box::new(error.remedy(remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: OperationName = OperationName::DeleteClientIds;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_767_323_045_000 + millis).expect("a time")
    }

    fn budgets(destroy: u32) -> Budgets {
        Budgets::new(BudgetLimits {
            destroy,
            ..BudgetLimits::default()
        })
    }

    fn take(budgets: &Budgets, person: &str, millis: i64) -> Result<(), Option<u64>> {
        budgets
            .take(person, NAME, Effect::Destroy, at(millis))
            .map_err(|error| {
                assert_eq!(error.code, ErrorCode::BudgetSpent);
                error.retry_after_ms
            })
    }

    #[test]
    fn the_window_rolls_and_the_wait_is_exact() {
        let budgets = budgets(2);
        assert_eq!(take(&budgets, "a", 0), Ok(()));
        assert_eq!(take(&budgets, "a", 1000), Ok(()));
        assert_eq!(take(&budgets, "a", 2000), Err(Some(598_000)));
        assert_eq!(take(&budgets, "b", 2000), Ok(()), "another person");
        assert_eq!(take(&budgets, "a", 599_999), Err(Some(1)));
        assert_eq!(take(&budgets, "a", 600_000), Ok(()));
        assert_eq!(take(&budgets, "a", 600_000), Err(Some(1000)));
    }

    #[test]
    fn looking_and_what_never_began_take_nothing() {
        let budgets = budgets(1);
        let check = || budgets.check("a", NAME, Effect::Destroy, at(5)).is_ok();
        assert!(check() && check());
        assert_eq!(take(&budgets, "a", 5), Ok(()));
        assert!(!check());
        budgets.give_back("a", Effect::Destroy, at(5));
        assert!(check());
    }

    #[test]
    fn other_effects_have_their_own_or_none() {
        let budgets = budgets(0);
        assert_eq!(take(&budgets, "a", 0), Err(None), "none are allowed, ever");
        for effect in [
            Effect::Read,
            Effect::Create,
            Effect::Resume,
            Effect::Suspend,
        ] {
            assert!(budgets.take("a", NAME, effect, at(0)).is_ok(), "{effect:?}");
        }
    }

    #[test]
    fn acts_of_before_count_and_nobody_is_kept_for_ever() {
        let budgets = budgets(2);
        for millis in [-700_000, -5000, -4000, -3000] {
            budgets.count("a", Effect::Destroy, at(millis));
        }
        assert_eq!(
            take(&budgets, "a", 0),
            Err(Some(596_000)),
            "the last two count"
        );
        assert_eq!(take(&budgets, "b", 700_000), Ok(()));
        assert_eq!(budgets.spent.lock().expect("spent").len(), 1);
    }
}
