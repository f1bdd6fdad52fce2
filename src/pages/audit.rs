//! What was done: newest first, filtered by the URL, each entry open to all that it says.

mod detail;
mod filters;
mod rows;
mod said;

use crate::prelude::*;
use signet_model::api::AuditPage;
use signet_view::view;

use super::{
    general_place::general_place,
    heading::{counted, reload},
    here::{Here, use_here},
    list::{beside, is_same_list, problem_of},
    print::printed,
};
use crate::{
    api::{Query, own_query},
    components::Loaded,
    router::{Audit, General, GeneralPage, How, Place, Router, use_router},
    state::Shared,
    text::{use_format, use_text},
    ui::{CopyId, Held, OnwardWords, PageHeader, Skeleton, memo, onward},
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<GeneralPage>,
    /// What of the log is asked for, and which entry is open.
    asked: Held<Audit>,
    list: Query<String, AuditPage>,
}

impl Desk {
    /// This place, changed.
    fn place(self, change: impl FnOnce(&mut Audit)) -> Place {
        let mut audit = self.asked.get_untracked();
        change(&mut audit);
        self.to(&audit)
    }

    fn to(self, audit: &Audit) -> Place {
        let from = self.place.with_untracked(|place| place.instance.clone());
        audit.page(from.as_deref()).into()
    }

    fn go(self, how: How, change: impl FnOnce(&mut Audit)) {
        self.router.navigate(self.place(change), how);
    }
}

/// What was done.
pub fn audit_page() -> Child {
    let desk = desk();
    let is_open = Signal::derive(move || desk.asked.with(|asked| asked.open.is_some()));
    beside(is_open, header(desk), panel(desk), detail::beside(desk))
}

fn desk() -> Desk {
    let place = general_place(General::Audit);
    let asked = memo(move || place.with(GeneralPage::audit));
    // An entry that is opened is no other question.
    let question = memo(move || asked.with(path));
    Desk::new(Parts {
        here: use_here(),
        router: use_router(),
        place,
        asked,
        list: own_query(move || Some(question.get()), is_same_list),
    })
}

fn path(asked: &Audit) -> String {
    match asked.question() {
        all if all.is_empty() => "audit".to_owned(),
        some => ["audit?", &some].concat(),
    }
}

fn header(desk: Desk) -> Child {
    let text = use_text();
    let shows = move || {
        desk.list.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.entries.len();
            Some(counted(count, answer.read_at, text.audit().count))
        })
    };
    let actions = move || {
        view! {
            {reload(desk.list.busy(), move || desk.list.again())}
        }
    };
    view! { <PageHeader title=text.shell().audit actions=actions>{shows}</PageHeader> }.into_child()
}

fn panel(desk: Desk) -> Child {
    let text = use_text().shell();
    view! {
        <section class="panel audit">
            {printed(text.audit, move || filters::in_words(desk))}
            {filters::filters(desk)}
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
                {head(desk)}
            </Loaded>
        </section>
    }
    .into_child()
}

/// The way to what is older, and back to the newest.
fn pager(desk: Desk) -> Child {
    let text = use_text();
    let own = text.audit();
    let next = memo(move || {
        desk.list
            .answer()
            .with(|answer| answer.and_then(|answer| answer.value.next))
    });
    let first = memo(move || desk.asked.with(|asked| asked.before.is_none()));
    let has_more = memo(move || next.with(Option::is_some));
    let words = OnwardWords {
        first: own.newest,
        is_first: text.shell().no_previous,
        more: own.older,
        no_more: own.no_older,
    };
    onward(words, first, has_more, desk.list.busy(), move |on| {
        let before = on.then(|| next.get_untracked()).flatten();
        desk.go(How::Push, |audit| {
            audit.before = before;
            audit.open = None;
        });
    })
}

/// The end of the chain, for who verifies the log elsewhere.
fn head(desk: Desk) -> Child {
    let (text, format) = (use_text().audit(), use_format());
    let head = memo(move || {
        desk.list
            .answer()
            .with(|answer| answer.and_then(|answer| answer.value.head.clone()))
    });
    (move || {
        let head = head.get()?;
        let sequence = format.number(head.sequence);
        Some(view! {
            <div class="audit__head">
                <p class="audit__hash">
                    <strong>{text.head}</strong>
                    <span class="quiet">"#" {sequence}</span>
                    <CopyId value=head.hash />
                </p>
                <p class="quiet">{text.head_detail}</p>
            </div>
        })
    })
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_is_the_same_list_and_another_filter_is_not() {
        let all = Audit::default();
        let of = Audit::history(Some("i"), "x");
        let older = |audit: &Audit| Audit {
            before: Some(7),
            ..audit.clone()
        };
        assert!(is_same_list(&path(&all), &path(&older(&all))));
        assert!(is_same_list(&path(&of), &path(&older(&of))));
        assert!(!is_same_list(&path(&all), &path(&of)));
    }
}
