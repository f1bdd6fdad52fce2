//! Files as they are handed in: read in this browser, looked at, and overwritten.

use js_sys::Uint8Array;
use signet_x509::{Certificate, LARGEST_FILE, NotOne, take};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList};

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

/// The files of a drop, or of a choice.
pub(super) fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// The files of a drop; the text where there are none.
pub(super) fn dropped(transfer: Option<DataTransfer>) -> (Vec<File>, Option<String>) {
    let Some(transfer) = transfer else {
        return (Vec::new(), None);
    };
    let files = files(transfer.files());
    let text = if files.is_empty() {
        transfer.get_data("text/plain").ok()
    } else {
        None
    };
    (files, text.filter(|text| !text.is_empty()))
}

fn looked_at(bytes: Vec<u8>) -> Read {
    match take(bytes) {
        Ok(certificate) => Read::Taken(Box::new(certificate)),
        Err(instead) => Read::Refused(instead),
    }
}
