//! Changing a plan before it runs: a new hash, and an approval anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use signet_model::api::{AdjustPlan, ApiError, ErrorCode, ExcludeItems, Plan};
use signet_model::audit::Entry;
use signet_model::plans::{Approval, Command};
use signet_model::{FieldError, Violation};

use super::Commands;
use crate::plans::{Head, Live, events, failed};
use crate::service::Refused;

/// The most items that are taken out at a time.
const MOST: usize = 20_000;

impl Commands<'_> {
    /// Takes items out.
    ///
    /// # Errors
    /// Whoever asks may not, a number is none of the plan, nothing would be left, or it cannot be recorded.
    pub(crate) async fn exclude(&self, asked: ExcludeItems) -> Result<Plan, Refused> {
        let live = self.find(&asked.id, events::EXCLUDED).await?;
        let turn = live.turn().await;
        let done = self.excluding(&live, asked.numbers).await;
        drop(turn);
        self.answer(&live, events::EXCLUDED, done).await
    }

    async fn excluding(&self, live: &Arc<Live>, numbers: Vec<u64>) -> Result<(), Refused> {
        self.allowed(live, Command::Exclude)?;
        let (id, items) = live.head(|head| (head.id.clone(), head.items));
        check_numbers(&numbers, items)?;
        let numbers: BTreeSet<u64> = numbers.into_iter().collect();
        if numbers.len() as u64 == items {
            let error = ApiError::new(
                ErrorCode::PlanEmpty,
                format!("nothing would be left in plan {id}"),
            );
            return Err(Box::new(error.remedy("Cancel it instead.")));
        }
        let numbers: Vec<u64> = numbers.into_iter().collect();
        let mut event = self.event(live, events::EXCLUDED, None);
        event
            .object
            .insert("excluded".to_owned(), json!(numbers.len()));
        self.void(live, event.clone(), |_| {}).await?;
        let left = match self.plans.ports.store.exclude(&id, &numbers).await {
            Ok(left) => left,
            Err(cause) => return Err(self.not_kept(event, &cause).await),
        };
        live.change(|head| head.items = left);
        self.anew(live, event).await
    }

    /// Changes how it is run.
    ///
    /// # Errors
    /// Whoever asks may not, the settings cannot be so, or it cannot be recorded.
    pub(crate) async fn adjust(&self, asked: AdjustPlan) -> Result<Plan, Refused> {
        let live = self.find(&asked.id, events::ADJUSTED).await?;
        let turn = live.turn().await;
        let done = self.adjusting(&live, asked).await;
        drop(turn);
        self.answer(&live, events::ADJUSTED, done).await
    }

    async fn adjusting(&self, live: &Arc<Live>, asked: AdjustPlan) -> Result<(), Refused> {
        self.allowed(live, Command::Adjust)?;
        super::check_settings(live.head(|head| head.act), &asked.settings)?;
        let event = self.event(live, events::ADJUSTED, None);
        let settings = asked.settings;
        self.void(live, event.clone(), |head| head.settings = settings)
            .await?;
        self.anew(live, event).await
    }

    /// What was shown and approved counts no more: should the change end half-way, the plan has no hash, and does not run.
    async fn void(
        &self,
        live: &Arc<Live>,
        event: Entry,
        change: impl FnOnce(&mut Head),
    ) -> Result<(), Refused> {
        let voided = |head: &mut Head| {
            head.hash = None;
            head.approval = Approval::Needed;
            change(head);
        };
        self.change(live, event, voided).await
    }

    /// A plan that was changed: a new hash, and whether somebody must approve it now.
    async fn anew(&self, live: &Arc<Live>, event: Entry) -> Result<(), Refused> {
        self.plans.refreeze(live).await?;
        let frozen = self.plans.frozen(live).await;
        frozen.map_err(|cause| failed(&cause))?;
        if let Err(cause) = self.plans.keep(live).await {
            return Err(self.not_kept(event, &cause).await);
        }
        Ok(())
    }
}

fn check_numbers(numbers: &[u64], items: u64) -> Result<(), Refused> {
    let outside = numbers
        .iter()
        .position(|number| !(1..=items).contains(number));
    let violation = match outside {
        _ if numbers.is_empty() => Violation::Empty,
        _ if numbers.len() > MOST => Violation::TooManyItems {
            limit: MOST,
            found: numbers.len(),
        },
        Some(at) => Violation::OutOfRange {
            minimum: 1,
            maximum: items,
            found: numbers[at].to_string(),
        }
        .of_item(at + 1),
        None => return Ok(()),
    };
    Err(Box::new(ApiError::from(FieldError {
        field: "numbers".to_owned(),
        violation,
    })))
}
