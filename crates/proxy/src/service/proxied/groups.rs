//! Groups are made and deleted; whether they are there is in the one list.

use signet_model::operations::*;

use super::{Before, Proxied, Reader, Settled, by_state};

macro_rules! group_acts {
    ($($name:ident => $there:literal;)*) => {$(
        impl Proxied for $name {
            fn request_id(output: &Done) -> &str {
                &output.request_id
            }

            async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
                let read = ListGroupId { instance_id: self.instance_id.clone() };
                let is_there = |seen: &Groups| {
                    seen.groups.iter().any(|group| group.group_id == self.group_id.as_str())
                };
                reader
                    .settle(read, |answer| {
                        by_state(answer, |seen| is_there(seen) == $there, |seen| Done { request_id: seen.request_id })
                    })
                    .await
            }
        }
    )*};
}

group_acts! {
    CreateGroupId => true;
    DeleteGroupId => false;
}
