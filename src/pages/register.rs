//! Registering client ids: up to a hundred pasted ones, each checked before it is sent, and the result once as a table.

mod form;
mod lines;
mod looks;
mod result;
mod rows;
mod run;
mod save;

use crate::prelude::*;
use signet_model::{
    identifiers::InstanceId,
    operations::{Groups, ListGroupId},
};
use signet_view::view;

use self::{lines::Lines, looks::Looks, result::Outcomes};
use super::{
    acting::use_why,
    here::{Here, known_instance, on_known_instance, use_here},
    own_place::own_place,
};
use crate::{
    api::{Query, query},
    components::Why,
    router::{Credentials, InstancePage, Link, Place, View, use_router},
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Held, Icon, IconName, PageHeader, effect, memo},
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    place: Held<InstancePage>,
    instance_id: Held<Option<InstanceId>>,
    groups: Query<ListGroupId, Groups>,
    /// The text as it stands in the field.
    typed: RwSignal<String>,
    lines: Held<Lines>,
    looks: Looks,
    outcomes: RwSignal<Outcomes>,
    running: RwSignal<bool>,
    stopping: RwSignal<bool>,
    /// Whether the table holds nothing that was not taken.
    saved: RwSignal<bool>,
    why: Why,
}

impl Desk {
    /// Whether leaving the page now would lose something.
    fn loses(self) -> bool {
        self.running.get_untracked() || !self.saved.get_untracked()
    }
}

/// Register credentials.
pub fn register_page() -> Child {
    let desk = desk();
    keep(desk);
    let id = memo(move || desk.place.with(|place| place.instance.clone()));
    on_known_instance(use_text().shell().register, id, move || page(desk))
}

fn desk() -> Desk {
    let (here, refresh) = (use_here(), use_refresh());
    let place = own_place(View::Register);
    let instance_id = known_instance(memo(move || place.with(|place| place.instance.clone())));
    let groups = query(
        move || {
            let instance_id = instance_id.get()?;
            refresh
                .watch(&["groups/", instance_id.as_str()].concat())
                .track();
            Some(ListGroupId { instance_id })
        },
        |before, now| before == now,
    );
    let typed = RwSignal::new(String::new());
    let begin = memo(move || place.with(|place| begin(place.open.as_deref())));
    effect(move || typed.set(begin.get()));
    let lines = memo(move || {
        typed.with(|typed| {
            // A group that waits for its device is no id yet.
            if begin.with(|begin| begin == typed && begin.ends_with("@@@")) {
                Lines::default()
            } else {
                Lines::of(typed)
            }
        })
    });
    let good = memo(move || lines.with(|lines| lines.good().map(str::to_owned).collect()));
    Desk::new(Parts {
        here,
        place,
        instance_id,
        groups,
        typed,
        lines,
        looks: Looks::start(instance_id, good),
        outcomes: RwSignal::new(Outcomes::default()),
        running: RwSignal::new(false),
        stopping: RwSignal::new(false),
        saved: RwSignal::new(true),
        why: use_why(),
    })
}

/// What stands in the field at first.
fn begin(open: Option<&str>) -> String {
    match open {
        Some(id) if id.contains("@@@") => id.to_owned(),
        Some(group) => [group, "@@@"].concat(),
        None => String::new(),
    }
}

/// Asks before what was made here and not taken would be lost, and wipes it when the page goes.
fn keep(desk: Desk) {
    let question = use_text().register().leave;
    use_router().before_leaving(move || {
        !desk.loses() || window().confirm_with_message(question).unwrap_or(true)
    });
    let unload = window_event_listener_untyped("beforeunload", move |event| {
        if desk.loses() {
            event.prevent_default();
        }
    });
    let away = window_event_listener_untyped("pagehide", move |_| {
        desk.outcomes.set(Outcomes::default());
        desk.saved.set(true);
    });
    on_cleanup(move || {
        unload.remove();
        away.remove();
    });
}

fn page(desk: Desk) -> Child {
    let text = use_text();
    let whereabouts = move || {
        let instance = desk.place.with(|place| place.instance.clone());
        desk.here.whereabouts(&instance).line()
    };
    let list = Signal::derive(move || {
        desk.place.with(|place| {
            let group = place.open.as_deref().map(|open| {
                let group = open.split_once("@@@").map_or(open, |(group, _)| group);
                group.to_owned()
            });
            Place::from(Credentials {
                group,
                ..Credentials::of(&place.instance)
            })
        })
    });
    let actions = move || {
        view! {
            <Link to=list class="ui-button ui-button--plain">
                <Icon name=IconName::Previous />
                {text.shell().back_to_list}
            </Link>
        }
    };
    let some = memo(move || desk.lines.with(|lines| lines.count > 0));
    let tried = memo(move || desk.outcomes.with(|outcomes| !outcomes.is_empty()));
    view! {
        <PageHeader title=text.shell().register actions=actions>{text.register().lead}</PageHeader>
        <div class="stack">
            {whereabouts}
            {form::form(desk)}
            {move || tried.get().then(|| save::panel(desk))}
            {move || some.get().then(|| rows::rows(desk))}
        </div>
    }
    .into_child()
}
