//! What a first visit costs: the compressed bytes of everything that `index.html` loads, or that the element does in somebody else's page.

use crate::paths;
use anyhow::{Context as _, Result, bail};
use std::fmt;
use std::fs;
use std::path::Path;

/// What we want a first visit to cost at most, in bytes. Not reached yet: see "What the browser loads" in
/// `docs/ARCHITECTURE.md`.
const GOAL: u64 = 120_000;
/// What it may cost before the tests fail. Bytes are exact, so this can be a test.
const LIMIT: u64 = 130_000;
/// The same for the element in somebody else's page.
const ELEMENT_LIMIT: u64 = 145_000;

/// The same for the portal's side of the iframe, which is one file; before brotli.
const HOST_LIMIT: u64 = 3_000;

/// The module that a portal loads to have the element.
const ELEMENT: &str = "embed/signet-element.js";
/// The module that a portal loads to speak to the page in its iframe.
const HOST: &str = "embed/signet-frame.js";

/// The files of a first visit and their sizes after brotli.
#[derive(Debug)]
pub(crate) struct FirstLoad {
    what: &'static str,
    limit: u64,
    files: Vec<(String, u64)>,
}

impl FirstLoad {
    /// Measures `dist/`: the page, the element, and the portal's side of the iframe.
    pub(crate) fn measure() -> Result<[Self; 3]> {
        let dist = paths::dist();
        Ok([
            Self::of_page(&dist)?,
            Self::of_element(&dist)?,
            Self::of_host(&dist)?,
        ])
    }

    fn of_host(dist: &Path) -> Result<Self> {
        let file = dist.join(HOST);
        let size = fs::metadata(&file)
            .with_context(|| format!("there is no {}", file.display()))?
            .len();
        Ok(Self {
            what: "host script of the iframe, minified",
            limit: HOST_LIMIT,
            files: vec![(HOST.to_owned(), size)],
        })
    }

    fn of_page(dist: &Path) -> Result<Self> {
        let page = dist.join("index.html");
        let html =
            fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
        // The settings are what boot.js asks for; no link names them.
        let mut names = vec!["index.html".to_owned(), "signet.json".to_owned()];
        names.extend(references(&html));
        Self::of("first load of the page, brotli", LIMIT, dist, &names)
    }

    fn of_element(dist: &Path) -> Result<Self> {
        let module = dist.join(ELEMENT);
        let script = fs::read_to_string(&module)
            .with_context(|| format!("cannot read {}", module.display()))?;
        let mut names = vec![ELEMENT.to_owned()];
        names.extend(loaded_by(&script));
        Self::of(
            "first load of the element, brotli",
            ELEMENT_LIMIT,
            dist,
            &names,
        )
    }

    fn of(what: &'static str, limit: u64, dist: &Path, names: &[String]) -> Result<Self> {
        for kind in [".js", ".css", "_bg.wasm"] {
            if !names.iter().any(|name| name.ends_with(kind)) {
                bail!("no file that ends in `{kind}`: this does not measure the {what}");
            }
        }
        let files = names
            .iter()
            .map(|name| Ok((name.clone(), sent(dist, name)?)))
            .collect::<Result<_>>()?;
        Ok(Self { what, limit, files })
    }

    /// The sum in bytes.
    pub(crate) fn total(&self) -> u64 {
        self.files.iter().map(|(_, size)| size).sum()
    }

    /// By how many bytes it is too much.
    pub(crate) fn excess(&self) -> Option<u64> {
        self.total()
            .checked_sub(self.limit)
            .filter(|excess| *excess > 0)
    }
}

impl fmt::Display for FirstLoad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, size) in &self.files {
            writeln!(f, "{size:>10} B  {name}")?;
        }
        let Self { what, limit, .. } = self;
        write!(f, "{:>10} B  {what} (limit {limit}", self.total())?;
        if *limit == LIMIT {
            write!(f, ", goal {GOAL}")?;
        }
        f.write_str(")")
    }
}

/// The files beside it that the page loads, each once.
fn references(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["href=", "src="] {
        for (at, _) in html.match_indices(attribute) {
            let value = html[at + attribute.len()..].trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', ' ', '>']).unwrap_or(value.len());
            if let Some(name) = value[..end]
                .strip_prefix("./")
                .filter(|name| !name.is_empty() && !found.iter().any(|other| other == name))
            {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// The files that a module of ours loads: it carries their names, which change with what they contain.
fn loaded_by(script: &str) -> Vec<String> {
    let mut found: Vec<String> = script
        .split(['"', '\'', '`'])
        .filter(|text| text.starts_with("signet-") && !text.contains(' '))
        .filter(|text| {
            [".js", ".css", ".wasm"]
                .iter()
                .any(|kind| text.ends_with(kind))
        })
        .map(|name| format!("embed/{name}"))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The size that is sent: of `.br` where there is one.
fn sent(dist: &Path, name: &str) -> Result<u64> {
    let file = dist.join(name);
    let brotli = dist.join(format!("{name}.br"));
    // The proxy and `signet bundle` write into these two, and send them as they are then.
    let written = ["index.html", "signet.json"].contains(&name);
    let sent = if brotli.is_file() && !written {
        &brotli
    } else {
        &file
    };
    Ok(fs::metadata(sent)
        .with_context(|| format!("{} is named and not there", file.display()))?
        .len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_local_file_counts_once_however_it_is_quoted() {
        let html = r#"<link href=./a.css rel=stylesheet><script src="./b.js"></script><link rel=modulepreload href='./b.js'>
            <a href="https://example.com/c.js">"#;
        assert_eq!(references(html), ["a.css", "b.js"]);
    }

    #[test]
    fn a_module_loads_what_it_names() {
        let script = r#"a={name:"signet-1.js",integrity:"sha384-x"};b=fetch('signet-1_bg.wasm');c="signet-2.css";d="signet-ready";e=a.name"#;
        assert_eq!(
            loaded_by(script),
            [
                "embed/signet-1.js",
                "embed/signet-1_bg.wasm",
                "embed/signet-2.css"
            ]
        );
    }

    #[test]
    fn the_compressed_file_counts_where_there_is_one() {
        let directory = std::env::temp_dir().join(format!("signet-size-{}", std::process::id()));
        fs::create_dir_all(&directory).expect("a directory");
        for (name, length) in [
            ("signet.json", 3),
            ("a.js", 1000),
            ("a.js.br", 300),
            ("b.css", 50),
            ("c_bg.wasm", 70),
        ] {
            fs::write(directory.join(name), vec![b'x'; length]).expect("a file");
        }
        let html = "<link href=./b.css><link href=./c_bg.wasm><script src=./a.js>";
        fs::write(directory.join("index.html"), html).expect("a file");
        let measured = FirstLoad::of_page(&directory);
        fs::remove_dir_all(&directory).expect("it goes");
        let measured = measured.expect("it measures");
        assert_eq!(measured.total(), 300 + 50 + 70 + 3 + html.len() as u64);
        assert_eq!(measured.excess(), None);
    }
}
