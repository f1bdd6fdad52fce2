//! What the list is narrowed to.

use crate::prelude::*;
use signet_view::view;

use super::{Desk, go_to};
use crate::{
    components::typed::is_client_id,
    pages::list::follow,
    router::{Credentials, How},
    text::{use_format, use_text},
    ui::{Choice, Field, Select},
};

/// The group, and what the page is filtered by.
pub(super) fn bar(desk: Desk) -> Child {
    let text = use_text().credentials();
    let format = use_format();
    let choices = Signal::derive(move || {
        let mut choices: Vec<_> = desk.groups.answer().with(|answer| {
            let groups = answer
                .map(|answer| &*answer.value.groups)
                .unwrap_or_default();
            groups
                .iter()
                .map(|group| {
                    let label = group.created_at.map(|at| {
                        #[expect(
                            clippy::cast_precision_loss,
                            reason = "milliseconds of this calendar stay below 2^53"
                        )]
                        let day = format.day(at.as_millis() as f64);
                        (text.group_since)(&group.group_id, &day)
                    });
                    Choice {
                        value: group.group_id.clone(),
                        label: label.unwrap_or_else(|| group.group_id.clone()),
                    }
                })
                .collect()
        });
        // A link may name a group that the cloud does not list.
        if let Some(group) = desk
            .group
            .get()
            .filter(|group| choices.iter().all(|choice| choice.value != *group))
        {
            choices.push(Choice {
                label: group.clone(),
                value: group,
            });
        }
        choices
    });
    let choose = move |group| {
        desk.go(How::Push, |place| {
            *place = Credentials {
                group: Some(group),
                page_size: place.page_size,
                ..Credentials::of(&place.instance)
            }
        });
    };
    let filter = RwSignal::new(String::new());
    follow(
        filter,
        move || desk.place.with(|place| place.filter.clone()),
        move |filter| desk.go(How::Replace, |place| place.filter = filter),
    );
    let enter = move |()| {
        let typed = filter.get_untracked();
        if is_client_id(&typed) {
            go_to::go(desk, &typed);
        }
    };
    view! {
        <div class="bar">
            <Select
                label=text.group
                hide_label=true
                choices=choices
                value=Signal::derive(move || desk.group.get().unwrap_or_default())
                on_change=Callback::new(choose)
            />
            <div class="grow">
                <Field label=text.filter value=filter hide_label=true search=true placeholder=text.filter_hint on_enter=Callback::new(enter) />
            </div>
        </div>
    }
    .into_child()
}
