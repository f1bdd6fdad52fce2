//! Whether the proxy was ever heard, and why not.

use signet_model::api::VERSION;

use crate::prelude::*;

/// Why nothing was ever heard of the proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer came that could be read.
    Silent,
    /// It speaks this version of the API, and we another.
    Version(String),
}

/// Whether the proxy was ever heard. Once it was, what fails later is said where it was asked.
#[derive(Clone, Copy)]
pub struct Reach {
    heard: StoredValue<bool>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Reach {
    /// Why nothing was ever heard.
    pub fn trouble(self) -> RwSignal<Option<Trouble>> {
        self.trouble
    }

    /// An answer came that says its version; whether it can be understood.
    pub fn speaks(self, version: &str) -> bool {
        let other =
            version != VERSION && self.heard.try_update_value(|heard| *heard) == Some(false);
        if other {
            self.is(Trouble::Version(version.to_owned()));
        }
        !other
    }

    /// The proxy was heard.
    pub fn heard(self) {
        if self
            .heard
            .try_update_value(|heard| std::mem::replace(heard, true))
            == Some(false)
        {
            self.trouble.set(None);
        }
    }

    /// No answer came that could be read.
    pub fn silent(self) {
        let unheard = self.heard.try_update_value(|heard| *heard) == Some(false);
        if unheard && self.trouble.with_untracked(Option::is_none) {
            self.is(Trouble::Silent);
        }
    }

    fn is(self, trouble: Trouble) {
        if self
            .trouble
            .with_untracked(|before| before.as_ref() != Some(&trouble))
        {
            self.trouble.set(Some(trouble));
        }
    }
}

/// Provides what is known of the proxy.
pub fn provide_reach() -> Reach {
    let reach = Reach {
        heard: StoredValue::new(false),
        trouble: RwSignal::new(None),
    };
    provide_context(reach);
    reach
}

/// What is known of the proxy of this mount.
pub fn use_reach() -> Reach {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble(reach: Reach) -> Option<Trouble> {
        reach.trouble().get_untracked()
    }

    #[test]
    fn silence_is_trouble_until_somebody_is_heard_and_never_after() {
        Owner::new().with(|| {
            let reach = provide_reach();
            reach.silent();
            assert_eq!(trouble(reach), Some(Trouble::Silent));
            reach.heard();
            assert_eq!(trouble(reach), None);
            reach.silent();
            assert_eq!(trouble(reach), None);
        });
    }

    #[test]
    fn another_version_is_not_understood_unless_ours_was_heard_before() {
        Owner::new().with(|| {
            let reach = provide_reach();
            assert!(!reach.speaks("2"));
            reach.silent();
            assert_eq!(trouble(reach), Some(Trouble::Version("2".to_owned())));
            assert!(reach.speaks(VERSION));
            reach.heard();
            assert!(
                reach.speaks("2"),
                "the proxy was replaced under an open page"
            );
            assert_eq!(trouble(reach), None);
        });
    }
}
