//! The head of a plan: everything but its items.

use serde::{Deserialize, Serialize};
use signet_model::Timestamp;
use signet_model::api::Via;
use signet_model::plans::{
    Act, Approval, BadLine, Exposure, Selection, Settings, State, Wave, Why,
};
use signet_model::roles::PUBLIC_IOT_INSTANCE;
use signet_store::StoreError;
use signet_store::ports::KeptPlan;

use crate::asker::Asker;

/// The head of a plan, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it does to each item.
    pub act: Act,
    /// The account of the configuration.
    pub account: String,
    /// The region.
    pub region: String,
    /// The ApsaraMQ for MQTT instance.
    pub instance_id: Option<String>,
    /// The IoT Platform instance; the public one where both are absent.
    pub iot_instance_id: Option<String>,
    /// Who made it. Items are acted on in their name, by what they may do then.
    pub author: Author,
    /// When.
    pub created_at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// Where its items come from.
    pub selection: Selection,
    /// How it is run.
    pub settings: Settings,
    /// In which state it is.
    pub state: State,
    /// Why it is paused or stopped.
    pub why: Option<Why>,
    /// The same for people, with what to do now.
    pub why_text: Option<String>,
    /// Whether the list is complete, so that it is frozen when the walk ends.
    pub is_complete: bool,
    /// SHA-256 over the manifest.
    pub hash: Option<String>,
    /// When it was frozen.
    pub frozen_at: Option<Timestamp>,
    /// How many items it has, once frozen.
    pub items: u64,
    /// How many lines of the list were taken.
    pub listed: u64,
    /// How many identities the walk has shown.
    pub walked: u64,
    /// Lines that cannot be items, the first 1,000.
    pub bad_lines: Vec<BadLine>,
    /// How many there are in all.
    pub bad_lines_total: u64,
    /// Lines that named something again.
    pub duplicates: u64,
    /// For a difference: how many identities the other side has.
    pub other_side: Option<u64>,
    /// What it would hit.
    pub exposure: Option<Exposure>,
    /// Whether it may run.
    pub approval: Approval,
    /// The plan that this one follows or undoes.
    pub after: Option<String>,
    /// When it begins by itself.
    pub starts_at: Option<Timestamp>,
    /// Who let it run.
    pub run_by: Option<String>,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// Its waves, as far as they are.
    pub waves: Vec<Wave>,
    /// Calls that were sent.
    pub calls: u64,
    /// Calls that the cloud throttled.
    pub throttled: u64,
    /// Until when it waits.
    pub waits_until: Option<Timestamp>,
    /// How many secrets are kept.
    pub secrets: u64,
    /// Who was given the secrets, until they are wiped.
    pub handed_out: Option<HandOut>,
}

/// What a plan begins with.
#[derive(Clone, Debug)]
pub struct NewPlan {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it does to each item.
    pub act: Act,
    /// The account of the configuration.
    pub account: String,
    /// The region.
    pub region: String,
    /// The ApsaraMQ for MQTT instance.
    pub instance_id: Option<String>,
    /// The IoT Platform instance.
    pub iot_instance_id: Option<String>,
    /// Who makes it.
    pub author: Author,
    /// When.
    pub created_at: Timestamp,
    /// Why.
    pub reason: Option<String>,
    /// Where its items come from.
    pub selection: Selection,
    /// How it is run.
    pub settings: Settings,
}

/// Who made a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The subject.
    pub subject: String,
    /// The name for people.
    pub name: String,
    /// How they came.
    pub via: Via,
    /// Whose budgets and grants count: the subject, or the person who made the token.
    pub budget: String,
    /// The groups of the identity provider that they were in.
    pub groups: Vec<String>,
    /// For a token, its id: its grants count, as far as its maker has them.
    pub token: Option<String>,
}

/// Secrets on their way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOut {
    /// To whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// SHA-256 of what was handed out.
    pub sha256: String,
}

impl Author {
    /// Whoever asks.
    pub(crate) fn of(by: &Asker) -> Self {
        let actor = &by.actor;
        Self {
            subject: actor.subject.clone(),
            name: actor.name.clone(),
            via: actor.via,
            budget: actor.budget.clone(),
            groups: by.groups.to_vec(),
            token: by.token.clone(),
        }
    }
}

impl Head {
    /// A plan that selects and has nothing yet.
    #[must_use]
    pub fn new(new: NewPlan) -> Self {
        Self {
            id: new.id,
            title: new.title,
            act: new.act,
            account: new.account,
            region: new.region,
            instance_id: new.instance_id,
            iot_instance_id: new.iot_instance_id,
            author: new.author,
            created_at: new.created_at,
            reason: new.reason,
            selection: new.selection,
            settings: new.settings,
            state: State::Selecting,
            why: None,
            why_text: None,
            is_complete: false,
            hash: None,
            frozen_at: None,
            items: 0,
            listed: 0,
            walked: 0,
            bad_lines: Vec::new(),
            bad_lines_total: 0,
            duplicates: 0,
            other_side: None,
            exposure: None,
            approval: Approval::NotNeeded,
            after: None,
            starts_at: None,
            run_by: None,
            started_at: None,
            ended_at: None,
            waves: Vec::new(),
            calls: 0,
            throttled: 0,
            waits_until: None,
            secrets: 0,
            handed_out: None,
        }
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// It is not what was written.
    pub fn read(kept: &KeptPlan) -> Result<Self, StoreError> {
        serde_json::from_str(&kept.body).map_err(StoreError::damaged)
    }

    /// As it is kept.
    #[must_use]
    pub fn kept(&self) -> KeptPlan {
        KeptPlan {
            id: self.id.clone(),
            state: self.state,
            author: self.author.subject.clone(),
            place: self.place(),
            created_at: self.created_at,
            body: serde_json::to_string(self).unwrap_or_default(),
        }
    }

    /// The instance of either product; `public` for the public IoT instance.
    #[must_use]
    pub fn instance(&self) -> String {
        let id = self.instance_id.as_ref().or(self.iot_instance_id.as_ref());
        id.map_or_else(|| PUBLIC_IOT_INSTANCE.to_owned(), Clone::clone)
    }

    /// The instance, or `iot:` and the IoT Platform instance.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.instance_id {
            Some(instance) => instance.clone(),
            None => format!("iot:{}", self.instance()),
        }
    }
}
