//! The way through a list that is walked by token only: the question of each page that can be asked for.

use crate::prelude::*;
use signet_model::{identifiers::NextToken, operations::QueryCustomAuthConnectBlack};

/// The questions of the first page and of every page that was led to, in their order.
#[derive(Clone, Copy)]
pub(super) struct Trail(StoredValue<Vec<QueryCustomAuthConnectBlack>>);

impl Trail {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// The question of a page, counted from 1, of the list that `first` begins. None where nothing has led there yet.
    pub(super) fn question(
        self,
        first: QueryCustomAuthConnectBlack,
        page: u32,
    ) -> Option<QueryCustomAuthConnectBlack> {
        if self.0.with_value(|trail| trail.first() != Some(&first)) {
            self.0.set_value(vec![first]);
        }
        let index = usize::try_from(page).ok()?.checked_sub(1)?;
        self.0.with_value(|trail| trail.get(index).cloned())
    }

    /// Which page a question asks for; the first where it was never led to.
    pub(super) fn page_of(self, question: &QueryCustomAuthConnectBlack) -> u32 {
        let at = self
            .0
            .with_value(|trail| trail.iter().position(|asked| asked == question));
        at.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(1)
    }

    /// Keeps the way to the next page that an answer gives; what was led to from there before is forgotten where it gives another.
    pub(super) fn remember(self, question: &QueryCustomAuthConnectBlack, next_token: Option<&str>) {
        let next = next_token
            .and_then(|token| NextToken::parse(token).ok())
            .map(|token| QueryCustomAuthConnectBlack {
                next_token: Some(token),
                ..question.clone()
            });
        self.0.update_value(|trail| {
            let Some(at) = trail.iter().position(|asked| asked == question) else {
                return;
            };
            if trail.get(at + 1) != next.as_ref() {
                trail.truncate(at + 1);
                trail.extend(next);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use signet_model::identifiers::{InstanceId, PageSize};

    use super::*;

    fn first(instance: &str) -> QueryCustomAuthConnectBlack {
        QueryCustomAuthConnectBlack {
            instance_id: InstanceId::parse(instance).expect("fits"),
            client_id: None,
            page_size: PageSize::MAX,
            next_token: None,
        }
    }

    fn token(trail: Trail, page: u32) -> Option<Option<String>> {
        let question = trail.question(first("a"), page)?;
        Some(question.next_token.map(|token| token.to_string()))
    }

    #[test]
    fn a_page_is_reached_by_the_token_of_the_one_before() {
        Owner::new().with(|| {
            let trail = Trail::new();
            assert_eq!(token(trail, 1), Some(None));
            assert_eq!(token(trail, 2), None, "a link into the middle");
            trail.remember(&first("a"), Some("two"));
            assert_eq!(token(trail, 2), Some(Some("two".to_owned())));
            let second = trail.question(first("a"), 2).expect("was led to");
            assert_eq!((trail.page_of(&second), trail.page_of(&first("a"))), (2, 1));
            trail.remember(&second, None);
            assert_eq!(token(trail, 3), None, "the last page");
            assert_eq!(token(trail, 0), None);
        });
    }

    #[test]
    fn another_token_forgets_what_came_after_and_the_same_one_does_not() {
        Owner::new().with(|| {
            let trail = Trail::new();
            assert_eq!(token(trail, 1), Some(None));
            trail.remember(&first("a"), Some("two"));
            let second = trail.question(first("a"), 2).expect("was led to");
            trail.remember(&second, Some("three"));
            trail.remember(&first("a"), Some("two"));
            assert_eq!(token(trail, 3), Some(Some("three".to_owned())));
            trail.remember(&first("a"), Some("other"));
            assert_eq!(token(trail, 2), Some(Some("other".to_owned())));
            assert_eq!(token(trail, 3), None);
        });
    }

    #[test]
    fn another_list_begins_anew() {
        Owner::new().with(|| {
            let trail = Trail::new();
            assert_eq!(token(trail, 1), Some(None));
            trail.remember(&first("a"), Some("two"));
            assert!(trail.question(first("b"), 1).is_some());
            assert_eq!(token(trail, 2), None);
            trail.remember(&first("c"), Some("stray"));
            assert_eq!(token(trail, 2), None, "an answer that came too late");
        });
    }
}
