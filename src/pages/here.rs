//! What every page must know: who is asking, which cloud answers, which instances there are.

use crate::prelude::*;
use signet_model::{
    Effect as Does,
    api::{Cloud, Refusal, Session},
    identifiers::InstanceId,
    operations::{Instance, Instances, ListInstances},
    roles::{Denied, Grant, Object, may},
};

use super::chunks;
use crate::{
    api::{Query, query, session_query},
    components::{Whereabouts, when_loaded},
    router::{ClientIds, Credentials, DeviceCertificates, Place, Router, View, use_router},
    state::{Shared, use_clock, use_gate, use_mounted, use_refresh},
    text::Shell,
    ui::{Held, effect, memo},
    view::IntoChild,
};

/// Milliseconds between two readings of the session: the quota shown is as fresh as this.
const SESSION_EVERY: f64 = 10_000.0;

/// Session and instances of this mount.
pub type Here = Shared<Known>;

/// What is known of the session and the instances.
pub struct Known {
    router: Router,
    session: Query<u32, Session>,
    reads: Held<Option<bool>>,
    instances: Query<ListInstances, Instances>,
    readonly: RwSignal<bool>,
}

/// Starts reading session and instances for everything below.
pub fn provide_here() {
    let clock = use_clock();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts from one second to the next"
    )]
    let tick = memo(move || (clock.attended() / SESSION_EVERY) as u32);
    let version = use_refresh().watch("instances");
    let (gate, session) = (use_gate(), session_query(tick.into()));
    effect(move || {
        session.answer().with(|answer| {
            if let Some(answer) = answer {
                gate.seen(&answer.value.actor, answer.value.signed_in_at);
            }
        });
    });
    let reads = memo(move || {
        session.answer().with(|session| {
            let grants = &session?.value.grants;
            Some(grants.iter().any(|grant| grant.role.gives(Does::Read)))
        })
    });
    provide_context(Here::new(Known {
        readonly: use_mounted().readonly(),
        router: use_router(),
        session,
        reads,
        instances: query(
            // What would be refused is not asked: each refusal is kept in the audit log.
            move || {
                version.track();
                reads.get()?.then_some(ListInstances {})
            },
            |_, _| true,
        ),
    }));
}

/// Session and instances of this mount.
pub fn use_here() -> Here {
    expect_context()
}

impl Here {
    /// Who is asking and which cloud answers.
    pub fn session(self) -> Query<u32, Session> {
        self.session
    }

    /// Which instances there are.
    pub fn instances(self) -> Query<ListInstances, Instances> {
        self.instances
    }

    /// Whether they may see any device at all; not known until the proxy has told.
    pub fn reads(self) -> Option<bool> {
        self.reads.get()
    }

    /// The cloud that answers, once the proxy has told.
    pub fn cloud(self) -> Option<Cloud> {
        self.session
            .answer()
            .with(|session| session.map(|session| session.value.cloud))
    }

    /// The instance of that id, where it is known.
    pub fn instance(self, id: &str) -> Option<Instance> {
        self.instances.answer().with(|answer| {
            answer?
                .value
                .instances
                .iter()
                .find(|instance| instance.instance_id == id)
                .cloned()
        })
    }

    /// Whether the instances are known and this id is not among them.
    pub fn is_unknown(self, id: &str) -> bool {
        self.instances.is_answered() && self.instance(id).is_none()
    }

    /// Where an act on that instance happens.
    pub fn whereabouts(self, id: &str) -> Whereabouts {
        let instance = self.instance(id);
        Whereabouts {
            cloud: self.cloud(),
            name: instance
                .as_ref()
                .map_or_else(|| id.to_owned(), |instance| instance.name.clone()),
            id: id.to_owned(),
            region: instance.map(|instance| instance.region).unwrap_or_default(),
        }
    }

    /// The effects that need a reason.
    pub fn reason_required(self) -> Vec<Does> {
        self.session.answer().with(|session| {
            session
                .map(|session| session.value.reason_required.clone())
                .unwrap_or_default()
        })
    }

    /// What they were granted; none until the proxy has told.
    pub fn grants(self) -> Option<Vec<Grant>> {
        self.session
            .answer()
            .with(|session| session.map(|session| session.value.grants.clone()))
    }

    /// Why acts of that effect may not be made on an object; they may while absent. The proxy decides by the same rule.
    pub fn refusal_on(self, effect: Does, object: Object<'_>, text: &Shell) -> Option<String> {
        self.closed(effect, text)
            .or_else(|| self.denied(effect, object, text))
    }

    /// That the page around us lets nothing be changed.
    pub fn locked(self, text: &Shell) -> Option<String> {
        self.readonly.get().then(|| text.locked.to_owned())
    }

    /// What hinders acts of that effect on an object: the page around us, or a role that is missing.
    pub fn denied(self, effect: Does, object: Object<'_>, text: &Shell) -> Option<String> {
        if effect != Does::Read
            && let Some(locked) = self.locked(text)
        {
            return Some(locked);
        }
        let account = self.account(object).unwrap_or_default();
        let denied = may(&self.grants()?, effect, &account, object).err()?;
        Some(match denied {
            Denied::NoGrant => text.not_allowed.to_owned(),
            Denied::Needs(role) => (text.needs_role)((text.role)(role)),
        })
    }

    /// The same for the instance of the page shown now.
    pub fn refusal(self, effect: Does, text: &Shell) -> Option<String> {
        let place = self.router.place();
        let instance = place.with(|place| place.instance().map(str::to_owned));
        let instance = instance.unwrap_or_default();
        self.refusal_on(effect, Object::Instance(&instance), text)
    }

    /// Why nobody may make acts of that effect from here, through this proxy.
    pub fn closed(self, effect: Does, text: &Shell) -> Option<String> {
        if effect != Does::Read && self.readonly.get() {
            return self.locked(text);
        }
        let told = self.session.answer().with(|session| {
            let session = &session?.value;
            Some((session.allowed.contains(&effect), session.refusal))
        });
        let reason = match told {
            None => text.not_known_yet,
            Some((true, _)) => return None,
            Some((false, Some(Refusal::ReadOnly))) => text.read_only,
            Some((false, Some(Refusal::ChangesNotAllowed))) => text.changes_not_allowed,
            Some((false, None)) => text.not_allowed,
        };
        Some(reason.to_owned())
    }

    /// The account that an object belongs to, where that is known.
    fn account(self, object: Object<'_>) -> Option<String> {
        match object {
            Object::Instance(instance) | Object::Group { instance, .. } => {
                self.instance(instance).map(|instance| instance.account)
            }
            Object::Iot(id) => self.session.answer().with(|session| {
                let all = &session?.value.iot_instances;
                all.iter()
                    .find(|instance| instance.iot_instance_id.as_deref() == id)
                    .map(|instance| instance.account.clone())
            }),
        }
    }
}

/// A client of an instance, as grants see it: in its group, where its id names one.
pub fn client<'a>(instance: &'a str, client_id: &'a str) -> Object<'a> {
    match client_id.split_once("@@@") {
        Some((group, _)) => Object::Group { instance, group },
        None => Object::Instance(instance),
    }
}

/// A page of the instance `id`, or that nobody has such an instance.
pub fn on_known_instance(
    title: &'static str,
    id: Held<String>,
    page: impl Fn() -> Child + Send + 'static,
) -> Child {
    let here = use_here();
    let unknown = memo(move || here.is_unknown(&id.get()));
    (move || {
        if unknown.get() {
            unknown_instance(title, &id.get())
        } else {
            page()
        }
    })
    .into_child()
}

/// The instance to ask about: of an id that nobody has nothing is asked.
pub fn known_instance(id: Held<String>) -> Held<Option<InstanceId>> {
    let here = use_here();
    memo(move || {
        let id = id.get();
        let known = !here.is_unknown(&id);
        InstanceId::parse(id).ok().filter(|_| known)
    })
}

/// What stands where the page of an instance would be that nobody has.
pub fn unknown_instance(title: &'static str, id: &str) -> Child {
    provide_context(UnknownInstance {
        title,
        id: id.to_owned(),
    });
    when_loaded(chunks::unknown_instance)
}

/// The instance that nobody has, and the page that it was to be the page of.
#[derive(Clone)]
pub(super) struct UnknownInstance {
    pub(super) title: &'static str,
    pub(super) id: String,
}

/// The same kind of place on another instance.
pub fn on_instance(place: &Place, instance: &str) -> Place {
    match place {
        Place::DeviceCertificates(_) => DeviceCertificates::of(instance).into(),
        Place::ClientIds(here) => ClientIds {
            instance: Some(instance.to_owned()),
            ..here.clone()
        }
        .into(),
        Place::General(page) => page.beside(instance).into(),
        // What only one instance has is not looked for on another.
        Place::Instance(page) if page.view != View::Credential => page.view.of(instance).into(),
        _ => Credentials::of(instance).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_instance_shows_the_same_page() {
        let groups = View::Groups.of("a").into();
        assert_eq!(on_instance(&groups, "b"), View::Groups.of("b").into());
        let certificates = DeviceCertificates::of("a").into();
        assert_eq!(
            on_instance(&certificates, "b"),
            DeviceCertificates::of("b").into()
        );
    }

    #[test]
    fn what_only_one_instance_has_is_not_looked_for_on_another() {
        for view in [View::CaCertificates, View::CutOff, View::Register] {
            let about = view.about("a", "only here").into();
            assert_eq!(on_instance(&about, "b"), view.of("b").into());
        }
        let credential = View::Credential.about("a", "GID_a@@@b").into();
        assert_eq!(on_instance(&credential, "b"), Credentials::of("b").into());
    }
}
