//! The field and its list: a combobox. The focus stays in the field; what Enter would take is the active option.

use crate::prelude::*;
use leptos::{
    ev::{Event, KeyboardEvent},
    html,
    reactive::spawn_local_scoped_with_cancellation,
};
use signet_model::{identifiers::InstanceId, operations::ListGroupId};
use signet_view::view;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    entries::{Entry, Known, To, found},
    lookup::certificate,
    understood::{Understood, understand},
    use_palette,
};
use crate::{
    api::{query, use_api},
    components::{Problem, ProblemNote},
    pages::{problem, use_here},
    router::{How, Place, use_router},
    state::use_locale,
    text::{use_format, use_text},
    ui::{Held, Icon, IconButton, IconName, composes, effect, memo, shown, shown_text, unique_id},
};

/// What has been said beside the list.
#[derive(Clone, PartialEq)]
enum Said {
    Nothing,
    Looking,
    NotFound(String),
    Failed(Problem),
}

/// What the parts of the palette share.
#[derive(Clone, Copy)]
struct Parts {
    typed: RwSignal<String>,
    understood: Held<Understood>,
    options: Held<Vec<Entry>>,
    /// Which of the options Enter takes.
    active: RwSignal<usize>,
    said: RwSignal<Said>,
    choose: Callback<Entry>,
}

/// The palette.
pub(super) fn content() -> Child {
    let palette = use_palette();
    let text = use_text();
    let (router, api, locale) = (use_router(), use_api(), use_locale());
    let typed = RwSignal::new(String::new());
    let said = RwSignal::new(Said::Nothing);
    let known = known();
    let understood = memo(move || typed.with(|typed| understand(typed)));
    let options = memo(move || {
        understood.with(|understood| known.with(|known| found(known, understood, text)))
    });
    let go = move |place: Place| {
        palette.close();
        // A dialog that closes gives the focus back; only then may the next page take it.
        request_animation_frame(move || router.navigate(place, How::Push));
    };
    let choose = move |entry: Entry| match entry.to {
        To::Place(place) => go(place),
        To::Certificate(instance, serials) => {
            said.set(Said::Looking);
            spawn_local_scoped_with_cancellation(async move {
                match certificate(api, &instance, &serials).await {
                    Ok(Some(place)) => go(place),
                    Ok(None) => said.set(Said::NotFound(entry.label)),
                    Err(failure) => {
                        let problem = problem(&failure, text, locale.get_untracked());
                        said.set(Said::Failed(problem));
                    }
                }
            });
        }
    };
    let parts = Parts {
        typed,
        understood,
        options,
        active: RwSignal::new(0),
        said,
        choose: Callback::new(choose),
    };
    // Other options: the best of them is the one that Enter takes.
    effect(move || {
        options.track();
        parts.active.set(0);
    });
    let list_id = unique_id();
    view! {
        <div class="palette__head">
            <Icon name=IconName::Search />
            {field(parts, &list_id)}
            <IconButton
                icon=IconName::Close
                label=text.palette().close
                on_press=Callback::new(move |()| palette.close())
            />
        </div>
        {list(parts, list_id)}
        {status(parts)}
    }
    .into_child()
}

fn known() -> Held<Known> {
    let (here, router) = (use_here(), use_router());
    let instances = memo(move || {
        here.instances().answer().with(|answer| {
            answer
                .map(|answer| answer.value.instances.clone())
                .unwrap_or_default()
        })
    });
    let instance = memo(move || {
        let id = router
            .place()
            .with(|place| place.instance().map(str::to_owned));
        instances.with(|all| {
            let here = all
                .iter()
                .find(|known| id.as_ref() == Some(&known.instance_id));
            here.or_else(|| all.first()).cloned()
        })
    });
    let groups = query(
        move || {
            let instance_id = InstanceId::parse(instance.get()?.instance_id).ok()?;
            Some(ListGroupId { instance_id })
        },
        |before, now| before == now,
    );
    memo(move || Known {
        offered: router.offered().get(),
        instance: instance.get(),
        instances: instances.get(),
        groups: groups.answer().with(|answer| {
            let groups = answer.map(|answer| answer.value.groups.iter());
            let groups = groups.into_iter().flatten();
            groups.map(|group| group.group_id.clone()).collect()
        }),
    })
}

fn option_id(list_id: &str, index: usize) -> String {
    [list_id, "-", &index.to_string()].concat()
}

fn field(parts: Parts, list_id: &str) -> Child {
    let text = use_text().palette();
    let Parts {
        typed,
        options,
        active,
        said,
        choose,
        ..
    } = parts;
    let node: NodeRef<html::Input> = NodeRef::new();
    effect(move || {
        if let Some(input) = node.get() {
            // The dialog around it opens first.
            request_animation_frame(move || _ = input.focus());
        }
    });
    let input = move |event: Event| {
        said.set(Said::Nothing);
        typed.set(event_target_value(&event));
    };
    let keydown = move |event: KeyboardEvent| {
        if composes(&event) {
            return;
        }
        let count = options.with_untracked(Vec::len);
        let at = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => active.set((at + 1) % count),
            "ArrowUp" if count > 0 => active.set((at + count - 1) % count),
            "Enter" => {
                let entry = options.with_untracked(|options| options.get(at).cloned());
                if let Some(entry) = entry {
                    choose.run(entry);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let list = list_id.to_owned();
    let current = move || {
        let at = active.get();
        options.with(|options| (at < options.len()).then(|| option_id(&list, at)))
    };
    view! {
        <input
            node_ref=node
            class="palette__field"
            type="text"
            role="combobox"
            aria-label=text.label
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls=list_id.to_owned()
            aria-activedescendant=current
            autocomplete="off"
            autocapitalize="off"
            autocorrect="off"
            spellcheck="false"
            enterkeyhint="go"
            placeholder=text.hint
            prop:value=move || typed.get()
            on:input=input
            on:keydown=keydown
        />
    }
    .into_child()
}

fn list(parts: Parts, list_id: String) -> Child {
    let text = use_text().palette();
    let Parts {
        options,
        active,
        choose,
        ..
    } = parts;
    let node: NodeRef<html::Ul> = NodeRef::new();
    effect(move || {
        let at = active.get();
        if let Some(list) = node.get_untracked() {
            request_animation_frame(move || keep_in_view(&list, at));
        }
    });
    let own_id = list_id.clone();
    let rows = move || {
        let row = |(index, entry): (usize, Entry)| {
            let kind = entry.kind.word(text);
            let (label, detail) = (shown(&entry.label), shown(&entry.detail));
            let selected = move || {
                if active.get() == index {
                    "true"
                } else {
                    "false"
                }
            };
            view! {
                <li
                    id=option_id(&own_id, index)
                    class="palette__option"
                    role="option"
                    aria-selected=selected
                    on:click=move |_| choose.run(entry.clone())
                >
                    <span class="palette__kind">{kind}</span>
                    <span class="palette__label">{label}</span>
                    <span class="palette__detail">{detail}</span>
                </li>
            }
        };
        options
            .get()
            .into_iter()
            .enumerate()
            .map(row)
            .collect::<Vec<_>>()
    };
    view! {
        <ul node_ref=node id=list_id class="palette__list" role="listbox" aria-label=text.results>
            {rows}
        </ul>
    }
    .into_child()
}

/// Scrolls the list, and nothing around it, as far as the option asks for.
fn keep_in_view(list: &HtmlElement, index: usize) {
    let item = u32::try_from(index)
        .ok()
        .and_then(|index| list.children().item(index))
        .and_then(|item| item.dyn_into::<HtmlElement>().ok());
    let Some(item) = item else { return };
    let (top, bottom) = (item.offset_top(), item.offset_top() + item.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}

/// What is said of what was typed and found.
fn status(parts: Parts) -> Child {
    let (text, dialogs, format) = (use_text().palette(), use_text().dialogs(), use_format());
    let Parts {
        understood,
        options,
        said,
        ..
    } = parts;
    let named = memo(move || understood.with(|understood| understood.full_width.clone()));
    let named = move || {
        let found = named.get()?;
        let sentence = (dialogs.full_width_at)(
            &found.at.to_string(),
            &found.found.to_string(),
            &found.plain.to_string(),
        );
        Some(view! { <p>{sentence} " " {text.taken_plain}</p> })
    };
    let words = move || match said.get() {
        Said::Nothing => match options.with(Vec::len) {
            0 => text.nothing.to_owned(),
            count => (text.count)(&format.number(count as u64)),
        },
        Said::Looking => text.looking.to_owned(),
        Said::NotFound(serial) => (text.no_certificate)(&shown_text(&serial)),
        Said::Failed(_) => String::new(),
    };
    let failed = move || match said.get() {
        Said::Failed(problem) => Some(view! { <ProblemNote problem=problem /> }),
        _ => None,
    };
    view! {
        <div class="palette__status">
            <div role="status">{named} <p>{words}</p></div>
            {failed}
        </div>
    }
    .into_child()
}
