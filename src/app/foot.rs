//! The foot of the navigation: who is signed in, language and theme.

use crate::prelude::*;
use signet_model::api::Via;
use signet_view::view;

use crate::{
    components::when_wanted,
    pages::{AccountOpen, chunks, use_here},
    state::{Theme, use_locale, use_theme},
    text::{Locale, use_text},
    ui::{Choice, Icon, IconName, Select, memo, shown},
};

/// Who is signed in, and what they like.
#[component]
pub(super) fn Foot() -> Child {
    let (here, label) = (use_here(), use_text().shell().account);
    let open = RwSignal::new(false);
    provide_context(AccountOpen(open));
    let name = memo(move || {
        here.session().answer().with(|session| {
            let session = session?.value;
            (session.via != Via::Local).then(|| session.name.clone())
        })
    });
    let account = move || {
        let name = name.get()?;
        Some(view! {
            <button
                type="button"
                class="foot__account"
                aria-haspopup="dialog"
                title=label
                on:click=move |_| open.set(true)
            >
                <Icon name=IconName::People />
                {shown(&name)}
            </button>
        })
    };
    view! {
        <div class="foot">
            {account}
            <Choices />
        </div>
        {when_wanted(open.into(), chunks::account)}
    }
    .into_child()
}

/// Language and theme, as the user likes them, where the page around us does not choose.
#[component]
pub(super) fn Choices() -> Child {
    let (text, locale, theme) = (use_text(), use_locale(), use_theme());
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
    let locales: Vec<_> = Locale::ALL
        .into_iter()
        .map(|locale| choice(locale.tag(), locale.own_name()))
        .collect();
    let themes = vec![
        choice(Theme::Auto.name(), text.shell().theme_auto),
        choice(Theme::Light.name(), text.shell().theme_light),
        choice(Theme::Dark.name(), text.shell().theme_dark),
        choice(Theme::Contrast.name(), text.shell().theme_contrast),
    ];
    view! {
        <div class="foot__choices">
            <div hidden=move || locale.is_fixed()>
                <Select
                    label=text.shell().language
                    hide_label=true
                    choices=locales
                    value=Signal::derive(move || locale.get().tag().to_owned())
                    on_change=Callback::new(set_locale)
                />
            </div>
            <div hidden=move || theme.is_fixed()>
                <Select
                    label=text.shell().theme
                    hide_label=true
                    choices=themes
                    value=Signal::derive(move || theme.get().name().to_owned())
                    on_change=Callback::new(set_theme)
                />
            </div>
        </div>
    }
    .into_child()
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}
