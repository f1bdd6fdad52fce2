use super::*;

const CREDENTIAL: Class = Class::Of(OperationName::GetDeviceCredential);
const GROUPS: Class = Class::Of(OperationName::ListGroupId);

const PATIENCE: Duration = PERSON.patience();
const PERSON: Priority = Priority::Interactive;

fn quota(calls_per_second: u32) -> (Arc<Quota>, Arc<KeyQuota>) {
    let quota = Quota::new(QuotaLimits {
        calls_per_second: Some(calls_per_second),
    });
    let key = quota.of_key("LTAI");
    (Arc::new(quota), key)
}

#[tokio::test(start_paused = true)]
async fn calls_leave_at_even_distances_and_never_in_a_burst() {
    let (quota, key) = quota(50);
    let start = Instant::now();
    for _ in 0..5 {
        quota.slot(&key, CREDENTIAL, PERSON).await.expect("a slot");
    }
    let elapsed = start.elapsed();
    assert!(
        elapsed >= Duration::from_millis(80) && elapsed < Duration::from_millis(90),
        "{elapsed:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_queue_that_is_too_long_is_refused_at_once_and_the_rest_in_order() {
    let (quota, key) = quota(50);
    let served = Arc::new(Mutex::new(Vec::new()));
    let start = Instant::now();
    let calls: Vec<_> = (0..120)
        .map(|number| {
            let (quota, key, served) = (Arc::clone(&quota), Arc::clone(&key), Arc::clone(&served));
            tokio::spawn(async move {
                match quota.slot(&key, CREDENTIAL, PERSON).await {
                    Ok(_) => served.lock().expect("served").push(number),
                    Err(busy) => {
                        assert_eq!(start.elapsed(), Duration::ZERO, "decided before waiting");
                        assert!(busy.wait > PATIENCE, "{busy:?}");
                    }
                }
            })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic");
    }
    let served = served.lock().expect("served");
    assert!((90..=102).contains(&served.len()), "{}", served.len());
    assert!(served.is_sorted(), "first come, first served");
}

#[tokio::test(start_paused = true)]
async fn small_quotas_go_one_after_the_other_and_still_reach_nine_tenths() {
    let (quota, key) = quota(50);
    let start = Instant::now();
    for _ in 0..11 {
        let _until_the_answer = quota.slot(&key, GROUPS, PERSON).await.expect("a slot");
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    let ten_distances = start.elapsed() - Duration::from_millis(30);
    assert!(
        ten_distances >= Duration::from_millis(1060) && ten_distances < Duration::from_millis(1111),
        "{ten_distances:?}"
    );
    let permit = quota.slot(&key, GROUPS, PERSON).await.expect("a slot");
    let waiting = quota.slot(&key, GROUPS, PERSON);
    let answered = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        drop(permit);
        Instant::now()
    };
    let (next, answered) = tokio::join!(waiting, answered);
    next.expect("a slot");
    assert_eq!(
        Instant::now(),
        answered,
        "not before the answer, and then at once"
    );
}

#[tokio::test(start_paused = true)]
async fn who_wakes_late_keeps_the_schedule_and_idle_time_is_not_made_up_for() {
    let (quota, key) = quota(285);
    let calls = async |number: u32, late: Duration| {
        let start = Instant::now();
        for _ in 0..number {
            quota.slot(&key, CREDENTIAL, PERSON).await.expect("a slot");
            tokio::time::sleep(late).await;
        }
        f64::from(number) / start.elapsed().as_secs_f64()
    };
    let rate = calls(570, Duration::from_millis(1)).await;
    assert!(rate > 0.97 * 285.0 && rate < 1.01 * 285.0, "{rate}");
    tokio::time::sleep(Duration::from_secs(60)).await;
    let rate = calls(285, Duration::ZERO).await;
    assert!(rate < 1.02 * 285.0, "{rate}");
}

#[tokio::test(start_paused = true)]
async fn a_person_waits_for_one_call_of_a_plan_at_the_most() {
    let (quota, key) = quota(50);
    for _ in 0..64 {
        let (quota, key) = (Arc::clone(&quota), Arc::clone(&key));
        tokio::spawn(async move {
            loop {
                let slot = quota.slot(&key, CREDENTIAL, Priority::Plan).await;
                slot.expect("plans have patience");
            }
        });
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    for _ in 0..20 {
        let start = Instant::now();
        quota.slot(&key, CREDENTIAL, PERSON).await.expect("a slot");
        let waited = start.elapsed();
        // The call of the plan that is first in the queue, and then this one.
        assert!(waited <= Duration::from_millis(2 * 20 + 2), "{waited:?}");
        tokio::time::sleep(Duration::from_millis(7)).await;
    }
    assert_eq!(quota.usage().1, 50, "what people leave over is used");
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_takes_long_does_not_hold_others_beyond_their_patience() {
    let (quota, key) = quota(50);
    let _held = quota.slot(&key, GROUPS, PERSON).await.expect("a slot");
    let start = Instant::now();
    let refused = quota
        .slot(&key, GROUPS, PERSON)
        .await
        .expect_err("too busy");
    assert_eq!((refused.wait, start.elapsed()), (PATIENCE, PATIENCE));
}

#[tokio::test(start_paused = true)]
async fn a_throttle_answer_slows_that_operation_for_a_while() {
    let quota = Quota::new(QuotaLimits {
        calls_per_second: Some(285),
    });
    let key = quota.of_key("LTAI");
    let ten_calls = async || {
        let start = Instant::now();
        for _ in 0..10 {
            quota.slot(&key, GROUPS, PERSON).await.expect("a slot");
        }
        start.elapsed()
    };
    let before = ten_calls().await;
    quota.throttled(&key, GROUPS);
    let slowed = ten_calls().await;
    tokio::time::sleep(Duration::from_secs(600)).await;
    let after = ten_calls().await;
    assert!(slowed > before + before / 3, "{before:?} {slowed:?}");
    assert!(after < slowed, "{after:?} {slowed:?}");
}

#[tokio::test(start_paused = true)]
async fn keys_have_limits_of_their_own_and_share_the_address() {
    let (quota, one) = quota(50);
    let other = quota.of_key("LTAIother");
    let start = Instant::now();
    quota.slot(&one, GROUPS, PERSON).await.expect("a slot");
    quota.slot(&other, GROUPS, PERSON).await.expect("a slot");
    assert!(
        start.elapsed() >= Duration::from_millis(20) && start.elapsed() < Duration::from_millis(50)
    );
    assert!(Arc::ptr_eq(&one, &quota.of_key("LTAI")));
}

#[tokio::test(start_paused = true)]
async fn without_limits_nothing_waits_but_calls_are_counted() {
    let quota = Quota::new(QuotaLimits {
        calls_per_second: None,
    });
    let key = quota.of_key("LTAI");
    let start = Instant::now();
    for _ in 0..1000 {
        quota.slot(&key, GROUPS, PERSON).await.expect("a slot");
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(quota.usage().1, 1000);
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(quota.usage().1, 0);
}

#[tokio::test(start_paused = true)]
async fn each_class_keeps_its_own_distance() {
    let (quota, key) = quota(285);
    let check = async |class: Class, per_second: f64| {
        let margin = if per_second <= 10.0 {
            SMALL_MARGIN
        } else {
            MARGIN
        };
        let calls = 5;
        let start = Instant::now();
        for _ in 0..calls {
            drop(quota.slot(&key, class, PERSON).await.expect("a slot"));
        }
        // Four distances, wider than documented; the timer is a millisecond coarse.
        let expected = f64::from(calls - 1) / (per_second * margin);
        let elapsed = start.elapsed().as_secs_f64();
        assert!(
            elapsed >= expected && elapsed < expected + 0.012,
            "{class:?}: {elapsed} s instead of {expected} s"
        );
    };
    check(Class::DeepDevices, 2.0).await;
    for (operation, per_second) in [
        (OperationName::TransformClientId, 10.0),
        (OperationName::CreateGroupId, 10.0),
        (OperationName::QueryDevice, 50.0),
        (OperationName::BatchGetDeviceState, 50.0),
        (OperationName::BatchQuerySessionByClientIds, 100.0),
        // The address has less than the operation.
        (OperationName::RegisterDeviceCredential, 285.0 / MARGIN),
        (OperationName::DisableThing, 285.0 / MARGIN),
    ] {
        check(Class::Of(operation), per_second).await;
    }
}
