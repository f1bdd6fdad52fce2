//! Files and text that are handed in: chosen, dropped or pasted.

use web_sys::{DataTransfer, File, FileList};

/// The files of a drop, or of a choice.
pub fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// The files of a drop; the text where there are none.
pub fn dropped(transfer: Option<DataTransfer>) -> (Vec<File>, Option<String>) {
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
