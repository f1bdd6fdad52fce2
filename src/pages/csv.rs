//! Tables for spreadsheets and scripts: RFC 4180, and no field that a spreadsheet would compute.

use std::borrow::Cow;

/// Adds a row.
pub fn row(out: &mut String, fields: &[&str]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if field.contains(['"', ',', '\r', '\n']) {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}

/// Somebody else's text as a field: one that a spreadsheet would take for a formula begins with `'`.
pub fn text(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(["'", text].concat())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What any reader of RFC 4180 makes of one row.
    fn read(line: &str) -> Vec<String> {
        let mut fields = vec![String::new()];
        let mut quoted = false;
        let mut chars = line
            .strip_suffix("\r\n")
            .expect("a whole row")
            .chars()
            .peekable();
        while let Some(char) = chars.next() {
            let field = fields.last_mut().expect("there is one");
            match char {
                '"' if quoted && chars.peek() == Some(&'"') => {
                    chars.next();
                    field.push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(String::new()),
                char => field.push(char),
            }
        }
        fields
    }

    #[test]
    fn what_a_spreadsheet_would_compute_is_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(text(formula), ["'", formula].concat());
        }
        for plain in ["", "GID_a@@@b", "DC.x=", "a-b", "'x"] {
            assert_eq!(text(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn every_field_comes_back(fields in proptest::collection::vec(".*|[\",\r\n=]{0,4}", 1..6)) {
            let mut out = String::new();
            let fields: Vec<_> = fields.iter().map(String::as_str).collect();
            row(&mut out, &fields);
            prop_assert_eq!(read(&out), fields);
        }

        #[test]
        fn no_text_begins_as_a_formula(any in "[=+@\t\r\n-]{0,2}.*") {
            prop_assert!(!text(&any).starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
            prop_assert!(text(&any).ends_with(&any));
        }
    }
}
