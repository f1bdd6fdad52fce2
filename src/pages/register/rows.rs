//! What is known of each client id, line by line: what is wrong with it, what the cloud knows of it, what came of it.

use crate::prelude::*;
use signet_model::Violation;
use signet_view::view;

use super::{
    Desk,
    lines::{Fault, Line},
    result::Outcome,
};
use crate::{
    components::rule as of_any_id,
    pages::problem::problem,
    router::{Link, Place, View},
    state::use_locale,
    text::{Dialogs, Register, use_format, use_text},
    ui::{Cell, Column, ColumnKind, Row, Status, Table, Tone, memo, shown},
    view::{IntoChild, each},
};

/// The lines.
pub(super) fn rows(desk: Desk) -> Child {
    let text = use_text().register();
    let format = use_format();
    let lines = memo(move || {
        desk.lines.with(|lines| {
            lines
                .lines
                .iter()
                .cloned()
                .enumerate()
                .collect::<Vec<(usize, Line)>>()
        })
    });
    let columns = vec![
        Column::new(ColumnKind::Main, text.client_id),
        Column::new(ColumnKind::Number, text.line),
        Column::new(ColumnKind::Text, text.state),
    ];
    let row = move |(at, line): (usize, Line)| {
        let number = format.number(at as u64 + 1);
        let face = shown(&line.text);
        view! {
            <Row>
                <Cell kind=ColumnKind::Main><code class="register__id">{face}</code></Cell>
                <Cell kind=ColumnKind::Number label=text.line>{number}</Cell>
                <Cell label=text.state><div class="register__state">{state(desk, line)}</div></Cell>
            </Row>
        }
    };
    let key = |(at, line): &(usize, Line)| {
        let duplicate = match &line.fault {
            Some(Fault::Duplicate(of)) => of.to_string(),
            _ => String::new(),
        };
        [&at.to_string(), " ", &duplicate, " ", &line.text].concat()
    };
    view! {
        <section class="panel">
            <Table caption=text.lines columns=columns>
                {each(move || lines.get(), key, row)}
            </Table>
        </section>
    }
    .into_child()
}

fn state(desk: Desk, line: Line) -> Child {
    let text = use_text();
    let locale = use_locale();
    let words = text.register();
    let Line { text: id, fault } = line;
    if let Some(fault) = fault {
        return view! { <Status tone=Tone::Danger>{wrong(words, text.dialogs(), &fault)}</Status> }
            .into_child();
    }
    (move || {
        let tried = desk.outcomes.with(|outcomes| match outcomes.of(&id)? {
            Outcome::Now => Some(status(Tone::Info, words.now)),
            Outcome::Registered(_) => Some(linked(desk, &id, Tone::Good, words.registered)),
            Outcome::Exists => Some(linked(desk, &id, Tone::Warning, words.existed)),
            Outcome::Failed(failure) => {
                let why = problem(failure, text, locale.get());
                let detail = why
                    .detail
                    .map(|detail| view! { <p lang="en">{shown(&detail)}</p> });
                Some(
                    view! {
                        <Status tone=Tone::Danger>{words.failed} " " {why.cause}</Status>
                        {detail}
                        <p class="quiet">{why.remedy}</p>
                    }
                    .into_child(),
                )
            }
        });
        tried.unwrap_or_else(|| before(desk, &id))
    })
    .into_child()
}

/// What is known before it is tried.
fn before(desk: Desk, id: &str) -> Child {
    let text = use_text().register();
    let mut warnings = Vec::new();
    let group = id.split_once("@@@").map_or(id, |(group, _)| group);
    let lists_it = desk.groups.answer().with(|answer| {
        answer.is_none_or(|answer| {
            let mut groups = answer.value.groups.iter();
            groups.any(|known| known.group_id == group)
        })
    });
    if !lists_it {
        warnings.push(status(Tone::Warning, text.no_such_group));
    }
    let Some(look) = desk.looks.of(id) else {
        warnings.push(status(Tone::Neutral, text.not_looked));
        return warnings.into_child();
    };
    if look.exists == Some(true) {
        warnings.push(linked(desk, id, Tone::Warning, text.exists));
    }
    if look.blacklisted == Some(true) {
        warnings.push(status(Tone::Warning, text.blacklisted));
    }
    if warnings.is_empty() {
        warnings.push(status(Tone::Good, text.free));
    }
    warnings.into_child()
}

fn status(tone: Tone, word: &'static str) -> Child {
    view! { <div><Status tone=tone>{word}</Status></div> }.into_child()
}

/// The same with the way to the credential.
fn linked(desk: Desk, id: &str, tone: Tone, word: &'static str) -> Child {
    let to = desk
        .place
        .with_untracked(|place| Place::from(View::Credential.about(&place.instance, id)));
    let label = use_text().register().open;
    view! { <div><Status tone=tone>{word}</Status> " " <Link to=to class="link">{label}</Link></div> }.into_child()
}

/// What is wrong with a line, in the reader's language.
fn wrong(text: &Register, dialogs: &Dialogs, fault: &Fault) -> String {
    match fault {
        Fault::FullWidth(found) => (text.full_width)(
            &found.at.to_string(),
            &found.found.to_string(),
            &found.plain.to_string(),
        ),
        Fault::Duplicate(of) => (text.duplicate)(&of.to_string()),
        Fault::Rule(violation) => rule(text, dialogs, violation),
    }
}

fn rule(text: &Register, dialogs: &Dialogs, violation: &Violation) -> String {
    match violation {
        Violation::TooManyCharacters { limit, found } => {
            (text.too_long)(&limit.to_string(), &found.to_string())
        }
        Violation::ForbiddenCharacter { found, at, .. } => {
            (text.forbidden)(&at.to_string(), &crate::ui::shown_text(&found.to_string()))
        }
        Violation::Separators { found } => (text.separators)(&found.to_string()),
        Violation::NotAGroup { found } => (text.not_a_group)(&crate::ui::shown_text(found)),
        Violation::NoDevice => text.no_device.to_owned(),
        other => of_any_id(dialogs, other),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lines::Lines, *};
    use crate::text::Locale;

    #[test]
    fn what_is_wrong_is_said_in_both_languages() {
        let long = ["GID_a@@@", &"x".repeat(57)].concat();
        for pasted in [
            &long,
            "GID_a@@@b@@@c",
            "nobody",
            "GIDa@@@b",
            "GID_a@@@b/c",
            "GID_a@@@",
            "GID_a＠@@b",
        ] {
            for locale in Locale::ALL {
                let lines = Lines::of(pasted).lines;
                let fault = lines[0].fault.as_ref().expect(pasted);
                let said = wrong(locale.text().register(), locale.text().dialogs(), fault);
                assert_eq!(
                    said.contains(|char| ('一'..='龥').contains(&char)),
                    locale == Locale::Zh,
                    "{pasted}: {said}"
                );
            }
        }
    }
}
