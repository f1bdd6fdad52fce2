//! Watching a plan to its end. Asks now and then: a stream would have to be taken up again after each break, and a terminal shows no more.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use signet_model::api::Plan;
use signet_model::plans::{Outcome, State};
use tokio::time::sleep;

use super::super::desk::tell;
use super::answer::{Exit, Trouble};
use super::client::Client;
use super::{progress, shown};

const EVERY: Duration = Duration::from_secs(1);
/// A line in a file is of use less often than one in a terminal.
const LINE_EVERY: u32 = 30;
/// A proxy that is away for so many looks has not only been started anew.
const PATIENCE: u32 = 30;

/// Shows how far a plan is until nothing happens any more without somebody. The exit code says how it ended.
pub(super) async fn to_the_end(client: &Client, id: &str, json: bool) -> Result<Exit, Trouble> {
    let plan = until(client, id, |plan| is_at_rest(plan.state, plan)).await?;
    shown::print(&plan, json);
    Ok(ending(&plan))
}

/// Shows how far a plan is until `is_there`.
pub(super) async fn until(
    client: &Client,
    id: &str,
    is_there: impl Fn(&Plan) -> bool,
) -> Result<Plan, Trouble> {
    let is_terminal = std::io::stderr().is_terminal();
    let (mut looks, mut away) = (0_u32, 0);
    loop {
        match client.plan(id).await {
            Ok(plan) => {
                away = 0;
                let is_there = is_there(&plan);
                if is_terminal {
                    draw(&progress::line(&plan.progress), is_there);
                } else if looks.is_multiple_of(LINE_EVERY) || is_there {
                    tell(&progress::line(&plan.progress));
                }
                if is_there {
                    return Ok(plan);
                }
            }
            Err(trouble) if trouble.exit == Exit::Unreachable && away < PATIENCE => away += 1,
            Err(trouble) => return Err(trouble),
        }
        looks = looks.wrapping_add(1);
        sleep(EVERY).await;
    }
}

/// Over the line before.
fn draw(line: &str, is_last: bool) {
    let end = if is_last { "\n" } else { "" };
    let mut err = std::io::stderr().lock();
    let _ = write!(err, "\r\x1b[2K{line}{end}");
    let _ = err.flush();
}

fn is_at_rest(state: State, plan: &Plan) -> bool {
    match state {
        State::Finished | State::Cancelled | State::Stopped | State::Frozen => true,
        State::Paused => plan.why.is_none_or(|why| !why.passes()),
        State::Selecting => plan.why.is_some(),
        State::Scheduled | State::Running => false,
    }
}

fn ending(plan: &Plan) -> Exit {
    let amiss = [
        Outcome::Failed,
        Outcome::Unknown,
        Outcome::Moved,
        Outcome::Protected,
    ];
    let is_clean = amiss.iter().all(|outcome| plan.progress.of(*outcome) == 0);
    if plan.state == State::Finished && is_clean {
        Exit::Done
    } else {
        Exit::Failed
    }
}
