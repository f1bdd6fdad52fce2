//! Reload by key: who changes something says its key, whoever shows it reloads.

use crate::prelude::*;

/// The versions of everything that can be reloaded.
#[derive(Clone, Copy)]
pub struct Refresh {
    versions: StoredValue<Vec<(String, ArcRwSignal<u32>)>>,
}

impl Refresh {
    /// The version of what `key` names; goes up with every [`Self::invalidate`] of it.
    pub fn watch(self, key: &str) -> Signal<u32> {
        let version = self.find(key).unwrap_or_else(|| {
            let version = ArcRwSignal::new(0);
            self.versions
                .update_value(|versions| versions.push((key.to_owned(), version.clone())));
            version
        });
        version.into()
    }

    /// Says that what `key` names has changed, and with it all that stands under it: `credentials/a` is under
    /// `credentials`, `credentials-b` is not.
    pub fn invalidate(self, key: &str) {
        let changed: Vec<_> = self.versions.with_value(|versions| {
            let under = |found: &str| {
                found
                    .strip_prefix(key)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            versions
                .iter()
                .filter(|(found, _)| under(found))
                .map(|(_, version)| version.clone())
                .collect()
        });
        for version in changed {
            version.update(|version| *version += 1);
        }
    }

    fn find(self, key: &str) -> Option<ArcRwSignal<u32>> {
        self.versions.with_value(|versions| {
            versions
                .iter()
                .find(|(found, _)| found == key)
                .map(|(_, version)| version.clone())
        })
    }
}

/// Provides refresh by key.
pub fn provide_refresh() {
    provide_context(Refresh {
        versions: StoredValue::new(Vec::new()),
    });
}

/// Refresh by key, of this mount.
pub fn use_refresh() -> Refresh {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reloads_itself_and_what_stands_under_it() {
        Owner::new().with(|| {
            let refresh = Refresh {
                versions: StoredValue::new(Vec::new()),
            };
            let keys = [
                "credentials",
                "credentials/a",
                "credentials/a/g",
                "credentials/ab",
                "certificates",
            ];
            let watched = keys.map(|key| refresh.watch(key));
            refresh.invalidate("credentials/a");
            assert_eq!(
                watched.map(|version| version.get_untracked()),
                [0, 1, 1, 0, 0]
            );
            refresh.invalidate("credentials");
            assert_eq!(
                watched.map(|version| version.get_untracked()),
                [1, 2, 2, 1, 0]
            );
        });
    }

    #[test]
    fn everyone_who_watches_a_key_sees_the_same_version() {
        Owner::new().with(|| {
            let refresh = Refresh {
                versions: StoredValue::new(Vec::new()),
            };
            let first = refresh.watch("a");
            refresh.invalidate("a");
            assert_eq!(refresh.watch("a").get_untracked(), 1);
            assert_eq!(first.get_untracked(), 1);
        });
    }
}
