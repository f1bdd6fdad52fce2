//! What a first visit costs: the compressed bytes of everything that `index.html` loads.

use crate::paths;
use anyhow::{Context as _, Result, bail};
use std::fmt;
use std::fs;
use std::path::Path;

/// What we want a first visit to cost at most, in bytes. Not reached yet: see "What the browser loads" in
/// `docs/ARCHITECTURE.md`.
const GOAL: u64 = 120_000;
/// What it may cost before the tests fail. Bytes are exact, so this can be a test.
pub(crate) const LIMIT: u64 = 130_000;

/// The files of a first visit and their sizes after brotli.
#[derive(Debug)]
pub(crate) struct FirstLoad {
    files: Vec<(String, u64)>,
}

impl FirstLoad {
    /// Measures `dist/`.
    pub(crate) fn measure() -> Result<Self> {
        Self::measure_in(&paths::dist())
    }

    fn measure_in(dist: &Path) -> Result<Self> {
        let page = dist.join("index.html");
        let html =
            fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
        let mut files = vec![("index.html".to_owned(), compressed(&page)?)];
        for name in references(&html) {
            files.push((name.to_owned(), compressed(&dist.join(name))?));
        }
        for kind in [".js", ".css", "_bg.wasm"] {
            if !files.iter().any(|(name, _)| name.ends_with(kind)) {
                bail!(
                    "index.html names no file that ends in `{kind}`: this does not measure a first visit"
                );
            }
        }
        Ok(Self { files })
    }

    /// The sum in bytes.
    pub(crate) fn total(&self) -> u64 {
        self.files.iter().map(|(_, size)| size).sum()
    }
}

impl fmt::Display for FirstLoad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, size) in &self.files {
            writeln!(f, "{size:>10} B  {name}")?;
        }
        write!(
            f,
            "{:>10} B  first load, brotli (goal {GOAL}, limit {LIMIT})",
            self.total()
        )
    }
}

/// The local files that the page loads, without the leading `/`.
fn references(html: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for attribute in ["href=", "src="] {
        for (at, _) in html.match_indices(attribute) {
            let value = html[at + attribute.len()..].trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', ' ', '>']).unwrap_or(value.len());
            if let Some(name) = value[..end]
                .strip_prefix('/')
                .filter(|name| !name.is_empty() && !found.contains(name))
            {
                found.push(name);
            }
        }
    }
    found
}

/// The size that is sent: of `.br` where there is one.
fn compressed(file: &Path) -> Result<u64> {
    let mut brotli = file.as_os_str().to_owned();
    brotli.push(".br");
    let sent = if Path::new(&brotli).is_file() {
        Path::new(&brotli)
    } else {
        file
    };
    Ok(fs::metadata(sent)
        .with_context(|| format!("index.html names {}", file.display()))?
        .len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_local_file_counts_once_however_it_is_quoted() {
        let html = r#"<link href=/a.css rel=stylesheet><script src="/b.js"></script><link rel=modulepreload href='/b.js'>
            <a href="https://example.com/c.js">"#;
        assert_eq!(references(html), ["a.css", "b.js"]);
    }

    #[test]
    fn the_compressed_file_counts_where_there_is_one() {
        let directory = std::env::temp_dir().join(format!("signet-size-{}", std::process::id()));
        fs::create_dir_all(&directory).expect("a directory");
        for (name, length) in [
            ("a.js", 1000),
            ("a.js.br", 300),
            ("b.css", 50),
            ("c_bg.wasm", 70),
        ] {
            fs::write(directory.join(name), vec![b'x'; length]).expect("a file");
        }
        let html = "<link href=/b.css><link href=/c_bg.wasm><script src=/a.js>";
        fs::write(directory.join("index.html"), html).expect("a file");
        let measured = FirstLoad::measure_in(&directory).expect("it measures");
        fs::remove_dir_all(&directory).expect("it goes");
        assert_eq!(measured.total(), 300 + 50 + 70 + html.len() as u64);
    }
}
