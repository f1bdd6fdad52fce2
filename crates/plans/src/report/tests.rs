use proptest::prelude::*;

use super::*;

fn item(number: u64, outcome: Outcome) -> Item {
    Item {
        number,
        id: format!("GID_a@@@{number}"),
        ca: None,
        before: "registered".to_owned(),
        outcome,
        note: None,
        cloud_code: None,
        request_id: Some("R-1".to_owned()),
        act: Some("act-1".to_owned()),
        attempts: 1,
        started_at: Timestamp::from_millis(1_605_541_382_000),
        ended_at: Timestamp::from_millis(1_605_541_382_001),
    }
}

fn csv_of(item: &Item) -> String {
    Report::new(Act::Deregister, Format::Csv).line(item)
}

#[test]
fn csv_is_what_a_spreadsheet_reads() {
    let mut report = Report::new(Act::Deregister, Format::Csv);
    let text = [
        report.header(),
        report.line(&item(1, Outcome::Done)),
        report.trailer("pl-0123456789", "abc"),
    ]
    .concat();
    assert_eq!(
        text,
        concat!(
            "number,ca,id,before,act,outcome,cloud_code,request_id,audit_act,attempts,started_at,ended_at,note\r\n",
            "1,,GID_a@@@1,registered,deregister,done,,R-1,act-1,1,2020-11-16T15:43:02Z,2020-11-16T15:43:02.001Z,\r\n",
            "# plan=pl-0123456789 sha256=abc items=1 done=1\r\n",
        )
    );
}

#[test]
fn json_lines_leave_out_what_is_absent() {
    let mut report = Report::new(Act::Deregister, Format::JsonLines);
    let text = [
        report.header(),
        report.line(&item(1, Outcome::SettledDone)),
        report.line(&item(2, Outcome::Failed)),
        report.trailer("pl-0123456789", "abc"),
    ]
    .concat();
    assert_eq!(
        text,
        concat!(
            r#"{"number":1,"id":"GID_a@@@1","before":"registered","act":"deregister","outcome":"settled_done","request_id":"R-1","audit_act":"act-1","attempts":1,"started_at":"2020-11-16T15:43:02Z","ended_at":"2020-11-16T15:43:02.001Z"}"#,
            "\n",
            r#"{"number":2,"id":"GID_a@@@2","before":"registered","act":"deregister","outcome":"failed","request_id":"R-1","audit_act":"act-1","attempts":1,"started_at":"2020-11-16T15:43:02Z","ended_at":"2020-11-16T15:43:02.001Z"}"#,
            "\n",
            r#"{"plan":"pl-0123456789","hash":"abc","totals":{"items":2,"settled_done":1,"failed":1}}"#,
            "\n",
        )
    );
}

#[test]
fn no_cell_is_a_formula_and_none_breaks_its_line() {
    let cell = |note: &str| {
        let line = csv_of(&Item {
            note: Some(note.to_owned()),
            ..item(1, Outcome::Failed)
        });
        let start = line.find("001Z,").expect("the last time") + 5;
        line[start..]
            .strip_suffix("\r\n")
            .expect("an end")
            .to_owned()
    };
    assert_eq!(cell("=1+1"), "'=1+1");
    assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
    assert_eq!(cell("+86"), "'+86");
    assert_eq!(cell("-1"), "'-1");
    assert_eq!(cell("＝1"), "'＝1");
    assert_eq!(cell("\t=1"), "'\t=1");
    assert_eq!(cell("\r\n=1"), "\"'\r\n=1\"");
    assert_eq!(
        cell(r#"=HYPERLINK("a","b")"#),
        r#""'=HYPERLINK(""a"",""b"")""#
    );
    assert_eq!(cell("gone, it says \"no\""), "\"gone, it says \"\"no\"\"\"");
    assert_eq!(cell("a-b=c@d"), "a-b=c@d");
}

proptest! {
    #[test]
    fn the_totals_add_up(outcomes in prop::collection::vec(prop::sample::select(&Outcome::ALL[..]), 0..50)) {
        let mut report = Report::new(Act::Rotate, Format::JsonLines);
        for (number, outcome) in (1..).zip(&outcomes) {
            let _ = report.line(&item(number, *outcome));
        }
        let totals: Vec<_> = report.totals().collect();
        prop_assert_eq!(totals[0], ("items", outcomes.len() as u64));
        prop_assert_eq!(totals[1..].iter().map(|(_, items)| items).sum::<u64>(), totals[0].1);
    }

    /// What a reader by RFC 4180 gets back is what was written, but for the apostrophe.
    #[test]
    fn every_cell_is_read_back(note in any::<String>(), id in any::<String>()) {
        let line = csv_of(&Item { note: Some(note.clone()), id: id.clone(), ..item(1, Outcome::Done) });
        let cells = read(&line);
        prop_assert_eq!(cells.len(), 13);
        for (cell, written) in [(&cells[2], &id), (&cells[12], &note)] {
            let same = cell == written || cell.strip_prefix('\'') == Some(written.as_str());
            prop_assert!(same, "{cell:?} is not {written:?}");
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        }
    }
}

/// A reader of one record.
fn read(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = line
        .strip_suffix("\r\n")
        .expect("an end")
        .chars()
        .peekable();
    let mut is_quoted = false;
    while let Some(character) = characters.next() {
        let cell = cells.last_mut().expect("a cell");
        match character {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells.push(String::new()),
            other => cell.push(other),
        }
    }
    cells
}
