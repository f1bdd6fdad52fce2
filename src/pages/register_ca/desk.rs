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
    reading::{Read, read_file, read_text},
    slot::{Held as Content, Slot, Which},
};
use crate::{
    api::{Query, query},
    components::{Call, TypedId},
    pages::{
        acting::{Acting, use_acting},
        certificates::{asked_instance, key},
        handed_in::dropped,
        here::{Here, use_here},
    },
    router::{How, InstancePage, View, use_router},
    state::{Refresh, Shared, use_refresh},
    text::{Text, use_text},
    ui::{Held, effect, memo},
};

/// What registering does.
pub(super) const DOES: Does = OperationName::RegisterCaCertificate.spec().effect;

/// What the parts of this page share.
pub(super) type Desk = Shared<Parts>;

pub(super) struct Parts {
    pub(super) here: Here,
    pub(super) instance: Held<String>,
    pub(super) asked: Query<GetRegisterCode, RegisterCode>,
    pub(super) code: Signal<Option<String>>,
    /// Whether the code is the cloud's to tell, and not the URL's.
    wanted: RwSignal<bool>,
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
    pub(super) fn open(place: Held<InstancePage>, instance: Held<String>) -> Self {
        let (id, router) = (asked_instance(instance), use_router());
        // Certificates are made with one code: it is kept in the URL, because nobody says whether the cloud gives it out twice.
        let code = memo(move || place.with(|place| place.open.clone()));
        let wanted = RwSignal::new(code.with_untracked(Option::is_none));
        let asked = query(
            move || {
                let instance_id = id.get()?;
                wanted.get().then_some(GetRegisterCode { instance_id })
            },
            |before, now| before == now,
        );
        effect(move || {
            let told = asked.answer().with(|answer| {
                let answer = answer?;
                Some((
                    answer.question.instance_id.to_string(),
                    answer.value.register_code.clone(),
                ))
            });
            if let Some((instance, told)) = told {
                let to = View::RegisterCa.about(&instance, &told);
                router.navigate(to.into(), How::Replace);
            }
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
            wanted,
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
        self.here
            .refusal(DOES, self.text.shell())
            .or_else(|| {
                let text = self.text.ca_certificates();
                (!self.checks.hold()).then(|| text.not_all_hold.to_owned())
            })
            .or_else(|| self.acting.why().hindrance_of(DOES))
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
        self.ask_for_code();
    }

    /// Has the cloud tell the code, once more if it has told one.
    pub(super) fn ask_for_code(self) {
        if self.wanted.get_untracked() {
            self.asked.again();
        }
        self.wanted.set(true);
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
