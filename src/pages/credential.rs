//! One credential: what is known of its client id, what its device signs in with, and the acts on it.

mod acts;
mod facts;
mod now;
mod on_show;
mod sign_in;

use crate::prelude::*;
use signet_model::{
    Violation,
    api::ErrorCode,
    identifiers::{ClientId, InstanceId, NewClientId},
    operations::{DeviceCredentialAnswer, GetDeviceCredential},
};
use signet_view::view;

use self::{acts::Acts, on_show::OnShow};
use super::{
    credentials::key,
    here::{Here, unknown_instance, use_here},
    object::history_link,
    own_place::own_place,
    protection::{Protection, use_protection},
};
use crate::{
    api::{Failure, Query, query},
    components::rule,
    router::{Credentials, How, InstancePage, Link, Place, Router, View, use_router},
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Button, CopyId, Empty, Held, Icon, IconName, Note, PageHeader, Tone, memo, shown_text},
    view::IntoChild,
};

/// The page, whichever credential it is about.
type Desk = Shared<DeskParts>;

struct DeskParts {
    here: Here,
    router: Router,
    place: Held<InstancePage>,
}

/// The credential that the page is about; parts of the page share it.
type One = Shared<OneParts>;

struct OneParts {
    desk: Desk,
    instance: String,
    id: ClientId,
    credential: Query<GetDeviceCredential, DeviceCredentialAnswer>,
    /// Whether the cloud says that there is none.
    gone: Held<bool>,
    on_show: OnShow,
    protection: Protection,
}

impl Desk {
    /// Asks about an act, or leaves the question.
    fn ask(self, act: Option<&str>) {
        let mut place = self.place.get_untracked();
        place.act = act.map(str::to_owned);
        self.router.navigate(place.into(), How::Replace);
    }
}

impl One {
    fn group(&self) -> &str {
        self.id.parts().map_or("", |(group, _)| group)
    }

    fn instance_id(&self) -> Option<InstanceId> {
        InstanceId::parse(self.instance.as_str()).ok()
    }

    /// The list that it is on, as it was left.
    fn list(self) -> Place {
        self.desk.place.with_untracked(|place| {
            Place::from(Credentials {
                group: Some(self.group().to_owned()).filter(|group| !group.is_empty()),
                page: place.page,
                page_size: place.page_size,
                filter: place.filter.clone(),
                ..Credentials::of(&self.instance)
            })
        })
    }

    /// Whether the page is still there and about this credential.
    fn is_open(self) -> bool {
        let about = |place: &InstancePage| {
            place.instance == self.instance && place.open.as_deref() == Some(self.id.as_str())
        };
        self.desk.place.try_with_untracked(about).unwrap_or(false)
    }
}

/// What the page can show of its place.
#[derive(Clone, PartialEq, Eq)]
enum About {
    UnknownInstance(String),
    Nothing(String),
    Impossible(String, Violation),
    Credential(String, ClientId),
}

/// One credential.
pub fn credential_page() -> Child {
    let (here, router) = (use_here(), use_router());
    let place = own_place(View::Credential);
    let about = memo(move || {
        place.with(|place| {
            let instance = place.instance.clone();
            if here.is_unknown(&instance) {
                return About::UnknownInstance(instance);
            }
            match place.open.as_deref().map(ClientId::parse) {
                None => About::Nothing(instance),
                Some(Ok(id)) => About::Credential(instance, id),
                Some(Err(violation)) => {
                    About::Impossible(place.open.clone().unwrap_or_default(), violation)
                }
            }
        })
    });
    let desk = Desk::new(DeskParts {
        here,
        router,
        place,
    });
    (move || match about.get() {
        About::UnknownInstance(id) => unknown_instance(use_text().shell().credential, &id),
        About::Nothing(instance) => nothing(&instance),
        About::Impossible(id, violation) => impossible(id, &violation),
        About::Credential(instance, id) => one(desk, instance, id),
    })
    .into_child()
}

fn nothing(instance: &str) -> Child {
    let text = use_text();
    let list = Place::from(Credentials::of(instance));
    view! {
        <PageHeader title=text.shell().credential />
        <section class="panel">
            <Empty icon=IconName::Key title=text.credential().which>
                <Link to=list class="ui-button ui-button--plain">{text.shell().back_to_list}</Link>
            </Empty>
        </section>
    }
    .into_child()
}

/// A link may name anything.
fn impossible(id: String, violation: &Violation) -> Child {
    let text = use_text();
    let rule = rule(text.dialogs(), violation);
    view! {
        <PageHeader title=text.shell().credential><CopyId value=id wrap=true /></PageHeader>
        <Note tone=Tone::Warning title=text.dialogs().rule_other.to_owned()><p>{rule}</p></Note>
    }
    .into_child()
}

fn one(desk: Desk, instance: String, id: ClientId) -> Child {
    let refresh = use_refresh();
    let group = id.parts().map_or("", |(group, _)| group).to_owned();
    let asked = (instance.clone(), id.clone());
    let credential = query(
        move || {
            let (instance, client_id) = asked.clone();
            let instance_id = InstanceId::parse(instance).ok()?;
            refresh.watch(&key(instance_id.as_str(), &group)).track();
            Some(GetDeviceCredential {
                instance_id,
                client_id,
                reveal: false,
            })
        },
        |before, now| before == now,
    );
    let one = One::new(OneParts {
        desk,
        instance,
        id,
        credential,
        gone: memo(move || credential.failure().with(is_not_found)),
        on_show: OnShow::new(),
        protection: use_protection(),
    });
    let acts = Acts::of(one);
    let first = move || {
        if one.gone.get() {
            not_registered(one)
        } else {
            facts::panel(one)
        }
    };
    let more = move || (!one.gone.get()).then(|| view! { {acts.protection()} {acts.panel()} });
    let second = move || (!one.gone.get()).then(|| sign_in::panel(one));
    view! {
        {header(one)}
        <div class="credential">
            <div class="stack">{first} {now::panel(one)} {more}</div>
            {second}
        </div>
        {acts.dialog()}
    }
    .into_child()
}

fn is_not_found(failure: &Option<Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(error)) if error.code == ErrorCode::NotFound)
}

fn header(one: One) -> Child {
    let text = use_text().shell();
    let id = one.id.as_str().to_owned();
    let cut_off = Place::from(View::CutOff.about(&one.instance, &id));
    let actions = move || {
        view! {
            <Link to=one.list() class="ui-button ui-button--plain">
                <Icon name=IconName::Previous />
                {text.back_to_list}
            </Link>
            {history_link(&one.instance, one.id.as_str())}
            <Link to=cut_off.clone() class="ui-button ui-button--danger">
                <Icon name=IconName::Power />
                {text.cut_off}
            </Link>
            <Button busy=one.credential.busy() on_press=Callback::new(move |()| one.credential.again())>
                <Icon name=IconName::Reload />
                {text.reload}
            </Button>
        }
    };
    view! {
        <PageHeader title=text.credential actions=actions><CopyId value=id wrap=true /></PageHeader>
    }
    .into_child()
}

/// Nobody has it: it can be registered, if it is one that may be made.
fn not_registered(one: One) -> Child {
    let text = use_text().credential();
    let id = one.id.as_str();
    let offer = match NewClientId::parse(id) {
        Ok(_) => {
            let to = Place::from(View::Register.about(&one.instance, id));
            view! { <Link to=to class="ui-button ui-button--primary">{text.register_it}</Link> }
                .into_child()
        }
        Err(_) => view! { <p>{text.not_makeable}</p> }.into_child(),
    };
    view! {
        <section class="panel" aria-label=shown_text(id)>
            <Empty icon=IconName::Key title=text.not_registered>
                <p>{text.not_registered_detail}</p>
                {offer}
            </Empty>
        </section>
    }
    .into_child()
}
