//! The waves, as a row of segments: how large each is by its share of the row, how far by its shape and word.

use crate::prelude::*;
use signet_model::plans::{Wave, WaveState};
use signet_view::view;

use super::Desk;
use crate::{
    components::moment,
    pages::plans::words,
    text::{Format, Plan as Words, use_format, use_text},
    ui::{Status, Tone},
    view::IntoChild,
};

pub(super) fn waves(desk: Desk) -> Child {
    let (text, format) = (use_text().plan(), use_format());
    let waves = desk.part(|plan| plan.progress.waves.clone());
    (move || {
        let waves = waves.get().filter(|waves| !waves.is_empty())?;
        let mut before = 0;
        let mut segments = Vec::new();
        for (at, wave) in waves.iter().enumerate() {
            segments.push(segment(at, wave, before, text, format));
            before = wave.up_to;
        }
        Some(view! { <ol class="waves" aria-label=text.waves>{segments}</ol> })
    })
    .into_child()
}

const fn tone(state: WaveState) -> Tone {
    match state {
        WaveState::Waiting => Tone::Neutral,
        WaveState::Running => Tone::Info,
        WaveState::Watching => Tone::Warning,
        WaveState::Passed => Tone::Good,
        WaveState::Stopped => Tone::Danger,
    }
}

const fn word(state: WaveState, text: &Words) -> &'static str {
    match state {
        WaveState::Waiting => text.wave_waiting,
        WaveState::Running => text.wave_running,
        WaveState::Watching => text.wave_watching,
        WaveState::Passed => text.wave_passed,
        WaveState::Stopped => text.wave_stopped,
    }
}

fn segment(at: usize, wave: &Wave, before: u64, text: &Words, format: Format) -> Child {
    let size = wave.up_to.saturating_sub(before);
    let name = (text.wave)(&(at + 1).to_string());
    let number = |number: u64| format.number(number);
    let of = (use_text().plans().done_of)(&number(wave.ended), &number(size));
    let failed = (wave.failed > 0).then(
        || view! { <span class="waves__failed">{(text.failed_of)(&number(wave.failed))}</span> },
    );
    let moved =
        (wave.moved > 0).then(|| view! { <span>{(text.moved_of)(&number(wave.moved))}</span> });
    let back = wave
        .come_back
        .as_ref()
        .filter(|back| back.online > 0)
        .map(|back| {
            let said = (text.wave_back)(&number(back.back.into()), &number(back.online.into()));
            let until = back
                .until
                .filter(|_| wave.state == WaveState::Watching)
                .map(|until| view! { " · " {moment(Some(until))} });
            view! { <span>{said} {until}</span> }
        });
    let percent = words::percent(wave.ended, size).to_string();
    let class = ["waves__wave waves__wave--", words::wave_class(wave.state)].concat();
    let label = name.clone();
    view! {
        <li class=class>
            <span class="waves__head">
                <strong>{name}</strong>
                <Status tone=tone(wave.state)>{word(wave.state, text)}</Status>
            </span>
            <progress aria-label=label max="100" value=percent></progress>
            <span class="waves__said">{of} {failed} {moved} {back}</span>
        </li>
    }
    .into_child()
}
