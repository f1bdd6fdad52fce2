//! How many credentials a group has: told by the cloud where its total can be believed, else counted page by page.

use signet_model::{
    identifiers::{GroupId, InstanceId, NextToken, PageNumber, PageSize},
    operations::{DeviceCredentialClientIds, ListDeviceCredentialClientId},
};

use crate::{
    api::{Api, Failure},
    components::paging::Page,
};

/// The most pages that are read to count: each is a billed call.
const MOST_PAGES: u32 = 20;

/// What is known of how many there are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Count {
    /// They are being counted.
    Counting,
    /// So many.
    Exactly(u64),
    /// More than so many.
    MoreThan(u64),
    /// They could not be counted.
    Failed(Failure),
}

/// Counts the credentials of a group.
pub(super) async fn count(api: Api, instance_id: InstanceId, group_id: GroupId) -> Count {
    let mut question = ListDeviceCredentialClientId {
        instance_id,
        group_id,
        page_number: PageNumber::new(1).unwrap_or(PageNumber::MAX),
        page_size: PageSize::MAX,
        next_token: None,
    };
    let mut seen = 0;
    loop {
        let answer = match api.ask(&question).await {
            Ok(answer) => answer,
            Err(failure) => return Count::Failed(failure),
        };
        if let Some(count) = after(&question, &answer, &mut seen) {
            return count;
        }
        question.page_number = question.page_number.next();
        question.next_token = answer
            .next_token
            .as_deref()
            .and_then(|token| NextToken::parse(token).ok());
    }
}

/// What one more page tells; nothing yet where the next has to be read.
fn after(
    question: &ListDeviceCredentialClientId,
    answer: &DeviceCredentialClientIds,
    seen: &mut u64,
) -> Option<Count> {
    *seen += answer.client_ids.len() as u64;
    let page = Page {
        number: question.page_number.get(),
        size: question.page_size.get(),
        entries: answer.client_ids.len(),
        items_total: answer.items_total,
        pages_total: None,
        has_token: answer.next_token.is_some(),
    };
    if let Some(total) = page.total() {
        return Some(Count::Exactly(total));
    }
    if !page.has_next() {
        return Some(Count::Exactly(*seen));
    }
    (page.number >= MOST_PAGES).then_some(Count::MoreThan(*seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        page: u32,
        entries: usize,
        items_total: Option<u64>,
        token: bool,
        seen: &mut u64,
    ) -> Option<Count> {
        let question = ListDeviceCredentialClientId {
            instance_id: InstanceId::parse("i").expect("fits"),
            group_id: GroupId::parse("GID_a").expect("fits"),
            page_number: PageNumber::new(page.into()).expect("fits"),
            page_size: PageSize::MAX,
            next_token: None,
        };
        let answer = DeviceCredentialClientIds {
            request_id: String::new(),
            client_ids: vec![String::new(); entries],
            items_total,
            page_number: page,
            page_size: 100,
            next_token: token.then(|| "t".to_owned()),
        };
        after(&question, &answer, seen)
    }

    #[test]
    fn a_total_that_can_be_true_is_believed() {
        assert_eq!(
            read(1, 100, Some(2400), true, &mut 0),
            Some(Count::Exactly(2400))
        );
        assert_eq!(read(1, 0, Some(0), false, &mut 0), Some(Count::Exactly(0)));
        assert_eq!(read(1, 0, None, false, &mut 0), Some(Count::Exactly(0)));
    }

    #[test]
    fn without_one_the_pages_are_counted_up_to_a_limit() {
        let mut seen = 0;
        assert_eq!(read(1, 100, None, true, &mut seen), None);
        assert_eq!(
            read(2, 100, Some(1), true, &mut seen),
            None,
            "a total that its own page contradicts"
        );
        assert_eq!(
            read(3, 7, None, false, &mut seen),
            Some(Count::Exactly(207))
        );
        let mut seen = 1900;
        assert_eq!(
            read(20, 100, None, true, &mut seen),
            Some(Count::MoreThan(2000))
        );
    }
}
