//! Inactivating, activating and deleting one CA. Deleting takes its device certificates along: they are counted first, by reading
//! every page of them, and without that count it is not offered.

mod ca;
mod toll;

use crate::prelude::*;
use signet_model::{OperationName, operations::CertificateStatus};
use signet_view::view;

use self::ca::Ca;
use super::Desk;
use crate::{
    components::{Act, ActDialog, typed::ending},
    pages::{
        acting::{Acting, use_acting},
        certificates::key,
        protection::{Marked, Marking, Protection, use_marking, use_protection},
        walk::{Walk, use_walk},
    },
    router::How,
    state::{LocaleChoice, Refresh, Shared, Toasts, use_locale, use_refresh, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::{MenuItem, ToastKind, shown_text},
};

/// What may be done with a CA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Inactivate,
    Activate,
    Delete,
}

impl Asked {
    pub(super) const ALL: [Self; 3] = [Self::Inactivate, Self::Activate, Self::Delete];

    const fn operation(self) -> OperationName {
        match self {
            Self::Inactivate => OperationName::InactivateCaCertificate,
            Self::Activate => OperationName::ActiveCaCertificate,
            Self::Delete => OperationName::DeleteCaCertificate,
        }
    }
}

#[derive(Clone, PartialEq)]
struct Question {
    asked: Asked,
    instance: String,
    serial: String,
    /// The status it had when the question was asked, for a CA that is not on this page of the list.
    status: Option<CertificateStatus>,
    was_listed: bool,
}

/// The acts of this page.
pub(super) type Acts = Shared<ActsParts>;

pub(super) struct ActsParts {
    desk: Desk,
    acting: Acting,
    question: RwSignal<Option<Question>>,
    protection: Protection,
    marking: Marking,
    /// Counts the device certificates that go with a CA.
    count: Walk,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
    format: Format,
    locale: LocaleChoice,
}

impl Acts {
    pub(super) fn of(desk: Desk) -> Self {
        let protection = use_protection();
        Self::new(ActsParts {
            desk,
            acting: use_acting(),
            question: RwSignal::new(None),
            protection,
            marking: use_marking(protection),
            count: use_walk(|_, _| false),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
            format: use_format(),
            locale: use_locale(),
        })
    }

    /// Why an act may not be made on a CA of that status; it may while absent.
    pub(super) fn refusal(
        self,
        asked: Asked,
        serial: &str,
        status: Option<CertificateStatus>,
    ) -> Option<String> {
        use CertificateStatus as Is;
        let text = self.text.ca_certificates();
        let senseless = match (asked, status) {
            (Asked::Inactivate, Some(Is::Inactive)) => Some(text.already_inactive),
            (Asked::Activate, Some(Is::Active)) => Some(text.already_active),
            (Asked::Delete, Some(Is::Active)) => Some(text.active_first),
            (Asked::Delete, None | Some(Is::Unknown)) => Some(text.status_unknown),
            _ => None,
        };
        let effect = asked.operation().spec().effect;
        let refused = self.desk.here.refusal(effect, self.text.shell());
        refused
            .or_else(|| {
                let instance = self.desk.place.with(|place| place.instance.clone());
                self.protection.refusal(effect, &instance, &[serial])
            })
            .or_else(|| senseless.map(str::to_owned))
    }

    /// What the marks of this page are about.
    pub(super) fn marking(self) -> Marking {
        self.marking
    }

    /// A CA, to be marked.
    pub(super) fn marked(self, serial: &str) -> Marked {
        Marked {
            instance: self
                .desk
                .place
                .with_untracked(|place| place.instance.clone()),
            kind: self.text.certificates().ca_serial,
            object: serial.to_owned(),
        }
    }

    /// What the button or menu says.
    pub(super) fn label(self, asked: Asked) -> &'static str {
        let text = self.text.certificates();
        match asked {
            Asked::Inactivate => text.inactivate,
            Asked::Activate => text.activate,
            Asked::Delete => text.delete,
        }
    }

    /// An act in the menu of a row.
    pub(super) fn item(self, asked: Asked, serial: &str) -> MenuItem {
        let asks = serial.to_owned();
        MenuItem {
            label: self.label(asked).to_owned(),
            danger: asked == Asked::Delete,
            disabled_reason: self.refusal(asked, serial, self.listed_status(serial)),
            on_press: Callback::new(move |()| self.ask(asked, &asks, None)),
        }
    }

    /// Asks. `status` is what is known of a CA that the list may not show.
    pub(super) fn ask(self, asked: Asked, serial: &str, status: Option<CertificateStatus>) {
        self.acting.reset();
        let listed = untrack(|| self.listed_status(serial));
        let instance = self
            .desk
            .place
            .with_untracked(|place| place.instance.clone());
        let question = Question {
            asked,
            instance,
            serial: serial.to_owned(),
            status: listed.or(status),
            was_listed: listed.is_some(),
        };
        if let Some(route) = Ca::of(&question)
            .filter(|_| asked == Asked::Delete)
            .map(Ca::route)
        {
            self.count.start(route, None);
        }
        self.question.set(Some(question));
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        let close = move |()| {
            self.count.forget();
            self.question.set(None);
        };
        view! {
            <ActDialog
                act=Signal::derive(move || self.act())
                alternative=Signal::derive(move || self.counting())
                busy=self.acting.busy()
                problem=self.acting.problem()
                why=self.acting.why()
                on_confirm=Callback::new(move |()| self.act_now())
                on_close=Callback::new(close)
            />
            {self.marking.dialog()}
        }
        .into_child()
    }

    /// The status of a CA of this page of the list.
    fn listed_status(self, serial: &str) -> Option<CertificateStatus> {
        self.desk
            .with_listed(|cas| {
                cas.iter()
                    .find(|ca| ca.ca_serial_number == serial)
                    .map(|ca| ca.status)
            })
            .flatten()
    }

    fn act(self) -> Option<Act> {
        let (text, words, dialogs) = (
            self.text.ca_certificates(),
            self.text.certificates(),
            self.text.dialogs(),
        );
        let question = self.question.get()?;
        let Question {
            asked,
            ref instance,
            ref serial,
            ..
        } = question;
        let status = self.listed_status(serial);
        let left = question.was_listed && status.is_none() && !self.acting.busy().get();
        let (title, button) = match asked {
            Asked::Inactivate => (text.inactivate_title, words.inactivate_act),
            Asked::Activate => (text.activate_title, words.activate_act),
            Asked::Delete => (text.delete_title, words.delete_act),
        };
        let consequences: &[&str] = match asked {
            Asked::Inactivate => &[
                text.inactivate_blocks,
                text.inactivate_new,
                text.inactivate_live,
                dialogs.one_call,
            ],
            Asked::Activate => &[text.activate_allows, dialogs.one_call],
            Asked::Delete => &[text.delete_devices, text.delete_final, dialogs.one_call],
        };
        let (toll, uncounted) = match asked {
            Asked::Delete => {
                let (toll, uncounted) = self.count.progress().with(|count| self.toll(count));
                (Some(toll), uncounted)
            }
            _ => (None, None),
        };
        let ca = Ca::of(&question);
        let impossible = match &ca {
            Some(_) => None,
            None => Some(dialogs.rule_other.to_owned()),
        };
        Some(Act {
            title: title.to_owned(),
            place: self.desk.here.whereabouts(instance),
            objects: self.objects(serial),
            consequences: consequences.iter().map(|text| (*text).to_owned()).collect(),
            warning: if left {
                Some(dialogs.changed.to_owned())
            } else {
                toll
            },
            type_to_confirm: (asked == Asked::Delete)
                .then(|| ending(serial).unwrap_or(words.delete_act).to_owned()),
            button: button.to_owned(),
            refused: impossible
                .or_else(|| self.refusal(asked, serial, status.or(question.status)))
                .or(uncounted),
            calls: ca.map(|ca| ca.call(asked)).into_iter().collect(),
            ..Act::default()
        })
    }

    /// The CA by its serial number, and by its name where the list tells it.
    fn objects(self, serial: &str) -> Vec<(String, String)> {
        let text = self.text.certificates();
        let name = self.desk.with_listed(|cas| {
            let ca = cas.iter().find(|ca| ca.ca_serial_number == serial)?;
            Some(ca.name.clone()).filter(|name| !name.is_empty())
        });
        let mut objects = vec![(text.ca_serial.to_owned(), serial.to_owned())];
        objects.extend(name.flatten().map(|name| (text.name.to_owned(), name)));
        objects
    }

    fn act_now(self) {
        let Some(question) = self.question.get_untracked() else {
            return;
        };
        let Some(ca) = Ca::of(&question) else { return };
        let Question {
            asked,
            instance,
            serial,
            ..
        } = question;
        let text = self.text.ca_certificates();
        let done = move || {
            let said = match asked {
                Asked::Inactivate => text.inactivated,
                Asked::Activate => text.activated,
                Asked::Delete => text.deleted,
            };
            self.toasts
                .say(ToastKind::Done, said(&shown_text(&serial)), None);
            self.count.forget();
            self.question.set(None);
            let open = self
                .desk
                .place
                .try_with_untracked(|place| place.open.as_ref() == Some(&serial));
            if asked == Asked::Delete && open == Some(true) {
                self.desk.go(How::Replace, |place| place.open = None);
            }
            self.refresh.invalidate(&key(&instance));
        };
        match asked {
            Asked::Inactivate => self.acting.run(&ca.inactivate(), done),
            Asked::Activate => self.acting.run(&ca.activate(), done),
            Asked::Delete => self.acting.run(&ca.delete(), done),
        }
    }
}
