//! How far a plan is, in one line of a terminal.

use signet_model::plans::{Outcome, Progress, State};

/// How wide the bar is.
const BAR: u64 = 24;

/// One line, as long as what there is to say.
pub(super) fn line(progress: &Progress) -> String {
    let state = progress.state.unwrap_or(State::Selecting);
    if state == State::Selecting {
        return format!(
            "selecting: {} listed, {} seen in the cloud",
            grouped(progress.listed),
            grouped(progress.walked)
        );
    }
    let (ended, items) = (progress.ended(), progress.items);
    let filled = (ended * BAR).checked_div(items).unwrap_or_default();
    let bar: String = (0..BAR)
        .map(|at| if at < filled { '#' } else { '.' })
        .collect();
    let percent = (ended * 1000).checked_div(items).unwrap_or_default();
    let mut line = format!(
        "[{bar}] {}.{} %  {} of {}",
        percent / 10,
        percent % 10,
        grouped(ended),
        grouped(items)
    );
    if state == State::Running {
        line += &format!("  {:.0}/s", progress.per_second);
        if let Some(seconds) = progress.seconds_left {
            line += &format!("  {} left", duration(seconds));
        }
    } else {
        line += &format!("  {}", state.as_str());
    }
    for (outcome, word) in [
        (Outcome::Failed, "failed"),
        (Outcome::Unknown, "unknown"),
        (Outcome::Moved, "moved"),
        (Outcome::Protected, "protected"),
    ] {
        let items = progress.of(outcome);
        if items > 0 {
            line += &format!("  {} {word}", grouped(items));
        }
    }
    line
}

/// Seconds for people.
pub(super) fn duration(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is_and_what_went_wrong() {
        let mut progress = Progress {
            state: Some(State::Running),
            items: 100_000,
            outcomes: vec![
                (Outcome::Waiting, 56_788),
                (Outcome::Done, 43_210),
                (Outcome::Failed, 2),
            ],
            per_second: 279.6,
            seconds_left: Some(203),
            ..Progress::default()
        };
        assert_eq!(
            line(&progress),
            "[##########..............] 43.2 %  43,212 of 100,000  280/s  3 min 23 s left  2 failed"
        );
        progress.state = Some(State::Paused);
        assert!(line(&progress).contains("43,212 of 100,000  paused  2 failed"));
        progress.state = Some(State::Selecting);
        (progress.listed, progress.walked) = (1_000_000, 12);
        assert_eq!(
            line(&progress),
            "selecting: 1,000,000 listed, 12 seen in the cloud"
        );
    }

    #[test]
    fn nothing_at_all_is_shown_too() {
        let empty = Progress {
            state: Some(State::Frozen),
            ..Progress::default()
        };
        assert!(line(&empty).contains("0.0 %  0 of 0  frozen"));
        assert_eq!(duration(59), "59 s");
        assert_eq!(duration(7260), "2 h 1 min");
    }
}
