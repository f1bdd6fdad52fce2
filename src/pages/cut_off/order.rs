//! The plan: every step with how it went, what may be added to it, and the one button.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_view::view;

use super::{
    Desk, Target,
    outcome::time_of_day,
    steps::{Step, Went, can_close},
    ticks::Form,
    watch::Watch,
};
use crate::{
    components::{CopyCommand, ProblemNote, edition_name},
    pages::problem::problem,
    state::use_locale,
    text::{CutOff, use_text},
    ui::{Button, ButtonKind, Icon, IconName, Status, Tone, effect, memo},
    view::IntoChild,
};

pub(super) fn order(desk: Desk, target: &Target) -> Child {
    let text = use_text().cut_off();
    let form = Form::of(desk, target);
    let pressed = memo(move || desk.plan.with(Option::is_some));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if untrack(|| form.hindrance()).is_none() {
            desk.cut_off(untrack(|| form.order()));
        }
    };
    // What was ticked and done is not done again unless it is ticked again; what failed stays ticked.
    effect(move || {
        let done = |step| {
            desk.plan.with(|plan| {
                plan.as_ref()
                    .and_then(|plan| plan.went(step))
                    .is_some_and(Went::holds)
            })
        };
        let (inactivated, deregistered) = (done(Step::Inactivate), done(Step::Deregister));
        if !desk.busy.get() {
            if inactivated {
                form.inactivate.set(false);
            }
            if deregistered {
                form.deregister.set(false);
            }
        }
    });
    let label = move || {
        if pressed.get() {
            text.press_again
        } else {
            text.press
        }
    };
    view! {
        <form class="panel cut__plan" on:submit=submit>
            <div class="panel__body">
                <h2>{text.plan}</h2>
                <ol class="cut__steps">
                    {step(desk, Step::Blacklist, always(text.blacklist, text.blacklist_detail))}
                    {step(desk, Step::Close, always(text.close, text.close_detail))}
                    {step(desk, Step::Inactivate, form.certificate())}
                    {step(desk, Step::Deregister, form.credential())}
                    <li>
                        {always(text.watch, text.watch_detail)}
                        <div class="cut__state">{watching(desk, text)}</div>
                    </li>
                </ol>
                {form.reason()}
                <p class="quiet">{text.calls_billed}</p>
                <CopyCommand
                    calls=Signal::derive(move || desk.calls(&form.order()))
                    place=Signal::derive(move || desk.here.whereabouts(desk.instance_id.as_str()))
                />
            </div>
            <div class="cut__press">
                <Button
                    kind=ButtonKind::SolidDanger
                    submit=true
                    busy=desk.busy
                    disabled_reason=Signal::derive(move || form.hindrance())
                >
                    <Icon name=IconName::Power />
                    {label}
                </Button>
                {move || form.hindrance().map(|reason| view! { <span class="quiet">{reason}</span> })}
            </div>
        </form>
    }
    .into_child()
}

fn always(title: &'static str, detail: &'static str) -> Child {
    view! {
        <strong>{title}</strong>
        <p class="quiet">{detail}</p>
    }
    .into_child()
}

/// A step: what it is, and below it how it went.
fn step(desk: Desk, step: Step, what: Child) -> Child {
    let went = memo(move || {
        desk.plan
            .with(|plan| plan.as_ref().and_then(|plan| plan.went(step).cloned()))
    });
    let state = move || match went.get() {
        None if step == Step::Close => elsewhere(desk),
        None => ().into_child(),
        Some(went) => how(desk, &went),
    };
    view! {
        <li data-step=name(step)>
            {what}
            <div class="cut__state">{state}</div>
        </li>
    }
    .into_child()
}

const fn name(step: Step) -> &'static str {
    match step {
        Step::Blacklist => "blacklist",
        Step::Close => "close",
        Step::Inactivate => "inactivate",
        Step::Deregister => "deregister",
    }
}

fn how(desk: Desk, went: &Went) -> Child {
    let text = use_text().cut_off();
    let (tone, said) = match went {
        Went::Waiting => (Tone::Neutral, text.waiting.to_owned()),
        Went::Doing => (Tone::Info, text.doing.to_owned()),
        Went::Done(at) => (Tone::Good, (text.done_at)(&time_of_day(*at))),
        Went::Already(at) => (Tone::Good, (text.already)(&time_of_day(*at))),
        Went::Elsewhere => return elsewhere(desk),
        Went::NotOffered => (Tone::Warning, text.not_offered.to_owned()),
        Went::Failed(failure) => {
            let problem = problem(failure, use_text(), use_locale().get());
            return view! {
                <Status tone=Tone::Danger>{text.failed}</Status>
                <ProblemNote problem=problem />
            }
            .into_child();
        }
    };
    view! { <Status tone=tone>{said}</Status> }.into_child()
}

/// Why closing is left out, where it is.
fn elsewhere(desk: Desk) -> Child {
    let text = use_text().cut_off();
    (move || {
        let instance = desk.here.instance(desk.instance_id.as_str())?;
        (!can_close(Some(&instance))).then(|| {
            let here = (text.edition_in)(edition_name(instance.edition), &instance.region);
            view! { <Status tone=Tone::Neutral>{text.left_out}</Status> <p class="quiet">{(text.close_elsewhere)(&here)}</p> }
        })
    })
    .into_child()
}

fn watching(desk: Desk, text: &'static CutOff) -> Child {
    (move || {
        let waits = desk.plan.with(Option::is_some);
        let (tone, said) = match desk.watch.get() {
            None if waits => (Tone::Neutral, text.waiting.to_owned()),
            None => return None,
            Some(watch) if watch.is_over() => (Tone::Good, text.watched.to_owned()),
            Some(watch) => (Tone::Info, left(&watch, text)),
        };
        Some(view! { <Status tone=tone>{said}</Status> })
    })
    .into_child()
}

fn left(watch: &Watch, text: &CutOff) -> String {
    (text.watching)(&watch.seconds_left().to_string())
}
