use signet_model::plans::{Act, Command, LineRule, State, WaveState, Why};

use super::*;

fn back<A: Answered + serde::Serialize>(answer: &A) -> A {
    let text = serde_json::to_string(answer).expect("it can be written");
    A::read(JsonValue(Json::parse(&text).expect("JSON"))).expect("it can be read")
}

fn at(second: u8) -> signet_model::Timestamp {
    let text = ["2026-11-22T07:00:0", &second.to_string(), "Z"].concat();
    text.parse().expect("a time")
}

/// A plan in which nothing is left out.
fn full() -> Plan {
    let text = |text: &str| Some(text.to_owned());
    Plan {
        id: "pl-abcdefghij".to_owned(),
        title: "Clear out \u{202e} line 4".to_owned(),
        act: Act::Inactivate,
        account: "main".to_owned(),
        region: "cn-shanghai".to_owned(),
        instance_id: text("post-cn-1"),
        iot_instance_id: text("iot-1"),
        author: "user:alice".to_owned(),
        created_at: at(1),
        reason: text("scrapped"),
        selection: Selection::List,
        settings: Settings {
            waves: Waves {
                items: vec![10, 100],
                percent: 1.5,
            },
            quiet_hours: Some(QuietHours {
                from: "22:00".to_owned(),
                to: "06:00".to_owned(),
                utc_offset_minutes: -480,
            }),
            come_back: Some(ComeBack {
                within_minutes: 10,
                percent: 90.0,
            }),
            follow_up: Some(FollowUp {
                delete_after_hours: 72,
            }),
            recipient: text("age1x"),
            ..Settings::default()
        },
        state: State::Paused,
        why: Some(Why::DiskFull),
        why_text: text("No room."),
        hash: text("00ff"),
        frozen_at: Some(at(2)),
        bad_lines: vec![BadLine {
            line: 7,
            found: "3.56E+14".to_owned(),
            reason: "not in this group".to_owned(),
            rule: BrokenRule {
                at: Some(3),
                limit: Some(64),
                ..BrokenRule::wanted(LineRule::AnotherGroup, "GID_a".to_owned())
            },
        }],
        bad_lines_total: 1,
        duplicates: 2,
        other_side: Some(3),
        exposure: Some(Exposure {
            items: 10,
            shares: vec![Share {
                place: "GID_a".to_owned(),
                items: 10,
                of: Some(20),
            }],
            places: 1,
            online: Some(Online {
                asked: 5,
                to_ask: 10,
                online: 4,
                is_sample: true,
                at: at(3),
            }),
            protected: 1,
            protected_examples: vec!["GID_a@@@b".to_owned()],
            unfit: 2,
            seconds: 60,
            calls: 20,
            per_second: 47.25,
        }),
        approval: Approval::Approved {
            by: "user:bob".to_owned(),
            at: at(4),
            until: at(5),
            hash: "00ff".to_owned(),
            rule: text("r1"),
        },
        after: text("pl-before"),
        starts_at: Some(at(6)),
        secrets: 3,
        progress: Progress {
            state: Some(State::Paused),
            why: Some(Why::DiskFull),
            listed: 1,
            walked: 2,
            items: 10,
            outcomes: vec![(Outcome::Done, 4), (Outcome::Failed, 1)],
            calls: 11,
            throttled: 1,
            per_second: 0.125,
            seconds_left: Some(9),
            waves: vec![Wave {
                up_to: 10,
                state: WaveState::Running,
                ended: 5,
                failed: 1,
                moved: 0,
                failed_before: 1,
                moved_before: 0,
                come_back: Some(CameBack {
                    asked: 9,
                    online: 8,
                    back: 7,
                    until: Some(at(1)),
                }),
            }],
            causes: vec![Cause {
                outcome: Outcome::Failed,
                code: "DeviceNotFound".to_owned(),
                items: 1,
            }],
            waits_until: Some(at(7)),
            started_at: Some(at(8)),
            ended_at: Some(at(9)),
        },
        commands: vec![Offer {
            command: Command::Resume,
            refusal: Some(signet_model::api::ErrorCode::RoleRequired),
        }],
        emergency: true,
    }
}

#[test]
fn what_the_model_writes_is_read_back() {
    let mut plan = full();
    assert_eq!(back(&plan), plan);
    plan.bad_lines.clear();
    plan.exposure = None;
    plan.settings = Settings::default();
    plan.progress = Progress::default();
    for approval in [
        Approval::NotNeeded,
        Approval::Needed,
        Approval::Rejected {
            by: "user:bob".to_owned(),
            at: at(1),
            reason: "no".to_owned(),
        },
        Approval::Emergency {
            by: "user:bob".to_owned(),
            at: at(1),
            reason: "now".to_owned(),
        },
    ] {
        plan.approval = approval;
        assert_eq!(back(&plan), plan);
    }
    for selection in [
        Selection::Groups {
            groups: vec!["GID_a".to_owned()],
        },
        Selection::Instance,
        Selection::Ca {
            ca_serial_number: "1".to_owned(),
        },
        Selection::Difference {
            side: signet_model::plans::Side::RegisteredNotListed,
            groups: Vec::new(),
            ca_serial_number: Some("1".to_owned()),
        },
        Selection::Unseen {
            group: "GID_a".to_owned(),
            samples: 3,
            since: at(1),
        },
        Selection::DoneBy {
            plan: "pl-x".to_owned(),
        },
    ] {
        plan.selection = selection;
        assert_eq!(back(&plan), plan);
    }
    let plans = Plans {
        plans: vec![plan],
        next: Some("x".to_owned()),
    };
    assert_eq!(back(&plans), plans);
}

#[test]
fn items_are_read_with_and_without_an_end() {
    let item = Item {
        number: 1,
        id: "GID_a@@@b".to_owned(),
        ca: None,
        before: "registered".to_owned(),
        outcome: Outcome::SettledDone,
        note: Some("x".to_owned()),
        cloud_code: None,
        request_id: Some("R".to_owned()),
        act: None,
        attempts: 2,
        started_at: Some(at(1)),
        ended_at: None,
    };
    let items = Items {
        items: vec![item],
        next: Some(1),
    };
    assert_eq!(back(&items), items);
}

#[test]
fn fractions_are_near_enough() {
    for (text, value) in [
        ("0.5", 0.5),
        ("-12.25", -12.25),
        ("1e2", 100.0),
        ("1.5E-3", 0.0015),
        ("47.123456789012", 47.123_456_789_012),
    ] {
        let read = decimal(text).expect(text);
        assert!((read - value).abs() < 1e-9, "{text}: {read}");
    }
    assert_eq!(decimal("1e-999"), Some(0.0));
    assert_eq!(decimal("1.x"), None);
    assert_eq!(decimal("1e"), None);
}
