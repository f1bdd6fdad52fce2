//! How the dashboard presents itself, as whoever runs it wants: `[page]` of `signet.toml`, flags of `signet bundle`.

use serde::{Deserialize, Serialize};
use signet_model::api::{LOCALES, MAX_PRODUCT_CHARS, PAGES, THEMES};

/// How the dashboard presents itself. What is left out is its own choice, or its reader's.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// The name that stands in place of *Signet*: 1 to [`MAX_PRODUCT_CHARS`] characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// The language of everybody: one of [`LOCALES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// The theme of everybody: one of [`THEMES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The pages that there are, some of [`PAGES`]; all where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Vec<String>>,
}

/// What is wrong with a [`Page`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFlaw {
    /// The field.
    pub field: &'static str,
    /// The rule, and what was found in its place.
    pub what: String,
}

impl Page {
    /// Looks whether it can be.
    ///
    /// # Errors
    /// The first field that cannot.
    pub fn check(&self) -> Result<(), PageFlaw> {
        self.product.as_deref().map_or(Ok(()), product)?;
        known("locale", &self.locale, &LOCALES)?;
        known("theme", &self.theme, &THEMES)?;
        self.pages.as_deref().map_or(Ok(()), pages)
    }
}

fn product(name: &str) -> Result<(), PageFlaw> {
    let flaw = |what| {
        Err(PageFlaw {
            field: "product",
            what,
        })
    };
    let length = name.chars().count();
    if name.trim().is_empty() || length > MAX_PRODUCT_CHARS {
        return flaw(format!(
            "must have 1 to {MAX_PRODUCT_CHARS} characters, not only spaces; found {length}"
        ));
    }
    // They could hide what the rest says.
    if name
        .chars()
        .any(|letter| letter.is_control() || turns(letter))
    {
        return flaw(format!(
            "must be one line of letters that are seen; found `{}`",
            name.escape_default()
        ));
    }
    Ok(())
}

/// Whether a character changes the direction of those beside it.
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn pages(names: &[String]) -> Result<(), PageFlaw> {
    let field = "pages";
    if names.is_empty() {
        let what = "must name one page at least; leave it out for all of them".to_owned();
        return Err(PageFlaw { field, what });
    }
    for (place, name) in names.iter().enumerate() {
        one_of(field, name, &PAGES)?;
        if names[..place].contains(name) {
            let what = format!("must name each page once; found `{name}` twice");
            return Err(PageFlaw { field, what });
        }
    }
    Ok(())
}

fn known(field: &'static str, name: &Option<String>, names: &[&str]) -> Result<(), PageFlaw> {
    name.as_deref()
        .map_or(Ok(()), |name| one_of(field, name, names))
}

fn one_of(field: &'static str, name: &str, names: &[&str]) -> Result<(), PageFlaw> {
    if names.contains(&name) {
        return Ok(());
    }
    let what = format!(
        "must be one of {}; found `{}`",
        names.join(", "),
        name.escape_debug()
    );
    Err(PageFlaw { field, what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(toml: &str) -> Result<(), PageFlaw> {
        toml::from_str::<Page>(toml).expect("a page").check()
    }

    #[test]
    fn what_a_page_may_be_told() {
        for toml in [
            "",
            "product = \"Plant 4 devices\"",
            "product = \"四号工厂设备\"",
            "locale = \"zh-CN\"\ntheme = \"dark\"",
            "pages = [\"plans\", \"credentials\"]",
        ] {
            assert_eq!(checked(toml), Ok(()), "{toml}");
        }
    }

    #[test]
    fn what_it_may_not_be_told_is_named_with_the_rule_and_what_was_found() {
        let long = format!("product = \"{}\"", "x".repeat(61));
        for (toml, field, said) in [
            ("product = \"\"", "product", "found 0"),
            ("product = \"  \"", "product", "1 to 60 characters"),
            (&*long, "product", "found 61"),
            ("product = \"a\\nb\"", "product", "found `a\\nb`"),
            ("product = \"a\\u202eb\"", "product", "found `a\\u{202e}b`"),
            ("locale = \"fr\"", "locale", "one of en, zh-CN; found `fr`"),
            ("locale = \"zh\"", "locale", "found `zh`"),
            ("theme = \"Dark\"", "theme", "found `Dark`"),
            ("pages = []", "pages", "one page at least"),
            (
                "pages = [\"plans\", \"device\"]",
                "pages",
                "protected; found `device`",
            ),
            (
                "pages = [\"plans\", \"plans\"]",
                "pages",
                "found `plans` twice",
            ),
        ] {
            let flaw = checked(toml).expect_err(toml);
            assert_eq!(flaw.field, field, "{toml}");
            assert!(flaw.what.contains(said), "{toml}: {}", flaw.what);
        }
    }
}
