//! The fields.

use crate::prelude::*;
use leptos::ev::Event;
use signet_model::plans::Act;
use signet_view::view;

use super::{Typed, read, zone_name};
use crate::{
    ui::{Field, unique_id},
    view::IntoChild,
};

impl Typed {
    /// The fields that are changed seldom.
    pub(in crate::pages::plans) fn form(self, act: Act) -> Child {
        let text = self.text;
        let come_back = (act == Act::Rotate).then(|| self.back_online());
        view! {
            <div class="plan__settings">
                {field(text.waves, self.waves, text.waves_hint, text.waves_wrong, "text", |typed| read::waves(typed).is_some())}
                {percent(text.percent, self.percent, text.percent_hint, text.percent_wrong)}
                {percent(text.failures, self.failures, "", text.percent_wrong)}
                {percent(text.unexpected, self.unexpected, "", text.percent_wrong)}
                {field(text.at_least, self.at_least, text.at_least_hint, text.at_least_wrong, "numeric", |typed| read::whole(typed, 0, u32::MAX).is_some())}
            </div>
            {come_back}
            {self.quiet_hours()}
        }
    }

    /// Who may read the secrets; asked for where the act makes some.
    pub(in crate::pages::plans) fn recipient_field(self) -> Child {
        let text = self.text;
        let error = move || {
            self.recipient.with(|typed| {
                let typed = typed.trim();
                let wrong = !typed.is_empty() && read::recipient(typed).is_none();
                wrong.then(|| text.recipient_wrong.to_owned())
            })
        };
        view! {
            <Field
                label=text.recipient
                value=self.recipient
                mono=true
                placeholder="age1…"
                hint=text.recipient_hint
                error=Signal::derive(error)
            />
        }
        .into_child()
    }

    /// When what is inactivated is deleted.
    pub(in crate::pages::plans) fn retirement_field(self) -> Child {
        let text = self.text;
        let is_right = |typed: &str| read::whole(typed, 1, 8760).is_some();
        let (hint, wrong) = (text.delete_after_hint, text.delete_after_wrong);
        field(
            text.delete_after,
            self.delete_after,
            hint,
            wrong,
            "numeric",
            is_right,
        )
    }

    fn back_online(self) -> Child {
        let text = self.text;
        let fields = move || {
            self.come_back.get().then(|| {
                let minutes = |typed: &str| read::whole(typed, 1, 1440).is_some();
                view! {
                    <div class="plan__settings">
                        {field(text.within, self.within, "", text.within_wrong, "numeric", minutes)}
                        {percent(text.back_percent, self.back_percent, "", text.percent_wrong)}
                    </div>
                }
            })
        };
        view! {
            {tick(text.come_back, text.come_back_detail, self.come_back)}
            {fields}
        }
    }

    fn quiet_hours(self) -> Child {
        let text = self.text;
        let fields = move || {
            self.quiet.get().then(|| {
                let time = |typed: &str| read::time_of_day(typed).is_some();
                view! {
                    <div class="plan__settings">
                        {field(text.quiet_from, self.quiet_from, "", text.quiet_wrong, "text", time)}
                        {field(text.quiet_to, self.quiet_to, "", text.quiet_wrong, "text", time)}
                    </div>
                    <p class="quiet">{(text.quiet_zone)(&zone_name(self.zone.get()))}</p>
                }
            })
        };
        view! {
            {tick(text.quiet, "", self.quiet)}
            {fields}
        }
    }
}

fn percent(
    label: &'static str,
    value: RwSignal<String>,
    hint: &'static str,
    wrong: &'static str,
) -> Child {
    field(label, value, hint, wrong, "decimal", |typed| {
        read::percent(typed).is_some()
    })
}

fn field(
    label: &'static str,
    value: RwSignal<String>,
    hint: &'static str,
    wrong: &'static str,
    keys: &'static str,
    is_right: fn(&str) -> bool,
) -> Child {
    let error = move || value.with(|typed| (!is_right(typed.trim())).then(|| wrong.to_owned()));
    let hint = (!hint.is_empty()).then(|| hint.to_owned());
    view! { <Field label=label value=value hint=hint error=Signal::derive(error) keys=keys /> }
        .into_child()
}

/// A box to tick, with what it means.
fn tick(label: &'static str, detail: &'static str, on: RwSignal<bool>) -> Child {
    let id = unique_id();
    let detail = (!detail.is_empty())
        .then(|| view! { <p class="quiet plan__tick-detail" id=id.clone()>{detail}</p> });
    let described = detail.is_some().then(|| id.clone());
    view! {
        <div>
            <label class="plan__tick">
                <input
                    type="checkbox"
                    aria-describedby=described
                    prop:checked=move || on.get()
                    on:change=move |event: Event| on.set(event_target_checked(&event))
                />
                {label}
            </label>
            {detail}
        </div>
    }
    .into_child()
}
