//! The list as it is handed in: pasted, or a file that is read bit by bit and decoded by its first bytes.

use crate::prelude::*;
use js_sys::Uint8Array;
use signet_plans::list::Encoding;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, TextDecodeOptions, TextDecoder};

/// Bytes that are read at once: a page that reads more does not answer.
const PIECE: u32 = 256 * 1024;

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// What it is called.
    pub(super) name: String,
    /// How many bytes it has.
    pub(super) size: u64,
}

/// The file that is the list, if one is. The browser has it; nothing of it is read yet.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    file: leptos::prelude::StoredValue<Option<File>, LocalStorage>,
    /// What is said of it.
    pub(super) chosen: RwSignal<Option<Chosen>>,
}

impl Slot {
    pub(super) fn new() -> Self {
        Self {
            file: leptos::prelude::StoredValue::new_local(None),
            chosen: RwSignal::new(None),
        }
    }

    /// Takes a file, or forgets the one that is there.
    pub(super) fn set(self, file: Option<File>) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number of bytes"
        )]
        let chosen = file.as_ref().map(|file| Chosen {
            name: file.name(),
            size: file.size() as u64,
        });
        self.file.set_value(file);
        self.chosen.set(chosen);
    }

    /// Begins to read: the file where there is one, what was pasted otherwise.
    pub(super) fn read(self, pasted: String) -> Reading {
        match self.file.get_value() {
            Some(file) => Reading::File {
                size: file.size(),
                file,
                at: 0.0,
                decoder: None,
            },
            None => Reading::Pasted {
                text: pasted,
                at: 0,
            },
        }
    }
}

/// The browser could not read the file.
pub(super) struct Unreadable;

/// A list that is being read.
pub(super) enum Reading {
    /// What was pasted.
    Pasted { text: String, at: usize },
    /// A file.
    File {
        file: File,
        size: f64,
        at: f64,
        decoder: Option<TextDecoder>,
    },
}

impl Reading {
    /// The next piece; nothing at the end.
    pub(super) async fn next(&mut self) -> Result<Option<String>, Unreadable> {
        match self {
            Self::Pasted { text, at } => {
                let end = next_cut(text, *at);
                let piece = text[*at..end].to_owned();
                *at = end;
                Ok(Some(piece).filter(|piece| !piece.is_empty()))
            }
            Self::File {
                file,
                size,
                at,
                decoder,
            } => {
                if *at >= *size && *size > 0.0 || *size == 0.0 {
                    return Ok(None);
                }
                let end = (*at + f64::from(PIECE)).min(*size);
                let bytes = bytes(file, *at, end).await?;
                let decoder = match decoder {
                    Some(decoder) => decoder,
                    None => decoder.insert(decoder_of(&bytes)?),
                };
                *at = end;
                let options = TextDecodeOptions::new();
                options.set_stream(end < *size);
                let text = decoder.decode_with_u8_array_and_options(&bytes, &options);
                text.map(Some).map_err(|_| Unreadable)
            }
        }
    }

    /// How much of it is read, in thousandths.
    pub(super) fn share(&self) -> u64 {
        match self {
            Self::Pasted { text, .. } if text.is_empty() => 1000,
            Self::Pasted { text, at } => (*at * 1000 / text.len()) as u64,
            Self::File { size, at, .. } if *size > 0.0 => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "between 0 and 1000"
                )]
                let share = (at / size * 1000.0) as u64;
                share
            }
            Self::File { .. } => 1000,
        }
    }
}

async fn bytes(file: &File, from: f64, to: f64) -> Result<Vec<u8>, Unreadable> {
    let piece = file
        .slice_with_f64_and_f64(from, to)
        .map_err(|_| Unreadable)?;
    let buffer = JsFuture::from(piece.array_buffer())
        .await
        .map_err(|_| Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn decoder_of(first: &[u8]) -> Result<TextDecoder, Unreadable> {
    TextDecoder::new_with_label(Encoding::of(first).label()).map_err(|_| Unreadable)
}

/// Where the piece that begins at `at` ends: after a whole character.
fn next_cut(text: &str, at: usize) -> usize {
    let mut end = (at + PIECE as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_after_whole_characters_and_lose_nothing() {
        let text = ["x".repeat(PIECE as usize - 1), "号".repeat(4)].concat();
        let (mut at, mut whole) = (0, String::new());
        while at < text.len() {
            let end = next_cut(&text, at);
            whole.push_str(&text[at..end]);
            at = end;
        }
        assert_eq!(whole, text);
        assert_eq!(next_cut("", 0), 0);
    }
}
