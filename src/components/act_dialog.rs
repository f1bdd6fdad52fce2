//! The question before an act: what, where, what will happen in the cloud's terms, and the object typed where it cannot be
//! undone.

use crate::prelude::*;
use signet_view::view;

use super::{
    Asks, Call, CopyCommand, Problem, ProblemNote, Whereabouts, Why,
    typed::{full_width, tidy},
};
use crate::{
    text::{Dialogs, use_text},
    ui::{Button, ButtonKind, Dialog, Field, Note, Tone, effect, memo, shown},
};

/// An act, before it is made. It describes its objects as they are now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// The question.
    pub title: String,
    /// Where it happens.
    pub place: Whereabouts,
    /// What it is done to: identifiers, each with what it is.
    pub objects: Vec<(String, String)>,
    /// More of what goes with it, in a list of its own.
    pub members: Vec<String>,
    /// What will happen, in the cloud's terms.
    pub consequences: Vec<String>,
    /// What is most important to know before.
    pub warning: Option<String>,
    /// What has to be typed to confirm it; nothing for an act that can be undone.
    pub type_to_confirm: Option<String>,
    /// What the button says.
    pub button: String,
    /// Why it may not be made now.
    pub refused: Option<String>,
    /// What it sends, in this order: it can be copied as command lines. None where that is not known yet.
    pub calls: Vec<Call>,
    /// Whether it asks why.
    pub asks: Asks,
}

/// Another act that may be the better one.
#[derive(Clone)]
pub struct Alternative {
    /// What it is called.
    pub label: String,
    /// Asks about it instead.
    pub on_press: Callback<()>,
}

/// Asks before an act. Open while there is one.
#[component]
pub fn ActDialog(
    /// The act.
    #[prop(into)]
    act: Signal<Option<Act>>,
    /// Another act that may be the better one.
    #[prop(into)]
    alternative: Signal<Option<Alternative>>,
    /// Whether it is being made.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why it failed.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Why it is made.
    why: Why,
    /// Makes it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Leaves it.
    #[prop(into)]
    on_close: Callback<()>,
) -> Child {
    let text = use_text().dialogs();
    let typed = RwSignal::new(String::new());
    let open = memo(move || act.with(Option::is_some));
    let word = memo(move || act.with(|act| act.as_ref()?.type_to_confirm.clone()));
    let asks =
        memo(move || act.with(|act| act.as_ref().is_some_and(|act| act.asks != Asks::Never)));
    let must_say_why = memo(move || {
        act.with(|act| {
            act.as_ref()
                .is_some_and(|act| why.is_required_by(act.asks, &act.calls))
        })
    });
    let hindrance = memo(move || {
        let refused = act.with(|act| act.as_ref()?.refused.clone());
        let unsaid = || asks.get().then(|| why.hindrance(must_say_why.get()))?;
        refused
            .or_else(|| {
                word.get()
                    .filter(|word| typed.with(|typed| tidy(typed) != word))
                    .map(|word| (text.type_first)(&word))
            })
            .or_else(unsaid)
    });
    let mut before = None;
    effect(move || {
        let word = word.get();
        if before.as_ref() != Some(&word) {
            typed.set(String::new());
        }
        before = Some(word);
    });
    let submit = move |()| {
        if hindrance.with_untracked(Option::is_none) {
            on_confirm.run(());
        }
    };
    let confirm = move || {
        word.get().map(|word| {
            let (label, length) = (
                (text.type_to_confirm)(&word),
                word.chars().count().to_string(),
            );
            let counter = move || {
                Some((text.typed_of)(
                    &typed.with(|typed| tidy(typed).chars().count()).to_string(),
                    &length,
                ))
            };
            view! {
                <Field
                    label=label
                    value=typed
                    mono=true
                    autofocus=!must_say_why.get_untracked()
                    hint=text.recorded
                    counter=Signal::derive(counter)
                    error=Signal::derive(move || typed.with(|typed| wide(text, typed)))
                />
            }
        })
    };
    let has_calls =
        memo(move || act.with(|act| act.as_ref().is_some_and(|act| !act.calls.is_empty())));
    let calls = Signal::derive(move || {
        act.with(|act| {
            act.as_ref()
                .map(|act| act.calls.clone())
                .unwrap_or_default()
        })
    });
    let place = Signal::derive(move || {
        act.with(|act| {
            act.as_ref()
                .map(|act| act.place.clone())
                .unwrap_or_default()
        })
    });
    let body = move || {
        let text = use_text().dialogs();
        view! {
            {move || act.get().map(|act| facts(act, text))}
            {move || asks.get().then(|| why.field(must_say_why.into(), must_say_why.get_untracked()))}
            {confirm}
            {move || problem.get().map(|problem| view! { <ProblemNote problem=problem /> })}
            {move || has_calls.get().then(|| view! { <CopyCommand calls=calls place=place /> })}
        }
        .into_child()
    };
    let footer = move || {
        let label = move || act.with(|act| act.as_ref().map(|act| act.button.clone()));
        let kind = if word.with_untracked(Option::is_some) {
            ButtonKind::SolidDanger
        } else {
            ButtonKind::Primary
        };
        let other = move || {
            alternative.get().map(|other| view! { <span class="act__alternative"><Button busy=busy on_press=other.on_press>{other.label}</Button></span> })
        };
        view! {
            {other}
            <Button busy=busy on_press=on_close>{text.cancel}</Button>
            <Button kind=kind submit=true busy=busy disabled_reason=hindrance>{label}</Button>
        }
    };
    view! {
        <Dialog
            open=open
            title=Signal::derive(move || act.with(|act| act.as_ref().map(|act| act.title.clone()).unwrap_or_default()))
            busy=busy
            on_close=on_close
            on_submit=Callback::new(submit)
            footer=footer
        >
            {body()}
        </Dialog>
    }
    .into_child()
}

fn facts(act: Act, text: &'static Dialogs) -> Child {
    let object = |(name, id): (String, String)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd><code>{shown(&id)}</code></dd>
            </div>
        }
    };
    let members = (!act.members.is_empty()).then(|| {
        let member = |id: &String| view! { <li><code>{shown(id)}</code></li> };
        view! { <ul class="act__members" tabindex="0" aria-label=text.members>{act.members.iter().map(member).collect::<Vec<_>>()}</ul> }
    });
    let consequences: Vec<_> = act
        .consequences
        .into_iter()
        .map(|consequence| view! { <li>{consequence}</li> })
        .collect();
    view! {
        <dl class="act__objects">{act.objects.into_iter().map(object).collect::<Vec<_>>()}</dl>
        {members}
        {act.place.line()}
        {act.warning.map(|warning| view! { <Note tone=Tone::Warning>{warning}</Note> })}
        <ul class="act__consequences">{consequences}</ul>
        {act.refused.map(|reason| view! { <Note tone=Tone::Info>{reason}</Note> })}
    }
    .into_child()
}

/// What is wrong with what was typed, if an input method made it.
fn wide(text: &Dialogs, typed: &str) -> Option<String> {
    full_width(tidy(typed))
        .map(|found| (text.full_width)(&found.found.to_string(), &found.plain.to_string()))
}
