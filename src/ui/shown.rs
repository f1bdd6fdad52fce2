//! Somebody else's text, shown and not obeyed: control, bidi and invisible characters stand as their codes.

use crate::prelude::*;
use signet_view::view;

/// A stretch of text as it may be shown.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Plain(&'a str),
    Code(char),
}

/// The text as elements, each unsafe character as a marked code. Its direction is kept to itself.
pub fn shown(text: &str) -> Child {
    let pieces: Vec<_> = pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.to_owned().into_child(),
            Piece::Code(char) => {
                view! { <span class="ui-code-point">{code(char)}</span> }.into_child()
            }
        })
        .collect();
    view! { <bdi>{pieces}</bdi> }.into_child()
}

/// The text as plain text, each unsafe character as `⟨U+202E⟩`: for labels and titles.
pub fn shown_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Plain(text) => out.push_str(text),
            Piece::Code(char) => {
                out.push('⟨');
                out.push_str(&code(char));
                out.push('⟩');
            }
        }
    }
    out
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, char) in text.char_indices().filter(|(_, char)| misleads(*char)) {
        if start < at {
            pieces.push(Piece::Plain(&text[start..at]));
        }
        pieces.push(Piece::Code(char));
        start = at + char.len_utf8();
    }
    if start < text.len() {
        pieces.push(Piece::Plain(&text[start..]));
    }
    pieces
}

/// Whether a character changes what others look like, or looks like nothing.
fn misleads(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// `U+202E`.
fn code(char: char) -> String {
    let mut out = String::from("U+");
    let number = u32::from(char);
    for shift in (0..if number > 0xffff { 6 } else { 4 }).rev() {
        out.push(
            char::from_digit(number >> (shift * 4) & 15, 16)
                .unwrap_or('0')
                .to_ascii_uppercase(),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_shown_as_its_code() {
        assert_eq!(shown_text("evil\u{202e}gpj.exe"), "evil⟨U+202E⟩gpj.exe");
        assert_eq!(
            shown_text("a\0b\r\n\u{7f}\u{85}"),
            "a⟨U+0000⟩b⟨U+000D⟩⟨U+000A⟩⟨U+007F⟩⟨U+0085⟩"
        );
        assert_eq!(
            shown_text("pay\u{200b}pal\u{feff}"),
            "pay⟨U+200B⟩pal⟨U+FEFF⟩"
        );
        assert_eq!(
            shown_text("\u{2067}\u{2069}\u{e0041}"),
            "⟨U+2067⟩⟨U+2069⟩⟨U+0E0041⟩"
        );
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in [
            "",
            "GID_a@@@press-1",
            "CN=Müller, O=压力机 ＠１",
            "مرحبا שלום",
            "𝔘 é ✓",
        ] {
            assert_eq!(shown_text(text), text);
        }
    }

    #[test]
    fn nothing_is_lost_between_the_codes() {
        assert_eq!(pieces("\u{202e}"), [Piece::Code('\u{202e}')]);
        assert_eq!(
            pieces("号\u{1}\u{2}x"),
            [
                Piece::Plain("号"),
                Piece::Code('\u{1}'),
                Piece::Code('\u{2}'),
                Piece::Plain("x")
            ]
        );
    }
}
