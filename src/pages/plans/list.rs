//! All plans, newest first.

mod rows;

use crate::prelude::*;
use signet_model::{api::Plans, plans::State};
use signet_view::view;

use super::{KEY, place::own_place};
use crate::{
    api::{Query, own_query},
    components::Loaded,
    pages::{
        heading::{counted, reload},
        here::{Here, use_here},
        list::{is_same_list, problem_of},
    },
    router::{GeneralPage, How, Link, Place, PlansAsked, Router, WantedPlan, use_router},
    state::{Shared, use_refresh},
    text::use_text,
    ui::{
        Choice, Held, Icon, IconName, OnwardWords, PageHeader, Select, Skeleton, memo, onward,
        shown_text,
    },
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<GeneralPage>,
    asked: Held<PlansAsked>,
    list: Query<String, Plans>,
}

impl Desk {
    fn from(self) -> Option<String> {
        self.place.with(|place| place.instance.clone())
    }

    fn go(self, asked: &PlansAsked) {
        let from = untrack(|| self.from());
        self.router
            .navigate(asked.page(from.as_deref()).into(), How::Push);
    }
}

/// All plans.
pub(super) fn plans_page() -> Child {
    let place = own_place();
    let asked = memo(move || place.with(PlansAsked::of));
    let version = use_refresh().watch(KEY);
    let desk = Desk::new(Parts {
        here: use_here(),
        router: use_router(),
        place,
        asked,
        list: own_query(
            move || {
                version.track();
                Some(asked.with(path))
            },
            is_same_list,
        ),
    });
    view! { {header(desk)} {panel(desk)} }
}

fn path(asked: &PlansAsked) -> String {
    match asked.question() {
        all if all.is_empty() => KEY.to_owned(),
        some => [KEY, "?", &some].concat(),
    }
}

fn header(desk: Desk) -> Child {
    let text = use_text();
    let shows = move || {
        desk.list.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.plans.len();
            Some(counted(count, answer.read_at, text.plans().count))
        })
    };
    let actions = move || {
        view! {
            {make(desk)}
            {reload(desk.list.busy(), move || desk.list.again())}
        }
    };
    view! { <PageHeader title=text.shell().plans actions=actions>{shows}</PageHeader> }.into_child()
}

/// The way to a new one.
fn make(desk: Desk) -> Child {
    let to = Signal::derive(move || WantedPlan::default().place(desk.from().as_deref()));
    view! {
        <Link to=to class="ui-button ui-button--primary">
            <Icon name=IconName::Add />
            {use_text().plans().make}
        </Link>
    }
    .into_child()
}

fn panel(desk: Desk) -> Child {
    let text = use_text().shell();
    view! {
        <section class="panel plans">
            {filter(desk)}
            <Loaded
                ready=Signal::derive(move || desk.list.is_answered())
                busy=desk.list.busy()
                problem=problem_of(desk.list)
                on_retry=Callback::new(move |()| desk.list.again())
                label=text.reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=8 /></div> }
            >
                {rows::rows(desk)}
                {pager(desk)}
            </Loaded>
        </section>
    }
    .into_child()
}

fn filter(desk: Desk) -> Child {
    let text = use_text().plans();
    let chosen = memo(move || {
        desk.asked
            .with(|asked| asked.state.clone().unwrap_or_default())
    });
    let choices = move || {
        let mut choices = vec![Choice {
            value: String::new(),
            label: text.any_state.to_owned(),
        }];
        choices.extend(State::ALL.map(|state| Choice {
            value: state.as_str().to_owned(),
            label: (text.state)(state).to_owned(),
        }));
        // A link may name what is no state.
        let named = chosen.get();
        if choices.iter().all(|choice| choice.value != named) {
            choices.push(Choice {
                label: shown_text(&named),
                value: named,
            });
        }
        choices
    };
    let choose = move |state: String| {
        desk.go(&PlansAsked {
            state: Some(state).filter(|state| !state.is_empty()),
            before: None,
        });
    };
    view! {
        <div class="bar">
            <Select
                label=text.state_label
                hide_label=true
                choices=Signal::derive(choices)
                value=chosen
                on_change=Callback::new(choose)
            />
        </div>
    }
    .into_child()
}

/// The way to what is older, and back to the newest, where there is either.
fn pager(desk: Desk) -> Child {
    let text = use_text().plans();
    let next = memo(move || {
        desk.list
            .answer()
            .with(|answer| answer.and_then(|answer| answer.value.next.clone()))
    });
    let is_first = memo(move || desk.asked.with(|asked| asked.before.is_none()));
    let has_more = memo(move || next.with(Option::is_some));
    let words = OnwardWords {
        first: text.newest,
        is_first: use_text().shell().no_previous,
        more: text.older,
        no_more: text.no_older,
    };
    onward(words, is_first, has_more, desk.list.busy(), move |on| {
        let state = desk.asked.with_untracked(|asked| asked.state.clone());
        let before = on.then(|| next.get_untracked()).flatten();
        desk.go(&PlansAsked { state, before });
    })
}

/// What stands where there are no rows.
fn empty(desk: Desk) -> Child {
    use crate::ui::Empty;
    let text = use_text().plans();
    let all: Place = PlansAsked::default()
        .page(untrack(|| desk.from()).as_deref())
        .into();
    if desk.asked.with(|asked| *asked == PlansAsked::default()) {
        return view! {
            <Empty icon=IconName::Plan title=text.empty>
                <p>{text.empty_detail}</p>
                <p>{text.empty_how}</p>
                {make(desk)}
            </Empty>
        }
        .into_child();
    }
    view! {
        <Empty icon=IconName::Search title=text.none_found>
            <Link to=all class="ui-button ui-button--plain">{text.all}</Link>
        </Empty>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_is_the_same_list_and_another_state_is_not() {
        let of = |state: Option<&str>, before: Option<&str>| {
            path(&PlansAsked {
                state: state.map(str::to_owned),
                before: before.map(str::to_owned),
            })
        };
        assert!(is_same_list(&of(None, None), &of(None, Some("x"))));
        assert!(is_same_list(
            &of(Some("running"), None),
            &of(Some("running"), Some("x"))
        ));
        assert!(!is_same_list(&of(Some("running"), None), &of(None, None)));
    }
}
