//! The choice between instances, loaded when it is first opened.

use crate::prelude::*;
use signet_model::operations::{Instance, InstanceStatus};
use signet_view::view;

use super::{Choosing, facts};
use crate::{
    text::{lower, use_text},
    ui::{Button, Dialog, Field, Status, Tone, memo},
};

/// From how many instances on they can be searched.
const MANY: usize = 8;

/// The dialog.
pub(super) fn choice() -> Child {
    let Choosing {
        open,
        instances,
        current,
        on_choose,
    } = expect_context();
    let text = use_text().shell();
    let search = RwSignal::new(String::new());
    let choose = move |id: String| {
        open.set(false);
        search.set(String::new());
        on_choose.run(id);
    };
    let found = memo(move || {
        let search = search.get();
        instances.with(|all| {
            all.iter()
                .filter(|instance| matches(instance, &search))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let first = move |()| {
        if let Some(id) =
            found.with_untracked(|found| found.first().map(|instance| instance.instance_id.clone()))
        {
            choose(id);
        }
    };
    let list = move || {
        let rows = found.get();
        if rows.is_empty() {
            return view! { <p class="quiet">{text.no_such_instance}</p> }.into_child();
        }
        let row = |instance: Instance| {
            let id = instance.instance_id.clone();
            let is_here = current.with(|current| current.as_deref() == Some(&id));
            view! {
                <li>
                    <button type="button" class="instance" aria-current=is_here.then_some("true") on:click=move |_| choose(id.clone())>
                        {facts(&instance)}
                        {state(instance.status)}
                    </button>
                </li>
            }
        };
        view! { <ul class="instances">{rows.into_iter().map(row).collect::<Vec<_>>()}</ul> }
            .into_child()
    };
    let body = move || {
        let many = instances.with_untracked(|all| all.len() > MANY);
        view! {
            {many.then(|| view! { <Field label=text.find_instance value=search search=true autofocus=true hint=text.find_instance_hint /> })}
            {list}
        }
        .into_child()
    };
    view! {
        <Dialog
            open=open
            title=Signal::stored(text.choose_instance.to_owned())
            on_close=Callback::new(move |()| open.set(false))
            on_submit=Callback::new(first)
            footer=move || view! { <Button on_press=Callback::new(move |()| open.set(false))>{use_text().dialogs().cancel}</Button> }
        >
            {body()}
        </Dialog>
    }
    .into_child()
}

fn state(status: InstanceStatus) -> Child {
    let text = use_text().shell();
    let (tone, word) = match status {
        InstanceStatus::InService => (Tone::Good, text.status_in_service),
        InstanceStatus::Preparing => (Tone::Info, text.status_preparing),
        InstanceStatus::Upgrading => (Tone::Info, text.status_upgrading),
        InstanceStatus::NotActivated => (Tone::Neutral, text.status_not_activated),
        InstanceStatus::Overdue => (Tone::Warning, text.status_overdue),
        InstanceStatus::OverdueExpired => (Tone::Danger, text.status_expired),
        InstanceStatus::Released => (Tone::Danger, text.status_released),
        InstanceStatus::Frozen => (Tone::Danger, text.status_frozen),
        InstanceStatus::Unknown => (Tone::Neutral, text.status_unknown),
    };
    view! { <Status tone=tone>{word}</Status> }.into_child()
}

/// Whether an instance holds all the words, in any case and in any order.
fn matches(instance: &Instance, search: &str) -> bool {
    let held = [
        &*instance.name,
        " ",
        &instance.instance_id,
        " ",
        &instance.region,
    ]
    .concat();
    let held = lower(&held);
    lower(search)
        .split_whitespace()
        .all(|word| held.contains(word))
}

#[cfg(test)]
mod tests {
    use signet_model::operations::Edition;

    use super::*;

    #[test]
    fn instances_are_found_by_any_of_their_words() {
        let instance = Instance {
            instance_id: "post-cn-7mz2d4k1".to_owned(),
            name: "Factory-East".to_owned(),
            edition: Edition::Platinum,
            status: InstanceStatus::InService,
            region: "cn-hangzhou".to_owned(),
            account: "factory".to_owned(),
        };
        for search in ["", "factory", "EAST", "7mz2", "hangzhou fact", " post-cn "] {
            assert!(matches(&instance, search), "{search}");
        }
        assert!(!matches(&instance, "factory shanghai"));
    }
}
