//! `signet plan create`: what to do, where the items come from, and how it is run.

mod list_file;

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use signet_model::Timestamp;
use signet_model::api::{AddItems, Added, CreatePlan, Plan, Tell};
use signet_model::plans::{
    Act, ComeBack, FollowUp, Gate, QuietHours, Selection, Settings, Side, State, Waves,
};

use super::super::desk::{say, shown as on_one_line, tell};
use super::answer::{Exit, Trouble};
use super::client::Client;
use super::{shown, watch};
use list_file::List;

/// How many items go in one request: well below what a body may have.
const SLICE: usize = 10_000;

/// What to do, where the items come from, and how it is run.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("what").required(true).multiple(true).args(["list", "groups", "everything", "ca_serial", "unseen"]))]
pub(super) struct Create {
    /// What to do to each item: register, rotate, deregister, blacklist, lift, cut_off, inactivate, activate, delete_certificate or
    /// delete_client_ids.
    #[arg(long, value_parser = act)]
    act: Act,
    /// The ApsaraMQ for MQTT instance.
    #[arg(long, value_name = "ID")]
    instance: Option<String>,
    /// The IoT Platform instance, for delete_client_ids; the public one where it is not named.
    #[arg(long, value_name = "ID", conflicts_with = "instance")]
    iot_instance: Option<String>,
    /// A list of identities: one a line, or a table (CSV) with a column client_id, device_serial_number or iot_id; - is standard input.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// Go on without the lines of the list that cannot be items; without this nothing is made.
    #[arg(long, requires = "list")]
    skip_bad_lines: bool,
    /// Everything of this group; may be given several times. With --difference: the groups that are walked.
    #[arg(long = "group", value_name = "ID")]
    groups: Vec<String>,
    /// Everything of the instance.
    #[arg(long, conflicts_with_all = ["list", "groups", "ca_serial", "unseen"])]
    everything: bool,
    /// Every certificate that this CA signed. With --list: the CA of certificates whose line names none.
    #[arg(long, value_name = "SERIAL")]
    ca_serial: Option<String>,
    /// Only what is in one of the list and the cloud.
    #[arg(long, value_enum, requires = "list")]
    difference: Option<Difference>,
    /// What a survey never saw online in this group; needs --samples and --since.
    #[arg(long, value_name = "GROUP", requires_all = ["samples", "since"], conflicts_with_all = ["list", "groups", "ca_serial"])]
    unseen: Option<String>,
    /// In at least so many samples.
    #[arg(long, requires = "unseen")]
    samples: Option<u32>,
    /// Since then: 2026-01-02T03:04:05Z.
    #[arg(long, requires = "unseen", value_name = "TIME")]
    since: Option<Timestamp>,
    /// What to call the plan.
    #[arg(long)]
    title: Option<String>,
    /// Why; kept in the audit log.
    #[arg(long)]
    reason: Option<String>,
    /// Do not wait until it is frozen.
    #[arg(long)]
    detach: bool,
    #[command(flatten)]
    how: How,
}

/// How it is run.
#[derive(Args, Debug)]
struct How {
    /// How many items the first waves have.
    #[arg(long, value_name = "ITEMS", value_delimiter = ',')]
    waves: Option<Vec<u64>>,
    /// How many percent of all the wave after them has.
    #[arg(long, value_name = "PERCENT")]
    wave_percent: Option<f64>,
    /// Stop when more percent of a wave fail.
    #[arg(long, value_name = "PERCENT")]
    max_failures: Option<f64>,
    /// Stop when more percent of a wave have moved since the freeze.
    #[arg(long, value_name = "PERCENT")]
    max_unexpected: Option<f64>,
    /// Rest between these times, such as 22:00-06:00.
    #[arg(long, value_name = "FROM-TO", value_parser = hours)]
    quiet_hours: Option<(String, String)>,
    /// How many minutes the clock of --quiet-hours is ahead of UTC.
    #[arg(
        long,
        value_name = "MINUTES",
        requires = "quiet_hours",
        allow_hyphen_values = true,
        default_value_t = 0
    )]
    utc_offset: i32,
    /// For rotate: minutes within which devices that were online must be back.
    #[arg(long, value_name = "MINUTES")]
    back_within: Option<u32>,
    /// So many percent of them.
    #[arg(
        long,
        value_name = "PERCENT",
        requires = "back_within",
        default_value_t = 90.0
    )]
    back_percent: f64,
    /// For inactivate: delete after so many hours what stayed inactive.
    #[arg(long, value_name = "HOURS")]
    delete_after: Option<u32>,
    /// For register and rotate: the age public key that the secrets are encrypted to.
    #[arg(long, value_name = "AGE1…")]
    recipient: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Difference {
    /// The cloud has it, the list does not.
    RegisteredNotListed,
    /// The list has it, the cloud does not.
    ListedNotRegistered,
}

/// Makes a plan, sends its list, freezes it and shows it.
pub(super) async fn create(client: &Client, wanted: Create, json: bool) -> Result<Exit, Trouble> {
    let (detach, skip) = (wanted.detach, wanted.skip_bad_lines);
    // Read first: a list with a bad line makes no plan.
    let list = match &wanted.list {
        Some(path) => Some(List::read(path, wanted.act, wanted.ca_serial.clone())?),
        None => None,
    };
    if let Some(list) = &list {
        refuse_bad_lines(list, skip)?;
    }
    let plan: Plan = client
        .post("/api/plans/create", &wanted.into_plan())
        .await?;
    let id = plan.id;
    if let Some(list) = list {
        send(client, &id, &list).await?;
    }
    if !detach {
        let plan = watch::until(client, &id, |plan| {
            plan.state != State::Selecting || plan.why.is_some()
        })
        .await?;
        shown::bad_lines(&plan);
        if !json {
            tell(&shown::text(&plan));
        }
        if plan.state == State::Selecting {
            say(&id);
            return Ok(Exit::Failed);
        }
        if json {
            shown::print(&plan, json);
            return Ok(Exit::Done);
        }
    }
    say(&id);
    Ok(Exit::Done)
}

fn refuse_bad_lines(list: &List, skip: bool) -> Result<(), Trouble> {
    for bad in &list.bad {
        tell(&format!(
            "line {}: {} ({})",
            bad.line,
            bad.reason,
            on_one_line(&bad.found)
        ));
    }
    let lines = list.bad_total;
    if lines == 0 || skip {
        Ok(())
    } else {
        Err(Trouble::wrong(format!(
            "{lines} lines of the list cannot be items, and nothing was made. Mend them, or leave them out with --skip-bad-lines."
        )))
    }
}

/// Sends the list in slices and says that it is whole.
async fn send(client: &Client, id: &str, list: &List) -> Result<(), Trouble> {
    for (number, slice) in list.items.chunks(SLICE).enumerate() {
        let slice = AddItems {
            id: id.to_owned(),
            first_line: None,
            items: slice.to_vec(),
            bad_lines: if number == 0 {
                list.bad.clone()
            } else {
                Vec::new()
            },
        };
        let _: Added = client.post("/api/plans/add", &slice).await?;
    }
    let whole = Tell {
        id: id.to_owned(),
        ..Tell::default()
    };
    let _: Plan = client.post("/api/plans/freeze", &whole).await?;
    Ok(())
}

impl Create {
    fn into_plan(self) -> CreatePlan {
        CreatePlan {
            act: self.act,
            selection: self.selection(),
            instance_id: self.instance,
            iot_instance_id: self.iot_instance,
            title: self.title,
            reason: self.reason,
            settings: self.how.into(),
        }
    }

    fn selection(&self) -> Selection {
        let since = self.since.zip(self.samples);
        match (self.difference, self.list.is_some(), &self.unseen, since) {
            (Some(side), ..) => Selection::Difference {
                side: match side {
                    Difference::RegisteredNotListed => Side::RegisteredNotListed,
                    Difference::ListedNotRegistered => Side::ListedNotRegistered,
                },
                groups: self.groups.clone(),
                ca_serial_number: self.ca_serial.clone(),
            },
            (None, true, ..) => Selection::List,
            (None, false, Some(group), Some((since, samples))) => Selection::Unseen {
                group: group.clone(),
                samples,
                since,
            },
            _ => match &self.ca_serial {
                Some(ca_serial_number) => Selection::Ca {
                    ca_serial_number: ca_serial_number.clone(),
                },
                None if self.everything => Selection::Instance,
                None => Selection::Groups {
                    groups: self.groups.clone(),
                },
            },
        }
    }
}

impl From<How> for Settings {
    fn from(how: How) -> Self {
        let (waves, gate) = (Waves::default(), Gate::default());
        Self {
            waves: Waves {
                items: how.waves.unwrap_or(waves.items),
                percent: how.wave_percent.unwrap_or(waves.percent),
            },
            gate: Gate {
                failures_percent: how.max_failures.unwrap_or(gate.failures_percent),
                unexpected_percent: how.max_unexpected.unwrap_or(gate.unexpected_percent),
                ..gate
            },
            quiet_hours: how.quiet_hours.map(|(from, to)| QuietHours {
                from,
                to,
                utc_offset_minutes: how.utc_offset,
            }),
            come_back: how.back_within.map(|within_minutes| ComeBack {
                within_minutes,
                percent: how.back_percent,
            }),
            follow_up: how
                .delete_after
                .map(|delete_after_hours| FollowUp { delete_after_hours }),
            recipient: how.recipient,
        }
    }
}

/// An act by its name.
pub(super) fn act(text: &str) -> Result<Act, String> {
    Act::find(text).ok_or_else(|| {
        let all: Vec<_> = Act::ALL.map(Act::as_str).into();
        format!("one of {}", all.join(", "))
    })
}

/// What times of the day are right is the proxy's to say.
fn hours(text: &str) -> Result<(String, String), String> {
    text.split_once('-')
        .map(|(from, to)| (from.trim().to_owned(), to.trim().to_owned()))
        .ok_or_else(|| "two times, such as 22:00-06:00".to_owned())
}
