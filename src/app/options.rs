//! What the page around the dashboard says: all of it when it mounts it, and later one thing at a time. What means nothing is as good as
//! nothing, and is told.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    router::{Location, Offered, Place, page_named},
    state::{Said, Theme, Wrong},
    text::Locale,
};

/// What the page around the dashboard decides.
pub struct Options {
    /// Where the URL lives.
    pub location: Location,
    /// Where it begins, unless the location says it.
    pub start: Place,
    /// Which pages are offered.
    pub offered: Offered,
    /// The instance of a place that needs one and names none.
    pub instance: Option<String>,
    /// The language, if it is not the user's choice.
    pub locale: Option<Locale>,
    /// The theme, if it is not the user's choice.
    pub theme: Option<Theme>,
    /// Whether nothing may be changed.
    pub readonly: bool,
    /// What others need.
    pub said: Said,
    /// What meant nothing.
    pub wrong: Vec<Wrong>,
}

/// A value as JavaScript gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// None at all.
    Nothing,
    /// Text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Anything else, in words.
    Other(String),
}

impl Given {
    /// A value of JavaScript.
    pub fn of(value: &JsValue) -> Self {
        if value.is_null() || value.is_undefined() {
            return Self::Nothing;
        }
        match (value.as_string(), value.as_bool()) {
            (Some(text), _) => Self::Text(text),
            (None, Some(flag)) => Self::Flag(flag),
            // Nothing of the page's own is called: a `toString` may throw.
            (None, None) => Self::Other(value.js_typeof().as_string().unwrap_or_default()),
        }
    }

    /// What it names; what it is if that is nothing known. Nothing and an empty text, as of an empty attribute, name nothing.
    pub fn known<T>(
        self,
        name: &'static str,
        read: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Wrong> {
        match self {
            Self::Nothing => Ok(None),
            Self::Text(text) if text.is_empty() => Ok(None),
            Self::Text(text) => match read(&text) {
                Some(known) => Ok(Some(known)),
                None => Err(wrong(name, text)),
            },
            Self::Flag(flag) => Err(wrong(name, flag.to_string())),
            Self::Other(other) => Err(wrong(name, other)),
        }
    }

    /// Whether it says yes, as an attribute of HTML does by being there. What means nothing is a yes: it forbids.
    pub fn flag(self, name: &'static str) -> (bool, Option<Wrong>) {
        match self {
            Self::Nothing => (false, None),
            Self::Flag(flag) => (flag, None),
            Self::Text(text) => match &*text {
                "" | "true" => (true, None),
                "false" => (false, None),
                _ if text == name => (true, None),
                _ => (true, Some(wrong(name, text))),
            },
            Self::Other(other) => (true, Some(wrong(name, other))),
        }
    }
}

fn wrong(name: &'static str, found: String) -> Wrong {
    Wrong {
        code: ["unknown_", name].concat(),
        found,
        message: None,
    }
}

/// Any text.
pub(super) fn any(text: &str) -> Option<String> {
    Some(text.to_owned())
}

impl Options {
    /// What an object of JavaScript says.
    pub fn read(options: &JsValue) -> Self {
        let mut reader = Reader {
            options,
            wrong: Vec::new(),
        };
        let embedded = reader.flag("embedded");
        let proxy = reader.text("proxy");
        let location = reader.location(&proxy);
        let start = reader
            .known("route", any)
            .map_or(Place::Home, |route| Place::parse(&route));
        let offered = Offered {
            only: reader.known("view", page_named),
            pages: reader.pages(),
        };
        reader.told_before();
        Self {
            said: Said {
                proxy,
                product: reader
                    .known("product", any)
                    .unwrap_or_else(|| "Signet".to_owned()),
                embedded: embedded || matches!(location, Location::Memory { .. }),
                token: reader.function("token"),
                sign_in: reader.function("signIn"),
                emit: reader.function("emit"),
            },
            location,
            start,
            offered,
            instance: reader.known("instance", any),
            locale: reader.known("locale", Locale::tagged),
            theme: reader.known("theme", Theme::named),
            readonly: reader.flag("readonly"),
            wrong: reader.wrong,
        }
    }
}

struct Reader<'a> {
    options: &'a JsValue,
    wrong: Vec<Wrong>,
}

impl Reader<'_> {
    fn value(&self, name: &str) -> JsValue {
        Reflect::get(self.options, &name.into()).unwrap_or_default()
    }

    fn known<T>(&mut self, name: &'static str, read: fn(&str) -> Option<T>) -> Option<T> {
        let known = Given::of(&self.value(name)).known(name, read);
        known.unwrap_or_else(|wrong| {
            self.wrong.push(wrong);
            None
        })
    }

    fn text(&mut self, name: &'static str) -> String {
        self.known(name, any).unwrap_or_default()
    }

    fn flag(&mut self, name: &'static str) -> bool {
        let (flag, wrong) = Given::of(&self.value(name)).flag(name);
        self.wrong.extend(wrong);
        flag
    }

    fn function(&self, name: &str) -> Option<Function> {
        self.value(name).dyn_into().ok()
    }

    fn location(&mut self, proxy: &str) -> Location {
        let console = self.known("console", any);
        let (base, console) = (self.text("base"), console.as_deref().unwrap_or(proxy));
        let kind = self.known("location", any);
        let located = |kind| Location::named(kind, &base, console);
        located(kind.as_deref().unwrap_or("history")).unwrap_or_else(|| {
            self.wrong.push(wrong("location", kind.unwrap_or_default()));
            Location::Hash
        })
    }

    /// The pages that are named; of a list that names none, all.
    fn pages(&mut self) -> Option<Vec<&'static str>> {
        let list: Array = self.value("pages").dyn_into().ok()?;
        let read = |page: JsValue| Given::of(&page).known("page", page_named);
        let mut pages = Vec::new();
        for page in list {
            match read(page) {
                Ok(page) => pages.extend(page),
                Err(wrong) => self.wrong.push(wrong),
            }
        }
        (!pages.is_empty()).then_some(pages)
    }

    /// What was wrong before we were there: `errors`, a list of `{ code, message, value }`.
    fn told_before(&mut self) {
        let Ok(list) = self.value("errors").dyn_into::<Array>() else {
            return;
        };
        for error in list {
            let text = |name: &str| Reflect::get(&error, &name.into()).ok()?.as_string();
            self.wrong.push(Wrong {
                code: text("code").unwrap_or_default(),
                found: text("value").unwrap_or_default(),
                message: text("message"),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Given {
        Given::Text(text.to_owned())
    }

    fn found(wrong: Wrong) -> (String, String) {
        (wrong.code, wrong.found)
    }

    #[test]
    fn what_is_known_is_taken_and_what_is_not_is_told() {
        for nothing in [Given::Nothing, text("")] {
            assert_eq!(nothing.known("theme", Theme::named), Ok(None));
        }
        assert_eq!(
            text("dark").known("theme", Theme::named),
            Ok(Some(Theme::Dark))
        );
        for (given, said) in [
            (text("drak"), "drak"),
            (Given::Flag(true), "true"),
            (Given::Other("object".to_owned()), "object"),
        ] {
            let wrong = given.known("theme", Theme::named).expect_err("is no theme");
            assert_eq!(found(wrong), ("unknown_theme".to_owned(), said.to_owned()));
        }
        assert_eq!(text("号").known("route", any), Ok(Some("号".to_owned())));
    }

    #[test]
    fn yes_and_no_are_read_as_attributes_say_them_and_a_doubt_forbids() {
        for (given, says) in [
            (Given::Nothing, false),
            (Given::Flag(false), false),
            (Given::Flag(true), true),
            (text(""), true),
            (text("true"), true),
            (text("readonly"), true),
            (text("false"), false),
        ] {
            assert_eq!(given.flag("readonly"), (says, None));
        }
        for (given, said) in [
            (text("no"), "no"),
            (Given::Other("number".to_owned()), "number"),
        ] {
            let (says, wrong) = given.flag("readonly");
            let wrong = found(wrong.expect("is told"));
            assert!(says);
            assert_eq!(wrong, ("unknown_readonly".to_owned(), said.to_owned()));
        }
    }
}
