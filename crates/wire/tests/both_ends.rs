//! What one end writes, the other end reads, for every operation and whatever the values.

#[path = "support/any.rs"]
mod any;

#[path = "both_ends/answers.rs"]
mod answers;
#[path = "both_ends/devices.rs"]
mod devices;
#[path = "both_ends/requests.rs"]
mod requests;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use signet_model::operations::*;
use signet_model::{OperationName, Timestamp, every_operation};
use signet_wire::{Parameters, Wire, read_answer};

use any::{any, with};

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

/// As the emulator's end reads it: what is never sent is what it has to assume.
fn read_back<O: Wire>() -> O {
    let mut more = Map::new();
    for switch in ["reveal", "replace_existing"] {
        if O::FIELDS.iter().any(|field| field.name == switch) {
            more.insert(switch.to_owned(), json!(true));
        }
    }
    with::<O>(&Value::Object(more))
}

macro_rules! each {
    ($($name:ident)*) => {
        /// One of each operation, as the other end reads it back.
        fn each_survives() -> usize {
            $(request_survives(&read_back::<$name>());)*
            [$(OperationName::$name),*].len()
        }

        /// Reads one body as the answer of every operation.
        fn read_as_each(status: u16, body: &[u8]) {
            $(let _ = read_answer(&any::<$name>(), status, body);)*
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
    fn no_bytes_make_a_reader_panic(status in 100..600_u16, body in prop::collection::vec(any_byte(), 0..200), json in "[{}\\[\\]\":,a-zA-Z0-9]{0,80}") {
        for body in [body.as_slice(), json.as_bytes()] {
            read_as_each(status, body);
        }
    }
}

fn any_byte() -> impl Strategy<Value = u8> {
    proptest::prelude::any::<u8>()
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
