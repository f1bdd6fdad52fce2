//! The tokens that lead from one page of a list to the next. They are kept while the page is open and are no part of the URL.

use crate::prelude::*;
use signet_model::{identifiers::NextToken, operations::ListDeviceCredentialClientId};

use super::Listed;

/// The most tokens kept; who walks further has walked forward, and needs only the last.
const MOST: usize = 200;

/// Each page that a token leads to, and the token.
#[derive(Clone, Copy)]
pub(super) struct Tokens(StoredValue<Vec<(ListDeviceCredentialClientId, NextToken)>>);

impl Tokens {
    pub(super) fn new() -> Self {
        Self(StoredValue::new(Vec::new()))
    }

    /// The question with the token that the page before it gave, if it was seen.
    pub(super) fn fill(
        self,
        question: ListDeviceCredentialClientId,
    ) -> ListDeviceCredentialClientId {
        let next_token = self.0.with_value(|tokens| {
            tokens
                .iter()
                .find(|(page, _)| *page == question)
                .map(|(_, token)| token.clone())
        });
        ListDeviceCredentialClientId {
            next_token,
            ..question
        }
    }

    /// Keeps the token that an answer gives, and forgets the one it gave before.
    pub(super) fn remember(self, answer: Listed<'_>) {
        let page_number = answer.question.page_number.next();
        let page = ListDeviceCredentialClientId {
            page_number,
            next_token: None,
            ..answer.question.clone()
        };
        let token = answer
            .value
            .next_token
            .as_deref()
            .and_then(|token| NextToken::parse(token).ok());
        self.0.update_value(|tokens| {
            tokens.retain(|(known, _)| *known != page);
            if let Some(token) = token {
                tokens.push((page, token));
            }
            let excess = tokens.len().saturating_sub(MOST);
            tokens.drain(..excess);
        });
    }
}

#[cfg(test)]
mod tests {
    use signet_model::{
        identifiers::{GroupId, InstanceId, PageNumber, PageSize},
        operations::DeviceCredentialClientIds,
    };

    use super::*;

    fn question(page: i128) -> ListDeviceCredentialClientId {
        ListDeviceCredentialClientId {
            instance_id: InstanceId::parse("post-cn-1").expect("fits"),
            group_id: GroupId::parse("GID_a").expect("fits"),
            page_number: PageNumber::new(page).expect("fits"),
            page_size: PageSize::MAX,
            next_token: None,
        }
    }

    /// Has it remember what page `page` answered.
    fn remember(tokens: Tokens, page: i128, next_token: Option<&str>) {
        let value = DeviceCredentialClientIds {
            request_id: String::new(),
            client_ids: Vec::new(),
            items_total: None,
            page_number: 0,
            page_size: 0,
            next_token: next_token.map(str::to_owned),
        };
        tokens.remember(Listed {
            question: &question(page),
            value: &value,
            read_at: 0.0,
        });
    }

    fn token(tokens: Tokens, page: i128) -> Option<String> {
        tokens
            .fill(question(page))
            .next_token
            .map(|token| token.to_string())
    }

    #[test]
    fn the_next_page_is_asked_for_with_the_token_of_this_one() {
        Owner::new().with(|| {
            let tokens = Tokens::new();
            assert_eq!(token(tokens, 7), None, "a deep link has none");
            remember(tokens, 7, Some("eight"));
            assert_eq!(token(tokens, 8).as_deref(), Some("eight"));
            assert_eq!(token(tokens, 7), None);
            let other = ListDeviceCredentialClientId {
                page_size: PageSize::MIN,
                ..question(8)
            };
            assert_eq!(
                tokens.fill(other).next_token,
                None,
                "a token is for one list only"
            );
        });
    }

    #[test]
    fn a_newer_answer_takes_the_old_token_away() {
        Owner::new().with(|| {
            let tokens = Tokens::new();
            remember(tokens, 1, Some("old"));
            remember(tokens, 1, Some("new"));
            assert_eq!(token(tokens, 2).as_deref(), Some("new"));
            remember(tokens, 1, None);
            assert_eq!(token(tokens, 2), None);
            remember(tokens, 1, Some(""));
            assert_eq!(token(tokens, 2), None, "an empty token is none");
        });
    }
}
