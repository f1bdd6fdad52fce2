//! What is said before the dashboard is there to say it, in whoever's language: JavaScript and the page say everything in both.

use crate::{hard_coded::words::is_prose, languages::writing, sources};

/// The texts of a script, with the line of each; what is thrown at programmers or logged for them is left out.
fn texts(script: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut rest = script;
    let line_of = |rest: &str| script[..script.len() - rest.len()].lines().count().max(1);
    while let Some(at) = rest.find(['"', '`', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        if let Some(comment) = from.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else if let Some(rest_of) = from.strip_prefix('/') {
            rest = rest_of;
        } else {
            let quote = &from[..1];
            let mut end = 1;
            while !from[end..].starts_with(quote) {
                let step = from[end..].chars().next().expect("a text ends").len_utf8();
                let escaped = if from[end..].starts_with('\\') { 1 } else { 0 };
                end += step + escaped;
            }
            let called = before.trim_end().trim_end_matches('(').trim_end();
            let for_programmers = ["Error", "console.error", "console.warn", "@param", "throw"];
            if !for_programmers.iter().any(|name| called.ends_with(name)) {
                found.push((line_of(from), from[1..end].to_owned()));
            }
            rest = &from[end + 1..];
        }
    }
    found
}

/// Sentences of two words or more, by whether they are Chinese.
fn sentences(script: &str) -> (Vec<(usize, String)>, usize) {
    let said = texts(script);
    let said = said.into_iter().filter(|(_, text)| {
        let is_code = text.contains(['{', '<', '#', '=', '[']) && !writing::has_chinese(text);
        is_prose(text) && text.trim().contains(' ') && !is_code || writing::has_chinese(text)
    });
    let (chinese, english): (Vec<_>, Vec<_>) =
        said.partition(|(_, text)| writing::has_chinese(text));
    (english, chinese.len())
}

/// Scripts whose sentences are details for whoever made the page, under a notice that is in both languages.
const DETAILS: [&str; 2] = ["src/js/proxy.js", "src/js/settings.js"];

#[test]
fn scripts_say_everything_in_both_languages() {
    let mut said = 0;
    for (file, script) in sources::files("src/js", ".js") {
        let is_ours = file.matches('/').count() == 2;
        if !is_ours || DETAILS.contains(&&*file) {
            continue;
        }
        let (english, chinese) = sentences(&script);
        said += chinese;
        assert!(
            english.len() <= chinese,
            "{file} says {chinese} things in Chinese and these in English: {english:#?}"
        );
    }
    assert!(said > 3, "only {said} Chinese texts were found");
}

#[test]
fn the_page_says_everything_in_both_languages() {
    let page = sources::read("index.html");
    let body = page.split_once("<body>").expect("a body").1;
    let mut english = 0;
    let mut chinese = 0;
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("a tag ends");
        if tag.contains("zh-CN") {
            assert!(writing::has_chinese(text), "{text}");
            assert_eq!(writing::fault(text), None, "{text}");
            chinese += 1;
        } else if is_prose(text.trim()) && !tag.starts_with("h1") {
            english += 1;
        }
    }
    assert_eq!(english, chinese);
    assert!(chinese >= 3);
}

#[test]
fn a_sentence_without_its_other_language_is_found() {
    let (english, chinese) = sentences(
        "// A comment here.\nsay(\"Try it again.\");\nthrow new Error(\"Not for readers.\");",
    );
    assert_eq!(
        (english, chinese),
        (vec![(2, "Try it again.".to_owned())], 0)
    );
    let (_, chinese) = sentences("say('请重试。')");
    assert_eq!(chinese, 1);
}
