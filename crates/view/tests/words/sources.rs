//! Reading the dashboard's sources.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the work tree.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .ancestors()
        .nth(2)
        .expect("this crate is two levels down")
        .to_path_buf()
}

/// The text of a file, by its path below the root.
pub(crate) fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The files below a directory that end so, with their paths below the root and their texts.
pub(crate) fn files(directory: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join(directory), ending, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let file = path.strip_prefix(root()).expect("it is below the root");
            let file = file.to_str().expect("paths are UTF-8").to_owned();
            let text = read(&file);
            (file, text)
        })
        .collect()
}

fn collect(directory: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{directory:?}: {error}"));
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}
