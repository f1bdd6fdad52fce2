//! The foot of the navigation: language and theme.

use crate::prelude::*;
use signet_view::view;

use crate::{
    state::{Theme, use_locale, use_theme},
    text::{Locale, use_text},
    ui::{Choice, Select},
};

/// Language and theme, as the user likes them.
#[component]
pub(super) fn Foot() -> Child {
    let (text, locale, theme) = (use_text(), use_locale(), use_theme());
    let locales: Vec<_> = Locale::ALL
        .into_iter()
        .map(|locale| choice(locale.tag(), locale.own_name()))
        .collect();
    let themes = vec![
        choice(Theme::Auto.name(), text.shell().theme_auto),
        choice(Theme::Light.name(), text.shell().theme_light),
        choice(Theme::Dark.name(), text.shell().theme_dark),
    ];
    let set_locale = move |tag: String| {
        if let Some(chosen) = Locale::tagged(&tag) {
            locale.set(chosen);
        }
    };
    let set_theme = move |name: String| {
        if let Some(chosen) = Theme::named(&name) {
            theme.set(chosen);
        }
    };
    view! {
            <div class="foot">
    <div class="foot__choices">
                <Select
                    label=text.shell().language
                    hide_label=true
                    choices=locales
                    value=Signal::derive(move || locale.get().tag().to_owned())
                    on_change=Callback::new(set_locale)
                />
                <Select
                    label=text.shell().theme
                    hide_label=true
                    choices=themes
                    value=Signal::derive(move || theme.get().name().to_owned())
                    on_change=Callback::new(set_theme)
                />
            </div></div>
        }
    .into_child()
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}
