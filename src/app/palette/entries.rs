//! Where the palette leads.

use signet_model::operations::Instance;

use super::{
    rank::{Findable, rank},
    understood::Understood,
};
use crate::{
    router::{ClientIds, Credentials, DeviceCertificates, General, Offered, Place, View, act},
    text::{Palette as Words, Text},
};

/// The most that is shown at once; who sees that many types on.
const MOST: usize = 40;

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An instance.
    Instance,
    /// A group of the instance.
    Group,
    /// A client id.
    ClientId,
    /// A serial number.
    Serial,
    /// A page of the instance.
    Page,
    /// Something to do.
    Act,
}

impl Kind {
    /// What it is called.
    pub(super) fn word(self, text: &Words) -> &'static str {
        match self {
            Self::Instance => text.instance,
            Self::Group => text.group,
            Self::ClientId => text.client_id,
            Self::Serial => text.serial,
            Self::Page => text.page,
            Self::Act => text.act,
        }
    }
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// To a place.
    Place(Place),
    /// To the certificate of an instance that has one of these serial numbers.
    Certificate(String, Vec<String>),
}

/// Something to go to or to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) label: String,
    /// Where it is, or what it is about.
    pub(super) detail: String,
    pub(super) to: To,
    words: &'static str,
}

impl Findable for Entry {
    fn label(&self) -> &str {
        &self.label
    }

    fn detail(&self) -> &str {
        &self.detail
    }

    fn words(&self) -> &str {
        self.words
    }
}

/// What is known where the palette was opened.
#[derive(Clone, PartialEq)]
pub(super) struct Known {
    /// The instance that pages and acts are of.
    pub(super) instance: Option<Instance>,
    /// All instances.
    pub(super) instances: Vec<Instance>,
    /// The groups of the instance.
    pub(super) groups: Vec<String>,
    /// The pages that there are.
    pub(super) offered: Offered,
}

/// What is found by what was typed: what it names, then what holds its words.
pub(super) fn found(known: &Known, typed: &Understood, text: Text) -> Vec<Entry> {
    let mut found = named(known, typed, text);
    found.extend(rank(all(known, text), &typed.words));
    found.retain(|entry| match &entry.to {
        To::Place(place) => known.offered.has(place),
        To::Certificate(..) => known.offered.names("certificates"),
    });
    found.truncate(MOST);
    found
}

/// What a client id or a serial number leads to.
fn named(known: &Known, typed: &Understood, text: Text) -> Vec<Entry> {
    let (words, shell) = (text.palette(), text.shell());
    let mut found = Vec::new();
    let Some(here) = &known.instance else {
        return found;
    };
    let entry = |kind, label: &str, detail: &str, place: Place| Entry {
        kind,
        label: label.to_owned(),
        detail: detail.to_owned(),
        to: To::Place(place),
        words: "",
    };
    for id in &typed.client_ids {
        let instance = &*here.instance_id;
        let about = |view: View| view.about(instance, id);
        let mut asked = about(View::Credential);
        found.push(entry(Kind::ClientId, id, &here.name, asked.clone().into()));
        found.push(entry(
            Kind::Act,
            shell.cut_off,
            id,
            about(View::CutOff).into(),
        ));
        asked.act = Some(act::ROTATE.to_owned());
        found.push(entry(Kind::Act, words.rotate, id, asked.clone().into()));
        asked.act = Some(act::DEREGISTER.to_owned());
        found.push(entry(Kind::Act, words.deregister, id, asked.into()));
        found.push(entry(
            Kind::Act,
            shell.register,
            id,
            about(View::Register).into(),
        ));
        found.push(entry(
            Kind::Page,
            shell.blacklist,
            id,
            about(View::Blacklist).into(),
        ));
        let others = known.instances.iter();
        for other in others.filter(|other| other.instance_id != here.instance_id) {
            let place = View::Credential.about(&other.instance_id, id);
            found.push(entry(Kind::ClientId, id, &other.name, place.into()));
        }
    }
    if let Some(serial) = typed.serials.first() {
        let instances = known.instances.iter();
        let others = instances.filter(|other| other.instance_id != here.instance_id);
        for instance in std::iter::once(here).chain(others) {
            if instance.edition.has_certificates() {
                found.push(Entry {
                    kind: Kind::Serial,
                    label: serial.clone(),
                    detail: instance.name.clone(),
                    to: To::Certificate(instance.instance_id.clone(), typed.serials.clone()),
                    words: "",
                });
            }
        }
    }
    found
}

/// Everything that has a name, in the order in which it is shown to who has typed nothing.
fn all(known: &Known, text: Text) -> Vec<Entry> {
    let mut all = Vec::new();
    if let Some(here) = &known.instance {
        for (kind, label, words, place) in of_instance(&here.instance_id, text) {
            all.push(Entry {
                kind,
                label: label.to_owned(),
                detail: here.name.clone(),
                to: To::Place(place),
                words,
            });
        }
    } else {
        all.push(Entry {
            kind: Kind::Page,
            label: text.shell().client_ids.to_owned(),
            detail: String::new(),
            to: To::Place(ClientIds::default().into()),
            words: "iot client-ids",
        });
    }
    let from = known.instance.as_ref().map(|here| &*here.instance_id);
    let shell = text.shell();
    for (label, words, view) in [
        (shell.plans, "plans bulk runs jobs", General::Plans),
        (shell.audit, "audit log history", General::Audit),
        (shell.people, "people roles grants", General::People),
        (shell.protected, "protected", General::Protected),
        (
            shell.first_steps,
            "first-steps setup check doctor ram policy key",
            General::FirstSteps,
        ),
    ] {
        all.push(Entry {
            kind: Kind::Page,
            label: label.to_owned(),
            detail: String::new(),
            to: To::Place(view.after(from).into()),
            words,
        });
    }
    for instance in &known.instances {
        all.push(Entry {
            kind: Kind::Instance,
            label: instance.name.clone(),
            detail: [&instance.instance_id, " · ", &instance.region].concat(),
            to: To::Place(Credentials::of(&instance.instance_id).into()),
            words: "",
        });
    }
    if let Some(here) = &known.instance {
        for group in &known.groups {
            let place = Credentials {
                group: Some(group.clone()),
                ..Credentials::of(&here.instance_id)
            };
            all.push(Entry {
                kind: Kind::Group,
                label: group.clone(),
                detail: here.name.clone(),
                to: To::Place(place.into()),
                words: "",
            });
        }
    }
    all
}

/// The pages of an instance and what can be done there; the other words are those of URLs and of the cloud, in no language.
fn of_instance(id: &str, text: Text) -> [(Kind, &'static str, &'static str, Place); 11] {
    let (words, shell) = (text.palette(), text.shell());
    let iot = ClientIds {
        instance: Some(id.to_owned()),
        ..ClientIds::default()
    };
    let mut create = View::Groups.of(id);
    create.act = Some(act::CREATE.to_owned());
    [
        (
            Kind::Page,
            shell.credentials,
            "credentials",
            Credentials::of(id).into(),
        ),
        (
            Kind::Page,
            shell.device_certificates,
            "device-certificates x509",
            DeviceCertificates::of(id).into(),
        ),
        (
            Kind::Page,
            shell.ca_certificates,
            "ca-certificates x509",
            View::CaCertificates.of(id).into(),
        ),
        (Kind::Page, shell.client_ids, "iot client-ids", iot.into()),
        (
            Kind::Page,
            shell.groups,
            "groups gid",
            View::Groups.of(id).into(),
        ),
        (
            Kind::Page,
            shell.blacklist,
            "blacklist",
            View::Blacklist.of(id).into(),
        ),
        (
            Kind::Act,
            shell.cut_off,
            "cut-off block close",
            View::CutOff.of(id).into(),
        ),
        (
            Kind::Act,
            shell.register,
            "register add new",
            View::Register.of(id).into(),
        ),
        (
            Kind::Act,
            shell.register_ca,
            "register-ca add new x509",
            View::RegisterCa.of(id).into(),
        ),
        (
            Kind::Act,
            words.create_group,
            "create group add new gid",
            create.into(),
        ),
        (
            Kind::Act,
            shell.certificate_scan,
            "certificate-scan expiring expired",
            View::CertificateScan.of(id).into(),
        ),
    ]
}

#[cfg(test)]
#[path = "entries_tests.rs"]
mod tests;
