//! Parts of lists: by page number, or by a token that says where the page before ended.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use signet_model::identifiers::{PageNumber, PageSize};

use crate::gateway::hex;

/// The records of a page; none where it lies behind the end.
pub(super) fn page<T>(
    records: impl Iterator<Item = T>,
    number: PageNumber,
    size: PageSize,
) -> Vec<T> {
    let skipped = (number.get() as usize - 1).saturating_mul(size.get() as usize);
    records.skip(skipped).take(size.get() as usize).collect()
}

/// How many pages so many records are.
pub(super) fn pages(records: usize, size: PageSize) -> u64 {
    records.div_ceil(size.get() as usize) as u64
}

/// Where the page before ended. Opaque to whom it is given, and of use for one list only.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// The last record shown.
    pub(super) after: String,
    /// The number of the page that follows.
    pub(super) page: u32,
}

impl Place {
    /// The token for this place in `list`.
    pub(super) fn token(&self, list: &str) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        format!("{}.{}", BASE64.encode(&text), seal(list, &text))
    }

    /// Reads a token; `None` where it is not one of `list`.
    pub(super) fn read(token: &str, list: &str) -> Option<Self> {
        let (text, sealed) = token.split_once('.')?;
        let text = String::from_utf8(BASE64.decode(text).ok()?).ok()?;
        if seal(list, &text) != sealed {
            return None;
        }
        serde_json::from_str(&text).ok()
    }
}

fn seal(list: &str, text: &str) -> String {
    hex(&Sha256::digest(format!("{list}\n{text}"))[..6])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_list_only() {
        let place = Place {
            after: "GID_a@@@主轴 1".into(),
            page: 2,
        };
        let token = place.token("GID_a");
        assert_eq!(Place::read(&token, "GID_a"), Some(place));
        assert_eq!(Place::read(&token, "GID_b"), None);
        for broken in ["", ".", "x.y", "e30.0", &token[1..]] {
            assert_eq!(Place::read(broken, "GID_a"), None, "{broken}");
        }
    }

    #[test]
    fn a_page_behind_the_end_is_empty() {
        let (size, number) = (PageSize::new(10).unwrap(), |number| {
            PageNumber::new(number).unwrap()
        });
        assert_eq!(page(0..25, number(3), size), (20..25).collect::<Vec<_>>());
        assert!(page(0..25, number(4), size).is_empty());
        assert!(page(0..25, PageNumber::MAX, PageSize::MAX).is_empty());
        assert_eq!(
            (pages(0, size), pages(20, size), pages(21, size)),
            (0, 2, 3)
        );
    }
}
