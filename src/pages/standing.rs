//! What the frame says on every page: which cloud, which instance, how much of the quota is used, by whom it is signed.

use crate::prelude::*;
use signet_model::api::Session;
use signet_view::view;

use super::here::{on_instance, use_here};
use crate::{
    components::{CloudBadge, InstanceSwitcher},
    router::{DeviceCertificates, How, InstancePage, Link, Place, View, use_router},
    text::{use_format, use_text},
    ui::{Icon, IconName, Status, Tone, VisuallyHidden, memo, shown},
    view::IntoChild,
};

/// The instance of this place, and the way to another.
#[component]
pub fn InstanceChoice() -> Child {
    let (here, router) = (use_here(), use_router());
    let instances = here.instances();
    let all = Signal::derive(move || {
        instances.answer().with(|answer| {
            answer
                .map(|answer| answer.value.instances.clone())
                .unwrap_or_default()
        })
    });
    let current = Signal::derive(move || {
        router
            .place()
            .with(|place| place.instance().map(str::to_owned))
    });
    let choose = move |id: String| {
        let place = router
            .place()
            .with_untracked(|place| on_instance(place, &id));
        router.navigate(place, How::Push);
    };
    // In a scope of its own: bar and sidebar both have one, and what one says to its dialog is not for the other's.
    (move || {
        view! { <InstanceSwitcher instances=all current=current on_choose=Callback::new(choose) /> }
    })
    .into_child()
}

/// For the top bar: the instance and the way to another, the cloud, and the way to cut off what is shown.
#[component]
pub fn TopPlace() -> Child {
    let (text, here, router) = (use_text().shell(), use_here(), use_router());
    let to = memo(move || router.place().with(cut_off));
    let cut_off = move || {
        to.with(|to| *to != Place::Home && router.offers(to))
            .then(|| {
                view! {
                    <Link to=to class="ui-icon-button topbar__cut">
                        <Icon name=IconName::Power />
                        <VisuallyHidden>{text.cut_off}</VisuallyHidden>
                    </Link>
                }
            })
    };
    view! {
        <InstanceChoice />
        {move || here.cloud().map(|cloud| view! { <CloudBadge cloud=cloud /> })}
        {cut_off}
    }
    .into_child()
}

/// Where the device is cut off that a place is about, or else any of its instance.
fn cut_off(place: &Place) -> Place {
    let instance = place.instance().unwrap_or_default();
    let page = match place {
        _ if instance.is_empty() => return Place::Home,
        Place::DeviceCertificates(DeviceCertificates {
            open: Some(open), ..
        }) => InstancePage {
            ca: Some(open.ca.clone()),
            ..View::CutOff.about(instance, &open.device)
        },
        Place::Instance(page) if matches!(page.view, View::Credential | View::Blacklist) => {
            InstancePage {
                open: page.open.clone(),
                ..View::CutOff.of(instance)
            }
        }
        Place::Instance(page) if page.view == View::CutOff => page.clone(),
        _ => View::CutOff.of(instance),
    };
    page.into()
}

/// Which cloud answers, the quota now, and who signs.
#[component]
pub fn Standing() -> Child {
    let (text, here, router) = (use_text().shell(), use_here(), use_router());
    let session = here.session();
    let told = memo(move || {
        session
            .answer()
            .with(|answer| answer.map(|answer| answer.value.clone()))
    });
    let silent = memo(move || session.failure().with(Option::is_some));
    let region = memo(move || {
        let id = router
            .place()
            .with(|place| place.instance().map(str::to_owned))?;
        here.instance(&id).map(|instance| instance.region)
    });
    let lines = move || {
        let Session {
            cloud,
            accounts,
            limits,
            refusal,
            ..
        } = told.get()?;
        let region = region.get();
        let account = accounts
            .iter()
            .find(|account| accounts.len() == 1 || region.as_ref().is_some_and(|region| account.regions.contains(region)))
            .map(|account| view! { <span>{shown(&account.name)} " · …" {shown(&account.key_ends_with)}</span> });
        let format = use_format();
        let quota = match limits.calls_per_second {
            Some(limit) => (text.quota)(
                &format.number(limits.calls_now.into()),
                &format.number(limit.into()),
            ),
            None => text.quota_off.to_owned(),
        };
        Some(view! {
            <div class="standing__cloud"><CloudBadge cloud=cloud /> {account}</div>
            {refusal.and_then(|_| here.closed(signet_model::Effect::Destroy, text)).map(|reason| view! { <div class="standing__refusal">{reason}</div> })}
            <div>{quota}</div>
            <div>{region.map(|region| view! { {shown(&region)} " · " })} {text.signed_by_proxy}</div>
        })
    };
    view! {
        <div class="standing">
            {move || silent.get().then(|| view! { <Status tone=Tone::Danger>{text.no_proxy}</Status> })}
            {lines}
        </div>
    }
    .into_child()
}
