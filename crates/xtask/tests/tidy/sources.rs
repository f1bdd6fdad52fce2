//! Reading the work tree.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the work tree.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .ancestors()
        .nth(2)
        .expect("this crate is two levels down")
        .to_path_buf()
}

/// The files that git tracks or would add, relative to the root.
pub(crate) fn committed() -> Vec<String> {
    let git = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git runs");
    assert!(
        git.status.success(),
        "git ls-files: {}",
        String::from_utf8_lossy(&git.stderr)
    );
    let files: Vec<String> = String::from_utf8_lossy(&git.stdout)
        .lines()
        .map(str::to_owned)
        .collect();
    assert!(
        files.len() > 50,
        "git names only {} files, so nothing is tested",
        files.len()
    );
    files
        .into_iter()
        .filter(|file| root().join(file).is_file())
        .collect()
}

/// The committed Rust files below a directory, with their text.
pub(crate) fn rust(directory: &str) -> Vec<(String, String)> {
    committed()
        .into_iter()
        .filter(|file| file.starts_with(directory) && file.ends_with(".rs"))
        .map(|file| {
            let text = read(&file);
            (file, text)
        })
        .collect()
}

/// The text of a file; of one that is not text, nothing.
pub(crate) fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

/// The lines of a Rust file that are not comments.
pub(crate) fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
}

/// The modules of its own crate that a file names: `a` and `b` of `crate::a::x` and `use crate::{a, b::y}`.
pub(crate) fn modules_named(text: &str) -> Vec<String> {
    let code: String = code(text).collect::<Vec<_>>().join("\n");
    let mut named = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        named.extend(first_names(&code[at + path.len()..]));
    }
    named.sort();
    named.dedup();
    named
}

/// The first name of a path, or of each path in a braced list.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(list) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut names = vec![name(list)];
    let mut depth = 1;
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(&list[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn modules_are_found_in_paths_and_lists() {
    let text = "use crate::{\n  api::{self, Error},\n  ui,\n};\n// crate::not_this\nlet x = crate::text::hello(); my_crate::no();";
    assert_eq!(modules_named(text), ["api", "text", "ui"]);
}
