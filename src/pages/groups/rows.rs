//! The groups as they are listed.

use crate::prelude::*;
use signet_model::operations::Group;
use signet_view::view;

use super::{Creation, Deletion, Desk};
use crate::{
    components::with_relative,
    pages::{list::holds, object::history, protection::Marked},
    router::{Credentials, How, Link, Place, View, WantedPlan},
    state::use_clock,
    text::use_text,
    ui::{
        Badge, Button, ButtonKind, Cell, Column, ColumnKind, CopyId, Empty, IconName, Menu,
        MenuItem, Row, Table, Tone, memo, shown, shown_text,
    },
    view::{IntoChild, each},
};

pub(super) fn rows(desk: Desk, creation: Creation, deletion: Deletion) -> Child {
    let text = use_text();
    let filter = memo(move || {
        desk.place
            .with(|place| place.filter.clone().unwrap_or_default())
    });
    let groups = memo(move || {
        let filter = filter.get();
        desk.groups.answer().with(|answer| {
            let groups = answer
                .map(|answer| &*answer.value.groups)
                .unwrap_or_default();
            groups
                .iter()
                .filter(|group| holds(&group.group_id, &filter))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let none = memo(move || groups.with(Vec::is_empty));
    (move || {
        if none.get() {
            return empty(&filter.get(), creation);
        }
        let columns = vec![
            Column::new(ColumnKind::Main, text.groups().group),
            Column::new(ColumnKind::Text, text.groups().created),
            Column::actions(),
        ];
        let key = |group: &Group| group.group_id.clone();
        view! {
            <Table caption=Signal::stored(text.shell().groups.to_owned()) columns=columns>
                {each(move || groups.get(), key, move |group| row(desk, deletion, group))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

fn row(desk: Desk, deletion: Deletion, group: Group) -> Child {
    let (text, shell) = (use_text().groups(), use_text().shell());
    let clock = use_clock();
    let instance = desk.place.with_untracked(|place| place.instance.clone());
    let credentials: Place = Credentials {
        group: Some(group.group_id.clone()),
        ..Credentials::of(&instance)
    }
    .into();
    let register: Place = View::Register.about(&instance, &group.group_id).into();
    let everything = use_text().ticks().everything;
    let plan = WantedPlan {
        instance: Some(instance.clone()),
        source: Some("groups".to_owned()),
        group: Some(group.group_id.clone()),
        ..WantedPlan::default()
    }
    .place(None);
    let created = with_relative(group.created_at, Signal::derive(move || clock.now()));
    let id = group.group_id;
    let (own, face, label) = (id.clone(), shown(&id), (text.acts_on)(&shown_text(&id)));
    let to = credentials.clone();
    let past = history(Some(&instance), &id);
    let of_mark = id.clone();
    let protected = move || {
        deletion
            .is_protected(&of_mark)
            .then(|| view! { <Badge tone=Tone::Info>{use_text().protected().is_protected}</Badge> })
    };
    let items = move |()| {
        let asks = id.clone();
        let leads = |label: &str, to: &Place| {
            let to = to.clone();
            MenuItem {
                label: label.to_owned(),
                danger: false,
                disabled_reason: None,
                on_press: Callback::new(move |()| desk.router.navigate(to.clone(), How::Push)),
            }
        };
        vec![
            leads(text.show_credentials, &credentials),
            leads(text.register, &register),
            leads(everything, &plan),
            leads(shell.history, &past),
            deletion.marking().item(Marked {
                instance: instance.clone(),
                kind: text.group,
                object: id.clone(),
            }),
            MenuItem {
                label: text.delete.to_owned(),
                danger: true,
                disabled_reason: deletion.refusal(&asks),
                on_press: Callback::new({
                    let asks = asks.clone();
                    move |()| deletion.ask(&asks)
                }),
            },
        ]
    };
    view! {
        <Row>
            <Cell kind=ColumnKind::Main>
                <CopyId value=own><Link to=to class="id-link"><code>{face}</code></Link></CopyId>
                {protected}
            </Cell>
            <Cell label=text.created>{created}</Cell>
            <Cell kind=ColumnKind::Actions><Menu label=label items=Callback::new(items) /></Cell>
        </Row>
    }
    .into_child()
}

fn empty(filter: &str, creation: Creation) -> Child {
    let text = use_text().groups();
    if !filter.is_empty() {
        let title = (text.filtered_out)(&shown_text(filter));
        return view! { <Empty icon=IconName::Search title=title>{text.filtered_out_detail}</Empty> }
            .into_child();
    }
    view! {
        <Empty icon=IconName::Group title=text.empty>
            <p>{text.empty_detail}</p>
            <Button
                kind=ButtonKind::Primary
                disabled_reason=Signal::derive(move || creation.refusal())
                on_press=Callback::new(move |()| creation.ask())
            >
                {text.create}
            </Button>
        </Empty>
    }
    .into_child()
}
