//! Asks about the rows in view, ten at a time and one question after another, and again when an answer is a minute old.

use std::time::Duration;

use crate::prelude::*;
use js_sys::Array;
use leptos::{html, task::spawn_local};
use signet_model::{
    identifiers::{ClientId, Several},
    operations::{BatchQuerySessionByClientIds, Sessions},
};
use signet_view::view;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

use super::{
    Asked,
    cell::{Told, shown},
    due::{Row, due},
};
use crate::{
    api::{Api, Failure, use_api},
    components::rule,
    pages::problem::problem,
    state::{Clock, LocaleChoice, use_clock, use_locale},
    text::{Text, use_text},
    ui::effect,
    view::IntoChild,
};

/// How long rows must stay before they are asked about: who scrolls past them does not ask.
const SETTLED: Duration = Duration::from_millis(150);
/// How often it is looked whether an answer has become old.
const TICK: Duration = Duration::from_secs(5);

/// A client of the list that is on the page now.
struct Client {
    /// Tells it from one with the same id that was there before.
    number: u32,
    id: ClientId,
    row: Row,
    node: Element,
    told: RwSignal<Told>,
}

/// What the browser watches.
struct Eyes {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(Array)>,
}

type Local<T> = leptos::prelude::StoredValue<T, LocalStorage>;

#[derive(Clone, Copy)]
struct Desk {
    asked: Asked,
    clients: Local<Vec<Client>>,
    eyes: Local<Option<Eyes>>,
    next: StoredValue<u32>,
    /// Whether a question is on its way or about to be asked.
    busy: StoredValue<bool>,
    api: Api,
    clock: Clock,
    text: Text,
    locale: LocaleChoice,
}

/// Starts to show and to ask; ends with the page.
pub(in crate::pages) fn start() -> Child {
    let asked: Asked = expect_context();
    let desk = Desk {
        asked,
        clients: Local::new_local(Vec::new()),
        eyes: Local::new_local(None),
        next: StoredValue::new(0),
        busy: StoredValue::new(false),
        api: use_api().quietly(),
        clock: use_clock(),
        text: use_text(),
        locale: use_locale(),
    };
    let seen = Closure::new(move |entries: Array| desk.seen(&entries));
    if let Ok(observer) = IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
        let eyes = Eyes {
            observer,
            _seen: seen,
        };
        desk.eyes.set_value(Some(eyes));
        on_cleanup(move || {
            desk.eyes.try_update_value(|eyes| {
                if let Some(eyes) = eyes {
                    eyes.observer.disconnect();
                }
            });
        });
    }
    if let Ok(tick) = set_interval_with_handle(move || desk.wake(), TICK) {
        on_cleanup(move || tick.clear());
    }
    asked
        .show
        .set(Some(Callback::new(move |id: String| desk.show(&id))));
    ().into_child()
}

impl Desk {
    /// The row of a client, which from now on is watched.
    fn show(self, id: &str) -> Child {
        let id = match ClientId::parse(id) {
            Ok(id) => id,
            Err(violation) => {
                let why = rule(self.text.dialogs(), &violation);
                return shown(&Told::Unknown(why));
            }
        };
        let told = RwSignal::new(Told::Nothing);
        let node: NodeRef<html::Span> = NodeRef::new();
        self.next.update_value(|next| *next += 1);
        let number = self.next.get_value();
        effect(move || {
            if let Some(node) = node.get() {
                self.begin(number, id.clone(), node.unchecked_into(), told);
            }
        });
        on_cleanup(move || self.end(number));
        let shows = (move || told.with(shown)).into_child();
        view! { <span node_ref=node>{shows}</span> }.into_child()
    }

    fn begin(self, number: u32, id: ClientId, node: Element, told: RwSignal<Told>) {
        self.eyes.try_update_value(|eyes| {
            if let Some(eyes) = eyes {
                eyes.observer.observe(&node);
            }
        });
        let row = Row {
            in_view: false,
            asked_at: None,
        };
        let client = Client {
            number,
            id,
            row,
            node,
            told,
        };
        // In the order of the list, in whatever order its rows come to be seen.
        self.clients.try_update_value(|clients| {
            let place = clients.partition_point(|other| other.number < number);
            clients.insert(place, client);
        });
    }

    fn end(self, number: u32) {
        let gone = self.clients.try_update_value(|clients| {
            let at = clients.iter().position(|client| client.number == number)?;
            Some(clients.remove(at))
        });
        if let Some(client) = gone.flatten() {
            self.eyes.try_update_value(|eyes| {
                if let Some(eyes) = eyes {
                    eyes.observer.unobserve(&client.node);
                }
            });
        }
    }

    /// Rows have come into view or left it.
    fn seen(self, entries: &Array) {
        self.clients.try_update_value(|clients| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                let node = entry.target();
                if let Some(client) = clients.iter_mut().find(|client| client.node == node) {
                    client.row.in_view = entry.is_intersecting();
                }
            }
        });
        self.wake();
    }

    /// Asks in a moment, unless that is under way.
    fn wake(self) {
        if !self.clock.is_attended() {
            return;
        }
        let began = self
            .busy
            .try_update_value(|busy| !std::mem::replace(busy, true));
        if began == Some(true) {
            set_timeout(move || self.ask(), SETTLED);
        }
    }

    fn ask(self) {
        let question = (!document().hidden()).then(|| self.question()).flatten();
        let Some((numbers, question)) = question else {
            self.busy.set_value(false);
            return;
        };
        let answer = self.api.ask(&question);
        spawn_local(async move {
            self.take(&numbers, &question, answer.await);
            self.busy.set_value(false);
            // There may be more than one question's worth; where there is nothing, nothing is asked.
            self.wake();
        });
    }

    /// The next question, and the rows that it is about.
    fn question(self) -> Option<(Vec<u32>, BatchQuerySessionByClientIds)> {
        let instance_id = self.asked.instance.try_with_untracked(Clone::clone)??;
        let now = js_sys::Date::now();
        let (numbers, ids) = self.clients.try_update_value(|clients| {
            let rows: Vec<_> = clients.iter().map(|client| client.row).collect();
            let (mut numbers, mut ids) = (Vec::new(), Vec::new());
            for place in due(&rows, now) {
                let client = &mut clients[place];
                client.row.asked_at = Some(now);
                numbers.push(client.number);
                ids.push(client.id.clone());
            }
            (numbers, ids)
        })?;
        let client_ids = Several::new(ids).ok()?;
        let question = BatchQuerySessionByClientIds {
            instance_id,
            client_ids,
        };
        Some((numbers, question))
    }

    fn take(
        self,
        numbers: &[u32],
        question: &BatchQuerySessionByClientIds,
        answer: Result<Sessions, Failure>,
    ) {
        let same = self
            .asked
            .instance
            .try_with_untracked(|instance| instance.as_ref() == Some(&question.instance_id));
        if same != Some(true) {
            return;
        }
        // Nothing that was just asked may seem to come from the future.
        let at = self.clock.fresh();
        let told: Vec<_> = self
            .clients
            .try_update_value(|clients| {
                clients
                    .iter()
                    .filter(|client| numbers.contains(&client.number))
                    .map(|client| (client.told, self.told(client.id.as_str(), &answer, at)))
                    .collect()
            })
            .unwrap_or_default();
        for (signal, told) in told {
            signal.set(told);
        }
    }

    fn told(self, id: &str, answer: &Result<Sessions, Failure>, at: f64) -> Told {
        let sessions = match answer {
            Ok(answer) => &answer.sessions,
            Err(failure) => {
                let locale = untrack(|| self.locale.get());
                return Told::Unknown(problem(failure, self.text, locale).cause);
            }
        };
        let found = sessions.iter().find(|session| session.client_id == id);
        match found {
            Some(session) => Told::Known {
                online: session.online,
                at,
            },
            None => Told::Unknown(self.text.online().not_told.to_owned()),
        }
    }
}
