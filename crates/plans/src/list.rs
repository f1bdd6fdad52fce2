//! Reading a list of identities: one a line, or a table as spreadsheets export it. The browser and the command line read by the same rules.
//!
//! Text comes in pieces of any size and lines go out; a list of a million lines, or one line of ten megabytes, is never held as a whole.

mod columns;
mod encoding;
mod flaw;
mod records;

pub use encoding::Encoding;
pub use flaw::Flaw;

use signet_model::identifiers::{ClientId, IotId, NewClientId, SerialNumber};
use signet_model::plans::{Act, Identity};

use columns::Columns;
use records::{Record, Records};

/// The most characters of a line that are shown where it is bad.
const SHOWN: usize = 200;

/// What a line was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1; the first line of a row whose quoted field has several.
    pub number: u64,
    /// The item as `/api/plans/add` takes it, or what is wrong.
    pub read: Result<String, Bad>,
}

/// A line that cannot be an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// What was found, shortened to 200 characters.
    pub found: String,
    /// The rule that it breaks.
    pub flaw: Flaw,
}

/// Reads a list.
#[derive(Debug)]
pub struct ListReader {
    act: Act,
    /// The CA of a certificate on a line that names none.
    ca: Option<String>,
    records: Records,
    columns: Option<Columns>,
}

impl ListReader {
    /// For items of that act. `ca` is the CA of certificates whose line names none.
    #[must_use]
    pub fn new(act: Act, ca: Option<String>) -> Self {
        Self {
            act,
            ca,
            records: Records::new(),
            columns: None,
        }
    }

    /// Reads on; gives each line that is complete.
    pub fn push(&mut self, text: &str, mut line: impl FnMut(Line)) {
        let Self {
            act,
            ca,
            records,
            columns,
        } = self;
        records.push(text, &mut |record| {
            read(*act, ca.as_deref(), columns, &record).map(&mut line);
        });
    }

    /// The text has ended; gives the last line, if it had no end.
    pub fn finish(self, mut line: impl FnMut(Line)) {
        let Self {
            act,
            ca,
            records,
            mut columns,
        } = self;
        records.finish(&mut |record| {
            read(act, ca.as_deref(), &mut columns, &record).map(&mut line);
        });
    }
}

/// What a record says; nothing where it is the head of the table, or empty.
fn read(
    act: Act,
    ca: Option<&str>,
    columns: &mut Option<Columns>,
    record: &Record,
) -> Option<Line> {
    if record.fields.iter().all(|field| field.trim().is_empty()) {
        return None;
    }
    let columns = match columns {
        Some(columns) => columns,
        None => {
            let (found, is_head) = Columns::of(act.identity(), &record.fields);
            let columns = columns.insert(found);
            if is_head {
                return None;
            }
            columns
        }
    };
    let read = item(act, ca, columns, record).map_err(|flaw| Bad {
        found: shortened(&record.fields.join(",")),
        flaw,
    });
    Some(Line {
        number: record.line,
        read,
    })
}

fn item(act: Act, ca: Option<&str>, columns: &Columns, record: &Record) -> Result<String, Flaw> {
    if record.is_too_long {
        return Err(Flaw::TooLong);
    }
    let field = |at: Option<usize>| {
        let field = at.and_then(|at| record.fields.get(at));
        field
            .map(|field| field.trim())
            .filter(|field| !field.is_empty())
    };
    let id = field(Some(columns.id)).ok_or(Flaw::NoId)?;
    not_a_number_of_a_spreadsheet(id)?;
    match act.identity() {
        Identity::Client if act == Act::Register => {
            NewClientId::parse(id)?;
            Ok(id.to_owned())
        }
        Identity::Client => {
            ClientId::parse(id)?;
            Ok(id.to_owned())
        }
        Identity::Device => {
            IotId::parse(id)?;
            Ok(id.to_owned())
        }
        Identity::Certificate => {
            let ca = field(columns.ca).or(ca).ok_or(Flaw::NoCa)?;
            not_a_number_of_a_spreadsheet(ca)?;
            SerialNumber::parse(ca)?;
            SerialNumber::parse(id)?;
            Ok([ca, "\n", id].concat())
        }
    }
}

/// A spreadsheet writes a long serial number as `3.56E+14`, and the digits are gone.
fn not_a_number_of_a_spreadsheet(text: &str) -> Result<(), Flaw> {
    let is_one = text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let power = power.strip_prefix('+').is_some_and(digits);
        let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        power && digits(whole) && digits(part)
    });
    if is_one {
        Err(Flaw::SpreadsheetNumber)
    } else {
        Ok(())
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
