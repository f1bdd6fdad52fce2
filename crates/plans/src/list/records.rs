//! Rows of a table, from text in pieces. Quoting is RFC 4180's; what separates fields is found in the first line.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// The most bytes of a field; no identity is longer.
const FIELD: usize = 1024;
/// The most fields of a row.
const FIELDS: usize = 64;
/// So much of the text is looked at to find what separates fields.
const SNIFFED: usize = 8192;

/// One row.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The number of its first line, from 1.
    pub(super) line: u64,
    /// Its fields.
    pub(super) fields: Vec<String>,
    /// Whether more was there than is kept.
    pub(super) is_too_long: bool,
}

/// Reads rows.
#[derive(Debug)]
pub(super) struct Records {
    /// None until it is known what separates fields.
    reader: Option<Box<Reader>>,
    /// What came before that.
    first: String,
    /// The line that is read now.
    line: u64,
    record: Record,
    field: Field,
    /// Whether a row has begun; an open quote is one, even if nothing has come after it.
    is_inside: bool,
}

/// The field that is read now.
#[derive(Debug)]
struct Field {
    bytes: Box<[u8; FIELD]>,
    length: usize,
}

impl Records {
    pub(super) fn new() -> Self {
        Self {
            reader: None,
            first: String::new(),
            line: 1,
            record: Record::default(),
            is_inside: false,
            field: Field {
                bytes: Box::new([0; FIELD]),
                length: 0,
            },
        }
    }

    pub(super) fn push(&mut self, text: &str, give: &mut impl FnMut(Record)) {
        if self.reader.is_some() {
            return self.read(text.as_bytes(), give);
        }
        self.first.push_str(text);
        if self.first.contains(['\n', '\r']) || self.first.len() > SNIFFED {
            self.begin(give);
        }
    }

    pub(super) fn finish(mut self, give: &mut impl FnMut(Record)) {
        if self.reader.is_none() {
            self.begin(give);
        }
        if self.is_inside {
            self.read_end(give);
        }
    }

    fn begin(&mut self, give: &mut impl FnMut(Record)) {
        let first = std::mem::take(&mut self.first);
        let text = first.strip_prefix('\u{FEFF}').unwrap_or(&first);
        let line = text.split(['\n', '\r']).next().unwrap_or_default();
        let reader = ReaderBuilder::new().delimiter(delimiter(line)).build();
        self.reader = Some(Box::new(reader));
        self.read(text.as_bytes(), give);
    }

    fn read(&mut self, mut input: &[u8], give: &mut impl FnMut(Record)) {
        let Some(mut reader) = self.reader.take() else {
            return;
        };
        while !input.is_empty() {
            // Ends of lines between rows: the reader skips them without telling how many there were.
            if !self.is_inside {
                let rest = input.iter().position(|byte| !matches!(byte, b'\n' | b'\r'));
                let ends = &input[..rest.unwrap_or(input.len())];
                self.line += lines(ends);
                input = &input[ends.len()..];
                self.record.line = self.line;
                if input.is_empty() {
                    break;
                }
            }
            self.is_inside = true;
            let room = &mut self.field.bytes[self.field.length..];
            let (result, read, written) = reader.read_field(input, room);
            self.line += lines(&input[..read]);
            input = &input[read..];
            self.field.length += written;
            self.take(&result, give);
        }
        self.reader = Some(reader);
    }

    fn read_end(&mut self, give: &mut impl FnMut(Record)) {
        let Some(mut reader) = self.reader.take() else {
            return;
        };
        loop {
            let room = &mut self.field.bytes[self.field.length..];
            let (result, _, written) = reader.read_field(&[], room);
            self.field.length += written;
            let is_end = matches!(result, ReadFieldResult::End | ReadFieldResult::Field { .. });
            self.take(&result, give);
            if is_end {
                break;
            }
        }
    }

    fn take(&mut self, result: &ReadFieldResult, give: &mut impl FnMut(Record)) {
        match result {
            ReadFieldResult::InputEmpty => {}
            // What does not fit is read and forgotten.
            ReadFieldResult::OutputFull => {
                self.record.is_too_long = true;
                self.field.length = 0;
            }
            ReadFieldResult::Field { record_end } => {
                self.end_field();
                if *record_end {
                    self.is_inside = false;
                    give(std::mem::take(&mut self.record));
                }
            }
            ReadFieldResult::End => {
                self.end_field();
                give(std::mem::take(&mut self.record));
            }
        }
    }

    fn end_field(&mut self) {
        let bytes = &self.field.bytes[..self.field.length];
        if self.record.fields.len() < FIELDS {
            self.record
                .fields
                .push(String::from_utf8_lossy(bytes).into_owned());
        } else {
            self.record.is_too_long = true;
        }
        self.field.length = 0;
    }
}

/// Ends of lines; CR LF is one, and so is LF. A CR alone ends a row and counts when no LF is in the file at all, which no program writes any more.
fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// What separates the fields of a line: a comma where nothing tells.
fn delimiter(line: &str) -> u8 {
    let count = |byte: u8| line.bytes().filter(|found| *found == byte).count();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|byte| count(*byte))
        .filter(|byte| count(*byte) > 0)
        .unwrap_or(b',')
}
