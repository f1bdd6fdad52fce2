//! The README is the same in both languages: what is added to one is missed in the other.

use crate::{languages::writing, sources};

/// What both must have alike: commands, links, names of code, pictures, rows, and the levels of headings.
fn skeleton(text: &str) -> (Vec<String>, Vec<String>, Vec<usize>, usize) {
    let pieces = text.split('`').skip(1).step_by(2).map(str::to_owned);
    let mut code: Vec<String> = pieces.collect();
    let links = text.split("](").skip(1);
    let mut links: Vec<String> = links
        .map(|link| link.split(')').next().expect("a link ends").to_owned())
        .filter(|link| !link.starts_with("README"))
        .collect();
    code.sort();
    links.sort();
    let heading = |line: &str| line.len() - line.trim_start_matches('#').len();
    let headings = text
        .lines()
        .map(heading)
        .filter(|level| *level > 0)
        .collect();
    let rows = text.lines().filter(|line| line.starts_with('|')).count();
    (code, links, headings, rows)
}

#[test]
fn both_readmes_say_the_same() {
    let (english, chinese) = (sources::read("README.md"), sources::read("README.zh-CN.md"));
    assert_eq!(skeleton(&english), skeleton(&chinese));
    assert!(english.contains("(README.zh-CN.md)") && chinese.contains("(README.md)"));
}

#[test]
fn the_chinese_readme_is_written_as_chinese_is() {
    let text = sources::read("README.zh-CN.md");
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        // Marks of Markdown stand between words of both kinds.
        let bare: String = line
            .split('`')
            .step_by(2)
            .collect::<Vec<_>>()
            .join("`")
            .replace(['*', '[', ']', '|'], "");
        if !is_code && !line.contains("](") {
            assert_eq!(writing::fault(&bare), None, "{line}");
        }
    }
}

#[test]
fn a_command_in_one_alone_is_found() {
    let with = "# A\n\n`signet serve` [more](docs/API.md)\n";
    assert_ne!(skeleton(with), skeleton("# 甲\n\n[更多](docs/API.md)\n"));
    assert_ne!(skeleton(with), skeleton("# 甲\n\n`signet serve`\n"));
    assert_eq!(
        skeleton(with),
        skeleton("# 甲\n\n`signet serve` [更多](docs/API.md)\n")
    );
}
