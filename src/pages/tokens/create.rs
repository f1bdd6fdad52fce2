//! Making a token: a name, an end, and a part of what one may do oneself.

use crate::prelude::*;
use leptos::{
    ev::Event, prelude::event_target_checked, reactive::spawn_local_scoped_with_cancellation,
};
use signet_model::{
    Timestamp,
    api::{CreateToken, NewToken},
    roles::{Grant, Role},
};
use signet_view::view;

use super::{Desk, KEY, made::made};
use crate::{
    api::{Api, Failure, use_api},
    components::ProblemNote,
    pages::{acting::buttons, people::words::whole, problem},
    state::{Clock, LocaleChoice, Refresh, Shared, use_clock, use_locale, use_refresh},
    text::{Text, Tokens, use_text},
    ui::{Button, ButtonKind, Choice, Dialog, Field, Select},
    view::IntoChild,
};

/// The lives that are offered, in days. The proxy allows 365 at most.
const LIVES: [&str; 4] = ["30", "7", "90", "365"];
/// The most characters of a name.
const LONGEST_NAME: usize = 64;
const DAY: i64 = 86_400_000;

/// The form of this page.
pub(super) type Creation = Shared<CreationParts>;

pub(super) struct CreationParts {
    desk: Desk,
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    made: RwSignal<Option<NewToken>>,
    name: RwSignal<String>,
    days: RwSignal<String>,
    /// The most that it may be, by the name of the role; empty for whatever one is oneself.
    most: RwSignal<String>,
    chosen: RwSignal<Vec<Grant>>,
    api: Api,
    clock: Clock,
    refresh: Refresh,
    text: Text,
    locale: LocaleChoice,
}

impl Creation {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(CreationParts {
            desk,
            open: RwSignal::new(false),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            made: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            days: RwSignal::new(LIVES[0].to_owned()),
            most: RwSignal::new(Role::Viewer.as_str().to_owned()),
            chosen: RwSignal::new(Vec::new()),
            api: use_api(),
            clock: use_clock(),
            refresh: use_refresh(),
            text: use_text(),
            locale: use_locale(),
        })
    }

    /// Why none may be made; one may while absent.
    pub(super) fn refusal(self) -> Option<String> {
        let text = self.text;
        if let Some(locked) = self.desk.here.locked(text.shell()) {
            return Some(locked);
        }
        match self.offered() {
            None => Some(text.shell().not_known_yet.to_owned()),
            Some(grants) if grants.is_empty() => Some(text.tokens().nothing_to_give.to_owned()),
            Some(_) => None,
        }
    }

    pub(super) fn ask(self) {
        self.failure.set(None);
        self.made.set(None);
        self.name.set(String::new());
        self.chosen
            .set(untrack(|| self.offered()).unwrap_or_default());
        self.open.set(true);
    }

    /// What of one's own grants a script could use.
    fn offered(self) -> Option<Vec<Grant>> {
        let mut grants = self.desk.here.grants()?;
        grants.retain(|grant| !matches!(grant.role, Role::Admin | Role::Approver));
        Some(grants)
    }

    fn hindrance(self) -> Option<String> {
        let text = self.text.tokens();
        let name = self.name.with(|name| name.trim().to_owned());
        let sentence = if name.is_empty() {
            text.name_first
        } else if !fits(&name) {
            text.name_wrong
        } else if self.chosen.with(Vec::is_empty) {
            text.which_first
        } else {
            return None;
        };
        Some(sentence.to_owned())
    }

    /// The form, and afterwards the token.
    pub(super) fn dialog(self) -> Child {
        let text = self.text.tokens();
        let title = move || match self
            .made
            .with(|made| Some(made.as_ref()?.token.name.clone()))
        {
            Some(name) => (text.made_title)(&name),
            None => text.create_title.to_owned(),
        };
        let close = Callback::new(move |()| {
            self.open.set(false);
            self.made.set(None);
        });
        let is_made = move || self.made.with(Option::is_some);
        let footer = move || {
            if is_made() {
                view! { <Button kind=ButtonKind::Primary on_press=close>{text.close}</Button> }
                    .into_child()
            } else {
                buttons(text.create_act, self.busy.into(), close, move || {
                    self.hindrance()
                })
            }
        };
        let body = move || match self.made.get() {
            Some(token) => made(token, text),
            None => self.form(text),
        };
        let submit = move |()| {
            if untrack(|| self.made.with(Option::is_none) && self.hindrance().is_none()) {
                self.create();
            }
        };
        view! {
            <Dialog
                open=self.open
                title=Signal::derive(title)
                busy=self.busy
                on_close=close
                on_submit=Callback::new(submit)
                footer=move || footer.into_child()
            >
                {body}
            </Dialog>
        }
        .into_child()
    }

    fn form(self, text: &'static Tokens) -> Child {
        let error = move || {
            let wrong = self
                .name
                .with(|name| !name.trim().is_empty() && !fits(name.trim()));
            wrong.then(|| text.name_wrong.to_owned())
        };
        let lives = LIVES
            .map(|days| Choice {
                value: days.to_owned(),
                label: (text.days)(days),
            })
            .to_vec();
        let roles = [Role::Viewer, Role::Operator].map(|role| Choice {
            value: role.as_str().to_owned(),
            label: (self.text.shell().role)(role).to_owned(),
        });
        let own = Choice {
            value: String::new(),
            label: text.role_own.to_owned(),
        };
        let roles: Vec<_> = roles.into_iter().chain([own]).collect();
        let offered = untrack(|| self.offered()).unwrap_or_default();
        let ticks: Vec<_> = offered.into_iter().map(|grant| self.tick(grant)).collect();
        let failed = move || {
            let said = self
                .failure
                .with(|failure| Some(problem(failure.as_ref()?, self.text, self.locale.get())));
            said.map(|problem| view! { <ProblemNote problem=problem /> })
        };
        view! {
            <Field
                label=text.name
                value=self.name
                mono=true
                autofocus=true
                hint=text.name_hint
                error=Signal::derive(error)
            />
            <Select
                label=text.lives
                choices=lives
                value=self.days
                on_change=Callback::new(move |days| self.days.set(days))
            />
            <Select
                label=text.role
                choices=roles
                value=self.most
                on_change=Callback::new(move |role| self.most.set(role))
            />
            <fieldset class="token__grants">
                <legend>{text.which}</legend>
                {ticks}
            </fieldset>
            <p class="quiet">{text.limited}</p>
            {failed}
        }
        .into_child()
    }

    fn tick(self, grant: Grant) -> Child {
        let (own, label) = (grant.clone(), whole(&grant, self.desk.here, self.text));
        let change = move |event: Event| {
            let on = event_target_checked(&event);
            self.chosen.update(|chosen| {
                chosen.retain(|other| *other != grant);
                if on {
                    chosen.push(grant.clone());
                }
            });
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || self.chosen.with(|chosen| chosen.contains(&own))
                    on:change=change
                />
                {label}
            </label>
        }
        .into_child()
    }

    fn create(self) {
        if self.busy.get_untracked() {
            return;
        }
        let days: i64 = self.days.with_untracked(|days| days.parse().unwrap_or(1));
        // A minute less than the whole: the proxy's clock may be behind.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "milliseconds of this century"
        )]
        let ends = self.clock.fresh() as i64 + days * DAY - 60_000;
        let Some(expires_at) = Timestamp::from_millis(ends) else {
            return;
        };
        let most = self.most.with_untracked(|most| Role::find(most));
        let mut grants = Vec::new();
        for grant in self.chosen.get_untracked() {
            let grant = at_most(grant, most);
            if !grants.contains(&grant) {
                grants.push(grant);
            }
        }
        let body = CreateToken {
            name: self.name.with_untracked(|name| name.trim().to_owned()),
            grants,
            expires_at,
        };
        self.busy.set(true);
        self.failure.set(None);
        let answer = self.api.tell_for::<_, NewToken>("tokens/create", &body);
        spawn_local_scoped_with_cancellation(async move {
            let answer = answer.await;
            self.busy.set(false);
            match answer {
                Ok(made) => {
                    self.made.set(Some(made));
                    self.refresh.invalidate(KEY);
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}

/// The grant with no more than that role.
fn at_most(grant: Grant, most: Option<Role>) -> Grant {
    let role = match (grant.role, most) {
        (_, Some(Role::Viewer)) => Role::Viewer,
        (Role::Custodian, Some(Role::Operator)) => Role::Operator,
        (role, _) => role,
    };
    Grant { role, ..grant }
}

/// Whether a token may be called that. The proxy says the same.
fn fits(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_never_more_than_its_maker() {
        let role = |own, most| at_most(Grant::everywhere(own), most).role;
        assert_eq!(role(Role::Custodian, Some(Role::Viewer)), Role::Viewer);
        assert_eq!(role(Role::Custodian, Some(Role::Operator)), Role::Operator);
        assert_eq!(role(Role::Viewer, Some(Role::Operator)), Role::Viewer);
        assert_eq!(role(Role::Custodian, None), Role::Custodian);
    }

    #[test]
    fn a_name_is_plain() {
        assert!(fits("ci-1_a.b"));
        assert!(!fits("a b"));
        assert!(!fits("号"));
        assert!(!fits(&"a".repeat(65)));
    }
}
