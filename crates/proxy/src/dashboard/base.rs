//! Below which path the pages are.

use std::fmt;
use std::str::FromStr;

/// The path below which the pages are: `/`, `/console/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

const LONGEST: usize = 200;

impl Base {
    /// The pages are at the root of their origin.
    #[must_use]
    pub fn root() -> Self {
        Self("/".to_owned())
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Base {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |segment: &str| {
            let written = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            !segment.starts_with('.') && !segment.is_empty() && segment.bytes().all(written)
        };
        let inside = text
            .strip_prefix('/')
            .and_then(|rest| rest.strip_suffix('/'));
        let is_base = text == "/" || inside.is_some_and(|inside| inside.split('/').all(plain));
        if is_base && text.len() <= LONGEST {
            return Ok(Self(text.to_owned()));
        }
        Err(format!(
            "must be a path like /console/: / first and last, between them letters, digits, - . _ ~, at most {LONGEST} characters; found `{}`",
            text.escape_debug()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_plain_path_that_ends_with_a_slash() {
        for good in ["/", "/console/", "/tools/signet-2/", "/~me/x.y/"] {
            assert_eq!(
                good.parse::<Base>().map(|base| base.to_string()),
                Ok(good.to_owned())
            );
        }
        let long = format!("/{}/", "x".repeat(200));
        for bad in [
            "",
            "console",
            "/console",
            "console/",
            "//",
            "/a//b/",
            "/../",
            "/./",
            "/.git/",
            "/a b/",
            "/a?b/",
            "/a\"b/",
            "/%41/",
            "https://a.example/",
            "//evil.example/",
            "/a\n/",
            "/工厂/",
            &long,
        ] {
            let what = bad.parse::<Base>().expect_err(bad);
            assert!(
                what.contains(&format!("found `{}`", bad.escape_debug())),
                "{what}"
            );
        }
    }
}
