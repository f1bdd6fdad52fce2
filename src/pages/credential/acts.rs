//! What may be done with a credential: give it another secret, or take it away. What is asked about stands in the URL.

use crate::prelude::*;
use signet_model::{
    Effect as Does,
    operations::{RefreshDeviceCredential, UnRegisterDeviceCredential},
};
use signet_view::view;

use super::One;
use crate::{
    components::{Act, Call, typed::ending},
    pages::{
        acting::{Acting, use_acting},
        credentials::key,
        here::client,
        protection::{Marked, Marking, use_marking},
    },
    router::act,
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{Button, ButtonKind, Held, Note, ToastKind, Tone, effect, memo, shown_text},
};

/// An act that can be asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Rotate,
    Deregister,
}

/// The acts of this page.
pub(super) type Acts = Shared<ActsParts>;

pub(super) struct ActsParts {
    one: One,
    acting: Acting,
    asked: Held<Option<Asked>>,
    marking: Marking,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

impl Acts {
    pub(super) fn of(one: One) -> Self {
        let acting = use_acting();
        let asked = memo(move || {
            one.desk.place.with(|place| match place.act.as_deref()? {
                act::ROTATE => Some(Asked::Rotate),
                act::DEREGISTER => Some(Asked::Deregister),
                _ => None,
            })
        });
        effect(move || {
            asked.track();
            acting.reset();
        });
        Self::new(ActsParts {
            one,
            acting,
            asked,
            marking: use_marking(one.protection),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    /// The ways to the questions.
    pub(super) fn panel(self) -> Child {
        let text = self.text.credential();
        let refusal = move || self.refusal();
        let way = |label: &'static str, act: &'static str| {
            view! {
                <Button
                    kind=ButtonKind::Danger
                    disabled_reason=Signal::derive(refusal)
                    on_press=Callback::new(move |()| self.one.desk.ask(Some(act)))
                >
                    {label}
                </Button>
            }
            .into_child()
        };
        view! {
            <section class="panel">
                <div class="panel__body">
                    <h2>{text.acts}</h2>
                    <Note tone=Tone::Warning title=text.live_title.to_owned()>{text.live_detail}</Note>
                    <div class="acts">
                        {way(text.rotate, act::ROTATE)}
                        {way(text.deregister, act::DEREGISTER)}
                    </div>
                </div>
            </section>
        }
        .into_child()
    }

    /// Whether it is protected, and the way to change that.
    pub(super) fn protection(self) -> Child {
        let marked = Marked {
            instance: self.one.instance.clone(),
            kind: self.text.credential().client_id,
            object: self.one.id.as_str().to_owned(),
        };
        view! {
            <section class="panel">
                <div class="panel__body">
                    <h2>{self.text.protected().protection}</h2>
                    {self.marking.note(&marked)}
                    {self.marking.unprotected(&marked)}
                    <div class="acts">{self.marking.button(marked)}</div>
                </div>
            </section>
        }
        .into_child()
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        let question = self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.act_now()),
            Callback::new(move |()| self.one.desk.ask(None)),
        );
        view! { {question} {self.marking.dialog()} }.into_child()
    }

    /// Why neither may be done; they may while absent.
    fn refusal(self) -> Option<String> {
        let one = self.one;
        let refused = {
            let object = client(&one.instance, one.id.as_str());
            one.desk
                .here
                .refusal_on(Does::Destroy, object, self.text.shell())
        };
        refused.or_else(|| {
            one.protection
                .refusal(Does::Destroy, &one.instance, &[one.id.as_str()])
        })
    }

    fn act(self) -> Option<Act> {
        let (asked, text) = (self.asked.get()?, self.text.credential());
        let id = self.one.id.as_str();
        let (title, button, consequences, calls) = match asked {
            Asked::Rotate => (
                text.rotate_title,
                text.rotate_act,
                vec![
                    text.rotate_new,
                    text.rotate_old,
                    text.rotate_live,
                    text.rotate_final,
                ],
                self.rotation().iter().map(Call::of).collect(),
            ),
            Asked::Deregister => (
                text.deregister_title,
                text.deregister_act,
                vec![text.deregister_sign_in, text.deregister_final],
                self.deregistration().iter().map(Call::of).collect(),
            ),
        };
        let gone = self.one.gone.get() && !self.acting.busy().get();
        Some(Act {
            title: title.to_owned(),
            place: self.one.desk.here.whereabouts(&self.one.instance),
            type_to_confirm: Some(ending(id).unwrap_or(button).to_owned()),
            objects: vec![(text.client_id.to_owned(), id.to_owned())],
            consequences: consequences
                .into_iter()
                .chain([self.text.dialogs().one_call])
                .map(str::to_owned)
                .collect(),
            button: button.to_owned(),
            refused: gone
                .then(|| text.not_registered.to_owned())
                .or_else(|| self.refusal()),
            calls,
            ..Act::default()
        })
    }

    fn act_now(self) {
        match self.asked.get_untracked() {
            Some(Asked::Rotate) => self.rotate(),
            Some(Asked::Deregister) => self.deregister(),
            None => {}
        }
    }

    fn rotate(self) {
        let Some(operation) = self.rotation() else {
            return;
        };
        let text = self.text.credential();
        self.acting.run_for(&operation, move |answer| {
            self.done(text.rotated_id, text.rotated_detail);
            if !self.one.on_show.show(&answer.credential) {
                self.toasts.say(ToastKind::Failed, text.no_secret, None);
            }
        });
    }

    fn deregister(self) {
        let Some(operation) = self.deregistration() else {
            return;
        };
        let text = self.text.credential();
        self.acting.run(&operation, move || {
            self.done(text.deregistered, text.deregistered_detail);
            self.one.on_show.hide();
        });
    }

    fn done(self, said: fn(&str) -> String, detail: &'static str) {
        let one = self.one;
        self.toasts.say(
            ToastKind::Done,
            said(&shown_text(one.id.as_str())),
            Some(detail.to_owned()),
        );
        if one.is_open() {
            one.desk.ask(None);
        }
        self.refresh.invalidate(&key(&one.instance, one.group()));
        self.refresh
            .invalidate(&["sessions/", &one.instance].concat());
    }

    fn rotation(self) -> Option<RefreshDeviceCredential> {
        Some(RefreshDeviceCredential {
            instance_id: self.one.instance_id()?,
            client_id: self.one.id.clone(),
        })
    }

    fn deregistration(self) -> Option<UnRegisterDeviceCredential> {
        Some(UnRegisterDeviceCredential {
            instance_id: self.one.instance_id()?,
            client_id: self.one.id.clone(),
        })
    }
}
