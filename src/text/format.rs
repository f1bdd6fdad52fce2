//! Numbers and times, as the browser's `Intl` writes them in the language in use.

use crate::prelude::*;
use js_sys::{Array, Date, Function, Object, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};

use super::{Locale, relative};

/// The formats of one language.
#[derive(Clone, Copy)]
pub struct Format {
    locale: Locale,
    functions: leptos::prelude::StoredValue<Functions, LocalStorage>,
}

/// The bound `format` of each formatter: making one costs, so that each is made once.
struct Functions {
    number: Option<Function>,
    time: Option<Function>,
    day: Option<Function>,
    exact: Option<Function>,
    relative: Option<Function>,
    now: Option<Function>,
}

impl Format {
    pub(super) fn new(locale: Locale) -> Self {
        let functions = Functions {
            number: formatter("NumberFormat", locale, &[]),
            time: formatter(
                "DateTimeFormat",
                locale,
                &[("dateStyle", "medium"), ("timeStyle", "short")],
            ),
            day: formatter("DateTimeFormat", locale, &[("dateStyle", "medium")]),
            exact: formatter(
                "DateTimeFormat",
                locale,
                &[("dateStyle", "full"), ("timeStyle", "long")],
            ),
            // "yesterday" and "last year" are said of days and years of the calendar, which a span does not know.
            relative: formatter("RelativeTimeFormat", locale, &[("numeric", "always")]),
            now: formatter("RelativeTimeFormat", locale, &[("numeric", "auto")]),
        };
        Self {
            locale,
            functions: leptos::prelude::StoredValue::new_local(functions),
        }
    }

    /// A whole number with its thousands set apart.
    pub fn number(self, number: u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let value = JsValue::from_f64(number as f64);
        self.functions
            .with_value(|functions| call(functions.number.as_ref(), &value, &JsValue::UNDEFINED))
    }

    /// Day and minute, in the reader's zone. `at` is in milliseconds since 1970 in UTC, here and below.
    pub fn time(self, at: f64) -> String {
        self.functions
            .with_value(|functions| call(functions.time.as_ref(), &date(at), &JsValue::UNDEFINED))
    }

    /// The day alone, in the reader's zone.
    pub fn day(self, at: f64) -> String {
        self.functions
            .with_value(|functions| call(functions.day.as_ref(), &date(at), &JsValue::UNDEFINED))
    }

    /// Everything down to the second, with the zone: what hovering a time shows.
    pub fn exact(self, at: f64) -> String {
        self.functions
            .with_value(|functions| call(functions.exact.as_ref(), &date(at), &JsValue::UNDEFINED))
    }

    /// How long before or after `now`: "12 seconds ago", "in 3 days", "now".
    pub fn relative(self, at: f64, now: f64) -> String {
        let span = relative::span(at - now);
        self.functions.with_value(|functions| {
            let format = if span.count == 0.0 {
                &functions.now
            } else {
                &functions.relative
            };
            call(format.as_ref(), &span.count.into(), &span.unit.into())
        })
    }

    /// A share of a whole, 1 being all of it: "12.5%".
    pub fn percent(self, share: f64) -> String {
        let options = [("style", "percent"), ("maximumFractionDigits", "3")];
        let format = formatter("NumberFormat", self.locale, &options);
        call(format.as_ref(), &share.into(), &JsValue::UNDEFINED)
    }

    /// Several, one after the other: "a, b, c".
    pub fn list(self, several: &[String]) -> String {
        let options = [("type", "conjunction"), ("style", "narrow")];
        let format = formatter("ListFormat", self.locale, &options);
        let several: Array = several.iter().map(|one| JsValue::from_str(one)).collect();
        call(format.as_ref(), &several, &JsValue::UNDEFINED)
    }

    /// For `datetime` attributes: RFC 3339 in UTC; empty for what is no time.
    pub fn machine(self, at: f64) -> String {
        if at.is_finite() && at.abs() <= 8.64e15 {
            date(at).unchecked_ref::<Date>().to_iso_string().into()
        } else {
            String::new()
        }
    }
}

fn date(at: f64) -> JsValue {
    Date::new(&JsValue::from_f64(at)).into()
}

/// `new Intl[kind](locale, options).format`, bound. `None` in a browser that lacks it.
fn formatter(kind: &str, locale: Locale, options: &[(&str, &str)]) -> Option<Function> {
    let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let settings = Object::new();
    for (name, value) in options {
        Reflect::set(&settings, &(*name).into(), &(*value).into()).ok()?;
    }
    let formatter =
        Reflect::construct(&constructor, &Array::of2(&locale.tag().into(), &settings)).ok()?;
    let format: Function = Reflect::get(&formatter, &"format".into())
        .ok()?
        .dyn_into()
        .ok()?;
    Some(format.bind0(&formatter))
}

/// Calls a formatter. What it refuses (no time at all, say) is shown as a dash.
fn call(format: Option<&Function>, value: &JsValue, unit: &JsValue) -> String {
    let text = format.and_then(|format| format.call2(&JsValue::UNDEFINED, value, unit).ok());
    text.and_then(|text| text.as_string())
        .unwrap_or_else(|| "–".to_owned())
}
