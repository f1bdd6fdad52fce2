//! `cargo xtask test`: everything that has to hold, as a list of steps. A step that fails does not keep the others from
//! running; the last line says how many tests passed and failed.

mod count;
mod fuzz;
mod steps;

use crate::task::{Task, seconds};
use count::Tally;
use std::process::ExitCode;
use std::time::Instant;
use steps::{Action, STEPS, Step};

/// Runs the steps, or those whose name contains one of the given words.
pub(crate) fn run(words: &[String]) -> ExitCode {
    let chosen: Vec<&Step> = STEPS
        .iter()
        .filter(|step| {
            words.is_empty() || words.iter().any(|word| step.name.contains(word.as_str()))
        })
        .collect();
    let mut total = Tally::default();
    let mut summary = Vec::new();
    for (number, step) in chosen.iter().enumerate() {
        println!(
            "\n[{}/{}] {}: {}",
            number + 1,
            chosen.len(),
            step.name,
            step.why
        );
        let start = Instant::now();
        let (tally, trouble) = perform(step);
        let mark = if tally.failed == 0 { "✓" } else { "✗" };
        let line = format!(
            "{mark} {:<24} {:<28} {}",
            step.name,
            tally.to_string(),
            seconds(start.elapsed())
        );
        if let Some(trouble) = trouble {
            println!("{trouble}");
        }
        println!("{line}");
        summary.push(line);
        total += tally;
    }
    println!("\n{}\n\n{total}", summary.join("\n"));
    if total.failed == 0 && total.passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What came of one step, and what to show of it.
fn perform(step: &Step) -> (Tally, Option<String>) {
    let task = Task {
        name: step.name,
        why: step.why,
    };
    match step.action {
        Action::Check(check) => single(check()),
        Action::Succeeds(prepare) => {
            match prepare().and_then(|mut command| task.watch(&mut command)) {
                Ok(finished) if finished.success => (Tally::PASSED, None),
                Ok(finished) => (Tally::FAILED, Some(finished.tail())),
                Err(error) => single(Err(error)),
            }
        }
        Action::Tests(prepare) => {
            let finished =
                prepare().and_then(|(runner, mut command)| Ok((runner, task.watch(&mut command)?)));
            match finished {
                Ok((runner, finished)) => {
                    let (tally, complaint) = runner.tally(&finished.log).judge(finished.success);
                    (
                        tally,
                        complaint.map(|complaint| format!("{}\n  {complaint}", finished.tail())),
                    )
                }
                Err(error) => single(Err(error)),
            }
        }
    }
}

fn single(outcome: anyhow::Result<()>) -> (Tally, Option<String>) {
    match outcome {
        Ok(()) => (Tally::PASSED, None),
        Err(error) => (Tally::FAILED, Some(format!("  {error:#}"))),
    }
}
