//! Which instance, and the way to another.

mod choice;

use crate::prelude::*;
use signet_model::operations::{Edition, Instance};
use signet_view::view;

use super::chunk::{chunks, when_wanted};
use crate::{
    text::use_text,
    ui::{Icon, IconName, memo, shown, shown_text},
};

chunks! {
    tools {
        /// The choice.
        choose_instance => crate::components::instance_switcher::choice::choice;
    }
}

/// What the choice finds in the context.
#[derive(Clone, Copy)]
struct Choosing {
    open: RwSignal<bool>,
    instances: Signal<Vec<Instance>>,
    current: Signal<Option<String>>,
    on_choose: Callback<String>,
}

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
    provide_context(Choosing {
        open,
        instances,
        current,
        on_choose,
    });
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
    view! {
        <button type="button" class="instance instance--button" aria-haspopup="dialog" aria-label=label on:click=move |_| open.set(true)>
            {face}
            <Icon name=IconName::Down />
        </button>
        {when_wanted(open.into(), choose_instance)}
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
