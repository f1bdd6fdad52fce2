//! What the log is filtered by. All of it stands in the URL; the proxy filters, so that it holds for every page.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_model::{Effect, OperationName};
use signet_view::view;

use super::Desk;
use crate::{
    components::typed::tidy,
    router::{Audit, How},
    text::use_text,
    ui::{Button, Choice, Field, Select, effect, memo, shown_text},
    view::IntoChild,
};

/// What the proxy does of itself and writes down.
const OWN: [&str; 34] = [
    "SignIn",
    "SignInFailed",
    "SignOut",
    "SignOutEverywhere",
    "SignOutOf",
    "Grant",
    "Withdraw",
    "CheckSetup",
    "CreateToken",
    "RevokeToken",
    "Mark",
    "Unmark",
    "Export",
    "Refusals",
    "AuditLogBegun",
    "AuditReserveEmptied",
    "PlanCreated",
    "PlanFrozen",
    "PlanExcluded",
    "PlanAdjusted",
    "PlanApproved",
    "PlanRejected",
    "PlanRun",
    "PlanEmergency",
    "PlanPaused",
    "PlanResumed",
    "PlanCancelled",
    "PlanStopped",
    "PlanFinished",
    "PlanUndone",
    "PlanHandOut",
    "PlanReceived",
    "RuleMade",
    "RuleWithdrawn",
];

const OUTCOMES: [&str; 4] = ["done", "not_done", "unknown", "refused"];

/// Shows everything again.
pub(super) fn clear(desk: Desk) {
    desk.go(How::Push, |audit| *audit = Audit::default());
}

/// The form above the entries.
pub(super) fn filters(desk: Desk) -> Child {
    let text = use_text().audit();
    let (actor, object) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    effect(move || {
        let asked = desk.asked.get();
        actor.set(asked.actor.unwrap_or_default());
        object.set(asked.object.unwrap_or_default());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = |field: RwSignal<String>| {
            let typed = field.with_untracked(|typed| tidy(typed).to_owned());
            Some(typed).filter(|typed| !typed.is_empty())
        };
        desk.go(How::Push, |audit| {
            audit.actor = typed(actor);
            audit.object = typed(object);
            begin(audit);
        });
    };
    let filtered = memo(move || {
        desk.asked.with(|asked| {
            let all = Audit {
                before: asked.before,
                open: asked.open,
                ..Audit::default()
            };
            *asked != all
        })
    });
    let clear_all = move || {
        filtered.get().then(
            || view! { <Button on_press=Callback::new(move |()| clear(desk))>{text.clear}</Button> },
        )
    };
    view! {
        <form class="audit__filters" on:submit=submit>
            <Field label=text.actor value=actor mono=true placeholder=text.actor_hint />
            {operation(desk)}
            {effect_of(desk)}
            <Field label=text.object value=object mono=true placeholder=text.object_hint />
            {instance(desk)}
            {outcome(desk)}
            <div class="audit__filter-acts">
                <Button submit=true>{text.filter}</Button>
                {clear_all}
            </div>
        </form>
    }
    .into_child()
}

/// What is asked for, in words.
pub(super) fn in_words(desk: Desk) -> Vec<(&'static str, String)> {
    let (text, own) = (use_text().audit(), use_text().printed());
    let asked = desk.asked.get();
    let named = [
        (text.actor, asked.actor),
        (text.operation, asked.operation),
        (text.effect_label, asked.effect),
        (text.object, asked.object),
        (text.instance, asked.instance),
        (text.outcome, asked.outcome),
    ];
    let words: Vec<_> = named
        .into_iter()
        .filter_map(|(name, value)| Some((own.filter)(name, &value?)))
        .collect();
    let all = if words.is_empty() {
        own.all.to_owned()
    } else {
        words.join(own.and)
    };
    vec![(own.filters, all)]
}

/// Another filter begins with the newest.
fn begin(audit: &mut Audit) {
    audit.before = None;
    audit.open = None;
}

/// A choice of one of the filters; the first is none.
fn choice(
    desk: Desk,
    label: &'static str,
    choices: Signal<Vec<(String, String)>>,
    part: fn(&mut Audit) -> &mut Option<String>,
) -> Child {
    let any = use_text().audit().any;
    let value = memo(move || {
        let mut asked = desk.asked.get();
        part(&mut asked).take().unwrap_or_default()
    });
    let all = move || {
        let mut all = vec![Choice {
            value: String::new(),
            label: any.to_owned(),
        }];
        let known = choices.get();
        // A link may name what is in no list.
        let named = value.get();
        if !named.is_empty() && known.iter().all(|(value, _)| *value != named) {
            all.push(Choice {
                label: shown_text(&named),
                value: named,
            });
        }
        all.extend(
            known
                .into_iter()
                .map(|(value, label)| Choice { value, label }),
        );
        all
    };
    let choose = move |chosen: String| {
        desk.go(How::Push, |audit| {
            *part(audit) = Some(chosen).filter(|chosen| !chosen.is_empty());
            begin(audit);
        });
    };
    view! { <Select label=label choices=Signal::derive(all) value=value on_change=Callback::new(choose) /> }
        .into_child()
}

fn operation(desk: Desk) -> Child {
    let text = use_text().audit();
    let word = move |name: &str| {
        let word = (text.operation_word)(name).map_or_else(|| name.to_owned(), str::to_owned);
        (name.to_owned(), word)
    };
    let recorded = |name: &OperationName| {
        name.spec().effect != Effect::Read || *name == OperationName::GetDeviceCredential
    };
    let all = OperationName::ALL
        .iter()
        .filter(|name| recorded(name))
        .map(|name| name.as_str())
        .chain(OWN)
        .map(word)
        .collect();
    choice(desk, text.operation, Signal::stored(all), |audit| {
        &mut audit.operation
    })
}

fn effect_of(desk: Desk) -> Child {
    let text = use_text().audit();
    let all = Effect::ALL
        .map(|effect| (effect.as_str().to_owned(), (text.effect)(effect).to_owned()))
        .to_vec();
    choice(desk, text.effect_label, Signal::stored(all), |audit| {
        &mut audit.effect
    })
}

fn instance(desk: Desk) -> Child {
    let text = use_text().audit();
    let all = Signal::derive(move || {
        desk.here.instances().answer().with(|answer| {
            let instances = answer.map(|answer| answer.value.instances.iter());
            instances
                .into_iter()
                .flatten()
                .map(|known| (known.instance_id.clone(), shown_text(&known.name)))
                .collect()
        })
    });
    choice(desk, text.instance, all, |audit| &mut audit.instance)
}

fn outcome(desk: Desk) -> Child {
    let text = use_text().audit();
    let words = [text.done, text.not_done, text.unknown, text.refused];
    let all = OUTCOMES
        .iter()
        .zip(words)
        .map(|(value, word)| ((*value).to_owned(), word.to_owned()))
        .collect();
    choice(desk, text.outcome, Signal::stored(all), |audit| {
        &mut audit.outcome
    })
}
