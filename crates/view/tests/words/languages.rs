//! Both languages say the same, each in its own writing.

mod english;
mod entries;
pub(crate) mod writing;

use entries::{Entry, Said, entries};

use crate::exceptions::{MANY_IN_ANY_CASE, SAME_IN_CHINESE};

fn all() -> Vec<Entry> {
    let all = entries();
    assert!(all.len() > 1000, "only {} texts are read", all.len());
    all
}

/// Fails with all that `fault` finds, if it finds anything.
fn none(fault: impl Fn(&Entry) -> Vec<String>) {
    let all = all();
    let faults: Vec<_> = all
        .iter()
        .flat_map(|entry| {
            let place = &entry.place;
            fault(entry)
                .into_iter()
                .map(move |fault| format!("{place}: {fault}"))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn both_languages_use_what_they_are_given() {
    none(|entry| {
        let unused = |language: &str, said: &Said| {
            let unused = said
                .parameters
                .iter()
                .filter(|name| !said.used.contains(name));
            unused
                .map(|name| format!("{language} leaves out {name}"))
                .collect::<Vec<_>>()
        };
        [
            unused("English", &entry.english),
            unused("Chinese", &entry.chinese),
        ]
        .concat()
    });
}

/// Words that mean what another word means here already, and that one (the glossary is in `src/text.rs`).
const OTHER_WORDS: [(&str, &str); 14] = [
    ("微消息队列", "云消息队列"),
    ("证书登记", "注册"),
    ("登记", "注册"),
    ("激活证书", "启用证书"),
    ("吊销证书", "停用证书"),
    ("吊销凭证", "注销凭证"),
    ("删除凭证", "注销凭证"),
    ("重置密钥", "轮换密钥"),
    ("刷新密钥", "轮换密钥"),
    ("踢下线", "切断"),
    ("拉黑", "加入黑名单"),
    ("客户端ID", "客户端 ID"),
    ("帐号", "账号"),
    ("帐户", "账户"),
];

#[test]
fn one_thing_has_one_name_in_chinese() {
    none(|entry| {
        let said = |text: &str| {
            OTHER_WORDS
                .into_iter()
                .find(|(other, _)| text.contains(other))
        };
        let texts = entry.chinese.texts.iter();
        texts
            .filter_map(|text| {
                said(text).map(|(other, ours)| format!("{other} is {ours} here: {text}"))
            })
            .collect()
    });
}

#[test]
fn nothing_is_left_in_english() {
    let mut kept = Vec::new();
    for entry in all() {
        for text in &entry.chinese.texts {
            if text.chars().any(|c| c.is_ascii_alphabetic()) && !writing::has_chinese(text) {
                kept.push((entry.place.clone(), text.clone()));
            }
        }
    }
    let left: Vec<_> = kept
        .iter()
        .filter(|(_, text)| !SAME_IN_CHINESE.contains(&text.trim()))
        .collect();
    assert!(left.is_empty(), "not in Chinese: {left:#?}");
    let unused: Vec<_> = SAME_IN_CHINESE
        .iter()
        .filter(|same| !kept.iter().any(|(_, text)| text.trim() == **same))
        .collect();
    assert!(unused.is_empty(), "exceptions of nothing: {unused:?}");
}

#[test]
fn nothing_chinese_is_in_the_english() {
    none(|entry| {
        let foreign = |text: &&String| {
            text.chars()
                .any(|c| writing::is_wide(c) || writing::is_chinese(c))
        };
        let texts = entry.english.texts.iter();
        texts
            .filter(foreign)
            .map(|text| format!("Chinese in English: {text}"))
            .collect()
    });
}

#[test]
fn chinese_is_written_as_chinese_is() {
    none(|entry| {
        let texts = entry.chinese.texts.iter();
        texts
            .filter_map(|text| Some(format!("{} in {text:?}", writing::fault(text)?)))
            .collect()
    });
}

#[test]
fn a_count_in_english_is_one_or_more() {
    none(|entry| {
        let is_many = MANY_IN_ANY_CASE
            .iter()
            .any(|(place, _)| entry.place == *place);
        let nouns = english::plurals(&entry.english).filter(|_| !is_many);
        nouns
            .map(|noun| format!("{noun:?} is said of 1 too; use `counted`"))
            .collect()
    });
}
