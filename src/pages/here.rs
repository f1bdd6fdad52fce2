//! What every page must know: who is asking, which cloud answers, which instances there are.

use crate::prelude::*;
use signet_model::{
    Effect as Does,
    api::{Cloud, Refusal, Session},
    operations::{Instance, Instances, ListInstances},
};
use signet_view::view;

use crate::{
    api::{Query, query, session_query},
    components::Whereabouts,
    router::{Link, Place},
    state::{Shared, use_clock, use_refresh},
    text::{Shell, use_text},
    ui::{Empty, IconName, PageHeader, memo, shown_text},
};

/// Milliseconds between two readings of the session: the quota shown is as fresh as this.
const SESSION_EVERY: f64 = 10_000.0;

/// Session and instances of this mount.
pub type Here = Shared<Known>;

/// What is known of the session and the instances.
pub struct Known {
    session: Query<u32, Session>,
    instances: Query<ListInstances, Instances>,
}

/// Starts reading session and instances for everything below.
pub fn provide_here() {
    let clock = use_clock();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts from one second to the next"
    )]
    let tick = memo(move || (clock.now() / SESSION_EVERY) as u32);
    let version = use_refresh().watch("instances");
    provide_context(Here::new(Known {
        session: session_query(tick.into()),
        instances: query(
            move || {
                version.track();
                Some(ListInstances {})
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

    /// Why acts of that effect may not be made; they may while absent.
    pub fn refusal(self, effect: Does, text: &Shell) -> Option<String> {
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
}

/// What stands where the page of an instance would be that nobody has.
pub fn unknown_instance(title: &'static str, id: &str) -> Child {
    let text = use_text().shell();
    view! {
        <PageHeader title=title />
        <div class="panel">
            <Empty icon=IconName::Search title=(text.unknown_instance)(&shown_text(id))>
                <p>{text.unknown_instance_detail}</p>
                <Link to=Place::Home class="ui-button ui-button--plain">{text.to_start}</Link>
            </Empty>
        </div>
    }
    .into_child()
}

/// The same kind of place on another instance.
pub fn on_instance(place: &Place, instance: &str) -> Place {
    use crate::router::{ClientIds, Credentials, DeviceCertificates};
    match place {
        Place::DeviceCertificates(_) => DeviceCertificates::of(instance).into(),
        Place::ClientIds(here) => ClientIds {
            instance: Some(instance.to_owned()),
            ..here.clone()
        }
        .into(),
        _ => Credentials::of(instance).into(),
    }
}
