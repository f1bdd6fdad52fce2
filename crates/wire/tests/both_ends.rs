//! What one end writes, the other end reads, for every operation and whatever the values.

#[path = "support/any.rs"]
mod any;

#[path = "both_ends/answers.rs"]
mod answers;
#[path = "both_ends/devices.rs"]
mod devices;
#[path = "laws/both_ends.rs"]
mod laws;
#[path = "both_ends/requests.rs"]
mod requests;

use proptest::prelude::*;
use signet_model::operations::*;
use signet_model::{OperationName, Timestamp, every_operation};
use signet_wire::{Parameters, Wire, read_answer};

use any::any;
use laws::read_back;

fn request_survives<O: Wire>(operation: &O) {
    let sent = operation
        .parameters()
        .into_iter()
        .map(|(name, value)| (name.into_owned(), value))
        .collect();
    assert_eq!(
        O::from_parameters(&Parameters::new(sent)).as_ref(),
        Ok(operation)
    );
}

/// The answer comes back to whoever asked for everything in it.
fn answer_survives<O: Wire>(output: &O::Output) {
    answer_survives_for(&any::<O>(), output);
}

fn answer_survives_for<O: Wire>(operation: &O, output: &O::Output) {
    let body = O::encode(output).to_string();
    assert_eq!(
        read_answer(operation, 200, body.as_bytes()).as_ref(),
        Ok(output),
        "{body}"
    );
}

fn parsed<T>(pattern: &'static str) -> impl Strategy<Value = T>
where
    T: std::str::FromStr + std::fmt::Debug,
    T::Err: std::fmt::Debug,
{
    pattern.prop_map(|text| text.parse().expect("the pattern fits the rule"))
}

fn moment() -> impl Strategy<Value = Option<Timestamp>> {
    prop::option::of(
        (1..4_000_000_000_000_i64)
            .prop_map(|millis| Timestamp::from_millis(millis).expect("in range")),
    )
}

macro_rules! each {
    ($($name:ident)*) => {
        /// One of each operation, as the other end reads it back.
        fn each_survives() -> usize {
            $(request_survives(&read_back::<$name>());)*
            [$(OperationName::$name),*].len()
        }
    };
}

every_operation!(each);

#[test]
fn no_operation_is_forgotten() {
    assert_eq!(each_survives(), OperationName::ALL.len());
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(
        operation in 0..laws::OPERATIONS, status in 100..600_u16, noise in prop::collection::vec(proptest::prelude::any::<u8>(), 0..200),
        json in "[{}\\[\\]\":,a-zA-Z0-9]{0,80}", values in prop::collection::vec(".{0,20}|[0-9]{1,3}|GID_[a-z]{3}@@@[a-z]", 0..6),
    ) {
        laws::answer(operation, status, &noise);
        laws::answer(operation, 200, json.as_bytes());
        laws::request(operation, &values);
    }
}

#[test]
fn the_emulators_end_names_the_parameter_and_the_rule() {
    let read = |pairs: &[(&str, &str)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        ListDeviceCertificate::from_parameters(&Parameters::new(pairs))
            .map_err(|error| error.to_string())
    };
    assert_eq!(read(&[]), Err("MqttInstanceId is required".to_owned()));
    assert_eq!(
        read(&[("MqttInstanceId", ""), ("PageNo", "1")]),
        Err("MqttInstanceId is required".to_owned())
    );
    assert_eq!(
        read(&[
            ("MqttInstanceId", "i"),
            ("PageNo", "1"),
            ("PageSize", "101")
        ]),
        Err("PageSize must be a whole number from 1 to 100, not 101".to_owned())
    );
    assert!(
        read(&[
            ("MqttInstanceId", "i"),
            ("PageNo", "1"),
            ("PageSize", "1"),
            ("Unknown", "x")
        ])
        .is_ok()
    );
}
