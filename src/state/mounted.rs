//! Where and with what this dashboard was mounted, and what it tells the page around it.

use std::{future::Future, pin::Pin};

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::prelude::*;

/// What the page around us said once and for all.
#[derive(Default)]
pub struct Said {
    /// Base URL of the proxy; empty for the same origin.
    pub proxy: String,
    /// What the dashboard is called here.
    pub product: String,
    /// Whether the page is somebody else's.
    pub embedded: bool,
    /// Gives the bearer for a call; called with whether the one before was refused.
    pub token: Option<Function>,
    /// Leads to where one signs in.
    pub sign_in: Option<Function>,
    /// Hears what happens.
    pub emit: Option<Function>,
    /// What was wrong before we were there: `{ code, message, value }` each.
    pub errors: Option<Array>,
}

/// Something that the page around us said and that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The option.
    pub option: String,
    /// The value, as text.
    pub found: String,
}

/// A part of what is told to the page around us.
pub enum Detail<'a> {
    /// Text.
    Text(&'a str),
    /// A number.
    Number(f64),
}

/// The options of the mount that others need.
#[derive(Clone, Copy)]
pub struct Mounted {
    said: leptos::prelude::StoredValue<Said, LocalStorage>,
    instance: StoredValue<Option<String>>,
    readonly: RwSignal<bool>,
    wrong: RwSignal<Vec<Wrong>>,
}

impl Mounted {
    /// Base URL of the proxy, without a slash at its end; empty for the same origin.
    pub fn proxy(self) -> String {
        self.said
            .with_value(|said| said.proxy.trim_end_matches('/').to_owned())
    }

    /// What the dashboard is called here.
    pub fn product(self) -> String {
        self.said.with_value(|said| said.product.clone())
    }

    /// Whether it was not taken away meanwhile.
    pub fn is_there(self) -> bool {
        self.said.try_with_value(|_| ()).is_some()
    }

    /// The instance of a place that needs one and names none.
    pub fn instance(self) -> Option<String> {
        self.instance.get_value()
    }

    /// Has another instance stand in.
    pub fn set_instance(self, instance: Option<String>) {
        self.instance.set_value(instance);
    }

    /// Whether nothing may be changed from here.
    pub fn readonly(self) -> RwSignal<bool> {
        self.readonly
    }

    /// What means nothing.
    pub fn wrong(self) -> RwSignal<Vec<Wrong>> {
        self.wrong
    }

    /// Has `wrong` be all that is wrong with an option.
    pub fn set_wrong(self, option: &str, wrong: Option<Wrong>) {
        let none = wrong.is_none();
        if none && self.wrong.with_untracked(Vec::is_empty) {
            return;
        }
        self.wrong.update(|all| {
            all.retain(|other| other.option != option);
            all.extend(wrong);
        });
    }

    /// What was wrong before we were there.
    pub fn errors(self) -> Option<Array> {
        self.said.with_value(|said| said.errors.clone())
    }

    /// Whether anybody hears what happens.
    pub fn is_heard(self) -> bool {
        self.said.with_value(|said| said.emit.is_some())
    }

    /// Whether calls carry a bearer instead of a cookie.
    pub fn has_token(self) -> bool {
        let has = self.said.try_with_value(|said| said.token.is_some());
        has.unwrap_or_default()
    }

    /// Whether somebody else signs people in.
    pub fn has_sign_in(self) -> bool {
        self.said.with_value(|said| said.sign_in.is_some())
    }

    /// Leads to where one signs in; `again` where whoever is signed in has to prove it anew, `over` where nothing of this page may be lost by it.
    pub fn sign_in(self, again: bool, over: bool) {
        let sign_in = self.said.with_value(|said| said.sign_in.clone());
        _ = sign_in.map(|sign_in| sign_in.call2(&JsValue::NULL, &again.into(), &over.into()));
    }

    /// The bearer for a call; nothing where there is none to be had. `again` after the one before was refused.
    pub fn token(self, again: bool) -> Pin<Box<dyn Future<Output = Option<String>>>> {
        Box::pin(async move {
            let ask = self.said.try_with_value(|said| said.token.clone())??;
            let answer = ask.call1(&JsValue::NULL, &again.into()).ok()?;
            let token = JsFuture::from(Promise::resolve(&answer)).await.ok()?;
            token.as_string()
        })
    }

    /// Tells the page around us that something happened, once what we are doing is done.
    pub fn emit(self, name: &'static str, detail: &[(&str, Detail<'_>)]) {
        let Some(emit) = self.said.try_with_value(|said| said.emit.clone()).flatten() else {
            return;
        };
        let told = Object::new();
        for (name, value) in detail {
            let value = match value {
                Detail::Text(text) => JsValue::from_str(text),
                Detail::Number(number) => JsValue::from_f64(*number),
            };
            _ = Reflect::set(&told, &JsValue::from_str(name), &value);
        }
        // It may change what we show, or take us away: not from within.
        spawn_local(async move {
            _ = emit.call2(&JsValue::NULL, &JsValue::from_str(name), &told);
        });
    }
}

/// Provides the options of the mount.
pub fn provide_mounted(said: Said, instance: Option<String>, wrong: Vec<Wrong>) -> Mounted {
    let mounted = Mounted {
        said: leptos::prelude::StoredValue::new_local(said),
        instance: StoredValue::new(instance),
        readonly: RwSignal::new(false),
        wrong: RwSignal::new(wrong),
    };
    provide_context(mounted);
    mounted
}

/// The options of this mount.
pub fn use_mounted() -> Mounted {
    expect_context()
}
