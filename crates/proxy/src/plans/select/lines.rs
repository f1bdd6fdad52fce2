//! Taking a list, slice by slice: each line becomes an identity, or is named as one that cannot be.

use std::collections::HashSet;
use std::sync::Arc;

use signet_model::api::{AddItems, Added, ApiError};
use signet_model::identifiers::{ClientId, IotId, NewClientId, SerialNumber};
use signet_model::plans::{Act, BadLine, BrokenRule, Identity, LineRule, MAX_ITEMS, Selection};
use signet_model::{FieldError, Violation};
use signet_store::ports::{Found, NewItem};

use super::super::{Head, Live, Plans, failed};
use crate::service::Refused;

/// A slice has so many items at most, and so many lines that could not be read.
const SLICE: usize = 20_000;
/// So many bad lines are kept, and answered.
const KEPT: usize = 1_000;
/// What was found on a bad line is cut here.
const FOUND: usize = 200;
/// Why it is one, where somebody else says it.
const REASON: usize = 300;

impl Plans {
    /// Takes a slice of the list of a plan that takes one now; that it does, and that nobody else tells it something meanwhile, is the caller's to
    /// see to.
    ///
    /// # Errors
    /// The slice has too many items, the list would have more than a million, or the store failed.
    pub(in super::super) async fn take(
        &self,
        live: &Arc<Live>,
        slice: AddItems,
    ) -> Result<Added, Refused> {
        for (field, lines) in [
            ("items", slice.items.len()),
            ("bad_lines", slice.bad_lines.len()),
        ] {
            if lines > SLICE {
                return Err(too_many(field, SLICE, lines));
            }
        }
        let head = live.head(Clone::clone);
        let lines = slice.items.len() as u64;
        if head.listed > MAX_ITEMS {
            return Err(over(head.listed + lines));
        }
        let first = slice.first_line.unwrap_or_else(|| lines_so_far(&head) + 1);
        let rule = Rule::of(&head);
        let (mut good, mut bad) = (Vec::with_capacity(slice.items.len()), Vec::new());
        let numbers = numbers(first, &slice.bad_lines);
        for (line, text) in numbers.zip(slice.items) {
            match rule.read(&text) {
                Ok(item) => good.push(item),
                Err(Unfit { reason, rule }) => bad.push(BadLine {
                    line,
                    found: shown(&text, FOUND),
                    reason,
                    rule,
                }),
            }
        }
        let named = good.len() as u64;
        let store = &self.ports.store;
        let found = store.found(&head.id, Found::Listed, good).await;
        let added = found.map_err(|cause| failed(&cause))?;
        let unread = slice.bad_lines.into_iter().map(|line| BadLine {
            line: line.line,
            found: shown(&line.found, FOUND),
            reason: shown(&line.reason, REASON),
            rule: BrokenRule {
                wanted: line.rule.wanted.map(|wanted| shown(&wanted, REASON)),
                ..line.rule
            },
        });
        let listed = live.change(|head| {
            head.listed += added;
            head.duplicates += named - added;
            keep_bad(head, bad.iter().cloned().chain(unread));
            head.listed
        });
        live.progress(|progress| progress.listed = listed);
        self.keep(live).await.map_err(|cause| failed(&cause))?;
        if listed > MAX_ITEMS {
            return Err(over(listed));
        }
        bad.truncate(KEPT);
        Ok(Added {
            added,
            duplicates: named - added,
            bad_lines: bad,
            listed,
        })
    }
}

/// What a line of the list of a plan must be.
struct Rule<'a> {
    act: Act,
    /// The groups or the CA that the plan is limited to; nothing where it is not.
    groups: &'a [String],
    ca: Option<&'a str>,
}

/// Why a line cannot be an item.
struct Unfit {
    /// For people, in English.
    reason: String,
    rule: BrokenRule,
}

impl Unfit {
    fn new(rule: LineRule, reason: &str) -> Self {
        Self {
            reason: reason.to_owned(),
            rule: BrokenRule::of(rule),
        }
    }
}

impl From<Violation> for Unfit {
    fn from(violation: Violation) -> Self {
        Self {
            reason: violation.to_string(),
            rule: (&violation).into(),
        }
    }
}

impl<'a> Rule<'a> {
    fn of(head: &'a Head) -> Self {
        let (groups, ca): (&[String], _) = match &head.selection {
            Selection::Difference {
                groups,
                ca_serial_number,
                ..
            } => (groups, ca_serial_number.as_deref()),
            _ => (&[], None),
        };
        Self {
            act: head.act,
            groups,
            ca,
        }
    }

    /// The identity that a line names; otherwise the rule that it breaks.
    fn read(&self, line: &str) -> Result<NewItem, Unfit> {
        let (ca, id) = match self.act.identity() {
            Identity::Client => ("", self.client(line)?),
            Identity::Certificate => self.certificate(line)?,
            Identity::Device => ("", device(line)?),
        };
        Ok(NewItem {
            id: id.to_owned(),
            ca: ca.to_owned(),
            before: String::new(),
        })
    }

    fn client<'l>(&self, line: &'l str) -> Result<&'l str, Unfit> {
        if line.contains('\n') {
            return Err(Unfit::new(
                LineRule::AnotherKind,
                "this names a certificate, and the plan acts on client ids",
            ));
        }
        if self.act == Act::Register {
            NewClientId::parse(line)?;
        } else {
            ClientId::parse(line)?;
        }
        match line.split_once("@@@") {
            Some((group, _)) if self.is_wanted(group) => Ok(line),
            Some((group, _)) => {
                let wanted = self.groups.join(", ");
                Err(Unfit {
                    reason: format!(
                        "this is of group {group}, and the plan is limited to {wanted}"
                    ),
                    rule: BrokenRule::wanted(LineRule::AnotherGroup, wanted),
                })
            }
            // Whatever is on the blacklist can be taken off it.
            None if self.act == Act::Lift && self.groups.is_empty() => Ok(line),
            None => Err(Unfit::new(
                LineRule::Separators,
                "a client id is GROUP@@@DEVICE, and this has no @@@",
            )),
        }
    }

    fn is_wanted(&self, group: &str) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|wanted| wanted == group)
    }

    fn certificate<'l>(&self, line: &'l str) -> Result<(&'l str, &'l str), Unfit> {
        let Some((ca, serial)) = line.split_once('\n') else {
            return Err(if line.contains("@@@") {
                Unfit::new(
                    LineRule::AnotherKind,
                    "this is a client id, and the plan acts on certificates",
                )
            } else {
                Unfit::new(
                    LineRule::NoCa,
                    "a certificate is named by the serial number of its CA and its own, and this is one",
                )
            });
        };
        let read = |text: &str, whose: &str| match SerialNumber::parse(text) {
            Ok(_) => Ok(()),
            Err(rule) => Err(Unfit {
                reason: format!("the serial number of {whose}: {rule}"),
                rule: (&rule).into(),
            }),
        };
        read(ca, "the CA")?;
        read(serial, "the certificate")?;
        match self.ca {
            Some(wanted) if wanted != ca => Err(Unfit {
                reason: format!(
                    "this is of CA {}, and the plan is limited to CA {wanted}",
                    shown(ca, FOUND)
                ),
                rule: BrokenRule::wanted(LineRule::AnotherCa, wanted.to_owned()),
            }),
            _ => Ok((ca, serial)),
        }
    }
}

fn device(line: &str) -> Result<&str, Unfit> {
    if line.contains("@@@") {
        return Err(Unfit::new(
            LineRule::AnotherKind,
            "this is a client id, and the plan acts on IoT Platform devices",
        ));
    }
    if line.contains('\n') {
        return Err(Unfit::new(
            LineRule::AnotherKind,
            "this is a certificate, and the plan acts on IoT Platform devices",
        ));
    }
    IotId::parse(line)?;
    Ok(line)
}

/// Text from outside, short and without what a terminal or page would obey.
fn shown(text: &str, most: usize) -> String {
    let plain = |character: char| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    };
    text.chars().map(plain).take(most).collect()
}

/// The numbers of the lines that items stand on, beginning with `first`: those of the bad lines among them are taken.
fn numbers(first: u64, bad: &[BadLine]) -> impl Iterator<Item = u64> {
    let taken: HashSet<u64> = bad.iter().map(|bad| bad.line).collect();
    (first..).filter(move |line| !taken.contains(line))
}

/// How many lines were sent before, good, bad and named twice.
fn lines_so_far(head: &Head) -> u64 {
    head.listed + head.duplicates + head.bad_lines_total
}

/// Keeps the first bad lines, in the order of their numbers.
fn keep_bad(head: &mut Head, bad: impl Iterator<Item = BadLine>) {
    let before = head.bad_lines.len();
    for line in bad {
        head.bad_lines_total += 1;
        head.bad_lines.push(line);
    }
    if head.bad_lines.len() > before {
        head.bad_lines.sort_by_key(|line| line.line);
        head.bad_lines.truncate(KEPT);
    }
}

fn over(found: u64) -> Refused {
    let most = usize::try_from(MAX_ITEMS).unwrap_or(usize::MAX);
    too_many("items", most, usize::try_from(found).unwrap_or(usize::MAX))
}

fn too_many(field: &str, limit: usize, found: usize) -> Refused {
    let error = FieldError {
        field: field.to_owned(),
        violation: Violation::TooManyItems { limit, found },
    };
    Box::new(ApiError::from(error))
}

#[cfg(test)]
mod tests;
