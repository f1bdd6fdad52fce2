//! How far the plan is, told as it happens. Where the connection breaks, that is said, and it is tried again.

use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::plans::{Progress, State};

use super::Desk;
use crate::{
    api::{Api, Event, Failure, read_text, use_api},
    pages::{plans::words, sleep::sleep},
    state::{Clock, Detail, use_clock, use_mounted},
    text::{Format, Text, use_format, use_text},
    ui::{announce, effect, memo},
};

/// The connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is being opened for the first time.
    Opening,
    /// What is shown is what is.
    Live,
    /// It broke, and is tried again.
    Lost,
    /// It broke while nobody is here: what is asked by the clock would keep their session alive.
    Rests,
    /// There is nothing more to tell.
    Over,
}

/// The longest time between two tries, in milliseconds.
const LONGEST: u64 = 30_000;

/// How long to wait before the next try, in milliseconds: each wait is twice the one before.
fn wait(tries: u32) -> u64 {
    500_u64
        .saturating_mul(1_u64.checked_shl(tries).unwrap_or(u64::MAX))
        .min(LONGEST)
}

/// Listens as long as there is something to tell.
pub(super) fn follow(desk: Desk) {
    let (api, clock) = (use_api(), use_clock());
    let wanted = memo(move || {
        desk.read
            .answer()
            .with(|answer| answer.map(|answer| !answer.value.state.is_over()))
    });
    effect(move || match wanted.get() {
        Some(true) => spawn_local_scoped_with_cancellation(listen(desk, api, clock)),
        Some(false) => desk.line.set(Line::Over),
        None => {}
    });
    say_milestones(desk, use_text());
    tell(desk);
}

/// Tells the page around us how far it is.
fn tell(desk: Desk) {
    let mounted = use_mounted();
    let told = memo(move || {
        desk.now.with(|plan| {
            let plan = plan.as_ref()?;
            let done = words::ended(&plan.progress);
            Some((plan.id.clone(), plan.state, done, plan.progress.items))
        })
    });
    effect(move || {
        let Some((id, state, done, total)) = told.get() else {
            return;
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "a plan has a million items at most"
        )]
        let number = |count: u64| Detail::Number(count as f64);
        let detail = [
            ("plan", Detail::Text(&id)),
            ("state", Detail::Text(state.as_str())),
            ("done", number(done)),
            ("total", number(total)),
        ];
        mounted.emit("plan-progress", &detail);
    });
}

async fn listen(desk: Desk, api: Api, clock: Clock) {
    let path = [&*desk.path, "/events"].concat();
    let mut tries = 0;
    loop {
        if tries == 0 || clock.is_attended() {
            match api.quietly().listen(&path).await {
                Ok(mut stream) => {
                    while let Ok(Some(events)) = stream.next().await {
                        // A comment too says that it is alive.
                        tries = 0;
                        desk.line.set(Line::Live);
                        for event in &events {
                            take(desk, event);
                        }
                    }
                }
                // There is no such thing to listen to, and trying again would not make it.
                Err(Failure::Refused(error)) if matches!(error.code.status(), 404 | 405) => {
                    return desk.line.set(Line::Lost);
                }
                Err(_) => {}
            }
            if is_over(desk) {
                return desk.line.set(Line::Over);
            }
            desk.line.set(Line::Lost);
        } else {
            desk.line.set(Line::Rests);
        }
        sleep(wait(tries)).await;
        tries = (tries + 1).min(16);
    }
}

fn is_over(desk: Desk) -> bool {
    desk.now
        .with_untracked(|plan| plan.as_ref().is_some_and(|plan| plan.state.is_over()))
}

fn take(desk: Desk, event: &Event) {
    if event.name != "progress" {
        return;
    }
    let Some(told) = read_text::<Progress>(&event.data) else {
        return;
    };
    let asks = desk.now.with_untracked(|plan| {
        plan.as_ref().is_some_and(|plan| {
            let other_state =
                told.state.is_some_and(|state| state != plan.state) || told.why != plan.why;
            // What it would hit is not part of what is told: while somebody still asks who is online, it is read again.
            let surveyed = plan
                .exposure
                .as_ref()
                .and_then(|exposure| exposure.online.as_ref());
            let asking = surveyed.is_some_and(|online| online.asked < online.to_ask);
            other_state || matches!(plan.state, State::Frozen | State::Scheduled) && asking
        })
    });
    desk.told.set(Some(told));
    if asks && !desk.read.busy().get_untracked() {
        desk.read.again();
    }
}

/// What a screen reader is told: each tenth, and whenever the plan is in another state. Not each tick.
fn say_milestones(desk: Desk, text: Text) {
    let milestone = memo(move || {
        desk.now.with(|plan| {
            let plan = plan.as_ref()?;
            let percent = words::percent(words::ended(&plan.progress), plan.progress.items);
            let tenth = (plan.state == State::Running).then_some(percent / 10);
            Some((plan.state, plan.why, tenth))
        })
    });
    let format = use_format();
    let mut before = None;
    effect(move || {
        let now = milestone.get();
        if before.is_some() && before != now && now.is_some() {
            let said = desk
                .now
                .with_untracked(|plan| plan.as_ref().map(|plan| said(plan, text, format)));
            announce(&said.unwrap_or_default());
        }
        before = now;
    });
}

fn said(plan: &signet_model::api::Plan, text: Text, format: Format) -> String {
    let own = text.plans();
    let state = (own.state)(plan.state);
    let comma = text.shell().comma;
    if let Some(why) = plan.why {
        return [state, comma, (own.why)(why)].concat();
    }
    if plan.progress.started_at.is_none() {
        return state.to_owned();
    }
    let percent = words::percent(words::ended(&plan.progress), plan.progress.items);
    #[expect(clippy::cast_precision_loss, reason = "between 0 and 100")]
    let percent = format.percent(percent as f64 / 100.0);
    let failed = format.number(words::failed(&plan.progress));
    [state, comma, &(text.plan().said_percent)(&percent, &failed)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_become_rarer_and_never_stop() {
        let waits: Vec<_> = (0..10).map(wait).collect();
        assert_eq!(
            waits,
            [
                500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000
            ]
        );
        assert_eq!(wait(u32::MAX), LONGEST);
    }
}
