//! What the parts of this page share, and the act itself.

use crate::prelude::*;
use signet_model::{
    Effect as Does, OperationName,
    identifiers::{CaName, InstanceId, Pem},
    operations::{GetRegisterCode, RegisterCaCertificate, RegisterCode},
};
use web_sys::DataTransfer;

use super::{
    check_name,
    checklist::Checks,
    reading::{Read, dropped, read_file, read_text},
    slot::{Held as Content, Slot, Which},
};
use crate::{
    api::{Query, query},
    components::{Call, TypedId},
    pages::{
        acting::{Acting, use_acting},
        certificates::{asked_instance, key},
        here::{Here, use_here},
    },
    state::{Refresh, Shared, use_refresh},
    text::{Text, use_text},
    ui::{Held, memo},
};

/// What the parts of this page share.
pub(super) type Desk = Shared<Parts>;

pub(super) struct Parts {
    pub(super) here: Here,
    pub(super) instance: Held<String>,
    pub(super) asked: Query<GetRegisterCode, RegisterCode>,
    pub(super) code: Signal<Option<String>>,
    pub(super) ca: Slot,
    pub(super) verification: Slot,
    pub(super) checks: Checks,
    pub(super) name: TypedId,
    pub(super) acting: Acting,
    /// The serial number, once it is registered.
    pub(super) registered: RwSignal<Option<String>>,
    /// What would be sent, as it can be copied.
    pub(super) calls: Signal<Vec<Call>>,
    refresh: Refresh,
    text: Text,
}

impl Desk {
    pub(super) fn open(instance: Held<String>) -> Self {
        let id = asked_instance(instance);
        let asked = query(
            move || {
                Some(GetRegisterCode {
                    instance_id: id.get()?,
                })
            },
            |before, now| before == now,
        );
        let code = memo(move || {
            asked
                .answer()
                .with(|answer| answer.map(|answer| answer.value.register_code.clone()))
        });
        let (ca, verification) = (Slot::new(Which::Ca), Slot::new(Which::Verification));
        let checks = Checks::of(ca, verification, code.into());
        let name = TypedId::new(check_name, CaName::MAX_BYTES);
        let calls = Signal::derive(move || {
            let operation = name.value.with(|name| operation(instance, checks, name));
            let holds = checks.hold();
            let operation = operation.filter(|_| holds);
            operation
                .map(|operation| Call::of(&operation))
                .into_iter()
                .collect()
        });
        Self::new(Parts {
            here: use_here(),
            instance,
            asked,
            code: code.into(),
            ca,
            verification,
            checks,
            name,
            acting: use_acting(),
            registered: RwSignal::new(None),
            calls,
            refresh: use_refresh(),
            text: use_text(),
        })
    }

    /// Why it may not be registered now; it may while absent.
    pub(super) fn refusal(self) -> Option<String> {
        const DOES: Does = OperationName::RegisterCaCertificate.spec().effect;
        self.here.refusal(DOES, self.text.shell()).or_else(|| {
            let text = self.text.ca_certificates();
            (!self.checks.hold()).then(|| text.not_all_hold.to_owned())
        })
    }

    pub(super) fn register(self) {
        let Some(name) = self.name.submit() else {
            return;
        };
        let Some(operation) = operation(self.instance, self.checks, &name) else {
            return;
        };
        let instance = operation.instance_id.to_string();
        self.acting.run_for(&operation, move |done| {
            self.ca.held.set(Content::Nothing);
            self.verification.held.set(Content::Nothing);
            self.refresh.invalidate(&key(&instance));
            self.registered.set(Some(done.ca_serial_number));
        });
    }

    /// Another one, with a code of its own.
    pub(super) fn begin_again(self) {
        self.name.clear();
        self.registered.set(None);
        self.asked.again();
    }

    pub(super) fn swap(self) {
        let (ca, verification) = (
            self.ca.held.get_untracked(),
            self.verification.held.get_untracked(),
        );
        self.ca.held.set(verification);
        self.verification.held.set(ca);
    }

    /// Files that were dropped beside the two places: each goes where it belongs by what it says.
    pub(super) fn drop(self, transfer: Option<DataTransfer>) {
        if self.registered.with_untracked(Option::is_some) {
            return;
        }
        let (files, text) = dropped(transfer);
        if let Some(text) = text {
            let name = self.text.ca_certificates().pasted;
            self.sort(name, read_text(text));
        }
        leptos::task::spawn_local(async move {
            for file in files {
                let name = file.name();
                let read = read_file(file).await;
                self.sort(&name, read);
            }
        });
    }

    /// A certificate that says it is a CA is the CA; anything else is taken for the proof, unless only that is there already.
    fn sort(self, name: &str, read: Read) {
        let is_ca = match &read {
            Read::Taken(certificate) => certificate.facts().is_ca,
            Read::Refused(_) | Read::Unreadable => {
                let held = |slot: Slot| {
                    slot.held
                        .with_untracked(|held| held.certificate().is_some())
                };
                held(self.verification) && !held(self.ca)
            }
        };
        let slot = if is_ca { self.ca } else { self.verification };
        slot.keep(name, read);
    }
}

/// What is sent, where every part of it keeps its rules.
fn operation(instance: Held<String>, checks: Checks, name: &str) -> Option<RegisterCaCertificate> {
    let (ca, verification) = checks.pems()?;
    Some(RegisterCaCertificate {
        instance_id: InstanceId::parse(instance.get_untracked()).ok()?,
        ca_name: CaName::parse(crate::components::typed::tidy(name)).ok()?,
        ca_pem: Pem::parse(ca).ok()?,
        verification_pem: Pem::parse(verification).ok()?,
    })
}
