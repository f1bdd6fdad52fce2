//! The secrets that a plan made: handed out once as a file, then wiped when it is confirmed that the file is there.

use crate::prelude::*;
use signet_model::{
    api::{HandedOut, Received, Tell},
    plans::Command,
};
use signet_view::view;

use super::{
    Desk,
    telling::{Asked, Telling},
};
use crate::{
    pages::use_here,
    text::{use_format, use_text},
    ui::{Button, ButtonKind, Note, ToastKind, Tone, download, memo},
    view::IntoChild,
};

/// What was handed out. The page holds it until it is confirmed.
#[derive(Clone)]
pub(super) struct Handed {
    name: String,
    answer: HandedOut,
}

impl Handed {
    fn save(&self) -> bool {
        download(&self.name, "text/plain", &self.answer.armored)
    }
}

impl Telling {
    /// Receives the secrets, and has the browser save them.
    pub(super) fn hand_out(self, body: &Tell) {
        let name = ["secrets-", &*body.id, ".age"].concat();
        self.acting
            .tell_for("plans/hand-out", body, move |answer: HandedOut| {
                let handed = Handed { name, answer };
                if !handed.save() {
                    let failed = self.text.plan().save_failed;
                    self.toasts.say(ToastKind::Failed, failed, None);
                }
                let text = self.text.plan();
                self.handed.set(Some(handed));
                self.was_told(text.hand_out_then);
            });
    }

    /// The file is there.
    fn received(self) {
        let id = self
            .desk
            .now
            .with_untracked(|plan| plan.as_ref().map(|plan| plan.id.clone()));
        let sha256 = self
            .handed
            .with_untracked(|handed| handed.as_ref().map(|handed| handed.answer.sha256.clone()));
        let (Some(id), Some(sha256)) = (id, sha256) else {
            return;
        };
        self.acting.reset();
        self.acting
            .tell("plans/received", &Received { id, sha256 }, move || {
                self.handed.set(None);
                self.was_told(self.text.plan().wiped);
            });
    }
}

pub(super) fn secrets(desk: Desk, telling: Telling) -> Child {
    let (text, format) = (use_text(), use_format());
    let own = text.plan();
    let kept = desk.part(|plan| plan.secrets);
    let handed = memo(move || {
        telling
            .handed
            .with(|handed| handed.as_ref().map(|handed| handed.answer.secrets))
    });
    let here = use_here();
    let refusal = move || {
        let refused = || Some((text.plans().refused)(desk.offer(Command::HandOut)??).to_owned());
        here.locked(text.shell()).or_else(refused)
    };
    let again = move |()| {
        telling
            .handed
            .with_untracked(|handed| _ = handed.as_ref().map(Handed::save));
    };
    (move || {
        if let Some(count) = handed.get() {
            let title = (own.handed)(&format.number(count));
            return Some(view! {
                <Note tone=Tone::Warning title=title>
                    <p>{own.handed_detail}</p>
                    <div class="acts">
                        <Button on_press=Callback::new(again)>{own.save_again}</Button>
                        <Button kind=ButtonKind::Primary busy=telling.acting.busy() on_press=Callback::new(move |()| telling.received())>{own.received}</Button>
                    </div>
                </Note>
            }
            .into_child());
        }
        let count = kept.get().filter(|kept| *kept > 0)?;
        Some(view! {
            <section class="panel">
                <div class="panel__body">
                    <h2>{own.secrets}</h2>
                    <p class="quiet">{(own.secrets_detail)(&format.number(count))}</p>
                    <div class="acts">
                        <Button
                            kind=ButtonKind::Primary
                            disabled_reason=Signal::derive(refusal)
                            on_press=Callback::new(move |()| telling.ask(Asked::HandOut))
                        >
                            {own.hand_out}
                        </Button>
                    </div>
                </div>
            </section>
        })
    })
    .into_child()
}
