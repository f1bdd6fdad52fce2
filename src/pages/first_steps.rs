//! First steps: what to configure, which policy the key needs, and whether it works. In the place of the start where there is no key or no
//! instance; later for whoever sets the proxy up.

mod check;
mod desk;
mod findings;
mod key;
mod lines;
mod permissions;
mod place;
mod steps;
mod ways;

use crate::prelude::*;
use signet_model::roles::is_admin;
use signet_view::view;

use self::{
    desk::{Desk, desk},
    steps::{Standing, Step},
};
use super::{here::use_here, list::problem_of};
use crate::{
    components::Loaded,
    router::{General, Link, Place, use_router},
    text::{FirstSteps, use_text},
    ui::{Empty, IconName, Note, PageHeader, Skeleton, Status, Tone, memo},
    view::IntoChild,
};

/// The page.
pub fn page() -> Child {
    let (here, router) = (use_here(), use_router());
    let admin = memo(move || here.grants().map(|grants| is_admin(&grants)));
    let at_start = router.place().with_untracked(|place| *place == Place::Home);
    (move || match admin.get() {
        Some(_) if at_start && here.reads() == Some(false) => no_devices(admin.get() == Some(true)),
        Some(true) => all(),
        Some(false) => for_others(at_start),
        None => on_its_way(),
    })
    .into_child()
}

/// Until it is known who asks.
fn on_its_way() -> Child {
    let (text, session) = (use_text().shell(), use_here().session());
    view! {
        <PageHeader title=text.first_steps />
        <Loaded
            ready=Signal::stored(false)
            busy=session.busy()
            problem=problem_of(session)
            on_retry=Callback::new(move |()| session.again())
            label=text.loading
            skeleton=|| view! { <Skeleton lines=4 /> }
        >
            ""
        </Loaded>
    }
    .into_child()
}

fn all() -> Child {
    let desk = desk();
    let (text, setup) = (use_text().first_steps(), desk.setup);
    view! {
        {check::header(desk)}
        <Loaded
            ready=Signal::derive(move || setup.is_answered())
            busy=Signal::derive(move || setup.busy().get() && !setup.is_answered())
            problem=problem_of(setup)
            on_retry=Callback::new(move |()| setup.again())
            label=text.reading
            skeleton=|| view! { <Skeleton lines=6 /> }
        >
            <ol class="stack steps" aria-label=text.steps>
                {one(desk, Step::Key, text.key, key::key)}
                {one(desk, Step::Permissions, text.permissions, permissions::permissions)}
                {one(desk, Step::Place, text.place, place::place)}
                {one(desk, Step::Machine, text.machine, place::machine)}
            </ol>
        </Loaded>
    }
    .into_child()
}

/// One step: open while it is the next or does not work.
fn one(desk: Desk, step: Step, title: &'static str, content: fn(Desk) -> Child) -> Child {
    let text = use_text().first_steps();
    let standing = memo(move || desk.standing(step));
    let is_next = memo(move || desk.next() == Some(step));
    let open = memo(move || is_next.get() || standing.get() == Standing::Failed);
    let next = move || {
        is_next
            .get()
            .then(|| view! { <span class="steps__next">{text.next}</span> })
    };
    view! {
        <li class="panel" aria-current=move || is_next.get().then_some("step")>
            <details open=move || open.get()>
                <summary class="steps__head">
                    <h2>{title}</h2>
                    {next}
                    {move || status(standing.get(), text)}
                </summary>
                <div class="panel__body">
                    {findings::findings(desk, step)}
                    {content(desk)}
                </div>
            </details>
        </li>
    }
    .into_child()
}

fn status(standing: Standing, text: &'static FirstSteps) -> Child {
    let (tone, word) = match standing {
        Standing::Done => (Tone::Good, text.done),
        Standing::ToDo => (Tone::Warning, text.to_do),
        Standing::Unchecked => (Tone::Neutral, text.unchecked),
        Standing::Checking => (Tone::Info, text.checking),
        Standing::Failed => (Tone::Danger, text.failed),
    };
    view! { <Status tone=tone>{word}</Status> }.into_child()
}

/// What stands there for somebody whose roles are about people and plans only.
fn no_devices(is_admin: bool) -> Child {
    let (shell, text) = (use_text().shell(), use_text().first_steps());
    let link = |to: General, label: &'static str| {
        view! { <Link to=Place::from(to.after(None)) class="ui-button ui-button--plain">{label}</Link> }
    };
    let first_steps = is_admin.then(|| link(General::FirstSteps, shell.first_steps));
    view! {
        <PageHeader title=shell.credentials />
        <div class="panel">
            <Empty icon=IconName::People title=text.no_devices>
                <p>{text.no_devices_detail}</p>
                <div class="acts">{link(General::People, shell.people)} {first_steps}</div>
            </Empty>
        </div>
    }
    .into_child()
}

/// What stands there for somebody who does not set the proxy up.
fn for_others(at_start: bool) -> Child {
    let (shell, text, instances) = (
        use_text().shell(),
        use_text().first_steps(),
        use_here().instances(),
    );
    if !at_start {
        return view! {
            <PageHeader title=shell.first_steps />
            <div class="panel">
                <Empty icon=IconName::People title=text.only_admin>{text.only_admin_detail}</Empty>
            </div>
        }
        .into_child();
    }
    view! {
        <PageHeader title=shell.credentials />
        <div class="panel">
            <Loaded
                ready=Signal::derive(move || instances.is_answered())
                busy=instances.busy()
                problem=problem_of(instances)
                on_retry=Callback::new(move |()| instances.again())
                label=shell.loading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
            >
                <Empty icon=IconName::Key title=text.no_instances>{text.no_instances_detail}</Empty>
            </Loaded>
        </div>
    }
    .into_child()
}

/// Something to know, in a word of its own.
fn told(words: &'static str) -> Child {
    view! { <Note tone=Tone::Info>{words}</Note> }.into_child()
}
