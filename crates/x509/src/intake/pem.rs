//! The blocks of a PEM text.

use x509_parser::prelude::parse_x509_pem;

use super::NotOne;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// The one certificate in a text, from its first line to its last, without blanks around its lines.
pub(super) fn only_certificate(text: &str) -> Result<String, NotOne> {
    let labels: Vec<_> = text
        .lines()
        .filter_map(|line| label(line.trim(), BEGIN))
        .collect();
    let certificates = labels.iter().filter(|label| **label == "CERTIFICATE");
    match (certificates.count(), &*labels) {
        (1, [_]) => block(text),
        (0, []) => Err(NotOne::NoPem),
        (found @ 2.., _) => Err(NotOne::Chain(found)),
        (_, labels) => {
            let other = labels.iter().find(|label| **label != "CERTIFICATE");
            Err(other.map_or(NotOne::NoPem, |label| called(label)))
        }
    }
}

/// The bytes inside a block.
pub(super) fn contents(block: &str) -> Option<Vec<u8>> {
    Some(parse_x509_pem(block.as_bytes()).ok()?.1.contents)
}

fn called(label: &str) -> NotOne {
    /// As much of a foreign name as anybody reads.
    const MOST: usize = 40;
    match label {
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => NotOne::Request,
        "PUBLIC KEY" | "RSA PUBLIC KEY" => NotOne::PublicKey,
        other => NotOne::Other(other.chars().take(MOST).collect()),
    }
}

fn label<'a>(line: &'a str, begins: &str) -> Option<&'a str> {
    line.strip_prefix(begins)?.strip_suffix(DASHES)
}

fn block(text: &str) -> Result<String, NotOne> {
    let mut out = String::new();
    let lines = text
        .lines()
        .map(str::trim)
        .skip_while(|line| label(line, BEGIN).is_none())
        .filter(|line| !line.is_empty());
    for line in lines {
        out.push_str(line);
        out.push('\n');
        if label(line, END) == Some("CERTIFICATE") {
            return Ok(out);
        }
    }
    Err(NotOne::Unended)
}
