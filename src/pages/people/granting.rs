//! Granting a role: to whom, which, and where.

use crate::prelude::*;
use signet_model::{
    api::GrantTo,
    identifiers::InstanceId,
    operations::{Groups, ListGroupId},
    roles::Role,
};
use signet_view::view;

use super::{
    Desk, KEY,
    wanted::{Wanted, Where, wrong_subject},
};
use crate::{
    api::{Query, query},
    components::typed::tidy,
    pages::acting::{Acting, buttons, use_acting},
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{Choice, Combo, Dialog, Field, Note, Select, ToastKind, Tone, memo, shown_text},
    view::IntoChild,
};

/// Granting on this page.
pub(super) type Granting = Shared<GrantingParts>;

pub(super) struct GrantingParts {
    desk: Desk,
    acting: Acting,
    open: RwSignal<bool>,
    subject: RwSignal<String>,
    /// Whether the form was sent once: what is missing is an error from then on.
    tried: RwSignal<bool>,
    role: RwSignal<Role>,
    place: RwSignal<Where>,
    account: RwSignal<String>,
    instance: RwSignal<String>,
    group: RwSignal<String>,
    iot_instance: RwSignal<String>,
    groups: Query<ListGroupId, Groups>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

impl Granting {
    pub(super) fn of(desk: Desk) -> Self {
        let (open, place) = (RwSignal::new(false), RwSignal::new(Where::Everywhere));
        let instance = RwSignal::new(String::new());
        let asked = memo(move || {
            let id = instance.with(|id| tidy(id).to_owned());
            let known = desk.here.instance(&id).is_some();
            (open.get() && place.get() == Where::Group && known).then_some(id)
        });
        let groups = query(
            move || {
                Some(ListGroupId {
                    instance_id: InstanceId::parse(asked.get()?).ok()?,
                })
            },
            |before, now| before == now,
        );
        Self::new(GrantingParts {
            desk,
            acting: use_acting(),
            open,
            subject: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
            role: RwSignal::new(Role::Viewer),
            place,
            account: RwSignal::new(String::new()),
            instance,
            group: RwSignal::new(String::new()),
            iot_instance: RwSignal::new(String::new()),
            groups,
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    /// Asks which role, and to whom where that is not said.
    pub(super) fn ask(self, subject: Option<&str>) {
        self.acting.reset();
        self.tried.set(false);
        self.subject.set(subject.unwrap_or_default().to_owned());
        for field in [self.account, self.instance, self.group, self.iot_instance] {
            field.set(String::new());
        }
        self.role.set(Role::Viewer);
        self.place.set(Where::Everywhere);
        self.open.set(true);
    }

    fn wanted(self) -> Wanted {
        let typed = |field: RwSignal<String>| field.with(|typed| tidy(typed).to_owned());
        Wanted {
            role: self.role.get(),
            place: self.place.get(),
            account: typed(self.account),
            instance: typed(self.instance),
            group: typed(self.group),
            iot_instance: typed(self.iot_instance),
        }
    }

    fn wrong_subject(self) -> Option<&'static str> {
        let own = self.desk.own.get();
        self.subject
            .with(|typed| wrong_subject(tidy(typed), own.as_deref(), self.text.people()))
    }

    /// What is still to be done before it may be granted.
    fn hindrance(self) -> Option<String> {
        let missing = || {
            let place = self.wanted().grant().is_none();
            place.then_some(self.text.people().place_first)
        };
        self.wrong_subject().or_else(missing).map(str::to_owned)
    }

    fn submit(self) {
        self.tried.set(true);
        if untrack(|| self.hindrance()).is_some() {
            return;
        }
        let Some(grant) = untrack(|| self.wanted().grant()) else {
            return;
        };
        let text = self.text.people();
        let subject = self.subject.with_untracked(|typed| tidy(typed).to_owned());
        let said = (text.granted)(&shown_text(&subject), (self.text.shell().role)(grant.role));
        let body = GrantTo { subject, grant };
        self.acting.tell("people/grant", &body, move || {
            self.toasts.say(ToastKind::Done, said, None);
            self.open.set(false);
            self.refresh.invalidate(KEY);
        });
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        let text = self.text;
        let busy = self.acting.busy();
        let close = Callback::new(move |()| self.open.set(false));
        let footer = move || {
            buttons(text.people().grant_act, busy, close, move || {
                self.hindrance()
            })
        };
        view! {
            <Dialog
                open=self.open
                title=Signal::stored(text.people().grant_title.to_owned())
                busy=busy
                on_close=close
                on_submit=Callback::new(move |()| self.submit())
                footer=footer
            >
                {self.subject_field()}
                {self.role_field()}
                {self.place_fields()}
                {self.acting.failed()}
            </Dialog>
        }
        .into_child()
    }

    fn subject_field(self) -> Child {
        let text = self.text.people();
        // What is missing is said by the button; what is wrong, as soon as somebody has typed.
        let error = move || {
            let empty = self.subject.with(|typed| tidy(typed).is_empty());
            let wrong = self.wrong_subject()?;
            (!empty || self.tried.get()).then(|| wrong.to_owned())
        };
        let forms = [
            ("user:alice", text.form_user),
            ("group:iot-ops", text.form_group),
            ("oidc:corp:3f2a…", text.form_oidc),
            ("jwt:3f2a…", text.form_jwt),
            ("header:alice", text.form_header),
            ("token:ci", text.form_token),
        ];
        let form = |(example, meaning): (&'static str, &'static str)| {
            view! { <div><dt><code>{example}</code></dt><dd>{meaning}</dd></div> }.into_child()
        };
        view! {
            <Field
                label=text.subject
                value=self.subject
                mono=true
                autofocus=true
                placeholder="user:…"
                error=Signal::derive(error)
            />
            <details class="people__forms">
                <summary>{text.subject_forms}</summary>
                <dl>{forms.map(form)}</dl>
            </details>
        }
        .into_child()
    }

    fn role_field(self) -> Child {
        let text = self.text.people();
        let choices = Role::ALL
            .map(|role| Choice {
                value: role.as_str().to_owned(),
                label: (self.text.shell().role)(role).to_owned(),
            })
            .to_vec();
        let choose = move |name: String| {
            if let Some(role) = Role::find(&name) {
                self.role.set(role);
            }
        };
        view! {
            <div class="people__choice">
                <Select
                    label=text.role
                    choices=Signal::stored(choices)
                    value=Signal::derive(move || self.role.get().as_str().to_owned())
                    on_change=Callback::new(choose)
                />
                <p class="quiet" role="status">{move || (text.role_gives)(self.role.get())}</p>
            </div>
        }
        .into_child()
    }

    fn place_fields(self) -> Child {
        let text = self.text.people();
        let choices = Where::ALL
            .map(|place| Choice {
                value: place.value().to_owned(),
                label: place.label(text).to_owned(),
            })
            .to_vec();
        let choose = move |name: String| {
            let place = Where::ALL.into_iter().find(|place| place.value() == name);
            if let Some(place) = place {
                self.place.set(place);
            }
        };
        let has_place = memo(move || self.role.get() != Role::Admin);
        let fields = move || match self.place.get() {
            Where::Everywhere => view! { <p class="quiet">{text.public_apart}</p> }.into_child(),
            Where::Account => self.combo(text.account, self.account, self.accounts()),
            Where::Instance => self.combo(text.instance, self.instance, self.instances()),
            Where::Group => view! {
                {self.combo(text.instance, self.instance, self.instances())}
                {self.combo(text.group, self.group, self.known_groups())}
                <Note tone=Tone::Info>{text.group_limits}</Note>
            },
            Where::Iot => self.combo(text.iot_instance, self.iot_instance, self.iot_instances()),
            Where::Public => ().into_child(),
        };
        (move || {
            let choices = choices.clone();
            has_place.get().then(|| {
                view! {
                    <Select
                        label=text.place
                        choices=Signal::stored(choices)
                        value=Signal::derive(move || self.place.get().value().to_owned())
                        on_change=Callback::new(choose)
                    />
                    {fields}
                }
            })
        })
        .into_child()
    }

    fn combo(
        self,
        label: &'static str,
        value: RwSignal<String>,
        choices: Signal<Vec<Choice>>,
    ) -> Child {
        let hint = self.text.people().pick_or_type;
        view! { <Combo label=label value=value choices=choices hint=hint /> }.into_child()
    }

    fn accounts(self) -> Signal<Vec<Choice>> {
        let session = self.desk.here.session();
        Signal::derive(move || {
            session.answer().with(|session| {
                let accounts = session.map(|session| session.value.accounts.iter());
                let one = |name: &String| choice(name, name);
                accounts
                    .into_iter()
                    .flatten()
                    .map(|account| one(&account.name))
                    .collect()
            })
        })
    }

    fn instances(self) -> Signal<Vec<Choice>> {
        let instances = self.desk.here.instances();
        Signal::derive(move || {
            instances.answer().with(|answer| {
                let instances = answer.map(|answer| answer.value.instances.iter());
                instances
                    .into_iter()
                    .flatten()
                    .map(|known| choice(&known.instance_id, &known.name))
                    .collect()
            })
        })
    }

    fn iot_instances(self) -> Signal<Vec<Choice>> {
        let session = self.desk.here.session();
        Signal::derive(move || {
            session.answer().with(|session| {
                let known = session.map(|session| session.value.iot_instances.iter());
                known
                    .into_iter()
                    .flatten()
                    .filter_map(|known| {
                        let id = known.iot_instance_id.as_deref()?;
                        Some(choice(id, &known.name))
                    })
                    .collect()
            })
        })
    }

    fn known_groups(self) -> Signal<Vec<Choice>> {
        let groups = self.groups;
        Signal::derive(move || {
            groups.answer().with(|answer| {
                let groups = answer.map(|answer| answer.value.groups.iter());
                groups
                    .into_iter()
                    .flatten()
                    .map(|group| choice(&group.group_id, &group.group_id))
                    .collect()
            })
        })
    }
}

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: shown_text(label),
    }
}
