//! What may be done with a device: delete all its ClientIDs, pin one of them, disable it, enable it. The questions name what is
//! there now, because the cloud changes whatever is there.

use crate::prelude::*;
use signet_model::{
    identifiers::{IotId, IotInstanceId},
    operations::DeviceStatus,
    roles::Object,
};

use super::{
    asked::{Asked, Device, Sent},
    desk::{Desk, key},
};
use crate::{
    components::{Act, typed::ending},
    pages::acting::{Acting, use_acting},
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::{ToastKind, shown_text},
};

/// The acts of this page.
pub(super) type Acts = Shared<ActsParts>;

pub(super) struct ActsParts {
    desk: Desk,
    acting: Acting,
    asked: RwSignal<Option<(Asked, Device)>>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
    format: Format,
}

impl Acts {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(ActsParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
            format: use_format(),
        })
    }

    /// What the button says.
    pub(super) fn label(self, asked: &Asked) -> &'static str {
        let text = self.text.client_ids();
        match asked {
            Asked::DeleteAll => text.delete_all,
            Asked::Pin(_) => text.pin,
            Asked::Disable => text.disable,
            Asked::Enable => text.enable,
        }
    }

    /// Why it may not be done; it may while absent.
    pub(super) fn refusal(self, asked: &Asked) -> Option<String> {
        let effect = asked.operation().spec().effect;
        let refused = self.desk.place.with(|place| {
            let object = Object::Iot(place.iot_instance.as_deref());
            self.desk.here.refusal_on(effect, object, self.text.shell())
        });
        let text = self.text.client_ids();
        let senseless = match asked {
            Asked::DeleteAll if self.client_ids().is_empty() => Some(text.nothing_to_delete),
            Asked::Pin(id) if !self.client_ids().contains(id) => Some(text.pin_gone),
            Asked::Disable if self.status() == DeviceStatus::Disable => Some(text.is_disabled),
            Asked::Enable => match self.status() {
                DeviceStatus::Disable | DeviceStatus::Unknown => None,
                _ => Some(text.is_not_disabled),
            },
            _ => None,
        };
        refused.or_else(|| senseless.map(str::to_owned))
    }

    /// Asks; of ClientIDs, reads what is there now.
    pub(super) fn ask(self, asked: Asked) {
        let Some(device) = untrack(|| self.device()) else {
            return;
        };
        self.acting.reset();
        if asked.is_on_client_ids() {
            self.desk.ids.again();
        }
        self.asked.set(Some((asked, device)));
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.act_now()),
            Callback::new(move |()| self.asked.set(None)),
        )
    }

    /// The device that is shown, as soon as its id is known.
    fn device(self) -> Option<Device> {
        let iot_instance = self.desk.place.with(|place| place.iot_instance.clone());
        let iot_instance_id = iot_instance.map(IotInstanceId::parse).transpose().ok()?;
        let told = self
            .desk
            .detail
            .answer()
            .with(|answer| answer.map(|answer| answer.value.device.iot_id.clone()));
        let id = self
            .desk
            .place
            .with(|place| place.iot_id.clone())
            .or(told)?;
        Some(Device {
            iot_id: IotId::parse(id).ok()?,
            iot_instance_id,
        })
    }

    fn status(self) -> DeviceStatus {
        self.desk.detail.answer().with(|answer| {
            answer.map_or(DeviceStatus::Unknown, |answer| answer.value.device.status)
        })
    }

    fn client_ids(self) -> Vec<String> {
        self.desk.ids.answer().with(|answer| {
            let ids = answer.map(|answer| answer.value.client_ids.iter());
            ids.into_iter()
                .flatten()
                .map(|client| client.client_id.clone())
                .collect()
        })
    }

    fn act(self) -> Option<Act> {
        let (asked, device) = self.asked.get()?;
        let text = self.text.client_ids();
        let mut members = match asked {
            Asked::DeleteAll | Asked::Pin(_) => self.client_ids(),
            Asked::Disable | Asked::Enable => Vec::new(),
        };
        if let Asked::Pin(id) = &asked {
            members.retain(|member| member != id);
        }
        let id = device.iot_id.to_string();
        let count = self.format.number(members.len() as u64);
        let reading =
            asked.is_on_client_ids() && self.desk.ids.busy().get() && !self.acting.busy().get();
        let calls = Sent::of(&asked, &device).iter().map(Sent::call).collect();
        let typed = match &asked {
            Asked::DeleteAll => Some(ending(&id).unwrap_or(text.iot_id).to_owned()),
            Asked::Pin(client) => Some(ending(client).unwrap_or(text.pin_word).to_owned()),
            Asked::Disable | Asked::Enable => None,
        };
        let (title, button) = match &asked {
            Asked::DeleteAll => ((text.delete_title)(&count), (text.delete_act)(&count)),
            Asked::Pin(_) => (text.pin_title.to_owned(), text.pin_act.to_owned()),
            Asked::Disable => (text.disable_title.to_owned(), text.disable_act.to_owned()),
            Asked::Enable => (text.enable_title.to_owned(), text.enable_act.to_owned()),
        };
        let pin_others = (text.pin_others)(&count);
        let consequences: &[&str] = match &asked {
            Asked::DeleteAll => &[text.delete_all_of, text.delete_again, text.delete_final],
            Asked::Pin(_) => &[
                text.pin_valid,
                &pin_others,
                text.pin_live,
                text.delete_final,
            ],
            Asked::Disable => &[text.disable_blocks, text.disable_keeps],
            Asked::Enable => &[text.enable_allows],
        };
        let consequences = consequences
            .iter()
            .chain(&[self.text.dialogs().one_call])
            .map(|text| (*text).to_owned())
            .collect();
        let refused = if reading {
            Some(text.refreshing.to_owned())
        } else {
            self.refusal(&asked)
        };
        Some(Act {
            title,
            place: self.desk.whereabouts(),
            objects: self.objects(&asked, id),
            members,
            consequences,
            type_to_confirm: typed,
            button,
            refused,
            calls,
            ..Act::default()
        })
    }

    fn objects(self, asked: &Asked, iot_id: String) -> Vec<(String, String)> {
        let text = self.text.client_ids();
        let name = self.desk.detail.answer().with(|answer| {
            let device = &answer?.value.device;
            Some(device.device_name.clone()).filter(|name| !name.is_empty())
        });
        let pinned = match asked {
            Asked::Pin(id) => Some((text.client_id, id.clone())),
            _ => None,
        };
        pinned
            .into_iter()
            .chain(name.map(|name| (text.device_name, name)))
            .chain([(text.iot_id, iot_id)])
            .map(|(name, id)| (name.to_owned(), id))
            .collect()
    }

    fn act_now(self) {
        let Some((asked, device)) = self.asked.get_untracked() else {
            return;
        };
        let Some(sent) = Sent::of(&asked, &device) else {
            return;
        };
        let text = self.text.client_ids();
        let named = shown_text(device.iot_id.as_str());
        let (said, detail) = match &asked {
            Asked::DeleteAll => ((text.deleted)(&named), Some(text.deleted_detail)),
            Asked::Pin(id) => ((text.pinned)(&shown_text(id)), None),
            Asked::Disable => ((text.disabled_now)(&named), None),
            Asked::Enable => ((text.enabled_now)(&named), None),
        };
        let (place, id) = (self.desk, device.iot_id.to_string());
        let done = move || {
            let detail = detail.map(str::to_owned);
            self.toasts.say(ToastKind::Done, said, detail);
            self.asked.set(None);
            self.refresh.invalidate(&key(&id));
            // A device that was opened by its name is not watched by its id.
            if place
                .place
                .try_with_untracked(|place| place.iot_id.is_none())
                == Some(true)
            {
                place.detail.again();
            }
        };
        sent.run(self.acting, done);
    }
}
