//! What shows one thing.

use crate::prelude::*;
use signet_view::view;

use crate::{
    stage::{State, state},
    ui::{Badge, CopyId, Description, DescriptionList, Icon, IconName, Meter, Status, Tone, When},
};

const LONG_ID: &str =
    "GID_press_line@@@press-0104-of-the-eastern-hall-with-a-very-long-device-name-indeed";

const TONES: [(Tone, &str, &str); 5] = [
    (Tone::Neutral, "Offline", "离线"),
    (Tone::Good, "Online", "在线"),
    (Tone::Info, "Starting", "启动中"),
    (Tone::Warning, "Ends in 12 days", "12 天后到期"),
    (Tone::Danger, "Blacklisted", "已拉黑"),
];

fn in_a_row(parts: Vec<Child>) -> Child {
    view! { <div class="acts">{parts}</div> }.into_child()
}

fn tones(part: impl Fn(Tone, &'static str) -> Child, chinese: bool) -> Child {
    let one = |(tone, english, other)| part(tone, if chinese { other } else { english });
    in_a_row(TONES.into_iter().map(one).collect())
}

pub(super) fn description_list() -> Vec<State> {
    vec![
        state("Normal; the last is long", || {
            view! {
                <DescriptionList>
                    <Description name="Now"><Status tone=Tone::Good>"Online"</Status></Description>
                    <Description name="Registered">"14 Mar 2026, 09:12"</Description>
                    <Description name="Client id of the device"><CopyId value=LONG_ID wrap=true /></Description>
                </DescriptionList>
            }
            .into_child()
        }),
        state("Chinese", || {
            view! {
                <DescriptionList>
                    <Description name="当前状态"><Status tone=Tone::Good>"在线"</Status></Description>
                    <Description name="注册时间">"2026年3月14日 09:12"</Description>
                </DescriptionList>
            }
            .into_child()
        })
        .chinese(),
    ]
}

pub(super) fn copy_id() -> Vec<State> {
    let short = || view! { <CopyId value="DC.Z5fXh9sRRVufyLi6wo" /> }.into_child();
    vec![
        state("Normal", short),
        state("Hover", short).hover(),
        state("Focus", short).focus(),
        state("Long text, shortened before its end", || {
            view! { <CopyId value=LONG_ID /> }.into_child()
        }),
        state("Long text, whole", || {
            view! { <CopyId value=LONG_ID wrap=true /> }.into_child()
        }),
        state("Chinese", || {
            view! { <CopyId value="GID_冲压线@@@冲压机-0104" /> }.into_child()
        })
        .chinese(),
        state("What misleads", || {
            view! { <CopyId value="press\u{202e}gpj.exe" /> }.into_child()
        }),
    ]
}

pub(super) fn shown() -> Vec<State> {
    vec![
        state("Harmless", || crate::ui::shown("CN=Müller, O=压力机")),
        state("Turned around, invisible, control", || {
            crate::ui::shown("evil\u{202e}gpj.exe pay\u{200b}pal a\0b")
        }),
    ]
}

pub(super) fn status() -> Vec<State> {
    let one = |tone, word| view! { <Status tone=tone>{word}</Status> }.into_child();
    vec![
        state("Each tone has its shape", move || tones(one, false)),
        state("Chinese", move || tones(one, true)).chinese(),
    ]
}

pub(super) fn badge() -> Vec<State> {
    let one = |tone, word| view! { <Badge tone=tone>{word}</Badge> }.into_child();
    vec![
        state("Tones", move || tones(one, false)),
        state("Chinese", move || tones(one, true)).chinese(),
    ]
}

pub(super) fn meter() -> Vec<State> {
    let days = [
        (0.0, Tone::Danger, "Expired 3 days ago", "已过期 3 天"),
        (0.01, Tone::Warning, "Ends today", "今天到期"),
        (0.4, Tone::Good, "146 days left", "剩余 146 天"),
        (1.0, Tone::Info, "Begins in 5 days", "5 天后生效"),
        (0.7, Tone::Neutral, "Unknown", "未知"),
    ];
    let all = move |chinese: bool| {
        let one = |(share, tone, english, other)| {
            view! { <Meter share=share tone=tone>{if chinese { other } else { english }}</Meter> }
                .into_child()
        };
        in_a_row(days.into_iter().map(one).collect())
    };
    vec![
        state("Empty, nearly empty, part, full, unknown", move || {
            all(false)
        }),
        state("Chinese", move || all(true)).chinese(),
    ]
}

pub(super) fn when() -> Vec<State> {
    let at = |text: &'static str| {
        view! { <When text=text.to_owned() exact="14 Mar 2026, 09:12:44 UTC" machine="2026-03-14T09:12:44Z" /> }
            .into_child()
    };
    vec![
        state("How long ago", move || at("3 minutes ago")),
        state("The time itself", move || at("14 Mar 2026, 09:12")),
        state("Chinese", move || at("3 分钟前")).chinese(),
    ]
}

pub(super) fn icon() -> Vec<State> {
    use IconName::{
        Add, Audit, Block, Certificate, Check, Close, Copy, Danger, Device, Down, Eye, First,
        Group, Info, Key, Lock, Menu, More, Next, People, Plan, Power, Previous, Reload, Search,
        Shield, Warning,
    };
    const ALL: [IconName; 27] = [
        Key,
        Certificate,
        Shield,
        Device,
        Group,
        Power,
        Block,
        Plan,
        Audit,
        People,
        Lock,
        Add,
        Check,
        Close,
        Copy,
        Eye,
        Reload,
        Search,
        Menu,
        More,
        First,
        Previous,
        Next,
        Down,
        Info,
        Warning,
        Danger,
    ];
    vec![state("All", || {
        let one = |name| view! { <Icon name=name /> }.into_child();
        in_a_row(ALL.into_iter().map(one).collect())
    })]
}
