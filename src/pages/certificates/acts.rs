//! Inactivating, activating and deleting one certificate. Inactivating comes first: it is what blocks a device.

use crate::prelude::*;
use signet_model::{
    OperationName,
    identifiers::{InstanceId, SerialNumber},
    operations::{
        ActiveDeviceCertificate, CertificateStatus, DeleteDeviceCertificate,
        InactivateDeviceCertificate,
    },
};
use signet_view::view;

use super::{Desk, key, rows::key_of};
use crate::{
    components::{Act, ActDialog, Alternative, Call, rule, typed::ending},
    pages::{
        acting::{Acting, use_acting},
        protection::{Marked, Marking, Protection, use_marking, use_protection},
    },
    router::{CertificateKey, How},
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{MenuItem, ToastKind, shown_text},
};

/// What may be done with a certificate.
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
            Self::Inactivate => OperationName::InactivateDeviceCertificate,
            Self::Activate => OperationName::ActiveDeviceCertificate,
            Self::Delete => OperationName::DeleteDeviceCertificate,
        }
    }
}

#[derive(Clone, PartialEq)]
struct Question {
    asked: Asked,
    instance: String,
    key: CertificateKey,
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
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
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
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    /// Why an act may not be made on a certificate of that status; it may while absent.
    pub(super) fn refusal(
        self,
        asked: Asked,
        key: &CertificateKey,
        status: Option<CertificateStatus>,
    ) -> Option<String> {
        let text = self.text.certificates();
        let senseless = match (asked, status) {
            (Asked::Inactivate, Some(CertificateStatus::Inactive)) => Some(text.already_inactive),
            (Asked::Activate, Some(CertificateStatus::Active)) => Some(text.already_active),
            _ => None,
        };
        let effect = asked.operation().spec().effect;
        let refused = self.desk.here.refusal(effect, self.text.shell());
        refused
            .or_else(|| {
                let instance = self.desk.place.with(|place| place.instance.clone());
                self.protection
                    .refusal(effect, &instance, &[&key.device, &key.ca])
            })
            .or_else(|| senseless.map(str::to_owned))
    }

    /// What the marks of this page are about.
    pub(super) fn marking(self) -> Marking {
        self.marking
    }

    /// A certificate, to be marked.
    pub(super) fn marked(self, key: &CertificateKey) -> Marked {
        Marked {
            instance: self
                .desk
                .place
                .with_untracked(|place| place.instance.clone()),
            kind: self.text.certificates().serial_number,
            object: key.device.clone(),
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
    pub(super) fn item(self, asked: Asked, key: &CertificateKey) -> MenuItem {
        let asks = key.clone();
        MenuItem {
            label: self.label(asked).to_owned(),
            danger: asked == Asked::Delete,
            disabled_reason: self.refusal(asked, key, self.listed_status(key)),
            on_press: Callback::new(move |()| self.ask(asked, &asks)),
        }
    }

    /// Asks.
    pub(super) fn ask(self, asked: Asked, key: &CertificateKey) {
        self.acting.reset();
        let was_listed = untrack(|| self.listed_status(key)).is_some();
        let instance = self
            .desk
            .place
            .with_untracked(|place| place.instance.clone());
        self.question.set(Some(Question {
            asked,
            instance,
            key: key.clone(),
            was_listed,
        }));
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        let instead = move || {
            let Question { asked, key, .. } = self.question.get()?;
            let fits = asked == Asked::Delete
                && self
                    .refusal(Asked::Inactivate, &key, self.listed_status(&key))
                    .is_none();
            fits.then(|| Alternative {
                label: self.text.certificates().inactivate_instead.to_owned(),
                on_press: Callback::new(move |()| self.ask(Asked::Inactivate, &key)),
            })
        };
        view! {
            <ActDialog
                act=Signal::derive(move || self.act())
                alternative=Signal::derive(instead)
                busy=self.acting.busy()
                problem=self.acting.problem()
                why=self.acting.why()
                on_confirm=Callback::new(move |()| self.act_now())
                on_close=Callback::new(move |()| self.question.set(None))
            />
            {self.marking.dialog()}
        }
        .into_child()
    }

    /// The status of a certificate of this page of the list.
    fn listed_status(self, key: &CertificateKey) -> Option<CertificateStatus> {
        self.desk
            .with_listed(|list| {
                list.certificates
                    .iter()
                    .find(|listed| key_of(listed) == *key)
                    .map(|listed| listed.status)
            })
            .flatten()
    }

    fn act(self) -> Option<Act> {
        let (text, dialogs) = (self.text.certificates(), &self.text.dialogs());
        let Question {
            asked,
            instance,
            key,
            was_listed,
        } = self.question.get()?;
        let left = was_listed && self.listed_status(&key).is_none() && !self.acting.busy().get();
        let (title, button) = match asked {
            Asked::Inactivate => (text.inactivate_title, text.inactivate_act),
            Asked::Activate => (text.activate_title, text.activate_act),
            Asked::Delete => (text.delete_title, text.delete_act),
        };
        let consequences: &[&str] = match asked {
            Asked::Inactivate => &[
                text.inactivate_blocks,
                text.inactivate_live,
                dialogs.one_call,
            ],
            Asked::Activate => &[text.activate_allows, dialogs.one_call],
            Asked::Delete => &[text.delete_final, dialogs.one_call],
        };
        let warning = match asked {
            _ if left => Some(dialogs.changed),
            Asked::Delete => Some(text.delete_returns),
            _ => None,
        };
        let typed = (asked == Asked::Delete)
            .then(|| ending(&key.device).unwrap_or(text.delete_act).to_owned());
        let calls = Certificate::of(&instance, &key)
            .map(|certificate| certificate.call(asked))
            .into_iter()
            .collect();
        let impossible = [&key.ca, &key.device]
            .into_iter()
            .find_map(|serial| SerialNumber::parse(serial.as_str()).err());
        let refused = self.refusal(asked, &key, None);
        let ca = match self.desk.ca_name(&key.ca) {
            Some(name) => [&*key.ca, " · ", &name].concat(),
            None => key.ca,
        };
        Some(Act {
            title: title.to_owned(),
            place: self.desk.here.whereabouts(&instance),
            objects: vec![
                (text.serial_number.to_owned(), key.device),
                (text.ca.to_owned(), ca),
            ],
            consequences: consequences.iter().map(|text| (*text).to_owned()).collect(),
            warning: warning.map(str::to_owned),
            type_to_confirm: typed,
            button: button.to_owned(),
            refused: impossible
                .map(|violation| rule(self.text.dialogs(), &violation))
                .or(refused),
            calls,
            ..Act::default()
        })
    }

    fn act_now(self) {
        let Some(Question {
            asked,
            instance,
            key: certificate,
            ..
        }) = self.question.get_untracked()
        else {
            return;
        };
        let Some(parsed) = Certificate::of(&instance, &certificate) else {
            return;
        };
        let text = self.text.certificates();
        let done = move || {
            let said = match asked {
                Asked::Inactivate => text.inactivated,
                Asked::Activate => text.activated,
                Asked::Delete => text.deleted,
            };
            self.toasts.say(
                ToastKind::Done,
                said(&shown_text(&certificate.device)),
                None,
            );
            self.question.set(None);
            let open = self
                .desk
                .place
                .try_with_untracked(|place| place.open.as_ref() == Some(&certificate));
            if asked == Asked::Delete && open == Some(true) {
                self.desk.go(How::Replace, |place| place.open = None);
            }
            self.refresh.invalidate(&key(&instance));
        };
        match asked {
            Asked::Inactivate => self.acting.run(&parsed.inactivate(), done),
            Asked::Activate => self.acting.run(&parsed.activate(), done),
            Asked::Delete => self.acting.run(&parsed.delete(), done),
        }
    }
}

/// A certificate whose names break no rule, and what is sent to change it.
struct Certificate {
    instance_id: InstanceId,
    ca_serial_number: SerialNumber,
    device_serial_number: SerialNumber,
}

impl Certificate {
    fn of(instance: &str, key: &CertificateKey) -> Option<Self> {
        Some(Self {
            instance_id: InstanceId::parse(instance).ok()?,
            ca_serial_number: SerialNumber::parse(key.ca.as_str()).ok()?,
            device_serial_number: SerialNumber::parse(key.device.as_str()).ok()?,
        })
    }

    fn call(self, asked: Asked) -> Call {
        match asked {
            Asked::Inactivate => Call::of(&self.inactivate()),
            Asked::Activate => Call::of(&self.activate()),
            Asked::Delete => Call::of(&self.delete()),
        }
    }

    fn inactivate(self) -> InactivateDeviceCertificate {
        InactivateDeviceCertificate {
            instance_id: self.instance_id,
            ca_serial_number: self.ca_serial_number,
            device_serial_number: self.device_serial_number,
        }
    }

    fn activate(self) -> ActiveDeviceCertificate {
        ActiveDeviceCertificate {
            instance_id: self.instance_id,
            ca_serial_number: self.ca_serial_number,
            device_serial_number: self.device_serial_number,
        }
    }

    fn delete(self) -> DeleteDeviceCertificate {
        DeleteDeviceCertificate {
            instance_id: self.instance_id,
            ca_serial_number: self.ca_serial_number,
            device_serial_number: self.device_serial_number,
        }
    }
}
