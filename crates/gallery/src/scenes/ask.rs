//! What asks for something.

use crate::prelude::*;
use signet_view::view;

use crate::{
    stage::{State, state},
    ui::{Button, ButtonKind, Choice, Combo, Dialog, Field, Icon, IconName, Select, Sheet},
};

const LONG_ID: &str =
    "GID_press_line@@@press-0104-of-the-eastern-hall-with-a-very-long-device-name-indeed";

fn typed(text: &str) -> RwSignal<String> {
    RwSignal::new(text.to_owned())
}

fn device(text: &'static str, error: Option<&str>) -> Child {
    let error = error.map(str::to_owned);
    let counter = [&text.len().to_string(), " / 63 bytes"].concat();
    view! {
        <Field
            label="Device id"
            value=typed(text)
            prefix="GID_press_line@@@"
            mono=true
            hint="Letters, digits, - and _; unique in the group".to_owned()
            counter=counter
            error=error
        />
    }
    .into_child()
}

pub(super) fn field() -> Vec<State> {
    let empty = || {
        view! { <Field label="Name" value=typed("") placeholder="Press line, eastern hall" hint="What people call it".to_owned() /> }
            .into_child()
    };
    vec![
        state("Empty", empty),
        state("Hover", empty).hover(),
        state("Focus", empty).focus(),
        state("Filled, an identifier with a prefix and a counter", || {
            device("press-0104", None)
        }),
        state("Invalid", || {
            device(
                "press 0104",
                Some("A space at character 6 is not allowed: use letters, digits, - and _"),
            )
        }),
        state("Invalid, with focus", || {
            device("press 0104", Some("A space at character 6 is not allowed"))
        })
        .focus(),
        state("Search, its label only said", || {
            view! { <Field label="Filter" hide_label=true search=true value=typed("press-01") /> }
                .into_child()
        }),
        state("Long text", || {
            view! { <Field label="Client id" mono=true value=typed(LONG_ID) /> }.into_child()
        }),
        state("Chinese", || {
            view! { <Field label="名称" value=typed("冲压线 东厂房") hint="供人识别，不会发送给设备".to_owned() /> }.into_child()
        })
        .chinese(),
    ]
}

pub(super) fn combo() -> Vec<State> {
    let group = |label: &'static str, text: &'static str, hint: &'static str| {
        let choices = Signal::stored(vec![choice("GID_press_line", "Press line")]);
        view! { <Combo label=label value=typed(text) choices=choices hint=hint.to_owned() /> }
            .into_child()
    };
    let hint = "Choose one, or type another";
    vec![
        state("Empty", move || group("Group", "", hint)),
        state("Filled", move || group("Group", "GID_press_line", hint)),
        state("Focus", move || group("Group", "GID_press_line", hint)).focus(),
        state("Chinese", move || {
            group("设备组", "GID_press_line", "可选择，也可输入其他名称")
        })
        .chinese(),
    ]
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}

fn select_of(label: &'static str, chosen: &'static str, hide_label: bool) -> Child {
    view! {
        <Select
            label=label
            hide_label=hide_label
            choices=Signal::stored(vec![choice("a", chosen)])
            value=Signal::stored("a".to_owned())
            on_change=Callback::new(|_| ())
        />
    }
    .into_child()
}

pub(super) fn select() -> Vec<State> {
    let group = || select_of("Group", "GID_press_line", false);
    vec![
        state("Normal", group),
        state("Hover", group).hover(),
        state("Focus", group).focus(),
        state("Its label only said", || {
            select_of("Group", "GID_press_line", true)
        }),
        state("Long text", || select_of("Group", LONG_ID, false)),
        state("Chinese", || select_of("设备组", "全部设备组", false)).chinese(),
    ]
}

struct Question {
    title: &'static str,
    body: &'static str,
    cancel: &'static str,
    go: &'static str,
    busy: bool,
}

fn ask(question: &'static Question) -> Child {
    let footer = move || {
        let refused: MaybeProp<String> = Some("Type it first".to_owned())
            .filter(|_| !question.busy)
            .into();
        view! {
            <Button busy=question.busy>{question.cancel}</Button>
            <Button kind=ButtonKind::SolidDanger submit=true busy=question.busy disabled_reason=refused>{question.go}</Button>
        }
    };
    view! {
        <Dialog
            open=true
            title=question.title.to_owned()
            busy=question.busy
            on_close=Callback::new(|()| ())
            on_submit=Callback::new(|()| ())
            footer=footer
        >
            <p>{question.body}</p>
        </Dialog>
    }
    .into_child()
}

pub(super) fn dialog() -> Vec<State> {
    static OPEN: Question = Question {
        title: "Delete this group?",
        body: "Its devices can no longer sign in. This cannot be undone.",
        cancel: "Cancel",
        go: "Delete",
        busy: false,
    };
    static BUSY: Question = Question { busy: true, ..OPEN };
    static LONG: Question = Question {
        title: "Delete GID_press_line_of_the_eastern_hall_with_a_very_long_name?",
        body: "It is the group of 2,418 credentials. Each of them stays where it is and is refused from now on, until it is registered in another group.",
        ..OPEN
    };
    static CHINESE: Question = Question {
        title: "删除该设备组？",
        body: "组内设备将无法再登录，此操作不可撤销。",
        cancel: "取消",
        go: "删除",
        busy: false,
    };
    vec![
        state("Open", || ask(&OPEN)),
        state("Busy: it cannot be left", || ask(&BUSY)),
        state("Long text", || ask(&LONG)),
        state("Chinese", || ask(&CHINESE)).chinese(),
    ]
}

pub(super) fn sheet() -> Vec<State> {
    let open = |label: &'static str, links: &'static [(IconName, &'static str)]| {
        view! {
            <Sheet open=true label=label on_close=Callback::new(|()| ())>
                <span class="brand">"factory-east"</span>
                <nav class="nav" aria-label=label>
                    {links
                        .iter()
                        .enumerate()
                        .map(|(at, (icon, name))| view! { <a class="nav__link" aria-current=(at == 0).then_some("page")><Icon name=*icon />{*name}</a> })
                        .collect::<Vec<_>>()}
                </nav>
            </Sheet>
        }
        .into_child()
    };
    static ENGLISH: &[(IconName, &str)] = &[
        (IconName::Key, "Credentials"),
        (IconName::Certificate, "Device certificates"),
        (IconName::Shield, "CA certificates"),
    ];
    static CHINESE: &[(IconName, &str)] = &[
        (IconName::Key, "设备凭证"),
        (IconName::Certificate, "设备证书"),
        (IconName::Shield, "CA 证书"),
    ];
    vec![
        state("Open", move || open("Navigation", ENGLISH)),
        state("Chinese", move || open("导航", CHINESE)).chinese(),
    ]
}
