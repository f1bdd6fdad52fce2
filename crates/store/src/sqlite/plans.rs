//! Plans and their items.
//!
//! Every write is one statement, so that a killed process or a full disk leaves all of it or nothing. What has a million rows is written in slices,
//! between which others have their turn; where that makes something new, it is made beside what is there, and taken when it is whole.

mod found;
mod heads;
mod items;
mod journal;
mod making;
mod parts;
mod prefix;
mod rules;
mod secrets;
mod tally;

pub(super) use prefix::after_all_with;

use signet_model::Timestamp;
use signet_model::api::ApprovalRule;
use signet_model::plans::{Item, Outcome, State};

use super::Store;
use crate::ports::{Answer, Begun, Ended, Found, Keep, KeptPlan, NewItem, Plans, Tally};

/// How many rows are written at a time: others wait for as long as that takes.
pub(super) const SLICE: usize = 2000;

impl Plans for Store {
    fn put(&self, plan: KeptPlan) -> Answer<'_, ()> {
        Box::pin(heads::put(&self.core, plan))
    }

    fn find<'a>(&'a self, id: &'a str) -> Answer<'a, Option<KeptPlan>> {
        Box::pin(heads::find(&self.core, id))
    }

    fn list<'a>(
        &'a self,
        states: &'a [State],
        before: Option<&'a str>,
        limit: u32,
    ) -> Answer<'a, Vec<KeptPlan>> {
        Box::pin(heads::list(&self.core, states, before, limit))
    }

    fn remove_over(&self, before: Timestamp) -> Answer<'_, u32> {
        Box::pin(heads::remove_over(&self.core, before))
    }

    fn found<'a>(&'a self, plan: &'a str, place: Found, items: Vec<NewItem>) -> Answer<'a, u64> {
        Box::pin(found::note(&self.core, plan, place, items))
    }

    fn counts<'a>(&'a self, plan: &'a str) -> Answer<'a, (u64, u64)> {
        Box::pin(found::counts(&self.core, plan))
    }

    fn count_of<'a>(&'a self, plan: &'a str, keep: Keep) -> Answer<'a, u64> {
        Box::pin(found::count_of(&self.core, plan, keep))
    }

    fn forget_walk<'a>(&'a self, plan: &'a str) -> Answer<'a, ()> {
        Box::pin(found::forget_walk(&self.core, plan))
    }

    fn forget_found<'a>(&'a self, plan: &'a str) -> Answer<'a, ()> {
        Box::pin(found::forget_all(&self.core, plan))
    }

    fn number<'a>(&'a self, plan: &'a str, keep: Keep) -> Answer<'a, u64> {
        Box::pin(making::number(&self.core, plan, keep))
    }

    fn exclude<'a>(&'a self, plan: &'a str, numbers: &'a [u64]) -> Answer<'a, u64> {
        Box::pin(making::exclude(&self.core, plan, numbers))
    }

    fn items<'a>(
        &'a self,
        plan: &'a str,
        outcome: Option<Outcome>,
        find: Option<&'a str>,
        after: u64,
        limit: u32,
    ) -> Answer<'a, Vec<Item>> {
        Box::pin(items::page(&self.core, plan, outcome, find, after, limit))
    }

    fn set_before<'a>(&'a self, plan: &'a str, known: Vec<(u64, String)>) -> Answer<'a, ()> {
        Box::pin(items::set_before(&self.core, plan, known))
    }

    fn begin<'a>(
        &'a self,
        plan: &'a str,
        up_to: u64,
        most: u32,
        now: Timestamp,
    ) -> Answer<'a, Vec<Begun>> {
        Box::pin(journal::begin(&self.core, plan, up_to, most, now))
    }

    fn seen<'a>(&'a self, plan: &'a str, number: u64, seen: String) -> Answer<'a, ()> {
        Box::pin(journal::seen(&self.core, plan, number, seen))
    }

    fn end<'a>(&'a self, plan: &'a str, ended: Vec<Ended>) -> Answer<'a, ()> {
        Box::pin(journal::end(&self.core, plan, ended))
    }

    fn begun<'a>(&'a self, plan: &'a str) -> Answer<'a, Vec<Begun>> {
        Box::pin(journal::begun(&self.core, plan))
    }

    fn tally<'a>(&'a self, plan: &'a str, after: u64, up_to: u64) -> Answer<'a, Tally> {
        Box::pin(tally::tally(&self.core, plan, after, up_to))
    }

    fn places<'a>(&'a self, plan: &'a str, limit: u32) -> Answer<'a, (Vec<(String, u64)>, u64)> {
        Box::pin(tally::places(&self.core, plan, limit))
    }

    fn keep_secrets<'a>(
        &'a self,
        plan: &'a str,
        numbers: &'a [u64],
        encrypted: Vec<u8>,
    ) -> Answer<'a, ()> {
        Box::pin(secrets::keep(&self.core, plan, numbers, encrypted))
    }

    fn secrets<'a>(&'a self, plan: &'a str) -> Answer<'a, (Vec<Vec<u8>>, u64)> {
        Box::pin(secrets::all(&self.core, plan))
    }

    fn without_secret<'a>(&'a self, plan: &'a str, limit: u32) -> Answer<'a, Vec<Item>> {
        Box::pin(secrets::without(&self.core, plan, limit))
    }

    fn wipe_secrets<'a>(&'a self, plan: &'a str) -> Answer<'a, ()> {
        Box::pin(secrets::wipe(&self.core, plan))
    }

    fn rules(&self) -> Answer<'_, Vec<ApprovalRule>> {
        Box::pin(rules::all(&self.core))
    }

    fn add_rule(&self, rule: ApprovalRule) -> Answer<'_, ()> {
        Box::pin(rules::add(&self.core, rule))
    }

    fn remove_rule<'a>(&'a self, id: &'a str) -> Answer<'a, Option<ApprovalRule>> {
        Box::pin(rules::remove(&self.core, id))
    }
}
