use proptest::prelude::*;
use signet_model::plans::{Command, State, Why};

use super::*;

/// Every command that a state takes and what it leaves, the reason aside; whatever is not here is refused.
const TAKEN: &[(State, &[(Command, State)])] = &[
    (
        State::Selecting,
        &[
            (Command::Freeze, State::Selecting),
            (Command::Cancel, State::Cancelled),
        ],
    ),
    (
        State::Frozen,
        &[
            (Command::Exclude, State::Frozen),
            (Command::Adjust, State::Frozen),
            (Command::Approve, State::Frozen),
            (Command::Reject, State::Frozen),
            (Command::Run, State::Running),
            (Command::Cancel, State::Cancelled),
        ],
    ),
    (
        State::Scheduled,
        &[
            (Command::Exclude, State::Scheduled),
            (Command::Adjust, State::Scheduled),
            (Command::Approve, State::Scheduled),
            (Command::Reject, State::Scheduled),
            (Command::Cancel, State::Cancelled),
        ],
    ),
    (
        State::Running,
        &[
            (Command::Pause, State::Paused),
            (Command::Cancel, State::Cancelled),
            (Command::HandOut, State::Running),
        ],
    ),
    (
        State::Paused,
        &[
            (Command::Resume, State::Running),
            (Command::Cancel, State::Cancelled),
            (Command::Undo, State::Paused),
            (Command::HandOut, State::Paused),
        ],
    ),
    (
        State::Stopped,
        &[
            (Command::Resume, State::Running),
            (Command::Cancel, State::Cancelled),
            (Command::Undo, State::Stopped),
            (Command::HandOut, State::Stopped),
        ],
    ),
    (
        State::Finished,
        &[
            (Command::Undo, State::Finished),
            (Command::HandOut, State::Finished),
        ],
    ),
    (
        State::Cancelled,
        &[
            (Command::Undo, State::Cancelled),
            (Command::HandOut, State::Cancelled),
        ],
    ),
];

const WHYS: [Why; 13] = [
    Why::Person,
    Why::Restored,
    Why::DiskFull,
    Why::QuietHours,
    Why::RoleRevoked,
    Why::ApprovalVoid,
    Why::CloudRejects,
    Why::CloudUnreachable,
    Why::Failures,
    Why::Unexpected,
    Why::NotBackOnline,
    Why::WalkFailed,
    Why::NotAllowed,
];

#[test]
fn every_state_takes_these_commands_and_no_others() {
    assert_eq!(TAKEN.len(), State::ALL.len());
    for (state, taken) in TAKEN {
        for command in Command::ALL {
            let expected = taken
                .iter()
                .find_map(|(known, next)| (*known == command).then_some(*next));
            let told = tell(*state, None, command);
            match expected {
                Some(next) => assert_eq!(
                    told.map(|(state, _)| state),
                    Ok(next),
                    "{state:?} {command:?}"
                ),
                None => assert_eq!(
                    told,
                    Err(NotNow {
                        command,
                        state: *state
                    })
                ),
            }
        }
    }
}

#[test]
fn what_rests_by_itself_can_be_made_to_wait_for_somebody() {
    for why in WHYS {
        let told = tell(State::Paused, Some(why), Command::Pause);
        let taken = why.passes().then_some((State::Paused, Some(Why::Person)));
        assert_eq!(told.ok(), taken, "{why:?}");
        let undone = tell(State::Paused, Some(why), Command::Undo).is_ok();
        assert_eq!(undone, !why.passes(), "{why:?}");
    }
}

#[test]
fn a_walk_that_failed_begins_anew_when_somebody_resumes_it() {
    let failed = happen(State::Selecting, None, Event::WalkFailed);
    assert_eq!(failed, Some((State::Selecting, Some(Why::WalkFailed))));
    let why = Some(Why::WalkFailed);
    assert!(tell(State::Selecting, why, Command::Freeze).is_err());
    assert_eq!(
        tell(State::Selecting, why, Command::Resume),
        Ok((State::Selecting, None))
    );
}

#[test]
fn a_restored_plan_does_nothing_until_somebody_tells_it() {
    let restored = |state| happen(state, None, Event::Restored);
    let paused = Some((State::Paused, Some(Why::Restored)));
    assert_eq!(restored(State::Running), paused);
    assert_eq!(restored(State::Paused), paused);
    assert_eq!(restored(State::Stopped), paused);
    assert_eq!(
        restored(State::Scheduled),
        Some((State::Frozen, Some(Why::Restored)))
    );
    for state in [
        State::Selecting,
        State::Frozen,
        State::Finished,
        State::Cancelled,
    ] {
        assert_eq!(restored(state), None, "{state:?}");
    }
}

#[test]
fn a_refusal_names_the_command_and_the_state() {
    let refused = tell(State::Frozen, None, Command::Pause).map_err(|refusal| refusal.to_string());
    assert_eq!(refused, Err("pause frozen".to_owned()));
}

fn event() -> impl Strategy<Value = Event> {
    let why = prop::sample::select(&WHYS[..]);
    prop_oneof![
        Just(Event::Selected),
        Just(Event::WalkFailed),
        Just(Event::Due),
        Just(Event::NotApproved),
        why.clone().prop_map(Event::Rests),
        Just(Event::Passed),
        why.prop_map(Event::Stops),
        Just(Event::Ended),
        Just(Event::Restored),
    ]
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Told(Command),
    Happened(Event),
}

proptest! {
    #[test]
    fn whatever_is_told_and_happens(
        begins_scheduled in any::<bool>(),
        steps in prop::collection::vec(
            prop_oneof![
                prop::sample::select(&Command::ALL[..]).prop_map(Step::Told),
                event().prop_map(Step::Happened),
            ],
            0..60,
        ),
    ) {
        let mut at = if begins_scheduled {
            (State::Scheduled, None)
        } else {
            (State::Selecting, None)
        };
        for step in steps {
            let (before, why) = at;
            match step {
                Step::Told(command) => {
                    at = tell(before, why, command).unwrap_or(at);
                    // Nothing else lets a plan act.
                    if at.0 == State::Running && before != State::Running {
                        prop_assert!(matches!(command, Command::Run | Command::Resume));
                    }
                }
                Step::Happened(event) => {
                    at = happen(before, why, event).unwrap_or(at);
                    if at.0 == State::Running && before == State::Paused {
                        prop_assert!(why.is_some_and(Why::passes), "{why:?} does not pass");
                    }
                    if at.0 == State::Running && before != State::Running && before != State::Paused {
                        prop_assert_eq!((before, event), (State::Scheduled, Event::Due));
                    }
                }
            }
            if before.is_over() {
                prop_assert_eq!(at.0, before, "it was over");
            }
            if matches!(at.0, State::Paused | State::Stopped) {
                prop_assert!(at.1.is_some(), "nobody knows why it rests");
            }
            if matches!(at.0, State::Running | State::Finished | State::Cancelled) {
                prop_assert_eq!(at.1, None);
            }
        }
    }
}
