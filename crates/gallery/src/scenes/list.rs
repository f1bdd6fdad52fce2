//! What lists are made of.

use crate::prelude::*;
use signet_view::view;

use crate::{
    stage::{State, state},
    ui::{
        Button, ButtonKind, Cell, Column, ColumnKind, CopyId, Empty, Icon, IconButton, IconName,
        OnwardWords, PageHeader, Pager, Row, Status, Table, Tone, memo,
    },
};

fn header(
    title: &'static str,
    summary: &'static str,
    reload: &'static str,
    add: &'static str,
) -> Child {
    let actions = move || {
        view! {
            <Button><Icon name=IconName::Reload />{reload}</Button>
            <Button kind=ButtonKind::Primary><Icon name=IconName::Add />{add}</Button>
        }
    };
    view! { <PageHeader title=title actions=actions>{summary}</PageHeader> }.into_child()
}

pub(super) fn page_header() -> Vec<State> {
    vec![
        state("Normal", || {
            header(
                "Credentials",
                "200 in GID_press_line, read 12 seconds ago",
                "Reload",
                "Register…",
            )
        }),
        state("Only a title", || {
            view! { <PageHeader title="Audit" /> }.into_child()
        }),
        state("Long text", || {
            header(
                "Device certificates of all CAs of factory-east",
                "1,204 of post-cn-7mz2d4k1, signed by CN=Plant 4 issuing CA, O=Example, read a moment ago",
                "Reload",
                "Look through all…",
            )
        }),
        state("Chinese", || {
            header(
                "设备凭证",
                "GID_press_line 中 200 个，12 秒前读取",
                "刷新",
                "注册…",
            )
        })
        .chinese(),
    ]
}

const NAMES: [&str; 3] = ["Client ID", "Now", "Rotations"];

fn columns([main, now, number]: [&str; 3]) -> Vec<Column> {
    vec![
        Column::new(ColumnKind::Main, main),
        Column::new(ColumnKind::Text, now),
        Column::new(ColumnKind::Number, number),
        Column::actions(),
    ]
}

fn row(id: &str, tone: Tone, now: &'static str, names: [&'static str; 3], selected: bool) -> Child {
    let [_, now_label, number_label] = names;
    view! {
        <Row selected=selected>
            <Cell kind=ColumnKind::Main><CopyId value=id.to_owned() /></Cell>
            <Cell label=now_label><Status tone=tone>{now}</Status></Cell>
            <Cell kind=ColumnKind::Number label=number_label>"1,024"</Cell>
            <Cell kind=ColumnKind::Actions>
                <IconButton icon=IconName::More label="Actions" on_press=Callback::new(|()| ()) />
            </Cell>
        </Row>
    }
    .into_child()
}

fn rows() -> Child {
    view! {
        <div class="panel">
            <Table caption="Credentials".to_owned() columns=columns(NAMES)>
                {row("GID_press_line@@@press-0103", Tone::Good, "Online", NAMES, false)}
                {row("GID_press_line@@@press-0104", Tone::Neutral, "Offline", NAMES, true)}
                {row("GID_press_line@@@press-0105-of-the-eastern-hall-with-a-very-long-name", Tone::Danger, "Blacklisted", NAMES, false)}
            </Table>
        </div>
    }
    .into_child()
}

pub(super) fn table() -> Vec<State> {
    vec![
        state(
            "Rows; the second is open, the third has a long identifier",
            rows,
        ),
        state("Hover", rows).hover(),
        state("Loading", || {
            view! { <div class="panel"><Table caption="Credentials".to_owned() columns=columns(NAMES) loading=true skeletons=3>{Child::Nothing}</Table></div> }
                .into_child()
        }),
        state("Narrow: each row is a card", || {
            view! { <div class="gallery__narrow">{rows()}</div> }.into_child()
        }),
        state("Chinese", || {
            let names = ["客户端 ID", "当前状态", "轮换次数"];
            view! {
                <div class="panel">
                    <Table caption="设备凭证".to_owned() columns=columns(names)>
                        {row("GID_press_line@@@冲压机-0104", Tone::Good, "在线", names, false)}
                    </Table>
                </div>
            }
            .into_child()
        })
        .chinese(),
    ]
}

fn pages(summary: &'static str, page: u32, busy: bool, last: bool) -> Child {
    let no_next: MaybeProp<String> = last.then(|| "This is the last page".to_owned()).into();
    view! {
        <Pager
            summary=summary.to_owned()
            page=page
            page_size=50_u32
            no_next=no_next
            no_previous="This is the first page"
            busy=busy
            on_page=Callback::new(|_| ())
            on_page_size=Callback::new(|_| ())
        />
    }
    .into_child()
}

pub(super) fn pager() -> Vec<State> {
    vec![
        state("Between", || pages("101–150 of 2,400", 3, false, false)),
        state("First page", || pages("1–50 of 2,400", 1, false, false)),
        state("Last page", || {
            pages("2,351–2,400 of 2,400", 48, false, true)
        }),
        state("Busy", || pages("101–150 of 2,400", 3, true, false)),
        state("Narrow", || {
            view! { <div class="gallery__narrow">{pages("101–150 of 2,400", 3, false, false)}</div> }
                .into_child()
        }),
        state("Chinese", || {
            pages("第 101–150 条，共 2,400 条", 3, false, false)
        })
        .chinese(),
    ]
}

pub(super) fn onward() -> Vec<State> {
    const ENGLISH: OnwardWords = OnwardWords {
        first: "First page",
        is_first: "This is the beginning",
        more: "More",
        no_more: "There is no more",
    };
    const CHINESE: OnwardWords = OnwardWords {
        first: "第一页",
        more: "更多",
        ..ENGLISH
    };
    fn foot(words: OnwardWords, first: bool, more: bool, busy: bool) -> Child {
        crate::ui::onward(
            words,
            memo(move || first),
            memo(move || more),
            Signal::stored(busy),
            |_| (),
        )
    }
    vec![
        state("At the beginning", || foot(ENGLISH, true, true, false)),
        state("Between", || foot(ENGLISH, false, true, false)),
        state("Busy", || foot(ENGLISH, false, true, true)),
        state("At the end", || foot(ENGLISH, false, false, false)),
        state("Chinese", || foot(CHINESE, false, true, false)).chinese(),
    ]
}

pub(super) fn empty() -> Vec<State> {
    vec![
        state("With something to do", || {
            view! {
                <Empty icon=IconName::Key title="No credentials in GID_press_line">
                    <p>"A device signs in with a credential of its own."</p>
                    <Button kind=ButtonKind::Primary>"Register…"</Button>
                </Empty>
            }
            .into_child()
        }),
        state("Nothing to do", || {
            view! { <Empty icon=IconName::Block title="Nobody is on the blacklist"><p>"Whoever is cut off stands here."</p></Empty> }
                .into_child()
        }),
        state("Chinese", || {
            view! {
                <Empty icon=IconName::Key title="GID_press_line 中没有凭证">
                    <p>"每台设备使用各自的凭证登录。"</p>
                    <Button kind=ButtonKind::Primary>"注册…"</Button>
                </Empty>
            }
            .into_child()
        })
        .chinese(),
    ]
}
