use proptest::prelude::*;
use signet_model::plans::{CameBack, ComeBack, QuietHours, Waves};

use super::*;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(seconds * 1000).expect("a moment")
}

fn settings(first: &[u64]) -> Settings {
    Settings {
        waves: Waves {
            items: first.to_vec(),
            percent: 0.0,
        },
        ..Settings::default()
    }
}

/// Begins and ends the next items, all alike.
fn go(run: &mut Run, numbers: std::ops::RangeInclusive<u64>, outcome: Outcome) {
    run.began(numbers.clone().count() as u32);
    numbers.for_each(|number| run.ended(number, outcome));
}

#[test]
fn a_wave_begins_when_all_of_the_one_before_have_ended() {
    let mut run = Run::new(5, &settings(&[2]), &[]);
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 2 });
    run.began(2);
    assert_eq!(run.next(at(0)), Next::Await);
    run.ended(1, Outcome::Done);
    assert_eq!(run.next(at(0)), Next::Await);
    run.ended(2, Outcome::Waiting);
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 2 });
    run.began(1);
    run.ended(2, Outcome::Already);
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 5 });
    assert_eq!(run.waves()[0].state, WaveState::Passed);
    go(&mut run, 3..=5, Outcome::Done);
    assert_eq!(run.next(at(0)), Next::Finish);
}

#[test]
fn a_gate_stops_within_the_wave_and_counts_anew_when_somebody_goes_on() {
    let mut run = Run::new(100, &settings(&[]), &[]);
    run.began(10);
    for number in 1..=3 {
        run.ended(number, Outcome::Failed);
    }
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 100 });
    run.ended(4, Outcome::Unknown);
    assert_eq!(run.next(at(0)), Next::Stop(Why::Failures));
    // What is in flight ends all the same, and is forgiven too.
    run.ended(5, Outcome::Failed);
    assert_eq!(run.next(at(0)), Next::Stop(Why::Failures));
    run.resume();
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 100 });
    for number in 6..=8 {
        run.ended(number, Outcome::Failed);
    }
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 100 });
    run.ended(9, Outcome::Failed);
    assert_eq!(run.next(at(0)), Next::Stop(Why::Failures));
}

#[test]
fn the_last_item_of_a_wave_stops_the_plan_too() {
    let mut run = Run::new(4, &settings(&[]), &[]);
    go(&mut run, 1..=4, Outcome::Moved);
    assert_eq!(run.next(at(0)), Next::Stop(Why::Unexpected));
    run.resume();
    assert_eq!(run.next(at(0)), Next::Finish);
}

#[test]
fn in_quiet_hours_nothing_begins() {
    let quiet = Settings {
        quiet_hours: Some(QuietHours {
            from: "00:00".to_owned(),
            to: "00:01".to_owned(),
            utc_offset_minutes: 0,
        }),
        ..settings(&[])
    };
    let mut run = Run::new(2, &quiet, &[]);
    assert_eq!(run.next(at(30)), Next::Until(at(60), Why::QuietHours));
    assert_eq!(run.next(at(60)), Next::Begin { up_to: 2 });
}

fn watched() -> Settings {
    Settings {
        come_back: Some(ComeBack {
            within_minutes: 10,
            percent: 90.0,
        }),
        ..settings(&[2])
    }
}

#[test]
fn the_next_wave_waits_for_those_who_were_online() {
    let mut run = Run::new(4, &watched(), &[]);
    assert_eq!(run.next(at(0)), Next::LookWhoIsOnline { wave: 0 });
    run.was_online(20, 10);
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 2 });
    go(&mut run, 1..=2, Outcome::Done);

    assert_eq!(run.next(at(100)), Next::LookWhoIsBack { wave: 0 });
    assert_eq!(run.waves()[0].state, WaveState::Watching);
    run.is_back(9, 10);
    // Nine of ten would do, but there is time for the tenth.
    assert_eq!(run.next(at(101)), Next::WaitForBack(at(160)));
    assert_eq!(run.next(at(160)), Next::LookWhoIsBack { wave: 0 });
    // A look that failed is asked for again.
    assert_eq!(run.next(at(161)), Next::LookWhoIsBack { wave: 0 });
    run.is_back(10, 10);
    assert_eq!(run.next(at(162)), Next::LookWhoIsOnline { wave: 1 });
    assert_eq!(run.waves()[0].state, WaveState::Passed);
    run.was_online(2, 0);
    go(&mut run, 3..=4, Outcome::Done);
    assert_eq!(run.next(at(163)), Next::Finish);
}

#[test]
fn when_the_time_is_over_enough_must_be_back() {
    let until_the_end = |back| {
        let mut run = Run::new(4, &watched(), &[]);
        run.was_online(20, 10);
        go(&mut run, 1..=2, Outcome::Done);
        let mut now = 100;
        loop {
            match run.next(at(now)) {
                Next::LookWhoIsBack { .. } => run.is_back(back, 10),
                Next::WaitForBack(then) => now = then.as_millis() / 1000,
                next => return (run, next, now),
            }
        }
    };
    let (_, next, now) = until_the_end(9);
    assert_eq!((next, now), (Next::LookWhoIsOnline { wave: 1 }, 700));
    let (mut run, next, now) = until_the_end(8);
    assert_eq!((next, now), (Next::Stop(Why::NotBackOnline), 700));
    assert_eq!(run.next(at(9999)), Next::Stop(Why::NotBackOnline));
    let again = Run::new(4, &watched(), run.waves()).next(at(9999));
    assert_eq!(again, Next::Stop(Why::NotBackOnline));
    run.resume();
    assert_eq!(run.next(at(9999)), Next::LookWhoIsOnline { wave: 1 });
}

#[test]
fn a_start_finds_what_the_last_process_left() {
    let kept = |state, ended| {
        let mut run = Run::new(5, &settings(&[2]), &[]);
        run.waves[0].state = state;
        run.waves[0].ended = ended;
        run.waves().to_vec()
    };
    // The wave was kept as passed, and one of its outcomes was not written down.
    let mut run = Run::new(5, &settings(&[2]), &kept(WaveState::Passed, 2));
    run.count(0, &[(Outcome::Done, 1), (Outcome::Begun, 1)]);
    run.count(1, &[(Outcome::Waiting, 3)]);
    assert_eq!(run.in_flight(), 1);
    assert_eq!(run.next(at(0)), Next::Await);
    run.ended(2, Outcome::Waiting);
    assert_eq!(run.next(at(0)), Next::Begin { up_to: 2 });

    // The waves were kept before what the store knows.
    let mut run = Run::new(5, &settings(&[2]), &kept(WaveState::Waiting, 0));
    run.count(0, &[(Outcome::Done, 2)]);
    run.count(1, &[(Outcome::Done, 1), (Outcome::Failed, 2)]);
    assert_eq!(run.next(at(0)), Next::Finish);
}

#[test]
fn what_was_forgiven_before_a_restart_stays_forgiven() {
    let mut run = Run::new(100, &settings(&[]), &[]);
    go(&mut run, 1..=4, Outcome::Failed);
    assert_eq!(run.next(at(0)), Next::Stop(Why::Failures));
    run.resume();
    let mut again = Run::new(100, &settings(&[]), run.waves());
    again.count(0, &[(Outcome::Failed, 4), (Outcome::Waiting, 96)]);
    assert_eq!(again.next(at(0)), Next::Begin { up_to: 100 });
}

#[test]
fn waves_of_another_plan_are_not_taken() {
    let other = Run::new(7, &settings(&[3]), &[]);
    let run = Run::new(5, &settings(&[2]), other.waves());
    let ends: Vec<_> = run.waves().iter().map(|wave| wave.up_to).collect();
    assert_eq!(ends, [2, 5]);
    let none = Run::new(0, &settings(&[2]), &[]).next(at(0));
    assert_eq!(none, Next::Finish);
}

#[test]
fn who_was_online_outlasts_a_restart() {
    let mut run = Run::new(4, &watched(), &[]);
    run.was_online(20, 10);
    let mut again = Run::new(4, &watched(), run.waves());
    assert_eq!(
        again.waves()[0].come_back,
        Some(CameBack {
            asked: 20,
            online: 10,
            back: 0,
            until: None
        })
    );
    assert_eq!(again.next(at(0)), Next::Begin { up_to: 2 });
}

/// What ends an item, or puts it back, and of how many that wait some are begun.
fn turns() -> impl Strategy<Value = Vec<(u32, Outcome)>> {
    let outcome = prop_oneof![
        8 => Just(Outcome::Done),
        2 => Just(Outcome::Waiting),
        1 => Just(Outcome::Failed),
        1 => Just(Outcome::Unknown),
        1 => Just(Outcome::Moved),
        1 => Just(Outcome::Protected),
        1 => Just(Outcome::Already),
    ];
    prop::collection::vec((0..5_u32, outcome), 0..400)
}

proptest! {
    #[test]
    fn every_item_ends_once_in_its_wave_and_no_gate_is_passed(
        items in 0..150_u64,
        first in prop::collection::vec(1..40_u64, 0..4),
        percent in 0..50_u32,
        gate in (0..10_u32, 0..10_u32, 0..3_u64),
        turns in turns(),
    ) {
        let gate = Gate {
            failures_percent: gate.0.into(),
            unexpected_percent: gate.1.into(),
            at_least: gate.2,
        };
        let settings = Settings {
            waves: Waves { items: first, percent: percent.into() },
            gate: gate.clone(),
            ..Settings::default()
        };
        let mut run = Run::new(items, &settings, &[]);
        let mut waiting: std::collections::BTreeSet<u64> = (1..=items).collect();
        let mut in_flight = std::collections::VecDeque::new();
        let mut ended = 0;
        // Since the wave began, or somebody went on.
        let (mut failed, mut moved) = (0, 0);
        let (mut from, mut to) = wave_after(&run, 0);
        let calm = std::iter::repeat_n((5, Outcome::Done), 2000);
        let mut is_over = false;
        for (most, outcome) in turns.into_iter().chain(calm) {
            let next = run.next(at(0));
            let may = |percent: f64| gate.at_least.max((percent * (to - from) as f64 / 100.0) as u64);
            let exceeds = failed > may(gate.failures_percent) || moved > may(gate.unexpected_percent);
            if ended == to && !exceeds {
                (from, to) = wave_after(&run, ended);
                (failed, moved) = (0, 0);
            }
            prop_assert_eq!(matches!(next, Next::Stop(_)), exceeds, "{:?}", run);
            match next {
                Next::Begin { up_to } => {
                    prop_assert_eq!(up_to, to, "another wave than the first with work left");
                    let these: Vec<_> = waiting.range(..=up_to).copied().take(most as usize).collect();
                    run.began(these.len() as u32);
                    waiting.retain(|number| !these.contains(number));
                    in_flight.extend(these);
                }
                Next::Await => prop_assert!(!in_flight.is_empty()),
                Next::Stop(_) => {
                    run.resume();
                    (failed, moved) = (0, 0);
                }
                Next::Finish => {
                    prop_assert_eq!(ended, items);
                    is_over = true;
                    break;
                }
                other => prop_assert!(false, "nobody asked for {other:?}"),
            }
            if let Some(number) = in_flight.pop_front() {
                run.ended(number, outcome);
                failed += u64::from(outcome.is_failure());
                moved += u64::from(outcome == Outcome::Moved);
                if outcome == Outcome::Waiting {
                    waiting.insert(number);
                } else {
                    ended += 1;
                }
            }
        }
        prop_assert!(is_over, "it does not come to an end: {:?}", run);
    }
}

/// The wave in which the items are that come after so many.
fn wave_after(run: &Run, ended: u64) -> (u64, u64) {
    let ends = run.waves().iter().map(|wave| wave.up_to);
    let mut from = 0;
    for to in ends {
        if ended < to {
            return (from, to);
        }
        from = to;
    }
    (from, from)
}
