//! Plans, their items, and what surveys saw.
//!
//! The head of a plan is kept as the text that its owner writes; only what is searched by has a column. Items are rows: a plan may have a million,
//! and none of these calls holds them all.

use signet_model::Timestamp;
use signet_model::api::ApprovalRule;
use signet_model::plans::{Cause, Item, Outcome, State};

use super::Answer;

/// The head of a plan, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPlan {
    /// Its id.
    pub id: String,
    /// In which state it is.
    pub state: State,
    /// Who made it.
    pub author: String,
    /// The ApsaraMQ for MQTT instance, or `iot:` and the IoT Platform instance.
    pub place: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Everything else, as JSON.
    pub body: String,
}

/// How many samples of a client are remembered since it was online last.
pub const MAX_SAMPLES: u32 = 50;

/// Where an item was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// On the list.
    Listed,
    /// In the cloud.
    Walked,
}

/// An identity that was found. The CA is empty but for certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewItem {
    /// The client id, the serial number of the certificate, or the IotId.
    pub id: String,
    /// The serial number of the CA.
    pub ca: String,
    /// What the walk showed of it; empty where only listed.
    pub before: String,
}

/// Which of the identities found become items of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// What is on the list.
    Listed,
    /// What is in the cloud.
    Walked,
    /// What is in the cloud and not on the list.
    WalkedOnly,
    /// What is on the list and not in the cloud.
    ListedOnly,
}

/// What became of an item, to be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its number.
    pub number: u64,
    /// What became of it; [`Outcome::Waiting`] puts it back into the queue.
    pub outcome: Outcome,
    /// Why, for people.
    pub note: Option<String>,
    /// The cloud's code, or Signet's, by which causes are counted.
    pub code: Option<String>,
    /// The cloud's RequestId.
    pub request_id: Option<String>,
    /// The act in the audit log.
    pub act: Option<String>,
    /// How often it was sent, in all.
    pub attempts: u32,
    /// When.
    pub at: Timestamp,
}

/// An item as the runner needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// As it is shown.
    pub item: Item,
    /// What was seen of it just before the act, as its owner wrote it.
    pub seen: Option<String>,
}

/// How many items of a plan have which outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By outcome; outcomes that none has are left out.
    pub outcomes: Vec<(Outcome, u64)>,
    /// Why, most frequent first, 20 at most.
    pub causes: Vec<Cause>,
}

/// Plans and their items.
pub trait Plans: Send + Sync {
    /// Keeps a plan; the one of the same id is replaced.
    fn put(&self, plan: KeptPlan) -> Answer<'_, ()>;

    /// The plan of that id.
    fn find<'a>(&'a self, id: &'a str) -> Answer<'a, Option<KeptPlan>>;

    /// Plans in any of these states (in all, where empty), made before that plan, newest first, at most `limit`.
    fn list<'a>(
        &'a self,
        states: &'a [State],
        before: Option<&'a str>,
        limit: u32,
    ) -> Answer<'a, Vec<KeptPlan>>;

    /// Drops the plans that were over, and made, before that; how many there were.
    fn remove_over(&self, before: Timestamp) -> Answer<'_, u32>;

    /// Notes identities that were found; how many were new where they were found. 20,000 at most at a time.
    /// What was found twice is one; `before` of a later walk takes the place of that of an earlier one.
    fn found<'a>(&'a self, plan: &'a str, place: Found, items: Vec<NewItem>) -> Answer<'a, u64>;

    /// How many identities were listed, and how many walked.
    fn counts<'a>(&'a self, plan: &'a str) -> Answer<'a, (u64, u64)>;

    /// How many identities of each side a [`Keep`] leaves: for the other side of a difference.
    fn count_of<'a>(&'a self, plan: &'a str, keep: Keep) -> Answer<'a, u64>;

    /// Forgets what was walked, for a walk that begins anew.
    fn forget_walk<'a>(&'a self, plan: &'a str) -> Answer<'a, ()>;

    /// Forgets what was walked and what was listed, for a selection that lists by itself and begins anew.
    fn forget_found<'a>(&'a self, plan: &'a str) -> Answer<'a, ()>;

    /// Drops what is not kept and numbers the rest from 1, in the order of CA and id; how many there are.
    fn number<'a>(&'a self, plan: &'a str, keep: Keep) -> Answer<'a, u64>;

    /// Takes out items of those numbers and numbers the rest anew; how many are left.
    fn exclude<'a>(&'a self, plan: &'a str, numbers: &'a [u64]) -> Answer<'a, u64>;

    /// Items after a number, in order, at most `limit`; with `outcome` those that have it, with `find` those whose id begins with it.
    fn items<'a>(
        &'a self,
        plan: &'a str,
        outcome: Option<Outcome>,
        find: Option<&'a str>,
        after: u64,
        limit: u32,
    ) -> Answer<'a, Vec<Item>>;

    /// Sets what is known of items before they run, by number: `before`.
    fn set_before<'a>(&'a self, plan: &'a str, known: Vec<(u64, String)>) -> Answer<'a, ()>;

    /// Marks the first `most` waiting items up to a number as begun, in one commit, and gives them.
    fn begin<'a>(
        &'a self,
        plan: &'a str,
        up_to: u64,
        most: u32,
        now: Timestamp,
    ) -> Answer<'a, Vec<Begun>>;

    /// Notes what was seen of an item just before its act.
    fn seen<'a>(&'a self, plan: &'a str, number: u64, seen: String) -> Answer<'a, ()>;

    /// Writes down what became of items, in one commit.
    fn end<'a>(&'a self, plan: &'a str, ended: Vec<Ended>) -> Answer<'a, ()>;

    /// Items that are begun and have no outcome: after a start, what the last process left behind.
    fn begun<'a>(&'a self, plan: &'a str) -> Answer<'a, Vec<Begun>>;

    /// How many items have which outcome, within these numbers.
    fn tally<'a>(&'a self, plan: &'a str, after: u64, up_to: u64) -> Answer<'a, Tally>;

    /// How many items each group (the text before `@@@`) or CA has, largest first, at most `limit`; and how many groups or CAs there are.
    fn places<'a>(&'a self, plan: &'a str, limit: u32) -> Answer<'a, (Vec<(String, u64)>, u64)>;

    /// Keeps secrets, encrypted, and of which items they are.
    fn keep_secrets<'a>(
        &'a self,
        plan: &'a str,
        numbers: &'a [u64],
        encrypted: Vec<u8>,
    ) -> Answer<'a, ()>;

    /// Everything that was kept, in the order in which it came, and how many secrets it has.
    fn secrets<'a>(&'a self, plan: &'a str) -> Answer<'a, (Vec<Vec<u8>>, u64)>;

    /// Items that were done and whose secrets were not kept: the last process ended between the two.
    fn without_secret<'a>(&'a self, plan: &'a str, limit: u32) -> Answer<'a, Vec<Item>>;

    /// Drops the secrets of a plan.
    fn wipe_secrets<'a>(&'a self, plan: &'a str) -> Answer<'a, ()>;

    /// The standing approvals, oldest first.
    fn rules(&self) -> Answer<'_, Vec<ApprovalRule>>;

    /// Keeps a standing approval.
    fn add_rule(&self, rule: ApprovalRule) -> Answer<'_, ()>;

    /// Drops one and tells what it was.
    fn remove_rule<'a>(&'a self, id: &'a str) -> Answer<'a, Option<ApprovalRule>>;
}

/// What background surveys saw of clients.
pub trait Sightings: Send + Sync {
    /// Notes one sample: who was asked for, and whether they were online.
    fn sampled<'a>(
        &'a self,
        instance: &'a str,
        clients: Vec<(String, bool)>,
        at: Timestamp,
    ) -> Answer<'a, ()>;

    /// Clients of a group that were asked for at least `samples` times since then and never seen online since, after an id, in order.
    /// None is found where `samples` is more than [`MAX_SAMPLES`].
    fn unseen<'a>(
        &'a self,
        instance: &'a str,
        group: &'a str,
        samples: u32,
        since: Timestamp,
        after: &'a str,
        limit: u32,
    ) -> Answer<'a, Vec<String>>;

    /// When the first and the last sample of a group since then were taken, and how many there were; nothing where there is none.
    fn samples<'a>(
        &'a self,
        instance: &'a str,
        group: &'a str,
        since: Timestamp,
    ) -> Answer<'a, Option<(Timestamp, Timestamp, u32)>>;

    /// Notes that a whole group was sampled.
    fn sample_ended<'a>(
        &'a self,
        instance: &'a str,
        group: &'a str,
        at: Timestamp,
    ) -> Answer<'a, ()>;

    /// Drops what was not sampled since then.
    fn forget(&self, before: Timestamp) -> Answer<'_, ()>;
}
