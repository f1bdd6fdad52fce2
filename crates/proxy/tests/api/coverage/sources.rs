//! What can be read from the tree: which pages name an operation, and which tables of the conformance tests.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The pages of the dashboard whose code names the type of the operation. What is imported is used, or the compiler says so.
pub(super) fn dashboard_pages(operation: &str) -> Vec<String> {
    let inside = |character: char| character.is_alphanumeric() || character == '_';
    named(&Path::new(ROOT).join("src/pages"), "rs", |line| {
        !line.trim_start().starts_with("//")
            && line.match_indices(operation).any(|(at, _)| {
                let (before, after) = (&line[..at], &line[at + operation.len()..]);
                !before.ends_with(inside)
                    && !after.starts_with(inside)
                    // Its name alone, as in a list of permissions, calls nothing.
                    && !before.ends_with("OperationName::")
            })
    })
}

/// The tables of the conformance tests that have a row for the operation.
pub(super) fn sdk_tables(operation: &str) -> Vec<String> {
    let quoted = format!("\"{operation}\"");
    named(
        &Path::new(ROOT).join("conformance/support/table"),
        "py",
        |line| line.contains(&quoted),
    )
}

/// The rooms below `directory` with a file in which a line holds: `credentials` for `credentials.rs` and `credentials/detail.rs`.
fn named(directory: &Path, extension: &str, holds: impl Fn(&str) -> bool) -> Vec<String> {
    let mut rooms: Vec<_> = files(directory)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .filter(|file| fs::read_to_string(file).is_ok_and(|text| text.lines().any(&holds)))
        .filter_map(|file| {
            let room = file.strip_prefix(directory).ok()?.iter().next()?;
            let room = Path::new(room).file_stem()?.to_string_lossy();
            Some(match &*room {
                // The first rows of the table stand in the file of the table itself.
                "__init__" => "the table".to_owned(),
                room => room.replace('_', " "),
            })
        })
        .collect();
    rooms.sort();
    rooms.dedup();
    rooms
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else {
        return Vec::new();
    };
    entries
        .flatten()
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files(&path),
            path => vec![path],
        })
        .collect()
}
