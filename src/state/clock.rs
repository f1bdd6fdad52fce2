//! One shared "now" for everything that says how long ago.

use std::time::Duration;

use crate::prelude::*;

const TICK: Duration = Duration::from_secs(10);
/// How long after the last key or press somebody counts as being there, in milliseconds.
const THERE: f64 = 600_000.0;

/// The time, as fresh as the last tick.
#[derive(Clone, Copy)]
pub struct Clock {
    now: RwSignal<f64>,
    attended: StoredValue<f64>,
}

impl Clock {
    /// Milliseconds since 1970 in UTC; changes every 10 seconds.
    pub fn now(self) -> f64 {
        self.now.get()
    }

    /// The same while somebody is there, and then it stands still: what is asked by it lets a session come to its idle end.
    pub fn attended(self) -> f64 {
        self.now.get().min(self.attended.get_value() + THERE)
    }

    /// Whether somebody is there. Once the dashboard is gone nobody is: what was under way then may still ask.
    pub fn is_attended(self) -> bool {
        let attended = self.attended.try_update_value(|attended| *attended);
        attended.is_some_and(|attended| js_sys::Date::now() < attended + THERE)
    }

    /// Somebody has pressed something.
    pub fn attend(self) {
        self.attended.set_value(js_sys::Date::now());
    }

    /// Milliseconds since 1970 in UTC, to the millisecond, and without subscribing to the tick. The tick
    /// is brought up to it, so that nothing just read seems to come from the future.
    pub fn fresh(self) -> f64 {
        let now = js_sys::Date::now();
        self.now.set(now);
        now
    }
}

/// Provides the clock, one interval for the whole mount, which goes with it.
pub fn provide_clock() -> Clock {
    let clock = Clock {
        now: RwSignal::new(js_sys::Date::now()),
        attended: StoredValue::new(js_sys::Date::now()),
    };
    provide_context(clock);
    if let Ok(interval) = set_interval_with_handle(move || clock.now.set(js_sys::Date::now()), TICK)
    {
        on_cleanup(move || interval.clear());
    }
    clock
}

/// The clock of this mount.
pub fn use_clock() -> Clock {
    expect_context()
}
