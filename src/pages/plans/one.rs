//! One plan: what it would hit, how far it is, what it did, and what may be told to it.

mod approval;
mod bad_lines;
mod commands;
mod exposure;
mod head;
mod how;
mod items;
mod live;
mod progress;
mod report;
mod secrets;
mod telling;
mod waves;
mod why;

pub(super) use bad_lines::table as bad_table;

use crate::prelude::*;
use signet_model::{
    api::{ErrorCode, Plan},
    plans::{Command, Progress, State},
};
use signet_view::view;

use self::{live::Line, telling::Telling};
use super::{KEY, place::own_place};
use crate::{
    api::{Failure, Query, own_query},
    components::Loaded,
    pages::{
        here::{Here, use_here},
        list::problem_of,
    },
    router::{
        GeneralPage, How, ItemsAsked, Link, Place, PlansAsked, Router, plan_page as page_of,
        use_router,
    },
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Empty, Held, IconName, PageHeader, Skeleton, memo},
    view::IntoChild,
};

/// What the parts of this page share.
pub(super) type Desk = Shared<Parts>;

pub(super) struct Parts {
    here: Here,
    router: Router,
    id: String,
    /// Its path below `/api/`.
    path: String,
    place: Held<GeneralPage>,
    asked: Held<ItemsAsked>,
    read: Query<String, Plan>,
    /// What was told since the plan was read.
    told: RwSignal<Option<Progress>>,
    /// The plan as it is now, as far as is known.
    now: Held<Option<Plan>>,
    line: RwSignal<Line>,
}

impl Desk {
    /// A part of the plan as it is now; nothing until it is read.
    fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        look: impl Fn(&Plan) -> T + Send + Sync + 'static,
    ) -> Held<Option<T>> {
        memo(move || self.now.with(|plan| plan.as_ref().map(&look)))
    }

    /// Whether something may be told to it, by whom is asking: `None` where it is not offered at all, else why not.
    fn offer(self, command: Command) -> Option<Option<ErrorCode>> {
        self.now.with(|plan| {
            let plan = plan.as_ref().filter(|plan| commands::fits(plan, command))?;
            let offer = plan
                .commands
                .iter()
                .find(|offer| offer.command == command)?;
            Some(offer.refusal)
        })
    }

    fn from(self) -> Option<String> {
        self.place.with(|place| place.instance.clone())
    }

    /// Shows other items.
    fn go(self, how: How, change: impl FnOnce(&mut ItemsAsked)) {
        let mut asked = self.asked.get_untracked();
        change(&mut asked);
        let from = untrack(|| self.from());
        let page = asked.page(&self.id, from.as_deref());
        self.router.navigate(page.into(), how);
    }
}

/// One plan.
pub(super) fn plan_page() -> Child {
    let desk = desk();
    live::follow(desk);
    let text = use_text();
    let gone = memo(move || desk.read.failure().with(is_gone));
    let problem = problem_of(desk.read);
    let busy = Signal::derive(move || desk.read.busy().get() && !desk.read.is_answered());
    (move || {
        if gone.get() {
            return nothing(desk);
        }
        view! {
            <Loaded
                ready=Signal::derive(move || desk.read.is_answered())
                busy=busy
                problem=problem
                on_retry=Callback::new(move |()| desk.read.again())
                label=text.shell().reading
                skeleton=|| view! {
                    <PageHeader title=use_text().shell().plan />
                    <div class="panel"><div class="panel__body"><Skeleton lines=8 /></div></div>
                }
            >
                {known(desk)}
            </Loaded>
        }
        .into_child()
    })
    .into_child()
}

fn desk() -> Desk {
    let place = own_place();
    let id = place.with_untracked(|place| place.below.clone().unwrap_or_default());
    let version = use_refresh().watch(KEY);
    // Both are below their roots alike: `/plans/{id}` and `/api/plans/{id}`.
    let path = Place::from(page_of(&id, None)).url()[1..].to_owned();
    let asked = path.clone();
    let read: Query<String, Plan> = own_query(
        move || {
            version.track();
            Some(asked.clone())
        },
        |_, _| true,
    );
    let told: RwSignal<Option<Progress>> = RwSignal::new(None);
    // What was read last knows more than what was told before.
    crate::ui::effect(move || {
        read.answer().with(|_| ());
        told.set(None);
    });
    let now = memo(move || {
        read.answer().with(|answer| {
            let mut plan = answer?.value.clone();
            if let Some(told) = told.get() {
                plan.state = told.state.unwrap_or(plan.state);
                plan.why = told.why;
                plan.progress = told;
            }
            Some(plan)
        })
    });
    Desk::new(Parts {
        here: use_here(),
        router: use_router(),
        id,
        path,
        place,
        asked: memo(move || place.with(ItemsAsked::of)),
        read,
        told,
        now,
        line: RwSignal::new(Line::Opening),
    })
}

fn is_gone(failure: &Option<Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(error)) if error.code == ErrorCode::NotFound)
}

fn nothing(desk: Desk) -> Child {
    let text = use_text();
    let all: Place = PlansAsked::default()
        .page(untrack(|| desk.from()).as_deref())
        .into();
    view! {
        <PageHeader title=text.shell().plan />
        <section class="panel">
            <Empty icon=IconName::Plan title=text.plan().gone>
                <p>{text.plan().gone_detail}</p>
                <Link to=all class="ui-button ui-button--plain">{text.plan().to_plans}</Link>
            </Empty>
        </section>
    }
    .into_child()
}

fn known(desk: Desk) -> Child {
    let telling = Telling::of(desk);
    let frozen = memo(move || {
        desk.now.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| matches!(plan.state, State::Frozen | State::Scheduled))
        })
    });
    // Before it runs, what it would hit comes first; afterwards, how far it is.
    let main = move || {
        if frozen.get() {
            view! { {exposure::exposure(desk)} {approval::approval(desk)} {how::how(desk, telling)} }
        } else {
            view! {
                {progress::progress(desk)}
                {secrets::secrets(desk, telling)}
                {report::report(desk)}
            }
        }
    };
    let behind = move || {
        (!frozen.get()).then(|| {
            view! { {exposure::behind(desk)} {approval::approval(desk)} {how::how(desk, telling)} }
        })
    };
    view! {
        {head::head(desk)}
        <div class="stack plan">
            {why::why(desk)}
            {main}
            {bad_lines::bad_lines(desk)}
            {items::items(desk, telling)}
            {behind}
            {commands::commands(desk, telling)}
        </div>
        {telling.dialog()}
    }
    .into_child()
}
