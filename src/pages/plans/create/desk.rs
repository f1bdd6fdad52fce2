//! What the parts of this page share: what is chosen, and what hinders the plan from being made.

use crate::prelude::*;
use signet_model::{
    Timestamp,
    api::CreatePlan,
    identifiers::{InstanceId, PageNumber, PageSize},
    operations::{CaCertificates, Groups, ListCaCertificate, ListGroupId},
    plans::{Act, Identity, Selection, Side},
    roles::{Object, PUBLIC_IOT_INSTANCE},
};

use super::{
    file::Slot,
    sending::{Sending, Source as Text},
    wanted::{Source, count_lines, ticked_lines},
};
use crate::{
    api::{Query, query},
    components::Why,
    components::typed::narrow,
    pages::{
        acting::use_why,
        here::{Here, use_here},
        plans::{place::own_place, settings::Typed},
    },
    router::{GeneralPage, How, Router, WantedPlan, plan_page, use_router},
    state::Shared,
    text::{Text as Texts, use_text},
    ui::{Held, effect, memo},
};

/// What is chosen on this page.
pub(super) type Desk = Shared<Parts>;

pub(super) struct Parts {
    pub(super) here: Here,
    pub(super) router: Router,
    pub(super) place: Held<GeneralPage>,
    pub(super) act: RwSignal<Act>,
    /// Whether what is inactivated is deleted later.
    pub(super) retires: RwSignal<bool>,
    pub(super) instance: RwSignal<String>,
    /// The IoT instance; empty for the public one.
    pub(super) iot_instance: RwSignal<String>,
    pub(super) source: RwSignal<Source>,
    pub(super) pasted: RwSignal<String>,
    pub(super) file: Slot,
    pub(super) groups: RwSignal<Vec<String>>,
    pub(super) group: RwSignal<String>,
    pub(super) ca: RwSignal<String>,
    pub(super) side: RwSignal<Side>,
    pub(super) samples: RwSignal<String>,
    pub(super) since: RwSignal<String>,
    pub(super) title: RwSignal<String>,
    pub(super) why: Why,
    pub(super) typed: Typed,
    pub(super) sending: Sending,
    pub(super) all_groups: Query<ListGroupId, Groups>,
    pub(super) all_cas: Query<ListCaCertificate, CaCertificates>,
    text: Texts,
}

impl Desk {
    /// What a link has decided already, and what is proposed for the rest.
    pub(super) fn open() -> Self {
        let (here, place) = (use_here(), own_place());
        let wanted = place.with_untracked(WantedPlan::of);
        let from = place.with_untracked(|place| place.instance.clone());
        let words = wanted
            .items
            .as_deref()
            .map(ticked_lines)
            .unwrap_or_default();
        let act = wanted.act.as_deref().and_then(Act::find);
        let act = act.unwrap_or(if wanted.ca.is_some() {
            Act::Inactivate
        } else {
            Act::Deregister
        });
        let source = wanted.source.as_deref().and_then(Source::find);
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        let instance = text(wanted.instance.or(from));
        let asked = memo(move || {
            let id = instance.get();
            let known = here.instance(&id).is_some();
            InstanceId::parse(id).ok().filter(|_| known)
        });
        let act = RwSignal::new(act);
        let source = RwSignal::new(source.unwrap_or(Source::List));
        let all_groups = query(
            move || {
                let wanted =
                    act.get().identity() == Identity::Client && source.get() != Source::List;
                let instance_id = asked.get().filter(|_| wanted)?;
                Some(ListGroupId { instance_id })
            },
            |before, now| before == now,
        );
        let all_cas = query(
            move || {
                let certificates = act.get().identity() == Identity::Certificate;
                let instance_id = asked.get().filter(|_| certificates)?;
                let edition = here.instance(instance_id.as_str())?.edition;
                (edition.has_certificates() && source.get() != Source::List).then_some(
                    ListCaCertificate {
                        instance_id,
                        page_number: PageNumber::MIN,
                        page_size: PageSize::MAX,
                    },
                )
            },
            |before, now| before.instance_id == now.instance_id,
        );
        let desk = Self::new(Parts {
            here,
            router: use_router(),
            place,
            act,
            retires: RwSignal::new(false),
            instance,
            iot_instance: text(wanted.iot_instance),
            source,
            pasted: RwSignal::new(words),
            file: Slot::new(),
            groups: RwSignal::new(wanted.group.clone().into_iter().collect()),
            group: text(wanted.group),
            ca: text(wanted.ca),
            side: RwSignal::new(Side::RegisteredNotListed),
            samples: RwSignal::new("3".to_owned()),
            since: RwSignal::new(String::new()),
            title: RwSignal::new(String::new()),
            why: use_why(),
            typed: Typed::proposed(),
            sending: Sending::new(),
            all_groups,
            all_cas,
            text: use_text(),
        });
        // Where the source is none for another act, the list is one for each.
        effect(move || {
            let act = desk.act.get();
            if !desk.source.get().fits(act) {
                desk.source.set(Source::List);
            }
            // What has never been there is what a difference finds for a registration.
            if act == Act::Register {
                desk.side.set(Side::ListedNotRegistered);
            }
        });
        // With one instance there is nothing to choose.
        effect(move || {
            let only = here.instances().answer().with(|answer| {
                let all = &answer?.value.instances;
                (all.len() == 1).then(|| all[0].instance_id.clone())
            });
            if let Some(only) = only.filter(|_| desk.instance.with_untracked(String::is_empty)) {
                desk.instance.set(only);
            }
        });
        desk.guard_leaving();
        desk
    }

    /// Why an act may not be planned here at all.
    pub(super) fn refusal(self, act: Act) -> Option<String> {
        let text = self.text;
        if let Some(locked) = self.here.locked(text.shell()) {
            return Some(locked);
        }
        if act.identity() == Identity::Device {
            let id = self.iot_instance.get();
            let id = Some(&*id).filter(|id| !id.is_empty());
            return self.denied(act, Object::Iot(id));
        }
        let id = self.instance.get();
        if id.is_empty() {
            return Some(text.new_plan().no_instance.to_owned());
        }
        let edition = self.here.instance(&id).map(|instance| instance.edition);
        if act.identity() == Identity::Certificate
            && edition.is_some_and(|edition| !edition.has_certificates())
        {
            return Some(text.new_plan().no_certificates.to_owned());
        }
        let instance = &*id;
        let denied = self.denied(act, Object::Instance(instance))?;
        // Who may in one group plans for that group; the proxy looks at which ones were chosen.
        let in_groups = self.here.grants().is_some_and(|grants| {
            grants.iter().any(|grant| {
                let here = grant
                    .instance
                    .as_deref()
                    .is_none_or(|here| here == instance);
                grant.group.is_some() && here && grant.role.gives(act.effect())
            })
        });
        (act.identity() != Identity::Client || !in_groups).then_some(denied)
    }

    fn denied(self, act: Act, object: Object<'_>) -> Option<String> {
        self.here.denied(act.effect(), object, self.text.shell())
    }

    /// How many lines are pasted.
    pub(super) fn lines(self) -> u64 {
        self.pasted.with(|pasted| count_lines(pasted))
    }

    /// Where the items come from, or what is missing.
    fn selection(self) -> Result<Selection, &'static str> {
        let text = self.text.new_plan();
        let none = |field: RwSignal<String>| field.with(|typed| typed.trim().is_empty());
        let source = self.source.get();
        if source.takes_list() && self.lines() == 0 && self.file.chosen.with(Option::is_none) {
            return Err(text.list_first);
        }
        let is_client = self.act.get().identity() == Identity::Client;
        Ok(match source {
            Source::List => Selection::List,
            Source::Groups if self.groups.with(Vec::is_empty) => return Err(text.groups_first),
            Source::Groups => Selection::Groups {
                groups: self.groups.get(),
            },
            Source::Instance => Selection::Instance,
            Source::Ca if none(self.ca) => return Err(text.ca_first),
            Source::Ca => Selection::Ca {
                ca_serial_number: self.ca.get(),
            },
            Source::Difference => Selection::Difference {
                side: self.side.get(),
                groups: if is_client {
                    self.groups.get()
                } else {
                    Vec::new()
                },
                ca_serial_number: Some(self.ca.get()).filter(|ca| !is_client && !ca.is_empty()),
            },
            Source::Unseen if none(self.group) => return Err(text.group_first),
            Source::Unseen => Selection::Unseen {
                group: self.group.get(),
                samples: self.samples().ok_or(text.samples_wrong)?,
                since: self.since().ok_or(text.since_wrong)?,
            },
        })
    }

    pub(super) fn samples(self) -> Option<u32> {
        self.samples
            .with(|typed| narrow(typed.trim()).parse().ok())
            .filter(|samples| *samples > 0)
    }

    pub(super) fn since(self) -> Option<Timestamp> {
        let since: Timestamp = self
            .since
            .with(|typed| [&*narrow(typed.trim()), "T00:00:00Z"].concat().parse().ok())?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of this calendar stay below 2^53"
        )]
        let past = (since.as_millis() as f64) < js_sys::Date::now();
        past.then_some(since)
    }

    /// What would be made, or what hinders it.
    fn wanted(self) -> Result<CreatePlan, String> {
        let act = self.act.get();
        if let Some(refusal) = self.refusal(act) {
            return Err(refusal);
        }
        let selection = self.selection().map_err(str::to_owned)?;
        let settings = self
            .typed
            .settings(act, self.retires.get())
            .map_err(str::to_owned)?;
        let title = self.title.with(|title| title.trim().to_owned());
        if title.chars().count() > 100 {
            return Err(self.text.new_plan().title_wrong.to_owned());
        }
        if let Some(unsaid) = self.why.hindrance_of(act.effect()) {
            return Err(unsaid);
        }
        let is_device = act.identity() == Identity::Device;
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let iot = given(self.iot_instance.get()).filter(|id| id != PUBLIC_IOT_INSTANCE);
        Ok(CreatePlan {
            act,
            instance_id: given(self.instance.get()).filter(|_| !is_device),
            iot_instance_id: iot.filter(|_| is_device),
            title: given(title),
            reason: given(self.why.said()),
            selection,
            settings,
        })
    }

    /// What hinders the plan from being made.
    pub(super) fn hindrance(self) -> Option<String> {
        self.wanted().err()
    }

    /// Makes the plan, and sends the list where there is one.
    pub(super) fn create(self) {
        let Ok(wanted) = untrack(|| self.wanted()) else {
            return;
        };
        let list = wanted.selection.takes_list().then(|| self.list());
        self.sending.create(wanted, list, move |id| self.made(&id));
    }

    /// Sends the rest of the list, or freezes what was sent.
    pub(super) fn go_on(self) {
        self.sending.go_on(self.list(), move |id| self.made(&id));
    }

    /// Ends the plan that was begun.
    pub(super) fn give_up(self) {
        self.sending.give_up(move |id| self.made(&id));
    }

    fn list(self) -> Text {
        let act = self.act.get_untracked();
        let ca = self.ca.get_untracked();
        Text {
            act,
            ca: Some(ca).filter(|ca| !ca.is_empty() && act.identity() == Identity::Certificate),
            file: self.file,
            pasted: self.pasted.get_untracked(),
        }
    }

    fn made(self, id: &str) {
        let from = self.place.with_untracked(|place| place.instance.clone());
        let to = plan_page(id, from.as_deref()).into();
        self.router.navigate(to, How::Push);
    }

    fn guard_leaving(self) {
        let question = self.text.new_plan().stays;
        self.router.before_leaving(move || {
            !self.sending.busy.get_untracked()
                || window().confirm_with_message(question).unwrap_or(true)
        });
    }
}
