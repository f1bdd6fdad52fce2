//! Signing in: the page in place of everything while nobody is, and the dialog over a page when it is asked again.

mod across;
mod again;
mod back;
mod field;
mod outside;
mod password;
mod ways;

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_view::view;

pub(super) use self::{across::page as sent_here, again::dialog};
use self::{password::Password, ways::Ways};
use super::{here::use_here, list::problem_of};
use crate::{
    components::Loaded,
    router::{Link, Place, use_router},
    state::use_mounted,
    text::use_text,
    ui::{Button, ButtonKind, CopyId, Empty, IconName, PageHeader, Skeleton},
    view::IntoChild,
};

/// The page in place of everything.
pub(super) fn page() -> Child {
    let (text, router) = (use_text(), use_router());
    let mounted = use_mounted();
    if router.owns_page() {
        document().set_title(&[text.sign_in().title, " · ", &mounted.product()].concat());
    }
    if let Some(outside) = outside::way(false, false) {
        return view! {
            <div class="panel entrance__panel">
                <div class="panel__body">
                    <h1>{text.sign_in().title}</h1>
                    {outside}
                </div>
            </div>
        }
        .into_child();
    }
    let ways = ways::ways();
    view! {
        <div class="panel entrance__panel">
            <div class="panel__body">
                <h1>{text.sign_in().title}</h1>
                <p class="quiet">{text.sign_in().lead}</p>
                {across::said()}
                {back::said()}
                <Loaded
                    ready=Signal::derive(move || ways.is_answered())
                    busy=ways.busy()
                    problem=problem_of(ways)
                    on_retry=Callback::new(move |()| ways.again())
                    label=text.sign_in().reading
                    skeleton=|| view! { <Skeleton lines=4 /> }
                >
                    {asked(ways)}
                </Loaded>
            </div>
        </div>
    }
    .into_child()
}

/// The ways that there are.
fn asked(ways: Ways) -> Child {
    let (here, router) = (use_here(), use_router());
    let text = use_text().sign_in();
    let password = ways::password(ways).map(|totp| {
        let entry = Password::new(totp, String::new());
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            entry.submit();
        };
        view! {
            <form class="entrance__form" on:submit=submit>
                {entry.fields()}
                <Button kind=ButtonKind::Primary submit=true busy=entry.busy()>{text.submit}</Button>
            </form>
        }
        .into_child()
    });
    // Somebody else's page cannot be come back to.
    let links = ways::links(ways, !router.owns_page(), false);
    let or = (password.is_some() && !links.is_empty())
        .then(|| view! { <p class="quiet entrance__or">{text.or}</p> });
    let none = (password.is_none() && links.is_empty()).then(|| {
        view! {
            <p>{text.no_ways}</p>
            <Button on_press=Callback::new(move |()| here.session().again())>{text.reload}</Button>
        }
    });
    view! { {password} {or} {links} {none} }
}

/// Somebody who may do nothing at all.
pub(super) fn no_grant() -> Child {
    let (text, here) = (use_text(), use_here());
    let subject = here.session().answer().with_untracked(|session| {
        session
            .map(|session| session.value.actor.clone())
            .unwrap_or_default()
    });
    let reload = move |()| {
        here.session().again();
        here.instances().again();
    };
    view! {
        <PageHeader title=text.sign_in().no_grant />
        <section class="panel">
            <Empty icon=IconName::Shield title=text.sign_in().no_grant>
                <p>{text.sign_in().no_grant_detail}</p>
                <p><CopyId value=subject wrap=true /></p>
                <p>{text.sign_in().no_grant_then}</p>
                <Button on_press=Callback::new(reload)>{text.shell().reload}</Button>
            </Empty>
        </section>
    }
    .into_child()
}

/// Where an OpenID sign-in in a tab of its own comes out.
pub(super) fn signed_in() -> Child {
    let text = use_text();
    view! {
        <PageHeader title=text.sign_in().signed_in />
        <section class="panel">
            <Empty icon=IconName::Shield title=text.sign_in().signed_in>
                <p>{text.sign_in().signed_in_detail}</p>
                <Link to=Place::Home class="ui-button ui-button--plain">{text.shell().to_start}</Link>
            </Empty>
        </section>
    }
    .into_child()
}
