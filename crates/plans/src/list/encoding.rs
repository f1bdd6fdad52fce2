//! In which encoding a file is, by its first bytes: what spreadsheets in China and elsewhere write.

use std::str;

/// In which encoding a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16, the low byte first: "Unicode text" of a spreadsheet.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// GBK, as GB 18030, which contains it: CSV of a spreadsheet in Chinese.
    Gb18030,
}

impl Encoding {
    /// What the first bytes of a file say; a kilobyte or more is enough.
    #[must_use]
    pub fn of(first: &[u8]) -> Self {
        match first {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8,
            [0xFF, 0xFE, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] => Self::Utf16Be,
            _ => Self::without_mark(first),
        }
    }

    /// Identities are ASCII, so every other byte of UTF-16 is zero, and nothing else has zeros.
    fn without_mark(first: &[u8]) -> Self {
        let zeros = |from: usize| {
            first
                .iter()
                .skip(from)
                .step_by(2)
                .filter(|byte| **byte == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        if odd > even && odd * 4 > first.len() {
            Self::Utf16Le
        } else if even > odd && even * 4 > first.len() {
            Self::Utf16Be
        } else {
            match str::from_utf8(first) {
                // The last character may have been cut.
                Err(error) if error.error_len().is_some() => Self::Gb18030,
                _ => Self::Utf8,
            }
        }
    }

    /// Its label, as the Encoding Standard has it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write_is_recognised() {
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| {
            text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
        };
        for (bytes, expected) in [
            (b"GID_a@@@1\nGID_a@@@2\n".to_vec(), Encoding::Utf8),
            ("\u{FEFF}GID_a@@@1\n".as_bytes().to_vec(), Encoding::Utf8),
            (
                "设备编号,备注\nGID_a@@@1,一号".as_bytes().to_vec(),
                Encoding::Utf8,
            ),
            (
                utf16("\u{FEFF}GID_a@@@1\r\n", u16::to_le_bytes),
                Encoding::Utf16Le,
            ),
            (
                utf16("\u{FEFF}GID_a@@@1\r\n", u16::to_be_bytes),
                Encoding::Utf16Be,
            ),
            (
                utf16("GID_a@@@1\r\nGID_a@@@2", u16::to_le_bytes),
                Encoding::Utf16Le,
            ),
            (
                utf16("GID_a@@@1\r\nGID_a@@@2", u16::to_be_bytes),
                Encoding::Utf16Be,
            ),
            // 设备,备注 in GBK.
            (
                b"\xC9\xE8\xB1\xB8,\xB1\xB8\xD7\xA2\r\nGID_a@@@1,\r\n".to_vec(),
                Encoding::Gb18030,
            ),
            (Vec::new(), Encoding::Utf8),
        ] {
            assert_eq!(Encoding::of(&bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_character_that_is_cut_is_no_other_encoding() {
        let text = "设备编号".as_bytes();
        assert_eq!(Encoding::of(&text[..text.len() - 1]), Encoding::Utf8);
    }
}
