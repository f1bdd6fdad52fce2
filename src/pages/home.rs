//! No place in particular: leads to the first page that is offered, of the first instance in service.

use crate::prelude::*;
use signet_model::{
    api::ErrorCode,
    operations::{InstanceStatus, Instances},
};
use signet_view::view;

use super::{chunks, here::use_here, problem::problem};
use crate::{
    api::{Answer, Failure},
    components::{Loaded, when_loaded},
    router::{How, use_router},
    state::{use_locale, use_mounted},
    text::use_text,
    ui::{PageHeader, Skeleton, effect, memo},
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
    // What is missing then, and what to do, lies with the page that says it.
    let stuck = memo(move || {
        let none = |answer: Option<Answer<'_, _, Instances>>| {
            answer.is_some_and(|answer| answer.value.instances.is_empty())
        };
        let refused = instances.failure().with(|failure| match failure {
            Some(Failure::Refused(error)) => matches!(
                error.code,
                ErrorCode::NoKey
                    | ErrorCode::CloudRejectedKey
                    | ErrorCode::CloudDeniedPermission
                    | ErrorCode::CloudUnreachable
            ),
            _ => false,
        });
        refused || here.reads() == Some(false) || instances.answer().with(none)
    });
    let waiting = move || {
        view! {
            <PageHeader title=text.shell().credentials />
            <div class="panel">
                <Loaded
                    ready=Signal::stored(false)
                    busy=Signal::derive(move || instances.busy().get() || !session.is_answered() && session.busy().get())
                    problem=Signal::derive(move || Some(problem(&failure()?, text, locale.get())))
                    on_retry=Callback::new(again)
                    label=text.shell().loading
                    skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
                >
                    ""
                </Loaded>
            </div>
        }
        .into_child()
    };
    (move || {
        if stuck.get() {
            when_loaded(chunks::first_steps)
        } else {
            waiting()
        }
    })
    .into_child()
}
