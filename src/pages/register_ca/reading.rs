//! Files as they are handed in: read in this browser, looked at, and overwritten.

use js_sys::Uint8Array;
use signet_x509::{Certificate, LARGEST_FILE, NotOne, take};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// What came of something that was handed in.
pub(super) enum Read {
    /// One certificate.
    Taken(Box<Certificate>),
    /// Something else, which is forgotten.
    Refused(NotOne),
    /// The browser could not read it.
    Unreadable,
}

/// Looks at text that was pasted.
pub(super) fn read_text(text: String) -> Read {
    looked_at(text.into_bytes())
}

/// Reads a file. One that is larger than any certificate is not opened.
pub(super) async fn read_file(file: File) -> Read {
    let size = file.size();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number of bytes"
    )]
    let found = size as usize;
    if found > LARGEST_FILE {
        return Read::Refused(NotOne::TooLarge {
            limit: LARGEST_FILE,
            found,
        });
    }
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return Read::Unreadable;
    };
    let theirs = Uint8Array::new(&buffer);
    let ours = theirs.to_vec();
    // The browser's own copy too: it may have been a key.
    theirs.fill(0, 0, theirs.length());
    looked_at(ours)
}

fn looked_at(bytes: Vec<u8>) -> Read {
    match take(bytes) {
        Ok(certificate) => Read::Taken(Box::new(certificate)),
        Err(instead) => Read::Refused(instead),
    }
}
