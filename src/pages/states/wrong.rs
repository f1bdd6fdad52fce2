//! Notes on what the page around us said and that means nothing. It hears of them too.

use crate::prelude::*;
use js_sys::{Array, Reflect};
use signet_model::api::{LOCALES, PAGES, THEMES};
use signet_view::view;
use wasm_bindgen::JsValue;

use crate::{
    state::{Detail, Wrong, use_mounted},
    text::{States, use_text},
    ui::{Note, Tone, effect, memo, shown_text},
    view::{IntoChild, each},
};

/// What is wrong, as it is told: a word that scripts may rely on, the value, what happened, and what now.
#[derive(Clone, PartialEq)]
struct Told {
    code: String,
    value: String,
    happened: String,
    then: String,
}

fn said(wrong: &Wrong, text: &States) -> Told {
    let (option, found) = (&*wrong.option, shown_text(&wrong.found));
    let known: &[&str] = match option {
        "page" | "view" => &PAGES,
        "locale" => &LOCALES,
        "theme" => &THEMES,
        "readonly" => &["true", "false"],
        _ => &[],
    };
    let happened = match option {
        "page" => (text.wrong_page)(&found),
        "view" => (text.no_view)(&found),
        _ => (text.wrong)(option, &found),
    };
    let now = match option {
        "readonly" => text.wrong_forbids,
        _ => text.wrong_then,
    };
    let mut then = now.to_owned();
    if !known.is_empty() {
        then.push_str(&(text.known)(&known.join(", ")));
    }
    Told {
        code: ["unknown_", option].concat(),
        value: wrong.found.clone(),
        happened,
        then,
    }
}

/// What was wrong before we were there, in the words of who found it.
fn found_before(errors: Option<Array>, text: &States) -> Vec<Told> {
    let part = |error: &JsValue, name: &str| {
        let part = Reflect::get(error, &JsValue::from_str(name)).ok();
        part.and_then(|part| part.as_string()).unwrap_or_default()
    };
    let told = |error: JsValue| Told {
        code: part(&error, "code"),
        value: part(&error, "value"),
        happened: shown_text(&part(&error, "message")),
        then: text.wrong_then.to_owned(),
    };
    errors.into_iter().flatten().map(told).collect()
}

/// A note on each.
pub(in crate::pages) fn wrong_options() -> Child {
    let (text, mounted) = (use_text().states(), use_mounted());
    let before = found_before(mounted.errors(), text);
    let all = memo(move || {
        let now = mounted.wrong().with(|wrong| {
            wrong
                .iter()
                .map(|wrong| said(wrong, text))
                .collect::<Vec<_>>()
        });
        [before.clone(), now].concat()
    });
    let told: StoredValue<Vec<Told>> = StoredValue::new(Vec::new());
    effect(move || {
        let now = all.get();
        for wrong in &now {
            if !told.with_value(|told| told.contains(wrong)) {
                mounted.emit(
                    "error",
                    &[
                        ("code", Detail::Text(&wrong.code)),
                        (
                            "message",
                            Detail::Text(&(text.both)(&wrong.happened, &wrong.then)),
                        ),
                        ("value", Detail::Text(&wrong.value)),
                    ],
                );
            }
        }
        told.set_value(now);
    });
    let notes = each(
        // Where a view is missing, that is all there is to see.
        move || {
            all.get()
                .into_iter()
                .filter(|wrong| wrong.code != "unknown_view")
                .collect::<Vec<_>>()
        },
        |wrong: &Told| [&*wrong.code, " ", &wrong.value].concat(),
        move |wrong: Told| {
            view! { <Note tone=Tone::Warning title=wrong.happened><p>{wrong.then}</p></Note> }
                .into_child()
        },
    );
    view! { <div class="told" role="status">{notes}</div> }.into_child()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    fn wrong(option: &str, found: &str) -> Wrong {
        Wrong {
            option: option.to_owned(),
            found: found.to_owned(),
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_what_would_be_right() {
        for locale in Locale::ALL {
            let text = locale.text().states();
            for (option, known) in [
                ("theme", "dark"),
                ("locale", "zh-CN"),
                ("page", "client-ids"),
                ("readonly", "false"),
            ] {
                let Told {
                    code,
                    happened,
                    then,
                    ..
                } = said(&wrong(option, "drak\u{202e}"), text);
                assert_eq!(code, ["unknown_", option].concat());
                assert!(
                    happened.contains("drak") && !happened.contains('\u{202e}'),
                    "{happened}"
                );
                assert!(then.contains(known), "{then}");
            }
        }
        let text = Locale::En.text().states();
        let told = said(&wrong("proxy", "object"), text);
        assert_eq!(told.happened, "The option proxy cannot be object");
    }
}
