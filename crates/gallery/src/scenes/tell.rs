//! What tells something.

use crate::prelude::*;
use signet_view::view;

use crate::{
    stage::{State, state},
    ui::{self, Note, Progress, Skeleton, Toast, ToastKind, ToastStack, Tone},
};

fn notes(tone: Tone, title: &'static str, rest: &'static str) -> Child {
    view! { <Note tone=tone title=title>{rest}</Note> }.into_child()
}

pub(super) fn note() -> Vec<State> {
    vec![
        state("Neutral", || {
            notes(
                Tone::Neutral,
                "Nothing is sent yet.",
                "You see what will happen first.",
            )
        }),
        state("Good", || {
            notes(
                Tone::Good,
                "All 200 are registered.",
                "No line was refused.",
            )
        }),
        state("Info", || {
            notes(
                Tone::Info,
                "Read in one billed call.",
                "It is as old as it says.",
            )
        }),
        state("Warning", || {
            notes(
                Tone::Warning,
                "Deregistering does not cut the live session.",
                "To stop this device now, use Cut off now.",
            )
        }),
        state("Danger", || {
            notes(
                Tone::Danger,
                "The cloud refused it.",
                "Nothing was changed.",
            )
        }),
        state("Long text, without a title", || {
            view! { <Note tone=Tone::Info>"GID_press_line@@@press-0104-of-the-eastern-hall-with-a-very-long-device-name is in the group of a plan that runs now."</Note> }.into_child()
        }),
        state("Chinese", || {
            notes(
                Tone::Warning,
                "注销不会中断当前会话。",
                "如需立即停止该设备，请使用“立即切断”。",
            )
        })
        .chinese(),
    ]
}

fn corner(id: u32, kind: ToastKind, title: &str, detail: Option<&str>) -> Child {
    let toast = Toast {
        id,
        kind,
        title: title.to_owned(),
        detail: detail.map(str::to_owned),
    };
    view! { <ToastStack>{ui::toasts(Signal::stored(vec![toast]), Callback::new(|_| ()))}</ToastStack> }
        .into_child()
}

pub(super) fn toasts() -> Vec<State> {
    vec![
        state("Done", || {
            corner(1, ToastKind::Done, "press-0104 is deregistered", None)
        }),
        state("Not settled", || {
            corner(
                2,
                ToastKind::Unsettled,
                "press-0104 may be registered",
                Some("The answer did not come. Look before you try again."),
            )
        }),
        state("Failed", || {
            corner(
                3,
                ToastKind::Failed,
                "press-0104 is as it was",
                Some("The cloud refused: no permission."),
            )
        }),
        state("Long text", || {
            corner(
                4,
                ToastKind::Done,
                "GID_press_line@@@press-0104-of-the-eastern-hall-with-a-very-long-device-name is deregistered",
                None,
            )
        }),
        state("Chinese", || {
            corner(
                5,
                ToastKind::Done,
                "press-0104 已注销",
                Some("当前会话将保持到断开为止。"),
            )
        })
        .chinese(),
    ]
}

pub(super) fn progress() -> Vec<State> {
    let over = |active: bool| {
        view! {
            <div class="panel">
                <Progress active=active label="Reading credentials" />
                <div class="panel__body">"What is shown stays while something newer is read."</div>
            </div>
        }
        .into_child()
    };
    vec![
        state("Under way", move || over(true)),
        state("Not under way: it takes no room", move || over(false)),
    ]
}

pub(super) fn skeleton() -> Vec<State> {
    vec![
        state("One line", || view! { <Skeleton /> }.into_child()),
        state("Four lines", || view! { <Skeleton lines=4 /> }.into_child()),
    ]
}
