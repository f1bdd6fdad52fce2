//! Proof that the finder finds, and that there is nothing left to find.

use super::finder::{Found, in_rust};
use super::words::has_letters;
use crate::{exceptions::EXCEPTIONS, sources};

fn texts(source: &str) -> Vec<String> {
    in_rust(source)
        .into_iter()
        .map(|found| found.text)
        .collect()
}

#[test]
fn a_word_is_found_wherever_it_hides() {
    for (hidden, source) in [
        ("Save", r#"fn page() { view! { <p>"Save"</p> } }"#),
        ("online", r#"fn page() { view! { <p>{"online"}</p> } }"#),
        (
            "close",
            r#"fn page() { view! { <button aria-label="close">"×"</button> } }"#,
        ),
        (
            "open",
            r#"fn page() { view! { <a title=if now { "open" } else { "" }></a> } }"#,
        ),
        (
            "name",
            r#"fn page() { view! { <Field placeholder="name" value=value /> } }"#,
        ),
        (
            "Groups",
            r#"fn page() { view! { <PageHeader heading="Groups" /> } }"#,
        ),
        (
            " left",
            r#"fn told(count: &str) -> String { [count, " left"].concat() }"#,
        ),
        (
            ": ",
            r#"fn told() -> String { [state, ": ", why].concat() }"#,
        ),
        (
            "{} of {} done",
            r#"fn told() -> String { format!("{} of {} done", 1, 2) }"#,
        ),
        (
            "Not there",
            r#"fn deep() { view! { <p>{move || view! { <b>"Not there"</b> }}</p> } }"#,
        ),
        ("没有", r#"const NONE: &str = "没有";"#),
    ] {
        assert_eq!(texts(source), [hidden], "{source}");
    }
}

#[test]
fn names_for_machines_and_words_for_programmers_are_left_alone() {
    for source in [
        r#"fn page() { view! { <p class="page wide" role="status">{text.title} " · "</p> } }"#,
        r#"#[expect(clippy::cast, reason = "Counts stay far below this.")] fn count() {}"#,
        r#"fn read() { thing.expect("It is there."); assert!(ok, "It must hold."); }"#,
        "/// What a reader of the code sees.\nfn documented() {}",
        r#"#[cfg(test)] mod tests { const SAID: &str = "Not found"; }"#,
    ] {
        assert_eq!(texts(source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn every_word_that_a_reader_sees_is_a_text() {
    let mut excepted = Vec::new();
    let mut left = Vec::new();
    for (file, source) in sources::files("src", ".rs") {
        let texts = file.starts_with("src/text") && file != "src/text/format.rs";
        if texts || file.ends_with("tests.rs") {
            continue;
        }
        for Found { line, text } in in_rust(&source) {
            match exception(&file, &text) {
                Some(exception) => excepted.push(exception),
                None => left.push(format!("{file}:{line}: {text:?}")),
            }
        }
    }
    assert!(
        left.is_empty(),
        "these stand in the code; put them into src/text in both languages:\n{}",
        left.join("\n")
    );
    let all = EXCEPTIONS
        .iter()
        .flat_map(|exception| exception.texts.iter().map(|text| (exception.file, *text)));
    let unused: Vec<_> = all.filter(|one| !excepted.contains(one)).collect();
    assert!(unused.is_empty(), "exceptions of nothing: {unused:?}");
}

fn exception(file: &str, text: &str) -> Option<(&'static str, &'static str)> {
    EXCEPTIONS
        .iter()
        .filter(|exception| file.ends_with(exception.file))
        .find_map(|exception| {
            let begins = exception
                .texts
                .iter()
                .find(|begin| text.starts_with(**begin))?;
            Some((exception.file, *begins))
        })
}

#[test]
fn no_style_sheet_says_a_word() {
    let said: Vec<_> = sources::files("style", ".css")
        .iter()
        .flat_map(|(file, sheet)| in_css(sheet).map(move |text| format!("{file}: {text}")))
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    assert_eq!(in_css("a::after { content: \"new\"; }").count(), 1);
}

/// What `content` says with letters.
fn in_css(sheet: &str) -> impl Iterator<Item = &str> {
    sheet
        .split("content:")
        .skip(1)
        .filter_map(|rest| rest.split([';', '}']).next())
        .map(str::trim)
        .filter(|value| value.starts_with(['"', '\'']) && has_letters(value))
}
