//! No place in particular: leads to the first instance in service.

use crate::prelude::*;
use signet_model::operations::InstanceStatus;
use signet_view::view;

use super::{here::use_here, problem::problem};
use crate::{
    components::Loaded,
    router::{Credentials, How, use_router},
    state::use_locale,
    text::use_text,
    ui::{Empty, IconName, PageHeader, Skeleton, effect},
};

/// Goes on to the first instance, or says why there is none.
pub fn home_page() -> Child {
    let (text, here, router, locale) = (use_text(), use_here(), use_router(), use_locale());
    let instances = here.instances();
    effect(move || {
        let first = instances.answer().with(|answer| {
            let all = &answer?.value.instances;
            let serving = all
                .iter()
                .find(|instance| instance.status == InstanceStatus::InService);
            serving
                .or(all.first())
                .map(|instance| instance.instance_id.clone())
        });
        if let Some(first) = first {
            router.navigate(Credentials::of(&first).into(), How::Replace);
        }
    });
    let none = move || {
        view! { <Empty icon=IconName::Key title=text.shell().no_instances>{text.shell().no_instances_detail}</Empty> }
    };
    view! {
        <PageHeader title=text.shell().credentials />
        <div class="panel">
            <Loaded
                ready=Signal::derive(move || instances.is_answered())
                busy=instances.busy()
                problem=Signal::derive(move || {
                    instances.failure().with(|failure| Some(problem(failure.as_ref()?, text, locale.get())))
                })
                on_retry=Callback::new(move |()| instances.again())
                label=text.shell().loading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
            >
                {none()}
            </Loaded>
        </div>
    }
    .into_child()
}
