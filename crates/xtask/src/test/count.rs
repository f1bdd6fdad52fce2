//! How many tests a test runner says that it ran. Its exit code has the last word.

use std::fmt;
use std::ops::AddAssign;

/// Tests that passed and tests that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

/// Whose closing lines to read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Runner {
    Nextest,
    CargoTest,
    Pytest,
    Playwright,
    Node,
}

impl Runner {
    /// Reads the closing lines of a log.
    pub(crate) fn tally(self, log: &str) -> Tally {
        match self {
            // Summary [   1.2s] 12 tests run: 11 passed, 1 failed, 0 skipped
            Self::Nextest => last(log, |line| line.trim_start().starts_with("Summary [")),
            // test result: ok. 3 passed; 0 failed; 0 ignored; … once per binary
            Self::CargoTest => log
                .lines()
                .filter(|line| line.starts_with("test result:"))
                .map(numbers)
                .fold(Tally::default(), |mut sum, tally| {
                    sum += tally;
                    sum
                }),
            // ===== 1 failed, 41 passed in 3.21s =====
            Self::Pytest => last(log, |line| {
                line.contains(" in ") && (line.contains(" passed") || line.contains(" failed"))
            }),
            // one line each, indented:  1 failed / 12 passed (10.3s)
            Self::Playwright => log
                .lines()
                .filter(|line| {
                    let mut words = line.split_whitespace();
                    words.next().is_some_and(|word| word.parse::<u64>().is_ok())
                        && words
                            .next()
                            .is_some_and(|word| ["passed", "failed", "flaky"].contains(&word))
                })
                .map(numbers)
                .fold(Tally::default(), |mut sum, tally| {
                    sum += tally;
                    sum
                }),
            // # pass 12, and # fail 1 on a line of its own
            Self::Node => {
                let said = |what: &str| {
                    let line = log.lines().rev().find_map(|line| line.strip_prefix(what));
                    line.and_then(|number| number.trim().parse().ok())
                        .unwrap_or_default()
                };
                Tally {
                    passed: said("# pass "),
                    failed: said("# fail ") + said("# cancelled "),
                }
            }
        }
    }
}

impl Tally {
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// Brings the count and the exit code together; says what is wrong, if anything is.
    pub(crate) fn judge(self, success: bool) -> (Self, Option<&'static str>) {
        match (success, self.passed, self.failed) {
            (true, 0, 0) => (Self::FAILED, Some("no test ran, so nothing was tested")),
            (true, _, 0) => (self, None),
            (true, ..) => (
                self,
                Some("tests failed, although the runner exited with 0"),
            ),
            (false, _, 0) => (Self { failed: 1, ..self }, Some("the runner failed")),
            (false, ..) => (self, Some("tests failed")),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn last(log: &str, is_it: impl Fn(&str) -> bool) -> Tally {
    log.lines()
        .rev()
        .find(|line| is_it(line))
        .map(numbers)
        .unwrap_or_default()
}

/// `N passed` and `N failed` of a line, and what other runners call a failure.
fn numbers(line: &str) -> Tally {
    let mut tally = Tally::default();
    let words: Vec<&str> = line
        .split([' ', ',', ';', '=', '('])
        .filter(|word| !word.is_empty())
        .collect();
    for pair in words.windows(2) {
        let Ok(number) = pair[0].parse::<u64>() else {
            continue;
        };
        match pair[1] {
            "passed" => tally.passed += number,
            "failed" | "error" | "errors" | "flaky" | "timed" => tally.failed += number,
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::{Runner, Tally};

    #[track_caller]
    fn reads(runner: Runner, log: &str, passed: u64, failed: u64) {
        assert_eq!(runner.tally(log), Tally { passed, failed });
    }

    #[test]
    fn every_runner_is_understood() {
        reads(
            Runner::Nextest,
            "     Summary [   0.012s] 12 tests run: 11 passed, 1 failed, 2 skipped\n        FAIL x",
            11,
            1,
        );
        reads(
            Runner::Nextest,
            "     Summary [   0.012s] 12 tests run: 12 passed (1 slow), 0 skipped",
            12,
            0,
        );
        let twice = "test result: ok. 3 passed; 0 failed; 0 ignored\ntest result: FAILED. 4 passed; 2 failed; 0 ignored";
        reads(Runner::CargoTest, twice, 7, 2);
        reads(
            Runner::Pytest,
            "==== 1 failed, 41 passed, 1 error in 3.21s ====",
            41,
            2,
        );
        reads(Runner::Pytest, "41 passed in 3.21s", 41, 0);
        reads(
            Runner::Playwright,
            "  1 failed\n    [chromium] › a.spec.ts:3 › 7 passed by\n  12 passed (10.3s)",
            12,
            1,
        );
        reads(
            Runner::Node,
            "# a test says # pass 7\n# tests 13\n# pass 11\n# fail 1\n# cancelled 1\n# skipped 0",
            11,
            2,
        );
    }

    #[test]
    fn a_runner_that_ran_nothing_has_failed() {
        let (tally, complaint) = Tally::default().judge(true);
        assert_eq!(tally, Tally::FAILED);
        assert!(complaint.is_some());
    }

    #[test]
    fn a_runner_that_failed_without_a_failed_test_counts_as_one() {
        let (tally, _) = Tally {
            passed: 9,
            failed: 0,
        }
        .judge(false);
        assert_eq!(
            tally,
            Tally {
                passed: 9,
                failed: 1
            }
        );
    }
}
