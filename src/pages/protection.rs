//! What single acts may not destroy or suspend: what covers an object, and why an act on it is refused.
//!
//! The rule is the proxy's; what is said here is only said earlier.

mod marking;

use signet_model::{
    Effect as Does, Timestamp,
    api::{ProtectedList, ProtectedMark, ProtectedPattern},
};

use crate::{
    api::{Query, own_query},
    state::use_refresh,
    text::{Format, Protected, use_format, use_text},
    ui::shown_text,
};

pub use marking::{Marked, Marking, use_marking};

/// The key under which the protected list is read again.
pub const KEY: &str = "protected";

/// Between the group and the device in a client id.
const IN_GROUP: &str = "@@@";

/// By what an object is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// By a mark.
    Mark(ProtectedMark),
    /// By a pattern of the configuration.
    Pattern(ProtectedPattern),
}

/// The protected list, as this page knows it.
#[derive(Clone, Copy)]
pub struct Protection {
    list: Query<String, ProtectedList>,
    text: &'static Protected,
    format: Format,
}

/// Reads the protected list for this page, and again whenever it is changed here.
pub fn use_protection() -> Protection {
    let version = use_refresh().watch(KEY);
    Protection {
        list: own_query(
            move || {
                version.track();
                Some(KEY.to_owned())
            },
            |_, _| true,
        ),
        text: use_text().protected(),
        format: use_format(),
    }
}

impl Protection {
    /// The list.
    pub fn list(self) -> Query<String, ProtectedList> {
        self.list
    }

    /// What protects an object of an instance, the mark first.
    pub fn guards(self, instance: &str, object: &str) -> Vec<Guard> {
        self.list
            .answer()
            .with(|list| list.map(|list| guards(list.value, instance, object)))
            .unwrap_or_default()
    }

    /// The mark on an object.
    pub fn mark(self, instance: &str, object: &str) -> Option<ProtectedMark> {
        self.guards(instance, object)
            .into_iter()
            .find_map(|guard| match guard {
                Guard::Mark(mark) => Some(mark),
                Guard::Pattern(_) => None,
            })
    }

    /// Why an act of that effect on these objects may not be made; it may while absent.
    pub fn refusal(self, effect: Does, instance: &str, objects: &[&str]) -> Option<String> {
        if !matches!(effect, Does::Destroy | Does::Suspend) {
            return None;
        }
        let mut found = objects.iter().map(|object| self.guards(instance, object));
        found.find_map(|guards| guards.first().map(|guard| self.blocked(guard)))
    }

    /// Why a group may not be deleted: what is in it protects it.
    pub fn refusal_of_group(self, instance: &str, group: &str) -> Option<String> {
        self.refusal(Does::Destroy, instance, &[group]).or_else(|| {
            self.list
                .answer()
                .with(|list| inside(list?.value, instance, group))
                .map(|guard| {
                    let why = self.blocked(&guard);
                    match &guard {
                        Guard::Mark(mark) => (self.text.holds)(&shown_text(&mark.object), &why),
                        Guard::Pattern(_) => why,
                    }
                })
        })
    }

    /// In one sentence, for a button.
    fn blocked(self, guard: &Guard) -> String {
        match guard {
            Guard::Mark(mark) => {
                (self.text.blocked_by)(&shown_text(&mark.marked_by), &shown_text(&mark.reason))
            }
            Guard::Pattern(pattern) => {
                (self.text.blocked_by_pattern)(&shown_text(&pattern.pattern))
            }
        }
    }

    /// Since when, by whom or what, and why, in sentences.
    pub fn sentences(self, guard: &Guard) -> Vec<String> {
        let (first, reason) = match guard {
            Guard::Mark(mark) => (
                (self.text.since)(&shown_text(&mark.marked_by), &self.time(mark.marked_at)),
                Some(&mark.reason),
            ),
            Guard::Pattern(pattern) => (
                (self.text.by_pattern)(&shown_text(&pattern.pattern)),
                pattern.reason.as_ref(),
            ),
        };
        let reason = reason.map(|reason| (self.text.because)(&shown_text(reason)));
        std::iter::once(first).chain(reason).collect()
    }

    fn time(self, at: Timestamp) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of this calendar stay below 2^53"
        )]
        self.format.time(at.as_millis() as f64)
    }
}

fn guards(list: &ProtectedList, instance: &str, object: &str) -> Vec<Guard> {
    let is_it = |mark: &&ProtectedMark| mark.instance_id == instance && mark.object == object;
    let covers = |pattern: &&ProtectedPattern| pattern.covers(Some(instance), object);
    let marks = list.marks.iter().filter(is_it).cloned().map(Guard::Mark);
    let patterns = list.patterns.iter().filter(covers).cloned();
    marks.chain(patterns.map(Guard::Pattern)).collect()
}

/// What protects something in a group: a mark on a client of it, or a pattern whose part before the device covers the group.
fn inside(list: &ProtectedList, instance: &str, group: &str) -> Option<Guard> {
    let head = |text: &str| text.split_once(IN_GROUP).map(|(head, _)| head.to_owned());
    let mark = list.marks.iter().find(|mark| {
        mark.instance_id == instance && head(&mark.object).is_some_and(|head| head == group)
    });
    let covers = |pattern: &&ProtectedPattern| {
        head(&pattern.pattern).is_some_and(|head| {
            let of_groups = ProtectedPattern {
                pattern: head,
                ..(*pattern).clone()
            };
            of_groups.covers(Some(instance), group)
        })
    };
    let pattern = || list.patterns.iter().find(covers).cloned();
    mark.cloned()
        .map(Guard::Mark)
        .or_else(|| pattern().map(Guard::Pattern))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> ProtectedList {
        ProtectedList {
            patterns: vec![ProtectedPattern {
                pattern: "GID_prod*@@@*".to_owned(),
                instance: None,
                reason: None,
            }],
            marks: vec![ProtectedMark {
                instance_id: "i".to_owned(),
                object: "GID_a@@@pump".to_owned(),
                reason: "line 4".to_owned(),
                marked_by: "user:alice".to_owned(),
                marked_at: Timestamp::from_millis(0).expect("1970"),
            }],
        }
    }

    #[test]
    fn a_mark_covers_one_object_of_one_instance_and_a_pattern_what_it_says() {
        let count = |instance, object| guards(&list(), instance, object).len();
        assert_eq!(count("i", "GID_a@@@pump"), 1);
        assert_eq!(count("j", "GID_a@@@pump"), 0);
        assert_eq!(count("j", "GID_prod1@@@x"), 1);
        assert_eq!(count("i", "GID_a@@@other"), 0);
    }

    #[test]
    fn what_is_in_a_group_protects_the_group() {
        let is = |instance, group| inside(&list(), instance, group).is_some();
        assert!(is("i", "GID_a") && is("i", "GID_prod1"));
        assert!(!is("j", "GID_a") && !is("i", "GID_b"));
    }
}
