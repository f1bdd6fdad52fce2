//! Rows that are known by a key: a row whose key stays keeps its nodes, what it holds, and the focus in it.

use leptos::{prelude::Owner, tachys::view::Mountable};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::{
    Child, IntoChild,
    build::{Built, build},
};

/// A row before it is built.
pub struct Keyed {
    key: String,
    make: Box<dyn FnOnce() -> Child + Send>,
    /// Owns every row: what is drawn anew when the list changes must not end the rows that stay.
    list: Owner,
}

/// A row that is built.
pub struct Row {
    key: String,
    pub(super) built: Built,
    /// What the row has made goes with it.
    _owner: Owner,
}

/// A row for each of the `items`, which may change.
pub fn each<T: Send + 'static, C: IntoChild>(
    items: impl Fn() -> Vec<T> + Send + 'static,
    key: impl Fn(&T) -> String + Send + 'static,
    row: impl Fn(T) -> C + Clone + Send + 'static,
) -> Child {
    let list = Owner::new();
    Child::Changing(Box::new(move || {
        let one = |item: T| {
            let (key, row) = (key(&item), row.clone());
            Keyed {
                key,
                make: Box::new(move || row(item).into_child()),
                list: list.clone(),
            }
        };
        Child::Keyed(items().into_iter().map(one).collect())
    }))
}

pub(super) fn build_rows(rows: Vec<Keyed>) -> Vec<Row> {
    rows.into_iter().map(build_row).collect()
}

fn build_row(row: Keyed) -> Row {
    let owner = row.list.child();
    let built = owner.with(|| build((row.make)()));
    Row {
        key: row.key,
        built,
        _owner: owner,
    }
}

/// Makes `rows`, which `end` follows, those of `now`. Only what is new or in another order is put into the page. Who was in a row
/// that goes is taken to the same control of the one beside it.
pub(super) fn update_rows(rows: &mut Vec<Row>, now: Vec<Keyed>, end: &Node) {
    let focused = end.parent_element().and_then(|list| Focused::of(&list));
    let mut before: Vec<Option<Row>> = std::mem::take(rows).into_iter().map(Some).collect();
    let mut next = 0;
    let mut stays = Vec::with_capacity(now.len());
    for keyed in now {
        let is_it = |row: &Option<Row>| row.as_ref().is_some_and(|row| row.key == keyed.key);
        let found = before.iter().position(is_it);
        stays.push(found.is_some_and(|at| at >= next));
        next = found.map_or(next, |at| next.max(at));
        let row = found.and_then(|at| before[at].take());
        rows.push(row.unwrap_or_else(|| build_row(keyed)));
    }
    for mut gone in before.into_iter().flatten() {
        gone.built.unmount();
    }
    let Some(parent) = end.parent_element() else {
        return;
    };
    for at in (0..rows.len()).rev().filter(|at| !stays[*at]) {
        let (row, after) = match rows[at..].split_first_mut() {
            Some((row, after)) => (row, after.first()),
            None => continue,
        };
        match after {
            Some(after) => _ = after.built.insert_before_this(&mut row.built),
            None => row.built.mount(&parent, Some(end)),
        }
    }
    if let Some(focused) = focused {
        focused.keep(&parent);
    }
}

/// Where the focus is in a list.
struct Focused {
    control: Element,
    beside: Option<Element>,
}

impl Focused {
    fn of(list: &Element) -> Option<Self> {
        let control = list.query_selector(":focus").ok()??;
        let mut row = control.clone();
        while row.parent_element()? != *list {
            row = row.parent_element()?;
        }
        Some(Self {
            control,
            beside: row
                .next_element_sibling()
                .or_else(|| row.previous_element_sibling()),
        })
    }

    /// Finds another place for it where its row is gone: the same control beside it, or the list.
    fn keep(self, list: &Element) {
        if self.control.is_connected() {
            return;
        }
        let same = ["[class=\"", &self.control.class_name(), "\"]"].concat();
        let beside = self.beside.filter(|row| row.is_connected());
        let place = beside
            .and_then(|row| row.query_selector(&same).ok()?)
            .or_else(|| list.closest("[tabindex]").ok()?);
        if let Some(place) = place {
            _ = place.unchecked_into::<HtmlElement>().focus();
        }
    }
}
