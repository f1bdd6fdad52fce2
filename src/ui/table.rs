//! A table: wide it is a grid of rows, narrow each row is a card whose cells name themselves.

use crate::prelude::*;
use signet_view::view;

use super::{Skeleton, words::use_words};

/// How a column behaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnKind {
    /// Names the row; heads its card.
    Main,
    /// Text.
    #[default]
    Text,
    /// A number, aligned right.
    Number,
    /// Worth showing only where there is room.
    Extra,
    /// Begins the row with a box to tick.
    Tick,
    /// What may be done with the row; last.
    Actions,
}

impl ColumnKind {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "ui-cell ui-cell--main",
            Self::Text => "ui-cell",
            Self::Number => "ui-cell ui-cell--number",
            Self::Extra => "ui-cell ui-cell--extra",
            Self::Tick => "ui-cell ui-cell--tick",
            Self::Actions => "ui-cell ui-cell--actions",
        }
    }
}

/// One column of a [`Table`].
#[derive(Clone, Debug)]
pub struct Column {
    /// How it behaves.
    pub kind: ColumnKind,
    /// Its heading; the heading of `Actions` is only said.
    pub label: String,
}

impl Column {
    /// A column of that kind.
    pub fn new(kind: ColumnKind, label: impl Into<String>) -> Self {
        Self {
            kind,
            label: label.into(),
        }
    }

    /// The column of acts.
    pub fn actions() -> Self {
        Self::new(ColumnKind::Actions, use_words().actions)
    }
}

/// A table that scrolls within itself. The explicit roles keep it a table where rows are laid out as cards.
#[component]
pub fn Table(
    /// What it lists; said, and the name of the scrolling region.
    #[prop(into)]
    caption: Signal<String>,
    /// The columns.
    columns: Vec<Column>,
    /// Whether nothing has been read yet: rows are shown as skeletons.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// What heads the boxes to tick, where the table has some.
    #[prop(optional)]
    lead: Option<Child>,
    /// How many skeletons.
    #[prop(default = 12)]
    skeletons: u32,
    /// The [`Row`]s.
    children: Children,
) -> Child {
    let mut lead = lead;
    let kinds: Vec<_> = columns.iter().map(|column| column.kind).collect();
    let heads: Vec<_> = columns
        .into_iter()
        .map(|column| {
            let label = match column.kind {
                ColumnKind::Tick | ColumnKind::Actions => lead
                    .take_if(|_| column.kind == ColumnKind::Tick)
                    .unwrap_or_else(|| {
                        view! { <span class="ui-visually-hidden">{column.label}</span> }
                            .into_child()
                    }),
                _ => column.label.into_child(),
            };
            view! { <th scope="col" role="columnheader" class=column.kind.class()>{label}</th> }
        })
        .collect();
    let skeleton = move || loading.get().then(|| skeleton_rows(&kinds, skeletons));
    view! {
        <div class="ui-table-frame">
        <div class="ui-table" role="region" tabindex="0" aria-label=move || caption.get()>
            <table role="table" aria-busy=move || loading.get().then_some("true")>
                <caption class="ui-visually-hidden">{move || caption.get()}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">
                    {skeleton}
                    {children}
                </tbody>
            </table>
        </div>
        </div>
    }
    .into_child()
}

fn skeleton_rows(kinds: &[ColumnKind], count: u32) -> Child {
    let row = |_| {
        let cells: Vec<_> = kinds
            .iter()
            .map(|kind| view! { <td class=kind.class()>{(*kind != ColumnKind::Actions).then(|| view! { <Skeleton /> })}</td> })
            .collect();
        view! { <tr class="ui-row" aria-hidden="true">{cells}</tr> }
    };
    (0..count).map(row).collect::<Vec<_>>().into_child()
}

/// A row.
#[component]
pub fn Row(
    /// Whether it is the one whose details are open.
    #[prop(optional, into)]
    selected: Signal<bool>,
    /// The [`Cell`]s, in the order of the columns.
    children: Children,
) -> Child {
    view! {
        <tr class="ui-row" role="row" aria-current=move || selected.get().then_some("true")>
            {children}
        </tr>
    }
    .into_child()
}

/// A cell.
#[component]
pub fn Cell(
    /// How its column behaves.
    #[prop(optional)]
    kind: ColumnKind,
    /// The heading of its column, shown beside it on a card.
    #[prop(optional, into)]
    label: String,
    /// What it shows.
    children: Children,
) -> Child {
    let label = (!label.is_empty()).then_some(label);
    let class = kind.class();
    if kind == ColumnKind::Main {
        return view! { <th scope="row" role="rowheader" class=class>{children}</th> }.into_child();
    }
    view! { <td role="cell" class=class data-label=label>{children}</td> }.into_child()
}
