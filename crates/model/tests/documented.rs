//! `docs/API.md` names every operation and every error code, with the right status and effect.

use signet_model::OperationName;
use signet_model::api::ErrorCode;
use signet_model::plans::LineRule;

const API: &str = include_str!("../../../docs/API.md");

#[test]
fn every_error_code_is_documented_with_its_status() {
    for code in ErrorCode::ALL {
        let name = serde_json::to_value(code).expect("JSON");
        let row = format!("| `{}` | {} |", name.as_str().expect("text"), code.status());
        assert!(API.contains(&row), "docs/API.md lacks the row {row}");
    }
    let rows = API
        .lines()
        .filter(|line| line.starts_with("| `") && line.contains("` | 4") | line.contains("` | 5"))
        .count();
    assert_eq!(
        rows,
        ErrorCode::ALL.len(),
        "docs/API.md has a row for a code that does not exist"
    );
}

#[test]
fn every_rule_of_a_line_is_documented() {
    for rule in LineRule::ALL {
        let name = serde_json::to_value(rule).expect("JSON");
        let name = format!("`{}`", name.as_str().expect("text"));
        assert!(API.contains(&name), "docs/API.md lacks {name}");
    }
}

#[test]
fn every_operation_is_documented_with_its_effect() {
    for name in OperationName::ALL {
        let row = format!("| `{name}` | {} |", name.spec().effect.as_str());
        assert!(API.contains(&row), "docs/API.md lacks the row {row}");
    }
}
