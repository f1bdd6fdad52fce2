//! CSV by RFC 4180, for programs that take a cell that begins with `=` for a formula.

use signet_model::Timestamp;

use super::Line;

/// The header line.
pub(super) const HEADER: &str = "number,ca,id,before,act,outcome,cloud_code,request_id,audit_act,attempts,started_at,ended_at,note\r\n";

/// The line of an item.
pub(super) fn line(line: &Line<'_>) -> String {
    let time = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
    let (started, ended) = (time(line.started_at), time(line.ended_at));
    let (number, attempts) = (line.number.to_string(), line.attempts.to_string());
    let cells = [
        Some(number.as_str()),
        line.ca,
        Some(line.id),
        Some(line.before),
        Some(line.act.as_str()),
        Some(line.outcome.as_str()),
        line.cloud_code,
        line.request_id,
        line.audit_act,
        Some(attempts.as_str()),
        started.as_deref(),
        ended.as_deref(),
        line.note,
    ];
    let mut text = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        push(cell.unwrap_or_default(), &mut text);
    }
    text.push_str("\r\n");
    text
}

/// One cell: `# plan=… sha256=… items=…`.
pub(super) fn trailer(
    plan: &str,
    hash: &str,
    totals: impl Iterator<Item = (&'static str, u64)>,
) -> String {
    let mut text = format!("# plan={plan} sha256={hash}");
    for (name, items) in totals {
        text.push_str(&format!(" {name}={items}"));
    }
    text.push_str("\r\n");
    text
}

/// A cell: quoted where it must be, and with an apostrophe before what a spreadsheet would compute (OWASP, "CSV Injection"; the wide forms count
/// as the narrow ones in some languages).
fn push(cell: &str, text: &mut String) {
    let computes = |first: char| "=+-@\t\r\n＝＋－＠".contains(first);
    let is_formula = cell.starts_with(computes);
    let is_quoted = cell.contains(['"', ',', '\r', '\n']);
    if is_quoted {
        text.push('"');
    }
    if is_formula {
        text.push('\'');
    }
    for character in cell.chars() {
        if character == '"' {
            text.push('"');
        }
        text.push(character);
    }
    if is_quoted {
        text.push('"');
    }
}
