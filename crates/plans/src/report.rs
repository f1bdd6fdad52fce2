//! What a plan did, item by item: as CSV for people with a spreadsheet, and as JSON Lines for everything else.

mod csv;

use serde::Serialize;
use signet_model::Timestamp;
use signet_model::plans::{Act, Item, Outcome};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, with a header line; no cell is a formula. The trailer begins with `#`.
    Csv,
    /// One JSON object a line; the last one has the totals.
    JsonLines,
}

/// A report on its way: each item is written when it comes, and counted for the trailer.
#[derive(Clone, Debug)]
pub struct Report {
    act: Act,
    format: Format,
    items: u64,
    outcomes: [u64; Outcome::ALL.len()],
}

/// A line about an item.
#[derive(Serialize)]
struct Line<'a> {
    number: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    ca: Option<&'a str>,
    id: &'a str,
    before: &'a str,
    act: Act,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    cloud_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit_act: Option<&'a str>,
    attempts: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

/// The last line.
#[derive(Serialize)]
struct Trailer<'a> {
    plan: &'a str,
    hash: &'a str,
    totals: Totals<'a>,
}

/// How many items there are, and how many of each outcome; those add up to it.
struct Totals<'a>(&'a Report);

impl Serialize for Totals<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.totals())
    }
}

impl Format {
    /// The format of that name: `csv` or `jsonl`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// What HTTP calls it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl",
        }
    }

    /// How the name of a file of it ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }
}

impl Report {
    /// The report of a plan with that act.
    #[must_use]
    pub const fn new(act: Act, format: Format) -> Self {
        Self {
            act,
            format,
            items: 0,
            outcomes: [0; Outcome::ALL.len()],
        }
    }

    /// What comes before the first item.
    #[must_use]
    pub fn header(&self) -> String {
        match self.format {
            Format::Csv => csv::HEADER.to_owned(),
            Format::JsonLines => String::new(),
        }
    }

    /// The line of an item, its end included.
    #[must_use]
    pub fn line(&mut self, item: &Item) -> String {
        self.items += 1;
        self.outcomes[item.outcome as usize] += 1;
        let line = Line {
            number: item.number,
            ca: item.ca.as_deref(),
            id: &item.id,
            before: &item.before,
            act: self.act,
            outcome: item.outcome,
            cloud_code: item.cloud_code.as_deref(),
            request_id: item.request_id.as_deref(),
            audit_act: item.act.as_deref(),
            attempts: item.attempts,
            started_at: item.started_at,
            ended_at: item.ended_at,
            note: item.note.as_deref(),
        };
        match self.format {
            Format::Csv => csv::line(&line),
            Format::JsonLines => json(&line),
        }
    }

    /// What comes after the last item: the totals of the items written, the plan, and its hash.
    #[must_use]
    pub fn trailer(&self, plan: &str, hash: &str) -> String {
        match self.format {
            Format::Csv => csv::trailer(plan, hash, self.totals()),
            Format::JsonLines => json(&Trailer {
                plan,
                hash,
                totals: Totals(self),
            }),
        }
    }

    /// How many items were written, under `items`, and how many of each outcome that any has.
    pub fn totals(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        let of = |outcome: Outcome| (outcome.as_str(), self.outcomes[outcome as usize]);
        std::iter::once(("items", self.items)).chain(
            Outcome::ALL
                .into_iter()
                .map(of)
                .filter(|(_, items)| *items > 0),
        )
    }
}

fn json(line: &impl Serialize) -> String {
    let mut text = serde_json::to_string(line).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
