//! No place in particular: leads to the first page that is offered, of the first instance in service.

use crate::prelude::*;
use signet_model::operations::InstanceStatus;
use signet_view::view;

use super::{here::use_here, problem::problem};
use crate::{
    components::Loaded,
    router::{General, How, Link, Place, use_router},
    state::{use_locale, use_mounted},
    text::use_text,
    ui::{Empty, IconName, PageHeader, Skeleton, effect},
};

/// Goes on to the first page, or says why there is no instance.
pub fn home_page() -> Child {
    let (text, here, router, locale) = (use_text(), use_here(), use_router(), use_locale());
    let (instances, mounted) = (here.instances(), use_mounted());
    effect(move || {
        let chosen = router.start(mounted.instance().as_deref());
        let first = instances.answer().with(|answer| {
            let all = &answer?.value.instances;
            let serving = all
                .iter()
                .find(|instance| instance.status == InstanceStatus::InService);
            serving
                .or(all.first())
                .map(|instance| instance.instance_id.clone())
        });
        if let Some(place) = chosen.or_else(|| router.start(Some(&first?))) {
            router.navigate(place, How::Replace);
        }
    });
    let session = here.session();
    let failure = move || {
        let failure = instances.failure().get();
        failure.or_else(|| session.failure().get().filter(|_| !session.is_answered()))
    };
    let again = move |()| {
        session.again();
        instances.again();
    };
    let none = move || {
        view! { <Empty icon=IconName::Key title=text.shell().no_instances>{text.shell().no_instances_detail}</Empty> }
    };
    view! {
        <PageHeader title=text.shell().credentials />
        <div class="panel">
            <Loaded
                ready=Signal::derive(move || instances.is_answered())
                busy=Signal::derive(move || instances.busy().get() || !session.is_answered() && session.busy().get())
                problem=Signal::derive(move || Some(problem(&failure()?, text, locale.get())))
                on_retry=Callback::new(again)
                label=text.shell().loading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
            >
                {none()}
            </Loaded>
            {move || (here.reads() == Some(false)).then(no_devices)}
        </div>
    }
    .into_child()
}

/// What stands there for somebody whose roles are about people and plans only.
fn no_devices() -> Child {
    let text = use_text().shell();
    view! {
        <Empty icon=IconName::People title=text.no_devices>
            <p>{text.no_devices_detail}</p>
            <Link to=Place::from(General::People.after(None)) class="ui-button ui-button--plain">{text.people}</Link>
        </Empty>
    }
    .into_child()
}
