//! What the pages that list have in common: what is shown of how many, how fresh it is, and the way back from beyond the end.

use crate::prelude::*;
use leptos::html;
use signet_view::view;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::problem::problem;
use crate::{
    api::Query,
    components::{
        Problem,
        paging::{Page, Shown},
    },
    state::{use_clock, use_locale},
    text::{Format, Shell, lower, use_format, use_text},
    ui::{Button, Empty, IconName, When, effect, memo},
};

/// What a page shows of how many, in words.
pub fn summary(page: Page, text: &Shell, format: Format) -> String {
    words(page, text, |number| format.number(number))
}

fn words(page: Page, text: &Shell, number: impl Fn(u64) -> String) -> String {
    match page.shown() {
        Shown::Nothing => text.nothing.to_owned(),
        Shown::BeyondEnd => (text.nothing_on_page)(&number(page.number.into())),
        Shown::Entries { first, last } => match page.total() {
            Some(total) => (text.range_of)(&number(first), &number(last), &number(total)),
            None => [
                &*(text.range)(&number(first), &number(last)),
                text.comma,
                text.total_unknown,
            ]
            .concat(),
        },
    }
}

/// Whether two questions about a list differ in the page alone, which is the last that they say.
pub fn is_same_list(one: &str, other: &str) -> bool {
    let list = |path: &str| {
        let at = path.find("before=").unwrap_or(path.len());
        path[..at].trim_end_matches(['&', '?']).to_owned()
    };
    list(one) == list(other)
}

/// When something was read, kept up to date.
pub fn read_at(at: f64) -> Child {
    let (text, format, clock) = (use_text().shell(), use_format(), use_clock());
    let ago = Signal::derive(move || (text.read_ago)(&format.relative(at, clock.now())));
    view! { <When text=ago exact=format.exact(at) machine=format.machine(at) /> }.into_child()
}

/// What stands where the rows of a page beyond the end would be.
pub fn beyond_end(page: Page, on_page: Callback<u32>) -> Child {
    let (text, format) = (use_text().shell(), use_format());
    let target = page
        .last_page()
        .filter(|last| *last < page.number)
        .unwrap_or(1);
    let label = match target {
        1 => text.to_first_page.to_owned(),
        last => (text.to_page)(&format.number(last.into())),
    };
    view! {
        <Empty icon=IconName::Search title=(text.beyond_end)(&format.number(page.number.into()))>
            <p>{text.beyond_end_detail}</p>
            <Button on_press=Callback::new(move |()| on_page.run(target))>{label}</Button>
        </Empty>
    }
    .into_child()
}

/// Why the last attempt of a query failed, as it is shown.
pub fn problem_of<Q, A>(query: Query<Q, A>) -> Signal<Option<Problem>>
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    A: Clone + Send + Sync + 'static,
{
    let (text, locale) = (use_text(), use_locale());
    Signal::derive(move || {
        query
            .failure()
            .with(|failure| Some(problem(failure.as_ref()?, text, locale.get())))
    })
}

/// A text field and the part of the place that it writes: either follows the other.
pub fn follow(
    field: RwSignal<String>,
    in_place: impl Fn() -> Option<String> + Copy + 'static,
    write: impl Fn(Option<String>) + 'static,
) {
    effect(move || {
        let text = in_place().unwrap_or_default();
        if field.with_untracked(|typed| typed.trim() != text) {
            field.set(text);
        }
    });
    Effect::new(move |before: Option<String>| {
        let typed = field.get();
        if before.is_some_and(|before| before != typed)
            && untrack(in_place).unwrap_or_default() != typed.trim()
        {
            write(Some(typed.trim().to_owned()).filter(|text| !text.is_empty()));
        }
        typed
    });
}

/// A list under its header, and beside it the one thing that is open. When that is left, the focus goes back to the row it was
/// opened from.
pub fn beside(is_open: Signal<bool>, header: Child, list: Child, detail: Child) -> Child {
    let is_open = memo(move || is_open.get());
    let node: NodeRef<html::Div> = NodeRef::new();
    let row: leptos::prelude::StoredValue<Option<HtmlElement>, LocalStorage> =
        leptos::prelude::StoredValue::new_local(None);
    // After the frame in which the rows say which of them is open, and the list is to be seen again.
    let remember = move || {
        let link = node.try_get_untracked().flatten().and_then(|list| {
            list.query_selector(".ui-row[aria-current] a")
                .ok()
                .flatten()
        });
        row.set_value(link.and_then(|link| link.dyn_into().ok()));
    };
    let go_back = move || {
        let Some(mut link) = row.try_update_value(Option::take).flatten() else {
            return;
        };
        if !link.is_connected() {
            // What was done to it has drawn its row anew.
            let href = link.get_attribute("href").unwrap_or_default();
            let same = ["a[href=\"", &href, "\"]"].concat();
            let list = node.get_untracked();
            let found = list.and_then(|list| list.query_selector(&same).ok().flatten());
            let Some(found) = found.and_then(|found| found.dyn_into().ok()) else {
                return;
            };
            link = found;
        }
        _ = link.focus();
    };
    let mut was_open = false;
    effect(move || {
        let open = is_open.get();
        if open {
            request_animation_frame(remember);
        } else if was_open {
            request_animation_frame(go_back);
        }
        was_open = open;
    });
    let open = move || is_open.get().then_some("true");
    view! {
        <div class="listing" data-open=open>
            {header}
            <div class="split" data-open=open>
                <div node_ref=node class="split__list">{list}</div>
                {detail}
            </div>
        </div>
    }
    .into_child()
}

/// Whether text holds what it is filtered by, in any case.
pub fn holds(text: &str, filter: &str) -> bool {
    lower(text).contains(&lower(filter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    const PAGE: Page = Page {
        number: 3,
        size: 50,
        entries: 50,
        items_total: Some(200),
        pages_total: None,
        has_token: true,
    };

    fn said(page: Page, locale: Locale) -> String {
        words(page, locale.text().shell(), |number| number.to_string())
    }

    #[test]
    fn the_count_is_honest_in_both_languages() {
        assert_eq!(said(PAGE, Locale::En), "101–150 of 200");
        assert_eq!(said(PAGE, Locale::Zh), "第 101–150 条，共 200 条");
        let unknown = Page {
            items_total: None,
            ..PAGE
        };
        assert_eq!(said(unknown, Locale::En), "101–150, total unknown");
        assert_eq!(said(unknown, Locale::Zh), "第 101–150 条，总数未知");
        assert_eq!(
            said(Page { entries: 0, ..PAGE }, Locale::En),
            "Nothing on page 3"
        );
        assert_eq!(
            said(
                Page {
                    number: 1,
                    entries: 0,
                    ..PAGE
                },
                Locale::En
            ),
            "None"
        );
    }

    #[test]
    fn a_filter_does_not_mind_the_case() {
        assert!(holds("GID_a@@@Press-1", "press"));
        assert!(holds("CN=MÜLLER Straße", "müller"));
        assert!(holds("anything", ""));
        assert!(!holds("GID_a@@@b", "c"));
    }
}
