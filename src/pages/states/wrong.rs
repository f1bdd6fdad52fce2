//! Notes on what the page around us said and that means nothing. It hears of them too.

use crate::prelude::*;
use signet_model::api::{LOCALES, PAGES, THEMES};
use signet_view::view;

use crate::{
    state::{Detail, Wrong, use_mounted},
    text::{States, use_text},
    ui::{Note, Tone, effect, shown_text},
    view::{IntoChild, each},
};

/// What is said of it: what happened, and what now.
fn said(wrong: &Wrong, text: &States) -> (String, String) {
    let found = shown_text(&wrong.found);
    if let Some(message) = &wrong.message {
        return (shown_text(message), text.wrong_then.to_owned());
    }
    let option = wrong.code.trim_start_matches("unknown_");
    let known: &[&str] = match option {
        "page" | "view" => &PAGES,
        "locale" => &LOCALES,
        "theme" => &THEMES,
        "location" => &["history", "hash", "memory"],
        "readonly" | "embedded" => &["true", "false"],
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
    (happened, then)
}

/// A note on each.
pub(in crate::pages) fn wrong_options() -> Child {
    let (text, mounted) = (use_text().states(), use_mounted());
    let wrong = mounted.wrong();
    let told: StoredValue<Vec<Wrong>> = StoredValue::new(Vec::new());
    effect(move || {
        let now = wrong.get();
        for wrong in &now {
            if !told.with_value(|told| told.contains(wrong)) {
                let (happened, then) = said(wrong, text);
                mounted.emit(
                    "error",
                    &[
                        ("code", Detail::Text(&wrong.code)),
                        ("message", Detail::Text(&(text.both)(&happened, &then))),
                        ("value", Detail::Text(&wrong.found)),
                    ],
                );
            }
        }
        told.set_value(now);
    });
    let notes = each(
        // Where a view is missing, that is all there is to see.
        move || {
            wrong.with(|wrong| {
                wrong
                    .iter()
                    .filter(|wrong| wrong.code != "unknown_view")
                    .cloned()
                    .collect::<Vec<_>>()
            })
        },
        |wrong: &Wrong| [&*wrong.code, " ", &wrong.found].concat(),
        move |wrong: Wrong| {
            let (happened, then) = said(&wrong, text);
            view! { <Note tone=Tone::Warning title=happened><p>{then}</p></Note> }.into_child()
        },
    );
    view! { <div class="told" role="status">{notes}</div> }.into_child()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    fn wrong(code: &str, found: &str) -> Wrong {
        Wrong {
            code: code.to_owned(),
            found: found.to_owned(),
            message: None,
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_what_would_be_right() {
        for locale in Locale::ALL {
            let text = locale.text().states();
            for (code, known) in [
                ("unknown_theme", "dark"),
                ("unknown_locale", "zh-CN"),
                ("unknown_page", "client-ids"),
                ("unknown_readonly", "false"),
            ] {
                let (happened, then) = said(&wrong(code, "drak\u{202e}"), text);
                assert!(
                    happened.contains("drak") && !happened.contains('\u{202e}'),
                    "{happened}"
                );
                assert!(then.contains(known), "{then}");
            }
        }
        let text = Locale::En.text().states();
        let (happened, _) = said(&wrong("unknown_proxy", "object"), text);
        assert_eq!(happened, "The option proxy cannot be object");
        let found_before = Wrong {
            message: Some("signet.json is no JSON".to_owned()),
            ..wrong("settings", "{")
        };
        assert_eq!(said(&found_before, text).0, "signet.json is no JSON");
    }
}
