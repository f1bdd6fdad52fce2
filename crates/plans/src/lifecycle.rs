//! In which state a plan is after something was told to it, or happened by itself.
//!
//! The start of a process is no event: what walked walks, what ran runs, what rested rests. Whether whoever tells it may do so, and whether it was approved, is decided elsewhere.

use signet_model::plans::{Command, State, Why};

/// A command that the plan does not take in the state in which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {}", command.as_str(), state.as_str())]
pub struct NotNow {
    /// What was told to it.
    pub command: Command,
    /// In which state it is.
    pub state: State,
}

/// What happens to a plan without anybody telling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Its items were selected and numbered, and the manifest has a hash.
    Selected,
    /// The walk did not come to its end.
    WalkFailed,
    /// `starts_at` has come, and it may begin.
    Due,
    /// `starts_at` has come, and it may not begin: nobody approved it, or the approval does not hold any more.
    NotApproved,
    /// It cannot go on, or should not.
    Rests(Why),
    /// What it rested for has passed.
    Passed,
    /// A gate stops it.
    Stops(Why),
    /// Every item has an outcome.
    Ended,
    /// The store was restored from a backup: what was done since then is not known.
    Restored,
}

/// The state in which a command leaves a plan, and why it is in it.
///
/// # Errors
/// The plan does not take the command now.
pub const fn tell(
    state: State,
    why: Option<Why>,
    command: Command,
) -> Result<(State, Option<Why>), NotNow> {
    use Command::{
        Adjust, Approve, Cancel, Exclude, Freeze, HandOut, Pause, Reject, Resume, Run, Undo,
    };
    use State::{Cancelled, Finished, Frozen, Paused, Running, Scheduled, Selecting, Stopped};
    let passes = matches!(why, Some(why) if why.passes());
    let failed = matches!(why, Some(Why::WalkFailed));
    Ok(match (command, state) {
        (Freeze, Selecting) if !failed => (Selecting, None),
        (Resume, Selecting) if failed => (Selecting, None),
        (Exclude | Adjust | Approve | Reject, Frozen | Scheduled) => (state, why),
        (Run, Frozen) => (Running, None),
        (Pause, Running) => (Paused, Some(Why::Person)),
        // It would go on by itself; now it waits for somebody.
        (Pause, Paused) if passes => (Paused, Some(Why::Person)),
        (Resume, Paused | Stopped) => (Running, None),
        (Cancel, Selecting | Frozen | Scheduled | Running | Paused | Stopped) => (Cancelled, None),
        // Not while it may act on the same items by itself.
        (Undo, Paused) if !passes => (state, why),
        (Undo, Stopped | Finished | Cancelled) => (state, why),
        // A rotated device comes back only with its new secret, which must reach it before the plan is over.
        (HandOut, Running | Paused | Stopped | Finished | Cancelled) => (state, why),
        _ => return Err(NotNow { command, state }),
    })
}

/// The state in which an event leaves a plan, and why it is in it; `None` where it means nothing in that state, because something else happened
/// first.
#[must_use]
pub const fn happen(state: State, why: Option<Why>, event: Event) -> Option<(State, Option<Why>)> {
    use State::{Finished, Frozen, Paused, Running, Scheduled, Selecting, Stopped};
    let passes = matches!(why, Some(why) if why.passes());
    match (event, state) {
        (Event::Selected, Selecting) => Some((Frozen, None)),
        (Event::WalkFailed, Selecting) => Some((Selecting, Some(Why::WalkFailed))),
        (Event::Due, Scheduled) => Some((Running, None)),
        // Shown, so that somebody can approve it and let it run.
        (Event::NotApproved, Scheduled) => Some((Frozen, Some(Why::ApprovalVoid))),
        (Event::Rests(why), Running) => Some((Paused, Some(why))),
        // Another reason takes the place of one that would pass by itself.
        (Event::Rests(why), Paused) if passes => Some((Paused, Some(why))),
        (Event::Passed, Paused) if passes => Some((Running, None)),
        (Event::Stops(why), Running) => Some((Stopped, Some(why))),
        (Event::Ended, Running) => Some((Finished, None)),
        (Event::Restored, Running | Paused | Stopped) => Some((Paused, Some(Why::Restored))),
        // It does not begin by itself: it may have been cancelled since the backup.
        (Event::Restored, Scheduled) => Some((Frozen, Some(Why::Restored))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
