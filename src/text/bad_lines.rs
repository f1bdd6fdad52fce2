//! Why a line of a list cannot be an item.

use signet_model::plans::{BadLine, LineRule};

area! {
    /// Why a line of a list cannot be an item.
    BadLines {
        why: fn(&BadLine) -> Option<String> = in_its_own_words, chinese;
    }
}

/// The sentence that comes with the line is English.
fn in_its_own_words(_: &BadLine) -> Option<String> {
    None
}

fn chinese(line: &BadLine) -> Option<String> {
    let broken = &line.rule;
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    Some(match broken.rule {
        LineRule::Empty => "内容为空。".to_owned(),
        LineRule::TooLong => ["最多 ", &number(broken.limit)?, " 个字符。"].concat(),
        LineRule::TooManyBytes => ["最多 ", &number(broken.limit)?, " 字节（UTF-8）。"].concat(),
        LineRule::TooShort => ["至少 ", &number(broken.limit)?, " 个字符。"].concat(),
        LineRule::ControlCharacter => ["第 ", &number(broken.at)?, " 个字符是控制字符。"].concat(),
        LineRule::ForbiddenCharacter => {
            ["第 ", &number(broken.at)?, " 个字符不能用于此类 ID。"].concat()
        }
        LineRule::Separators => "分组与设备之间须有且只有一个 @@@。".to_owned(),
        LineRule::NoDevice => "@@@ 之后没有内容：缺少设备名。".to_owned(),
        LineRule::NotAGroup => "分组必须以 GID_ 或 GID- 开头。".to_owned(),
        LineRule::NoCa => "没有说明证书由哪个 CA 签发：请增加一列 ca_serial_number。".to_owned(),
        LineRule::NoId => "应填写 ID 的位置为空。".to_owned(),
        LineRule::SpreadsheetNumber => {
            "数字已被电子表格缩写，位数已丢失：请将该列设为文本格式，再从来源重新导出。".to_owned()
        }
        LineRule::LineTooLong => "长度超过任何 ID，或引号没有闭合。".to_owned(),
        LineRule::AnotherKind => "不是此计划操作的类型。".to_owned(),
        LineRule::AnotherGroup => {
            ["不属于计划限定的分组：", broken.wanted.as_deref()?, "。"].concat()
        }
        LineRule::AnotherCa => [
            "不是由计划限定的 CA 签发：",
            broken.wanted.as_deref()?,
            "。",
        ]
        .concat(),
        LineRule::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use signet_model::plans::BrokenRule;

    use super::*;

    #[test]
    fn every_rule_is_said_in_chinese_with_its_values() {
        for rule in LineRule::ALL {
            let line = BadLine {
                line: 1,
                found: "x".to_owned(),
                reason: "breaks a rule".to_owned(),
                rule: BrokenRule {
                    at: Some(7),
                    limit: Some(64),
                    ..BrokenRule::wanted(*rule, "GID_a".to_owned())
                },
            };
            let said = chinese(&line).expect("every rule has a sentence");
            assert!(said.ends_with('。'), "{rule:?}: {said}");
            let value = match rule {
                LineRule::TooLong | LineRule::TooManyBytes | LineRule::TooShort => "64",
                LineRule::ControlCharacter | LineRule::ForbiddenCharacter => "7",
                LineRule::AnotherGroup | LineRule::AnotherCa => "GID_a",
                _ => "",
            };
            assert!(said.contains(value), "{rule:?}: {said}");
        }
    }

    #[test]
    fn a_rule_of_a_newer_proxy_is_told_in_its_own_words() {
        let line = BadLine {
            line: 1,
            found: "x".to_owned(),
            reason: "breaks a rule of tomorrow".to_owned(),
            rule: BrokenRule::default(),
        };
        assert_eq!(chinese(&line), None);
    }
}
