//! Reading a fault from a flag.

use std::str::FromStr;
use std::time::Duration;

use signet_model::OperationName;

use super::{Fault, FaultKind};
use crate::refusal::known_code;

/// Why a fault cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// It has no `:`, or too many.
    #[error(
        "a fault is OPERATION:WHAT or OPERATION:WHAT:PROBABILITY, as in UnRegisterDeviceCredential:SystemOverFlow:0.1"
    )]
    Shape,
    /// No such operation.
    #[error("{0} is not an operation that the emulator has; * stands for all of them")]
    Operation(String),
    /// Neither a known code nor a kind of fault.
    #[error(
        "{0} is neither a code that the emulator knows nor latency=20ms±10ms, lost-answer or lost-request"
    )]
    What(String),
    /// Not a duration.
    #[error("{0} is not a duration like 20ms or 2s")]
    Duration(String),
    /// Not from 0 to 1.
    #[error("the probability {0} is not a number from 0 to 1")]
    Probability(String),
}

/// No answer is later than this.
const LONGEST: Duration = Duration::from_secs(600);

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let parts: Vec<_> = text.split(':').map(str::trim).collect();
        let (operation, what, probability) = match parts[..] {
            [operation, what] => (operation, what, "1"),
            [operation, what, probability] => (operation, what, probability),
            _ => return Err(FaultError::Shape),
        };
        Ok(Self {
            operation: match operation {
                "*" => None,
                name => Some(
                    OperationName::find(name)
                        .ok_or_else(|| FaultError::Operation(name.to_owned()))?,
                ),
            },
            kind: kind(what)?,
            probability: probability
                .parse()
                .ok()
                .filter(|probability| (0.0..=1.0).contains(probability))
                .ok_or_else(|| FaultError::Probability(probability.to_owned()))?,
        })
    }
}

fn kind(what: &str) -> Result<FaultKind, FaultError> {
    match what {
        "lost-answer" => return Ok(FaultKind::LostAnswer),
        "lost-request" => return Ok(FaultKind::LostRequest),
        _ => {}
    }
    if let Some(latency) = what.strip_prefix("latency=") {
        let (mean, spread) = latency
            .split_once('±')
            .or_else(|| latency.split_once("+-"))
            .unwrap_or((latency, "0ms"));
        return Ok(FaultKind::Latency {
            mean: duration(mean)?,
            spread: duration(spread)?,
        });
    }
    known_code(what)
        .map(FaultKind::Refuse)
        .ok_or_else(|| FaultError::What(what.to_owned()))
}

fn duration(text: &str) -> Result<Duration, FaultError> {
    let wrong = || FaultError::Duration(text.to_owned());
    let (digits, millis) = match text.strip_suffix("ms") {
        Some(digits) => (digits, 1),
        None => (text.strip_suffix('s').ok_or_else(wrong)?, 1000),
    };
    let number: u32 = digits.parse().map_err(|_| wrong())?;
    Some(Duration::from_millis(u64::from(number) * millis))
        .filter(|duration| *duration <= LONGEST)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind() {
        let parse = |text: &str| {
            text.parse::<Fault>()
                .map(|fault| (fault.operation, fault.kind, fault.probability))
        };
        let unregister = Some(OperationName::UnRegisterDeviceCredential);
        assert_eq!(
            parse("UnRegisterDeviceCredential:SystemOverFlow:0.1"),
            Ok((unregister, FaultKind::Refuse("SystemOverFlow"), 0.1))
        );
        assert_eq!(
            parse("*:lost-answer"),
            Ok((None, FaultKind::LostAnswer, 1.0))
        );
        assert_eq!(
            parse("*:lost-request:0"),
            Ok((None, FaultKind::LostRequest, 0.0))
        );
        let (mean, spread) = (Duration::from_millis(20), Duration::from_millis(10));
        assert_eq!(
            parse("*:latency=20ms±10ms:1"),
            Ok((None, FaultKind::Latency { mean, spread }, 1.0))
        );
        assert_eq!(
            parse("*:latency=20ms+-10ms"),
            Ok((None, FaultKind::Latency { mean, spread }, 1.0))
        );
        let (mean, spread) = (Duration::from_secs(2), Duration::ZERO);
        assert_eq!(
            parse("*:latency=2s"),
            Ok((None, FaultKind::Latency { mean, spread }, 1.0))
        );
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text: &str| text.parse::<Fault>().unwrap_err();
        assert_eq!(error("SystemOverFlow"), FaultError::Shape);
        assert_eq!(error("a:b:c:d"), FaultError::Shape);
        assert_eq!(
            error("Unregister:SystemOverFlow"),
            FaultError::Operation("Unregister".into())
        );
        assert_eq!(
            error("*:Systemoverflow"),
            FaultError::What("Systemoverflow".into())
        );
        assert_eq!(error("*:latency=20"), FaultError::Duration("20".into()));
        assert_eq!(error("*:latency=-1ms"), FaultError::Duration("-1ms".into()));
        assert_eq!(
            error("*:latency=9999999s"),
            FaultError::Duration("9999999s".into())
        );
        for wrong in ["1.1", "-0.1", "NaN", "often", ""] {
            assert_eq!(
                error(&format!("*:lost-answer:{wrong}")),
                FaultError::Probability(wrong.into())
            );
        }
    }
}
