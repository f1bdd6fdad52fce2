use proptest::prelude::*;
use signet_model::Violation;

use super::*;

fn read_in(act: Act, ca: Option<&str>, pieces: &[&str]) -> Vec<(u64, Result<String, Flaw>)> {
    let mut lines = Vec::new();
    let mut reader = ListReader::new(act, ca.map(str::to_owned));
    let mut take = |line: Line| lines.push((line.number, line.read.map_err(|bad| bad.flaw)));
    for piece in pieces {
        reader.push(piece, &mut take);
    }
    reader.finish(&mut take);
    lines
}

fn read(act: Act, text: &str) -> Vec<(u64, Result<String, Flaw>)> {
    read_in(act, None, &[text])
}

fn ids(lines: &[(u64, Result<String, Flaw>)]) -> Vec<(u64, &str)> {
    lines
        .iter()
        .map(|(number, read)| (*number, read.as_deref().unwrap_or("bad")))
        .collect()
}

#[test]
fn one_a_line_whatever_ends_the_line() {
    for text in [
        "GID_a@@@1\nGID_a@@@2\n",
        "GID_a@@@1\r\nGID_a@@@2",
        "\u{FEFF}GID_a@@@1\r\nGID_a@@@2\r\n",
        "  GID_a@@@1  \n\tGID_a@@@2",
        "\"GID_a@@@1\"\n\"GID_a@@@2\"\n",
    ] {
        let lines = read(Act::Deregister, text);
        assert_eq!(
            ids(&lines),
            [(1, "GID_a@@@1"), (2, "GID_a@@@2")],
            "{text:?}"
        );
    }
}

#[test]
fn numbers_are_those_of_the_lines_of_the_file() {
    let text = "client_id,note\r\n\r\nGID_a@@@1,\"two\r\nlines\"\r\nGID_a@@@2,x\r\n\r\n,nothing\r\nGID_a@@@3,y";
    let lines = read(Act::Deregister, text);
    assert_eq!(
        ids(&lines),
        [
            (3, "GID_a@@@1"),
            (5, "GID_a@@@2"),
            (7, "bad"),
            (8, "GID_a@@@3")
        ]
    );
    assert_eq!(lines[2].1, Err(Flaw::NoId));
}

#[test]
fn tables_are_read_by_their_heads_or_by_what_is_in_them() {
    for (act, text, expected) in [
        (
            Act::Deregister,
            "note;Client ID\nx;GID_a@@@1\n",
            "GID_a@@@1",
        ),
        (Act::Deregister, "1\tGID_a@@@1\tpress\n", "GID_a@@@1"),
        (Act::DeleteClientIds, "IotId,name\nabc,x\n", "abc"),
        (Act::DeleteClientIds, "设备ID,备注\nabc,x\n", "abc"),
        (
            Act::Inactivate,
            "device_serial_number,ca_serial_number\n02,01\n",
            "01\n02",
        ),
        (Act::Inactivate, "01,02\n", "01\n02"),
        (Act::Inactivate, "CA Sn,Device Sn\n01,02\n", "01\n02"),
    ] {
        let lines = read(act, text);
        assert_eq!(
            lines.last().map(|(_, read)| read.clone()),
            Some(Ok(expected.to_owned())),
            "{text:?}"
        );
        assert_eq!(lines.len(), 1, "{text:?}");
    }
    assert_eq!(
        read_in(Act::Inactivate, Some("01"), &["02\n"]),
        [(1, Ok("01\n02".to_owned()))]
    );
    assert_eq!(read(Act::Inactivate, "02\n"), [(1, Err(Flaw::NoCa))]);
}

#[test]
fn serial_numbers_that_a_spreadsheet_has_shortened_are_refused_by_name() {
    for text in ["3.56E+14", "\"3,56E+14\"", "4e+20", "\"3.56E+14\""] {
        let lines = read_in(Act::Inactivate, Some("01"), &["sn\n", text, "\n"]);
        assert_eq!(lines, [(2, Err(Flaw::SpreadsheetNumber))], "{text:?}");
    }
    for text in ["35600000E14", "1E5A", "356E", "E+14"] {
        let lines = read_in(Act::Inactivate, Some("01"), &[text]);
        assert!(lines[0].1.is_ok(), "{text:?} is a serial number: {lines:?}");
    }
}

#[test]
fn each_bad_line_says_which_rule_it_breaks() {
    let long = "x".repeat(200);
    let text = format!("GID_a@@@1\n{long}\nGID_a@@@\u{0}\n");
    let lines = read(Act::Register, &text);
    assert!(
        matches!(
            lines[1],
            (
                2,
                Err(Flaw::Breaks(
                    Violation::TooManyCharacters { .. }
                        | Violation::TooManyBytes { .. }
                        | Violation::Separators { .. }
                ))
            )
        ),
        "{lines:?}"
    );
    assert!(matches!(lines[2], (3, Err(Flaw::Breaks(_)))), "{lines:?}");
    for (_, read) in &lines[1..] {
        assert!(!read.clone().expect_err("bad").to_string().is_empty());
    }
}

#[test]
fn a_line_of_ten_megabytes_is_one_bad_line() {
    let long = "x".repeat(10_000_000);
    let lines = read_in(
        Act::Deregister,
        None,
        &["GID_a@@@1\n", &long, "\nGID_a@@@2\n"],
    );
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1], (2, Err(Flaw::TooLong)));
    assert_eq!(lines[2], (3, Ok("GID_a@@@2".to_owned())));
}

#[test]
fn a_quote_that_is_never_closed_is_one_bad_line() {
    let rest = "GID_a@@@2\n".repeat(1000);
    let lines = read_in(Act::Deregister, None, &["GID_a@@@1\n\"GID_a@@@x\n", &rest]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[1], (2, Err(Flaw::TooLong)));
}

#[test]
fn what_is_found_is_shown_shortened() {
    let mut found = Vec::new();
    let mut reader = ListReader::new(Act::Inactivate, None);
    reader.push(&format!("{}\n", "界".repeat(300)), |line| {
        found.push(line.read.expect_err("no CA").found);
    });
    assert_eq!(found[0].chars().count(), 201);
}

proptest! {
    #[test]
    fn pieces_change_nothing(text in "[a-zA-Z0-9@_,;\"\r\n界 ]{0,200}", cuts in proptest::collection::vec(0_usize..200, 0..5)) {
        let whole = read(Act::Deregister, &text);
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| text.is_char_boundary(*cut) && *cut <= text.len()).collect();
        cuts.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = 0;
        for cut in cuts {
            pieces.push(&text[from..cut]);
            from = cut;
        }
        pieces.push(&text[from..]);
        prop_assert_eq!(read_in(Act::Deregister, None, &pieces), whole);
    }

    #[test]
    fn every_id_of_a_list_comes_out_with_its_line(ids in proptest::collection::vec("GID_[a-z]{1,8}@@@[a-z0-9_-]{1,20}", 1..50), crlf in any::<bool>()) {
        let end = if crlf { "\r\n" } else { "\n" };
        let lines = read(Act::Deregister, &ids.join(end));
        let expected: Vec<_> = ids.iter().enumerate().map(|(at, id)| (at as u64 + 1, Ok(id.clone()))).collect();
        prop_assert_eq!(lines, expected);
    }
}
