//! What may be told to the plan, always in reach. What may not be told now says why.

use crate::prelude::*;
use signet_model::{
    Effect,
    api::{ErrorCode, Plan},
    plans::{Approval, Command, Outcome},
};
use signet_plans::lifecycle;
use signet_view::view;

use super::{
    Desk,
    telling::{Asked, Telling},
};
use crate::{
    components::ProblemNote,
    pages::{plans::words, use_here},
    text::{use_format, use_text},
    ui::{Button, ButtonKind, Status, memo},
    view::{IntoChild, each},
};

/// In the order in which they stand; the first that leads on is the one that the page is for.
const ORDER: [Command; 8] = [
    Command::Freeze,
    Command::Approve,
    Command::Run,
    Command::Resume,
    Command::Pause,
    Command::Reject,
    Command::Undo,
    Command::Cancel,
];

/// Whether a command means anything to the plan as it is; one that does not is not shown at all.
pub(super) fn fits(plan: &Plan, command: Command) -> bool {
    let did = |outcome| matches!(outcome, Outcome::Done | Outcome::SettledDone);
    let means = match command {
        Command::Freeze => plan.selection.takes_list(),
        // One that holds needs no other; one that has expired does.
        Command::Approve if matches!(plan.approval, Approval::Approved { .. }) => {
            waits_for_approval(plan)
        }
        Command::Approve | Command::Reject => plan.approval != Approval::NotNeeded,
        Command::Undo => plan.act.undone_by().is_some() && words::count(&plan.progress, did) > 0,
        Command::HandOut => plan.secrets > 0,
        _ => true,
    };
    means && lifecycle::tell(plan.state, plan.why, command).is_ok()
}

/// Whether an approval is all that whoever asks lacks to run it.
fn waits_for_approval(plan: &Plan) -> bool {
    plan.commands.iter().any(|offer| {
        offer.command == Command::Run && offer.refusal == Some(ErrorCode::ApprovalRequired)
    })
}

pub(super) fn commands(desk: Desk, telling: Telling) -> Child {
    let text = use_text();
    let offered = memo(move || {
        let is_offered = |command: &Command| desk.offer(*command).is_some();
        ORDER.into_iter().filter(is_offered).collect::<Vec<_>>()
    });
    let failed = telling.acting.problem();
    let closed = Signal::derive(move || !telling.is_asking());
    let problem = move || {
        let problem = failed.get().filter(|_| closed.get())?;
        Some(view! { <ProblemNote problem=problem /> })
    };
    let here = use_here();
    let emergency = desk.part(|plan| plan.emergency && waits_for_approval(plan));
    // A button that stays keeps its node, and the focus in it.
    let buttons = each(
        move || offered.get(),
        |command| command.as_str().to_owned(),
        move |command| button(desk, telling, command),
    );
    let first = move || {
        (emergency.get() == Some(true)).then(|| {
            let press = Callback::new(move |()| telling.ask(Asked::Emergency));
            let locked = Signal::derive(move || here.locked(text.shell()));
            view! { <Button kind=ButtonKind::Danger disabled_reason=locked on_press=press>{text.plan().emergency}</Button> }
        })
    };
    let none = memo(move || offered.with(Vec::is_empty) && emergency.get() != Some(true));
    view! {
        <section class="plan__commands" aria-label=text.plan().commands hidden=move || none.get()>
            {problem}
            <div class="plan__row">
                {state(desk)}
                <div class="acts">{buttons} {first}</div>
            </div>
        </section>
    }
    .into_child()
}

/// The state once more: who has scrolled down presses in the knowledge of it.
fn state(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let facts = desk.part(|plan| {
        let of = (words::ended(&plan.progress), plan.progress.items);
        (plan.state, of, plan.progress.started_at.is_some())
    });
    (move || {
        let (state, (ended, items), has_run) = facts.get()?;
        let of = has_run.then(|| {
            let of = (text.plans().done_of)(&format.number(ended), &format.number(items));
            view! { <span class="quiet">{of}</span> }
        });
        Some(view! {
            <span class="plan__now">
                <Status tone=words::tone(state)>{(text.plans().state)(state)}</Status>
                {of}
            </span>
        })
    })
    .into_child()
}

fn button(desk: Desk, telling: Telling, command: Command) -> Child {
    let text = use_text();
    let own = text.plan();
    let destroys = desk.part(|plan| plan.act.effect() == Effect::Destroy);
    let (label, kind) = match command {
        Command::Freeze => (own.freeze, ButtonKind::Primary),
        Command::Approve => (own.approve, ButtonKind::Primary),
        Command::Reject => (own.reject, ButtonKind::Plain),
        Command::Run if untrack(|| destroys.get()) == Some(true) => (own.run, ButtonKind::Danger),
        Command::Run => (own.run, ButtonKind::Primary),
        Command::Pause => (own.pause, ButtonKind::Primary),
        Command::Resume => (own.resume, ButtonKind::Primary),
        Command::Undo => (own.undo, ButtonKind::Plain),
        Command::Cancel | Command::Exclude | Command::Adjust | Command::HandOut => {
            (own.cancel, ButtonKind::Plain)
        }
    };
    let here = use_here();
    let refusal = move || {
        let refused = || Some((text.plans().refused)(desk.offer(command).flatten()?).to_owned());
        here.locked(text.shell()).or_else(refused)
    };
    let press = move |()| match command {
        Command::Freeze => telling.tell("plans/freeze", own.frozen_now),
        Command::Pause => telling.tell("plans/pause", own.paused),
        Command::Resume => telling.tell("plans/resume", own.resumed),
        Command::Approve => telling.ask(Asked::Approve),
        Command::Reject => telling.ask(Asked::Reject),
        Command::Run => telling.ask(Asked::Run),
        Command::Undo => telling.ask(Asked::Undo),
        _ => telling.ask(Asked::Cancel),
    };
    view! {
        <Button
            kind=kind
            disabled_reason=Signal::derive(refusal)
            busy=telling.acting.busy()
            on_press=Callback::new(press)
        >
            {label}
        </Button>
    }
    .into_child()
}
