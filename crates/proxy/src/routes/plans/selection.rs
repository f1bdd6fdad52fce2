//! Where the items of a plan come from, as it is sent. What an act's kind of identity does not have is refused here.

use signet_model::Violation;
use signet_model::fields::Fields;
use signet_model::identifiers::{GroupId, SerialNumber};
use signet_model::plans::{Act, Identity, Selection, Side};

use super::asked::{broken, moment};
use crate::routes::input::{self, Count, Many, Text, take};
use crate::service::Refused;

/// The most groups that a plan is limited to.
const MOST_GROUPS: usize = 200;
const SIDES: [&str; 2] = ["registered_not_listed", "listed_not_registered"];

/// The kinds that an act may have. Nothing lists the ClientIDs of devices, and what has no credential yet is in no walk.
const fn kinds(act: Act) -> &'static [&'static str] {
    match act.identity() {
        Identity::Client if matches!(act, Act::Register) => &["list", "difference"],
        Identity::Client => &["list", "groups", "instance", "difference", "unseen"],
        Identity::Certificate => &["list", "instance", "ca", "difference"],
        Identity::Device => &["list"],
    }
}

/// Reads it, for a plan with that act.
///
/// # Errors
/// 422 with field, limit and found.
pub(super) fn read(fields: &mut Fields, act: Act) -> Result<Selection, Refused> {
    let Text::<64>(kind) = take(fields, "kind")?;
    if !kinds(act).contains(&kind.as_str()) {
        return Err(input::none_of("kind", kinds(act), &kind));
    }
    Ok(match kind.as_str() {
        "groups" => Selection::Groups {
            groups: not_none(groups(fields)?)?,
        },
        "instance" => Selection::Instance,
        "ca" => Selection::Ca {
            ca_serial_number: take::<SerialNumber>(fields, "ca_serial_number")?.to_string(),
        },
        "difference" => difference(fields, act)?,
        "unseen" => unseen(fields)?,
        _ => Selection::List,
    })
}

fn difference(fields: &mut Fields, act: Act) -> Result<Selection, Refused> {
    let Text::<64>(found) = take(fields, "side")?;
    // Whoever is registered cannot be registered.
    let sides = match act {
        Act::Register => &SIDES[1..],
        _ => &SIDES[..],
    };
    let side = match found.as_str() {
        "registered_not_listed" if sides.contains(&found.as_str()) => Side::RegisteredNotListed,
        "listed_not_registered" => Side::ListedNotRegistered,
        _ => return Err(input::none_of("side", sides, &found)),
    };
    let groups = groups(fields)?;
    let ca: Option<SerialNumber> = take(fields, "ca_serial_number")?;
    let foreign = |field: &str| broken(field, Violation::NotTogether { with: "this act" });
    match act.identity() {
        Identity::Certificate if !groups.is_empty() => Err(foreign("groups")),
        Identity::Client | Identity::Device if ca.is_some() => Err(foreign("ca_serial_number")),
        _ => Ok(Selection::Difference {
            side,
            groups,
            ca_serial_number: ca.map(|ca| ca.to_string()),
        }),
    }
}

fn unseen(fields: &mut Fields) -> Result<Selection, Refused> {
    let group: GroupId = take(fields, "group")?;
    let Count(samples) = take(fields, "samples")?;
    let most = signet_store::ports::MAX_SAMPLES;
    let samples = u32::try_from(samples)
        .ok()
        .filter(|samples| (1..=most).contains(samples))
        .ok_or_else(|| {
            let violation = Violation::OutOfRange {
                minimum: 1,
                maximum: most.into(),
                found: samples.to_string(),
            };
            broken("samples", violation)
        })?;
    Ok(Selection::Unseen {
        group: group.to_string(),
        samples,
        since: moment(fields, "since")?,
    })
}

fn groups(fields: &mut Fields) -> Result<Vec<String>, Refused> {
    let groups: Option<Many<GroupId, MOST_GROUPS>> = take(fields, "groups")?;
    let Many(groups) = groups.unwrap_or(Many(Vec::new()));
    let mut groups: Vec<_> = groups.iter().map(ToString::to_string).collect();
    groups.sort_unstable();
    groups.dedup();
    Ok(groups)
}

fn not_none(groups: Vec<String>) -> Result<Vec<String>, Refused> {
    if groups.is_empty() {
        return Err(broken("groups", Violation::Missing));
    }
    Ok(groups)
}
