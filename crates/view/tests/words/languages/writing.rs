//! How Simplified Chinese is written.

/// Whether it is a Chinese character.
pub(crate) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Whether there is any Chinese in a text.
pub(crate) fn has_chinese(text: &str) -> bool {
    text.chars().any(is_chinese)
}

/// Whether it is punctuation, or a letter or digit, of full width.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}')
}

/// What is wrong with how a text is written, if anything.
pub(crate) fn fault(text: &str) -> Option<&'static str> {
    let all: Vec<char> = text.chars().collect();
    let wide_letter = |c: &char| matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '＠');
    if all.iter().any(wide_letter) {
        return Some("a letter or digit of full width");
    }
    if text.contains("...") || text.contains("。。") {
        return Some("dots for an ellipsis");
    }
    all.windows(2).find_map(|pair| between(pair[0], pair[1]))
}

fn between(before: char, after: char) -> Option<&'static str> {
    let narrow = |c: char| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')');
    let latin = |c: char| c.is_ascii_alphanumeric();
    if is_chinese(before) && narrow(after) || narrow(before) && is_chinese(after) {
        return Some("punctuation of half width beside Chinese");
    }
    if is_chinese(before) && after == '.' {
        return Some("an English full stop");
    }
    if is_chinese(before) && latin(after) || latin(before) && is_chinese(after) {
        return Some("no space between Chinese and Latin");
    }
    if is_wide(before) && after == ' ' || before == ' ' && is_wide(after) {
        return Some("a space beside punctuation of full width");
    }
    if is_chinese(before) && after == '"' || before == '"' && is_chinese(after) {
        return Some("straight quotes");
    }
    None
}

#[test]
fn each_fault_is_found() {
    for text in [
        "浏览器不允许复制,请重试",
        "请重试.",
        "共3个",
        "请重试。 然后",
        "第１页",
        "请稍候...",
        "名为\"甲\"",
    ] {
        assert!(fault(text).is_some(), "{text}");
    }
    for text in [
        "共 3 个，请重试。",
        "状态：",
        " 个分组",
        "“甲”的证书",
        "注册…",
        "GID_a@@@b",
        "失败超过 5%",
    ] {
        assert_eq!(fault(text), None, "{text}");
    }
}
