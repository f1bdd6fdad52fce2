//! The way through the pages of a list. It stays in place while rows come and go, so that the focus stays too.

use crate::prelude::*;
use signet_view::view;

use super::{Button, Choice, Icon, IconButton, IconName, Select, words::use_words};

/// The sizes a page may have.
const SIZES: [u32; 4] = [10, 20, 50, 100];

/// The foot of a list.
#[component]
pub fn Pager(
    /// What is shown, of how many, such as "101–150 of 2,400" or "page 7".
    #[prop(into)]
    summary: Signal<String>,
    /// The page, counted from 1.
    #[prop(into)]
    page: Signal<u32>,
    /// Entries on a page.
    #[prop(into)]
    page_size: Signal<u32>,
    /// Why there is no next page; there may be one while absent.
    #[prop(into)]
    no_next: MaybeProp<String>,
    /// Why there is no previous page, said on the first.
    #[prop(into)]
    no_previous: String,
    /// The most entries that a page may have.
    #[prop(default = 100)]
    largest: u32,
    /// Whether a page is being read.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Called with the page asked for.
    #[prop(into)]
    on_page: Callback<u32>,
    /// Called with the size asked for.
    #[prop(into)]
    on_page_size: Callback<u32>,
) -> Child {
    let words = use_words();
    let at_first = Signal::derive(move || (page.get() <= 1).then(|| no_previous.clone()));
    let choices = Signal::derive(move || {
        let mut sizes = SIZES.to_vec();
        sizes.retain(|size| *size <= largest);
        let size = page_size.get();
        // Sorting five numbers would bring 3 kB of sorting along.
        if let Err(place) = sizes.binary_search(&size) {
            sizes.insert(place, size);
        }
        let choice = |size: u32| Choice {
            value: size.to_string(),
            label: (words.a_page)(&size.to_string()),
        };
        sizes.into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |value: String| {
        if let Ok(size) = value.parse() {
            on_page_size.run(size);
        }
    };
    view! {
        <div class="ui-pager">
            <span class="ui-pager__summary" aria-live="polite">{move || summary.get()}</span>
            <Select
                label=words.page_size
                hide_label=true
                choices=choices
                value=Signal::derive(move || page_size.get().to_string())
                on_change=Callback::new(choose)
            />
            <IconButton
                icon=IconName::First
                label=words.first_page
                disabled_reason=at_first
                busy=busy
                on_press=Callback::new(move |()| on_page.run(1))
            />
            <Button
                disabled_reason=at_first
                busy=busy
                on_press=Callback::new(move |()| on_page.run(page.get_untracked().saturating_sub(1).max(1)))
            >
                <Icon name=IconName::Previous />
                {words.previous_page}
            </Button>
            <Button
                disabled_reason=no_next
                busy=busy
                on_press=Callback::new(move |()| on_page.run(page.get_untracked().saturating_add(1)))
            >
                {words.next_page}
                <Icon name=IconName::Next />
            </Button>
        </div>
    }
    .into_child()
}
