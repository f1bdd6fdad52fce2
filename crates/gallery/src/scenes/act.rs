//! What lets someone act.

use crate::prelude::*;
use signet_view::view;

use crate::{
    stage::{State, state},
    ui::{Button, ButtonKind, CopyButton, Icon, IconButton, IconName, Menu, MenuItem},
};

const LONG: &str = "Rotate the secret of every credential of this group";
const KINDS: [(&str, ButtonKind); 5] = [
    ("Reload", ButtonKind::Plain),
    ("Back", ButtonKind::Quiet),
    ("Register…", ButtonKind::Primary),
    ("Cut off now…", ButtonKind::Danger),
    ("Deregister", ButtonKind::SolidDanger),
];

fn kinds(make: impl Fn(&'static str, ButtonKind) -> Child) -> Child {
    let all: Vec<_> = KINDS
        .into_iter()
        .map(|(label, kind)| make(label, kind))
        .collect();
    view! { <div class="acts">{all}</div> }.into_child()
}

fn plain(label: &'static str, kind: ButtonKind) -> Child {
    view! { <Button kind=kind>{label}</Button> }.into_child()
}

fn busy(label: &'static str, kind: ButtonKind) -> Child {
    view! { <Button kind=kind busy=true>{label}</Button> }.into_child()
}

fn disabled(label: &'static str, kind: ButtonKind) -> Child {
    view! { <Button kind=kind disabled_reason="Only a custodian may".to_owned()>{label}</Button> }
        .into_child()
}

pub(super) fn button() -> Vec<State> {
    vec![
        state("Normal", || kinds(plain)),
        state("Hover", || kinds(plain)).hover(),
        state("Focus", || kinds(plain)).focus(),
        state("Busy", || kinds(busy)),
        state("Disabled: pressed, it says why", || kinds(disabled)),
        state("With an icon", || {
            view! { <Button><Icon name=IconName::Previous />"Back to the list"</Button> }
                .into_child()
        }),
        state("Long text", || plain(LONG, ButtonKind::Plain)),
        state("Chinese", || plain("立即切断…", ButtonKind::Danger)).chinese(),
    ]
}

fn icon(
    name: IconName,
    label: &str,
    busy: bool,
    disabled_reason: impl Into<MaybeProp<String>>,
) -> Child {
    let reason: MaybeProp<String> = disabled_reason.into();
    view! { <IconButton icon=name label=label.to_owned() busy=busy disabled_reason=reason on_press=Callback::new(|()| ()) /> }
    .into_child()
}

pub(super) fn icon_button() -> Vec<State> {
    let reload = |busy| icon(IconName::Reload, "Read again", busy, None::<String>);
    vec![
        state("Normal", move || reload(false)),
        state("Hover", move || reload(false)).hover(),
        state("Focus", move || reload(false)).focus(),
        state("Busy", move || reload(true)),
        state("Disabled", || {
            icon(
                IconName::First,
                "First page",
                false,
                Some("This is the first page".to_owned()),
            )
        }),
    ]
}

fn copy(label: &'static str) -> Child {
    view! { <CopyButton label=label value=Callback::new(|()| None) /> }.into_child()
}

pub(super) fn copy_button() -> Vec<State> {
    vec![
        state("Normal", || copy("Copy the secret")),
        state("Hover", || copy("Copy the secret")).hover(),
        state("Focus", || copy("Copy the secret")).focus(),
        state("Chinese", || copy("复制密钥")).chinese(),
    ]
}

fn item(label: &str, danger: bool, disabled_reason: Option<&str>) -> MenuItem {
    MenuItem {
        label: label.to_owned(),
        danger,
        disabled_reason: disabled_reason.map(str::to_owned),
        on_press: Callback::new(|()| ()),
    }
}

fn acts(items: fn() -> Vec<MenuItem>) -> Child {
    view! { <Menu label="Actions for press-0104" items=Callback::new(move |()| items()) /> }
        .into_child()
}

fn rows() -> Vec<MenuItem> {
    vec![
        item("Rotate…", false, None),
        item(
            "Copy the client id with the group it belongs to",
            false,
            None,
        ),
        item("Reveal the secret…", false, Some("Only a custodian may")),
        item("查看吊销记录", false, None),
        item("Deregister…", true, None),
    ]
}

pub(super) fn menu() -> Vec<State> {
    vec![
        state("Closed", || acts(rows)),
        state("Hover", || acts(rows)).hover(),
        state("Focus", || acts(rows)).focus(),
        state(
            "Open: the first has the focus, one is long, one disabled, one in Chinese, one cannot be undone",
            || acts(rows),
        )
        .press(),
    ]
}
