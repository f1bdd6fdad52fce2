//! Whatever happens in whatever order: pauses, stops, kills, throttling, lost answers, others who change the same identities. What the plan says
//! of its items is what the cloud knows.

#[path = "interleavings/cloud.rs"]
mod cloud;
#[path = "interleavings/store.rs"]
mod store;
#[path = "interleavings/world.rs"]
mod world;

use proptest::prelude::*;
use signet_model::plans::{Act, ComeBack, Gate, Outcome, QuietHours, Settings, State, Waves};

use cloud::Answer;
use world::{Fate, Step, World};

fn settings(act: Act) -> impl Strategy<Value = Settings> {
    let waves = (prop::collection::vec(1..20_u64, 0..3), 0..50_u32);
    let gate = (0..20_u32, 0..20_u32, 0..4_u64);
    (waves, gate, any::<bool>(), any::<bool>()).prop_map(move |(waves, gate, rests, watches)| {
        Settings {
            waves: Waves {
                items: waves.0,
                percent: waves.1.into(),
            },
            gate: Gate {
                failures_percent: gate.0.into(),
                unexpected_percent: gate.1.into(),
                at_least: gate.2,
            },
            quiet_hours: rests.then(|| QuietHours {
                from: "00:01".to_owned(),
                to: "00:02".to_owned(),
                utc_offset_minutes: 0,
            }),
            come_back: (watches && act == Act::Rotate).then_some(ComeBack {
                within_minutes: 10,
                percent: 90.0,
            }),
            ..Settings::default()
        }
    })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let answer = prop_oneof![
        6 => Just(Answer::Done),
        2 => Just(Answer::Throttled),
        2 => Just(Answer::Refused),
        1 => Just(Answer::Rejected),
        1 => Just(Answer::Broken { after: false }),
        1 => Just(Answer::Broken { after: true }),
        1 => Just(Answer::Lost { after: false }),
        1 => Just(Answer::Lost { after: true }),
    ];
    let fate = prop_oneof![
        Just(Fate::NeverArrives),
        Just(Fate::Arrives),
        Just(Fate::ArrivesLate)
    ];
    let step = prop_oneof![
        10 => (1..5_u32, 0..4_u32).prop_map(|(most, back)| Step::Turn { most, back }),
        20 => (any::<prop::sample::Index>(), answer).prop_map(|(call, answer)| Step::Answer { call, answer }),
        2 => Just(Step::Flush),
        8 => Just(Step::Keep),
        1 => Just(Step::Pause),
        3 => Just(Step::Resume),
        2 => prop::collection::vec(fate, 1..4).prop_map(Step::Kill),
        1 => Just(Step::LateArrival),
        2 => any::<prop::sample::Index>().prop_map(Step::Move),
    ];
    prop::collection::vec(step, 0..300)
}

fn plan() -> impl Strategy<Value = (Act, Settings, usize, Vec<Step>, bool)> {
    prop_oneof![Just(Act::Deregister), Just(Act::Rotate)].prop_flat_map(|act| {
        (
            Just(act),
            settings(act),
            1..60_usize,
            steps(),
            prop::bool::weighted(0.2),
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_reported_is_what_the_cloud_knows((act, settings, items, steps, cancels) in plan()) {
        let mut world = World::new(act, settings, items);
        for step in &steps {
            world.step(step);
        }
        let cancels = cancels && !world.store.state.is_over();
        if cancels {
            world.cancel();
        }
        world.come_to_an_end();

        prop_assert_eq!(world.store.state == State::Cancelled, cancels);
        for (at, row) in world.store.rows.iter().enumerate() {
            let said = format!("item {at}: {row:?}, {:?}", world.cloud.identity(at));
            let known = world.cloud.identity(at);
            let (acts, late) = (known.acts, known.in_flight_at_a_kill);
            prop_assert!(acts <= 1 + late, "done twice: {said}");
            // Reading back cannot tell who did it; but it was done.
            let by_whom = acts > 0 || known.moved;
            match row.outcome {
                Outcome::Done => prop_assert!(acts >= 1, "{said}"),
                Outcome::SettledDone => prop_assert!(by_whom, "{said}"),
                Outcome::Already => prop_assert!(known.moved || late > 0, "{said}"),
                Outcome::Moved => prop_assert!(known.moved, "{said}"),
                Outcome::Failed => prop_assert!(acts <= late, "{said}"),
                Outcome::Waiting => prop_assert!(cancels && acts <= late, "{said}"),
                Outcome::Begun | Outcome::Protected | Outcome::Unknown => {
                    prop_assert!(false, "{said}");
                }
            }
        }
        let shown: u64 = world.run().waves().iter().map(|wave| wave.ended).sum();
        let kept = world.store.rows.iter().filter(|row| row.outcome.is_final()).count();
        prop_assert_eq!(shown, kept as u64);
    }
}
