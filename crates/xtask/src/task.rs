//! Running one command as a task a person can follow: what and why, how long it usually takes, a sign of life while it
//! runs, its log in a file, and the end of that log where it failed.

use crate::paths;
use anyhow::{Context as _, Result, bail};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How often a task that runs long says what it is doing.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// How much of a log is shown when its task failed.
const SHOWN_LINES: usize = 80;

/// Something to run, in a person's words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    /// What it is; also the name of its log.
    pub(crate) name: &'a str,
    /// What it is for, and how long it takes when there is much to do.
    pub(crate) why: &'a str,
}

/// How a task ended.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Whether the command exited with 0.
    pub(crate) success: bool,
    /// Everything that the command printed.
    pub(crate) log: String,
    /// Where that is kept.
    pub(crate) file: PathBuf,
    /// How long it took.
    pub(crate) took: Duration,
}

impl Task<'_> {
    /// Runs the command and fails if it fails, with the end of its log.
    pub(crate) fn run(self, command: &mut Command) -> Result<String> {
        println!("→ {}: {}", self.name, self.why);
        let finished = self.watch(command)?;
        if finished.success {
            println!("✓ {} in {}", self.name, seconds(finished.took));
            return Ok(finished.log);
        }
        bail!(
            "{} failed after {}\n{}",
            self.name,
            seconds(finished.took),
            finished.tail()
        );
    }

    /// Runs the command to its end, whichever that is.
    pub(crate) fn watch(self, command: &mut Command) -> Result<Finished> {
        let start = Instant::now();
        let file = log_file(self.name)?;
        let log = Mutex::new((File::create(&file)?, Vec::new()));
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| {
                format!("{} could not start {:?}", self.name, command.get_program())
            })?;
        let outputs: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|pipe| Box::new(pipe) as _),
            child.stderr.take().map(|pipe| Box::new(pipe) as _),
        ];
        let (done, ended) = mpsc::channel::<()>();
        thread::scope(|scope| {
            for pipe in outputs.into_iter().flatten() {
                let (done, log) = (done.clone(), &log);
                scope.spawn(move || {
                    keep(pipe, log);
                    drop(done);
                });
            }
            drop(done);
            while ended.recv_timeout(SIGN_OF_LIFE) == Err(RecvTimeoutError::Timeout) {
                println!(
                    "  … {} {}: {}",
                    self.name,
                    seconds(start.elapsed()),
                    last_line(&log)
                );
            }
        });
        let success = child.wait()?.success();
        let (_, bytes) = log
            .into_inner()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let log = without_colours(&String::from_utf8_lossy(&bytes));
        Ok(Finished {
            success,
            log,
            file,
            took: start.elapsed(),
        })
    }
}

impl Finished {
    /// The end of the log, and where the rest is.
    pub(crate) fn tail(&self) -> String {
        let lines: Vec<&str> = self.log.lines().collect();
        let shown = &lines[lines.len().saturating_sub(SHOWN_LINES)..];
        let file = self.file.strip_prefix(paths::root()).unwrap_or(&self.file);
        format!(
            "    {}\n    (all of it in {})",
            shown.join("\n    "),
            file.display()
        )
    }
}

/// A duration as a person says it.
pub(crate) fn seconds(duration: Duration) -> String {
    match duration.as_secs() {
        0..=9 => format!("{:.1} s", duration.as_secs_f32()),
        seconds @ 10..=119 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

fn log_file(name: &str) -> Result<PathBuf> {
    let directory = paths::target().join("xtask");
    fs::create_dir_all(&directory)?;
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    Ok(directory.join(Path::new(&name).with_extension("log")))
}

fn keep(pipe: impl Read, log: &Mutex<(File, Vec<u8>)>) {
    let mut reader = BufReader::new(pipe);
    let mut line = Vec::new();
    while reader
        .read_until(b'\n', &mut line)
        .is_ok_and(|length| length > 0)
    {
        let mut log = log.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // A full disk shall not stop the command from being read, or it would hang.
        let _ = log.0.write_all(&line);
        log.1.append(&mut line);
    }
}

fn last_line(log: &Mutex<(File, Vec<u8>)>) -> String {
    let log = log.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let end = &log.1[log.1.len().saturating_sub(400)..];
    let text = without_colours(&String::from_utf8_lossy(end));
    let last = text
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("…");
    last.trim().chars().take(100).collect()
}

/// The text without the escape sequences that colour it.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\u{1b}' {
            plain.push(character);
        } else if characters.next() == Some('[') {
            for parameter in characters.by_ref() {
                if parameter.is_ascii_alphabetic() {
                    break;
                }
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_go_and_text_stays() {
        assert_eq!(
            without_colours("\u{1b}[1m\u{1b}[32m3 passed\u{1b}[0m (2s)"),
            "3 passed (2s)"
        );
    }

    #[test]
    fn both_outputs_are_kept_and_failure_is_told() {
        let task = Task {
            name: "self test of a task",
            why: "",
        };
        let finished = task
            .watch(crate::command::command("sh").args(["-c", "echo out; echo err >&2; exit 3"]))
            .expect("sh starts");
        assert!(!finished.success);
        assert!(
            finished.log.contains("out\n") && finished.log.contains("err\n"),
            "{}",
            finished.log
        );
    }

    #[test]
    fn minutes_are_said_as_minutes() {
        assert_eq!(seconds(Duration::from_secs(135)), "2 min 15 s");
    }
}
