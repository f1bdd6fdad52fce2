//! The items: what the walk showed of each and what became of it; filtered, found, and taken out before it runs.

mod rows;

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_model::{
    api::Items,
    plans::{Command, Outcome, State},
};
use signet_view::view;

use super::{
    Desk,
    telling::{Asked, Telling},
};
use crate::{
    api::{Query, own_query},
    components::{Loaded, typed::tidy},
    pages::{list::problem_of, use_here},
    router::{How, ItemsAsked},
    state::use_clock,
    text::{use_format, use_text},
    ui::{
        Button, Choice, Empty, Field, IconName, OnwardWords, Select, Skeleton, effect, memo,
        onward, shown_text,
    },
    view::IntoChild,
};

/// Items on a page.
const SIZE: &str = "50";
/// Milliseconds between two readings while it runs.
const EVERY: f64 = 3_000.0;

/// What the parts of this section share.
type Below = crate::state::Shared<Parts>;

struct Parts {
    desk: Desk,
    telling: Telling,
    list: Query<String, Items>,
    /// Whether items may be taken out.
    may_exclude: crate::ui::Held<bool>,
}

pub(super) fn items(desk: Desk, telling: Telling) -> Child {
    let text = use_text();
    let below = Below::new(Parts {
        desk,
        telling,
        list: list(desk),
        may_exclude: memo(move || desk.offer(Command::Exclude) == Some(None)),
    });
    let there = memo(move || {
        desk.now.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| plan.state != State::Selecting)
        })
    });
    (move || {
        there.get().then(|| {
            view! {
                <section class="panel plan__items">
                    {filters(below)}
                    {taking_out(below)}
                    <Loaded
                        ready=Signal::derive(move || below.list.is_answered())
                        busy=below.list.busy()
                        problem=problem_of(below.list)
                        on_retry=Callback::new(move |()| below.list.again())
                        label=text.shell().reading
                        skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
                    >
                        {rows::rows(below)}
                        {pager(below)}
                    </Loaded>
                </section>
            }
        })
    })
    .into_child()
}

/// Read when something else is asked, when the plan is another one, and while it runs from time to time.
fn list(desk: Desk) -> Query<String, Items> {
    let clock = use_clock();
    let version = desk.part(|plan| {
        let counts = plan.progress.outcomes.clone();
        (plan.state, plan.hash.clone(), counts)
    });
    // Of all that is told in the meantime, the last is what counts.
    let due = RwSignal::new(0_u32);
    let last = StoredValue::new(0.0);
    effect(move || {
        version.track();
        let now = js_sys::Date::now();
        let wait = last.get_value() + EVERY - now;
        let running = desk.part_is(State::Running);
        if wait <= 0.0 || !running {
            last.set_value(now);
            due.update(|due| *due += 1);
        }
    });
    // What came within the last seconds of a run is read with the next tick of the clock.
    effect(move || {
        clock.attended();
        if desk.part_is(State::Running) {
            due.update(|due| *due += 1);
        }
    });
    let there = memo(move || {
        desk.now.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| plan.state != State::Selecting)
        })
    });
    own_query(
        move || {
            due.track();
            let asked = desk.asked.get();
            let mut question = asked.question();
            if !question.is_empty() {
                question.push('&');
            }
            there
                .get()
                .then(|| [&*desk.path, "/items?", &question, "limit=", SIZE].concat())
        },
        |before, now| list_of(before) == list_of(now),
    )
}

impl Desk {
    fn part_is(self, state: State) -> bool {
        self.now
            .with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.state == state))
    }
}

/// A question without its page.
fn list_of(path: &str) -> &str {
    let at = path
        .find("after=")
        .unwrap_or_else(|| path.rfind("limit=").unwrap_or(path.len()));
    &path[..at]
}

fn filters(below: Below) -> Child {
    let (text, format) = (use_text(), use_format());
    let (own, desk) = (text.plan(), below.desk);
    let find = RwSignal::new(String::new());
    effect(move || {
        find.set(
            desk.asked
                .with(|asked| asked.find.clone().unwrap_or_default()),
        )
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = find.with_untracked(|typed| tidy(typed).to_owned());
        desk.go(How::Push, |asked| {
            asked.find = Some(typed).filter(|typed| !typed.is_empty());
            asked.after = None;
        });
    };
    let counts = desk.part(|plan| plan.progress.outcomes.clone());
    let chosen = memo(move || {
        desk.asked
            .with(|asked| asked.outcome.clone().unwrap_or_default())
    });
    let choices = move || {
        let counts = counts.get().unwrap_or_default();
        let choice = |outcome: Outcome| {
            let word = (text.plans().outcome)(outcome);
            let count = counts.iter().find(|(found, _)| *found == outcome);
            let label = match count {
                Some((_, count)) => (own.outcome_count)(word, &format.number(*count)),
                None => word.to_owned(),
            };
            let value = outcome.as_str().to_owned();
            Choice { value, label }
        };
        let mut choices = vec![Choice {
            value: String::new(),
            label: own.any_outcome.to_owned(),
        }];
        choices.extend(Outcome::ALL.map(choice));
        let named = chosen.get();
        if choices.iter().all(|choice| choice.value != named) {
            choices.push(Choice {
                label: shown_text(&named),
                value: named,
            });
        }
        choices
    };
    let choose = move |outcome: String| {
        desk.go(How::Push, |asked| {
            asked.outcome = Some(outcome).filter(|outcome| !outcome.is_empty());
            asked.after = None;
        });
    };
    view! {
        <form class="bar" on:submit=submit>
            <h2 class="plan__items-title">{own.items}</h2>
            <Select label=own.outcome hide_label=true choices=Signal::derive(choices) value=chosen on_change=Callback::new(choose) />
            <div class="grow">
                <Field label=own.find value=find hide_label=true search=true mono=true placeholder=own.find_hint />
            </div>
            <Button submit=true>{own.look}</Button>
        </form>
    }
    .into_child()
}

/// What may be done with the items that are ticked.
fn taking_out(below: Below) -> Child {
    let (text, format) = (use_text().plan(), use_format());
    let (here, shell) = (use_here(), use_text().shell());
    let ticked = below.telling.ticked;
    let count = memo(move || ticked.with(Vec::len));
    let locked = move || Signal::derive(move || here.locked(shell));
    (move || {
        let count = count.get();
        (count > 0).then(|| {
            let label = (text.take_out)(&format.number(count as u64));
            view! {
                <div class="bar plan__ticked">
                    <Button disabled_reason=locked() on_press=Callback::new(move |()| below.telling.ask(Asked::TakeOut))>{label}</Button>
                    <Button on_press=Callback::new(move |()| ticked.set(Vec::new()))>{use_text().ticks().clear}</Button>
                </div>
            }
        })
    })
    .into_child()
}

fn pager(below: Below) -> Child {
    let (text, desk) = (use_text().plan(), below.desk);
    let next = memo(move || {
        below
            .list
            .answer()
            .with(|answer| answer.and_then(|answer| answer.value.next))
    });
    let first = memo(move || desk.asked.with(|asked| asked.after.is_none()));
    let has_more = memo(move || next.with(Option::is_some));
    let words = OnwardWords {
        first: text.first,
        is_first: text.at_first,
        more: text.more,
        no_more: text.no_more,
    };
    onward(words, first, has_more, below.list.busy(), move |on| {
        let after = on.then(|| next.get_untracked()).flatten();
        desk.go(How::Push, |asked| asked.after = after);
    })
}

fn none(below: Below) -> Child {
    let text = use_text().plan();
    let all = move |()| {
        below
            .desk
            .go(How::Push, |asked| *asked = ItemsAsked::default())
    };
    view! {
        <Empty icon=IconName::Search title=text.none_items>
            <p>{text.none_items_detail}</p>
            <Button on_press=Callback::new(all)>{text.all_items}</Button>
        </Empty>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_is_the_same_list() {
        let of = |query: &str| ["plans/pl-1/items?", query, "limit=50"].concat();
        assert_eq!(list_of(&of("")), list_of(&of("after=50&")));
        assert_eq!(list_of(&of("find=x&")), list_of(&of("find=x&after=50&")));
        assert_ne!(list_of(&of("find=x&")), list_of(&of("find=y&")));
    }
}
