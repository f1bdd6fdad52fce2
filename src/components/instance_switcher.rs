//! Which instance, and the way to another.

use crate::prelude::*;
use signet_model::operations::{Edition, Instance, InstanceStatus};
use signet_view::view;

use crate::{
    text::use_text,
    ui::{Button, Dialog, Field, Icon, IconName, Status, Tone, memo, shown, shown_text},
};

/// From how many instances on they can be searched.
const MANY: usize = 8;

/// A button that says which instance this is and opens the choice.
#[component]
pub fn InstanceSwitcher(
    /// The instances, once they are known.
    #[prop(into)]
    instances: Signal<Vec<Instance>>,
    /// The id of the one shown now.
    #[prop(into)]
    current: Signal<Option<String>>,
    /// Called with the id of the one that is chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> Child {
    let text = use_text().shell();
    let open = RwSignal::new(false);
    let search = RwSignal::new(String::new());
    let here = memo(move || {
        let id = current.get()?;
        Some(
            instances
                .with(|all| {
                    all.iter()
                        .find(|instance| instance.instance_id == id)
                        .cloned()
                })
                .ok_or(id),
        )
    });
    let label = move || match here.get() {
        Some(Ok(instance)) => (text.change_instance)(&shown_text(&instance.name)),
        Some(Err(id)) => (text.change_instance)(&shown_text(&id)),
        None => text.choose_instance.to_owned(),
    };
    let face = move || match here.get() {
        Some(Ok(instance)) => facts(&instance),
        Some(Err(id)) => {
            view! { <span class="instance__name"><code>{shown(&id)}</code></span> }.into_child()
        }
        None => view! { <span class="instance__name">{text.choose_instance}</span> }.into_child(),
    };
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
        <button type="button" class="instance instance--button" aria-haspopup="dialog" aria-label=label on:click=move |_| open.set(true)>
            {face}
            <Icon name=IconName::Down />
        </button>
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

fn facts(instance: &Instance) -> Child {
    view! {
        <span class="instance__name">{shown(&instance.name)}</span>
        <span class="instance__facts">
            <code>{shown(&instance.instance_id)}</code>
            <span>{edition_name(instance.edition)} " · " {shown(&instance.region)}</span>
        </span>
    }
    .into_child()
}

/// What an edition is called.
pub fn edition_name(edition: Edition) -> &'static str {
    let text = use_text().shell();
    match edition {
        Edition::Basic => text.edition_basic,
        Edition::Platinum => text.edition_platinum,
        Edition::PayAsYouGo => text.edition_pay_as_you_go,
        Edition::PrepaidLite => text.edition_prepaid_lite,
        Edition::Professional => text.edition_professional,
        Edition::Serverless => text.edition_serverless,
        Edition::Unknown => text.edition_unknown,
    }
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

/// Whether an instance holds all the words, in any case of ASCII letters, and in any order.
fn matches(instance: &Instance, search: &str) -> bool {
    let held = [
        &*instance.name,
        " ",
        &instance.instance_id,
        " ",
        &instance.region,
    ]
    .concat()
    .to_ascii_lowercase();
    search
        .to_ascii_lowercase()
        .split_whitespace()
        .all(|word| held.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instances_are_found_by_any_of_their_words() {
        let instance = Instance {
            instance_id: "post-cn-7mz2d4k1".to_owned(),
            name: "Factory-East".to_owned(),
            edition: Edition::Platinum,
            status: InstanceStatus::InService,
            region: "cn-hangzhou".to_owned(),
        };
        for search in ["", "factory", "EAST", "7mz2", "hangzhou fact", " post-cn "] {
            assert!(matches(&instance, search), "{search}");
        }
        assert!(!matches(&instance, "factory shanghai"));
    }
}
