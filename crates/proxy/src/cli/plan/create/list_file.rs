//! A list from a file or standard input, in whatever encoding a spreadsheet wrote it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder};
use signet_model::plans::{Act, BadLine, MAX_ITEMS};
use signet_plans::list::{Encoding, Line, ListReader};

use super::Trouble;

/// So much is read at a time.
const PIECE: usize = 64 * 1024;
/// So many bad lines are named.
const NAMED: usize = 1000;

/// What a list says.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The items, as the proxy takes them.
    pub(super) items: Vec<String>,
    /// Lines that cannot be items, the first thousand.
    pub(super) bad: Vec<BadLine>,
    /// How many there are in all.
    pub(super) bad_total: usize,
}

impl List {
    /// Reads a file, or standard input where it is called `-`.
    pub(super) fn read(path: &Path, act: Act, ca: Option<String>) -> Result<Self, Trouble> {
        let source: Box<dyn Read> = if path == Path::new("-") {
            Box::new(io::stdin())
        } else {
            let file = File::open(path);
            Box::new(file.map_err(|error| cannot(path, &error.to_string()))?)
        };
        let mut list = Self::default();
        list.take(source, ListReader::new(act, ca))
            .map_err(|what| cannot(path, &what))?;
        if list.items.is_empty() && list.bad.is_empty() {
            return Err(cannot(path, "it has no line"));
        }
        Ok(list)
    }

    fn take(&mut self, mut source: impl Read, mut reader: ListReader) -> Result<(), String> {
        let mut piece = vec![0; PIECE];
        let mut decoder: Option<Decoder> = None;
        let mut text = String::with_capacity(PIECE);
        loop {
            let length = fill(&mut source, &mut piece).map_err(|error| error.to_string())?;
            let is_last = length < piece.len();
            let decoder = decoder.get_or_insert_with(|| decoder_of(&piece[..length]));
            let mut bytes = &piece[..length];
            loop {
                text.clear();
                let (result, read, was_replaced) =
                    decoder.decode_to_string(bytes, &mut text, is_last);
                if was_replaced {
                    return Err(format!(
                        "it is not text in {}; save it as UTF-8",
                        decoder.encoding().name()
                    ));
                }
                bytes = &bytes[read..];
                reader.push(&text, |line| self.line(line));
                if result == CoderResult::InputEmpty {
                    break;
                }
            }
            if self.items.len() as u64 > MAX_ITEMS {
                return Err(format!(
                    "a plan has at most {MAX_ITEMS} items, and it has more"
                ));
            }
            if is_last {
                reader.finish(|line| self.line(line));
                return Ok(());
            }
        }
    }

    fn line(&mut self, line: Line) {
        match line.read {
            Ok(item) => self.items.push(item),
            Err(bad) => {
                self.bad_total += 1;
                if self.bad.len() < NAMED {
                    self.bad.push(BadLine {
                        line: line.number,
                        found: bad.found,
                        reason: bad.flaw.to_string(),
                        rule: bad.flaw.rule(),
                    });
                }
            }
        }
    }
}

/// Fills the buffer but for the end.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match source.read(&mut buffer[length..])? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

fn decoder_of(first: &[u8]) -> Decoder {
    let encoding = match Encoding::of(first) {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Gb18030 => encoding_rs::GB18030,
    };
    encoding.new_decoder_with_bom_removal()
}

fn cannot(path: &Path, what: &str) -> Trouble {
    Trouble::wrong(format!("--list {}: {what}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(bytes: &[u8]) -> Result<(Vec<String>, Vec<u64>), String> {
        let mut list = List::default();
        list.take(bytes, ListReader::new(Act::Deregister, None))?;
        let bad = list.bad.iter().map(|bad| bad.line).collect();
        Ok((list.items, bad))
    }

    #[test]
    fn every_encoding_gives_the_same_list() {
        let text = "设备,client_id\r\n一号,GID_a@@@1\r\n二号,\r\n三号,GID_a@@@3\r\n";
        let expected = (
            vec!["GID_a@@@1".to_owned(), "GID_a@@@3".to_owned()],
            vec![3],
        );
        let (gbk, ..) = encoding_rs::GB18030.encode(text);
        let utf16: Vec<u8> = format!("\u{FEFF}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [
            text.as_bytes(),
            &gbk,
            &utf16,
            format!("\u{FEFF}{text}").as_bytes(),
        ] {
            assert_eq!(take(bytes), Ok(expected.clone()));
        }
    }

    #[test]
    fn a_list_longer_than_a_piece_is_read_whole() {
        let text: String = (0..20_000)
            .map(|number| format!("GID_a@@@{number}\n"))
            .collect();
        let (items, bad) = take(text.as_bytes()).expect("a list");
        assert_eq!((items.len(), bad.len()), (20_000, 0));
        assert_eq!(items.last().map(String::as_str), Some("GID_a@@@19999"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut bytes = b"GID_a@@@1\n".repeat(10_000);
        bytes.extend([0xFF, 0xFF, 0xFF]);
        let error = take(&bytes).expect_err("no text");
        assert!(error.contains("save it as UTF-8"), "{error}");
    }
}
