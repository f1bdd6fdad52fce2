//! Whether the devices of a wave come back online before the next one begins.

use signet_model::Timestamp;
use signet_model::plans::{CameBack, ComeBack, Wave, WaveState, Why};

use super::Next;
use crate::gate;

/// The watch over a wave whose items are through.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    settings: ComeBack,
    /// When the look began that has no answer yet.
    asked_at: Option<Timestamp>,
    /// When the last look began that was answered.
    looked_at: Option<Timestamp>,
}

const MINUTE: i64 = 60_000;

/// Into how many looks the time is split, none closer to the next than a minute: a look costs a call for every ten devices.
const LOOKS: i64 = 20;

impl Watch {
    pub(super) const fn new(settings: ComeBack) -> Self {
        Self {
            settings,
            asked_at: None,
            looked_at: None,
        }
    }

    /// What to do in a wave whose items have all ended; `None` where nobody is waited for any more.
    pub(super) fn next(&mut self, wave: &mut Wave, at: usize, now: Timestamp) -> Option<Next> {
        let seen = wave.come_back.as_mut()?;
        let within = i64::from(self.settings.within_minutes) * MINUTE;
        let until = *seen.until.get_or_insert_with(|| later(now, within));
        let is_last = self.looked_at.is_some_and(|looked| looked >= until);
        if seen.back >= seen.online
            || is_last && gate::is_back(&self.settings, seen.back, seen.online)
        {
            (self.asked_at, self.looked_at) = (None, None);
            return None;
        }
        if is_last {
            wave.state = WaveState::Stopped;
            (self.asked_at, self.looked_at) = (None, None);
            return Some(Next::Stop(Why::NotBackOnline));
        }
        wave.state = WaveState::Watching;
        let pause = (within / LOOKS).max(MINUTE);
        let due = self
            .looked_at
            .map_or(now, |looked| later(looked, pause).min(until));
        if now < due {
            return Some(Next::WaitForBack(due));
        }
        self.asked_at = Some(now);
        Some(Next::LookWhoIsBack { wave: at })
    }

    /// The answer of a look.
    pub(super) fn is_back(&mut self, wave: &mut Wave, back: u32, of: u32) {
        if let Some(seen) = &mut wave.come_back {
            seen.back = back.min(of);
            seen.online = of;
            self.looked_at = self.asked_at.take();
        }
    }
}

/// Who of a wave was online before it.
pub(super) fn was_online(wave: &mut Wave, asked: u32, online: u32) {
    wave.come_back = Some(CameBack {
        asked,
        online: online.min(asked),
        back: 0,
        until: None,
    });
}

/// Whether the wave was stopped because of devices that did not come back.
pub(super) fn is_missing(wave: &Wave) -> bool {
    let awaited = wave.come_back.as_ref();
    wave.state == WaveState::Stopped && awaited.is_some_and(|seen| seen.until.is_some())
}

fn later(moment: Timestamp, millis: i64) -> Timestamp {
    Timestamp::from_millis(moment.as_millis().saturating_add(millis)).unwrap_or(moment)
}
