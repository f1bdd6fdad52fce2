//! `docs/OPERATIONS-COVERAGE.md`: which operation is where, taken from what is there. The test writes what the file should hold
//! and fails where it holds something else.

#[path = "coverage/calls.rs"]
pub(crate) mod calls;
#[path = "coverage/sources.rs"]
mod sources;

use std::fs;

use signet_model::every_operation;
use signet_model::operations::*;
use signet_wire::{Method, Placement, Wire};

use crate::support::bench;
use sources::{dashboard_pages, sdk_tables};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/OPERATIONS-COVERAGE.md"
);
const COMMAND: &str = "SIGNET_WRITE_COVERAGE=1 cargo test -p signet-proxy --test api coverage";

const HEAD: &str = "\
# Operations and where they are covered

Generated; do not edit. `{COMMAND}` writes it anew, and the same test without the variable fails where it is stale.

- *model*: its effect in the list of `model::operations`; with arguments that make it more, that too.
- *wire*: how it travels, as `wire` has it.
- *emulator*: the emulator carries it out when it is asked.
- *page*: the pages of the dashboard whose code names it.
- *official SDK*: the conformance tables have the official Python SDK call it.

| operation | model | wire | emulator | page | official SDK |
|---|---|---|---|---|---|
";

/// What is known of one operation without asking anyone.
struct Known {
    name: OperationName,
    wire: String,
}

fn known<O: Wire>() -> Known {
    let placement = match O::PLACEMENT {
        Placement::Query => "query",
        Placement::Form => "form",
    };
    let method = match O::METHOD {
        Method::Get => "GET",
        Method::Post => "POST",
    };
    Known {
        name: O::NAME,
        wire: format!("{method}, {placement}"),
    }
}

macro_rules! all_known {
    ($($name:ident)*) => { fn all_known() -> Vec<Known> { vec![$(known::<$name>()),*] } };
}

every_operation!(all_known);

/// The effect, and the stronger one that a switch among its fields makes of it.
fn model(name: OperationName) -> String {
    let effect = name.spec().effect.as_str();
    let switch = name.fields().iter().find_map(|field| match field.name {
        "reveal" => Some("reveal"),
        "replace_existing" => Some("destroy"),
        _ => None,
    });
    match switch {
        Some(stronger) => format!("{effect}, {stronger}"),
        None => effect.to_owned(),
    }
}

fn row(known: &Known, emulated: bool) -> String {
    let Known { name, wire } = known;
    let or_no = |list: Vec<String>| {
        if list.is_empty() {
            "no".to_owned()
        } else {
            list.join(", ")
        }
    };
    let yes_no = |yes| if yes { "yes" } else { "no" };
    let pages = or_no(dashboard_pages(name.as_str()));
    let sdk = or_no(sdk_tables(name.as_str()));
    let (model, emulated) = (model(*name), yes_no(emulated));
    format!("| `{name}` | {model} | {wire} | {emulated} | {pages} | {sdk} |\n")
}

#[tokio::test(start_paused = true)]
async fn the_coverage_of_operations_is_as_documented() {
    let mut expected = HEAD.replace("{COMMAND}", COMMAND);
    for known in all_known() {
        let bench = bench();
        let fields = calls::fields(&bench, known.name).await;
        let emulated = bench.call(known.name.as_str(), fields).await.status == 200;
        expected += &row(&known, emulated);
    }
    if std::env::var_os("SIGNET_WRITE_COVERAGE").is_some() {
        fs::write(FILE, &expected).expect("docs can be written");
    }
    let documented = fs::read_to_string(FILE).unwrap_or_default();
    let differs = expected
        .lines()
        .find(|line| !documented.lines().any(|known| known == *line));
    assert!(
        documented == expected,
        "docs/OPERATIONS-COVERAGE.md is stale, first at `{}`; write it anew with\n{COMMAND}",
        differs.unwrap_or("a line that is too much")
    );
}
