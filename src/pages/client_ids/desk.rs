//! What the parts of the page share: where we are, and what is read of it.

use crate::prelude::*;
use signet_model::{
    identifiers::{
        DeviceName, IotId, IotInstanceId, IotPageSize, NextToken, PageNumber, ProductKey, Several,
    },
    operations::{
        BatchGetDeviceState, ClientIds as Registered, DeviceDetailAnswer, DeviceStates, Devices,
        QueryClientIds, QueryDevice, QueryDeviceDetail,
    },
};

use crate::{
    api::{Query, query},
    components::Whereabouts,
    pages::here::{Here, use_here},
    router::{ClientIds, How, Place, Router, use_router},
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Held, effect, memo},
};

/// The most tokens kept; who walks further has walked forward, and needs only the last.
const MOST_TOKENS: usize = 200;

/// What the parts of this page share.
pub(super) type Desk = Shared<Parts>;

/// What the page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shows {
    /// A question.
    Ask,
    /// The devices of a product.
    List,
    /// One device.
    Device,
}

pub(super) struct Parts {
    pub(super) here: Here,
    pub(super) router: Router,
    pub(super) place: Held<ClientIds>,
    pub(super) shows: Held<Shows>,
    pub(super) list: Query<QueryDevice, Devices>,
    pub(super) states: Query<BatchGetDeviceState, DeviceStates>,
    pub(super) detail: Query<QueryDeviceDetail, DeviceDetailAnswer>,
    pub(super) ids: Query<QueryClientIds, Registered>,
}

/// The key under which a device is read again.
pub(super) fn key(iot_id: &str) -> String {
    ["client-ids/", iot_id].concat()
}

impl Desk {
    /// Goes to this place, changed.
    pub(super) fn go(self, change: impl FnOnce(&mut ClientIds)) {
        let mut place = self.place.get_untracked();
        change(&mut place);
        self.router.navigate(place.into(), How::Push);
    }

    /// Reads all again that is shown.
    pub(super) fn again(self) {
        if self.shows.get_untracked() == Shows::List {
            self.list.again();
        } else {
            self.detail.again();
            self.ids.again();
        }
    }

    /// Whether any of it is being read.
    pub(super) fn busy(self) -> bool {
        match self.shows.get() {
            Shows::Ask => false,
            Shows::List => self.list.busy().get(),
            Shows::Device => self.detail.busy().get() || self.ids.busy().get(),
        }
    }

    /// Where acts on the devices of this place happen: the IoT instance by the name that the configuration gives it.
    pub(super) fn whereabouts(self) -> Whereabouts {
        let iot_instance = self
            .place
            .with(|place| place.iot_instance.clone())
            .unwrap_or_default();
        let named = self.here.session().answer().with(|session| {
            let all = &session?.value.iot_instances;
            all.iter()
                .find(|known| known.iot_instance_id.as_deref().unwrap_or_default() == iot_instance)
                .cloned()
        });
        let unnamed = if iot_instance.is_empty() {
            use_text().client_ids().iot_instance_public
        } else {
            &iot_instance
        };
        Whereabouts {
            cloud: self.here.cloud(),
            name: named
                .as_ref()
                .map_or_else(|| unnamed.to_owned(), |named| named.name.clone()),
            region: named.map(|named| named.region).unwrap_or_default(),
            id: iot_instance,
        }
    }
}

pub(super) fn desk() -> Desk {
    let (here, router) = (use_here(), use_router());
    // While another page takes the place of this one, this one stays where it was.
    let last = StoredValue::new(ClientIds::default());
    let place = memo(move || {
        if let Place::ClientIds(place) = router.place().get() {
            last.set_value(place);
        }
        last.get_value()
    });
    let shows = memo(move || {
        place.with(|place| match (&place.iot_id, &place.product_key) {
            (Some(_), _) => Shows::Device,
            (None, Some(_)) if place.device_name.is_some() => Shows::Device,
            (None, Some(_)) => Shows::List,
            (None, None) => Shows::Ask,
        })
    });
    // An id that breaks a rule is no reason to ask another instance.
    let instance = memo(move || {
        place.with(|place| {
            let id = place.iot_instance.as_deref();
            id.map(IotInstanceId::parse).transpose().ok()
        })
    });
    let list = list(place, shows, instance);
    let states = states(list);
    let detail = detail(place, shows, instance);
    let ids = registered(place, detail, instance);
    Desk::new(Parts {
        here,
        router,
        place,
        shows,
        list,
        states,
        detail,
        ids,
    })
}

type Instance = Held<Option<Option<IotInstanceId>>>;

fn list(
    place: Held<ClientIds>,
    shows: Held<Shows>,
    instance: Instance,
) -> Query<QueryDevice, Devices> {
    let tokens = StoredValue::new(Vec::<QueryDevice>::new());
    let question = memo(move || {
        let iot_instance_id = instance.get()?;
        if shows.get() != Shows::List {
            return None;
        }
        let (product, page, size) =
            place.with(|place| (place.product_key.clone(), place.page, place.page_size));
        Some(QueryDevice {
            iot_instance_id,
            product_key: ProductKey::parse(product?).ok()?,
            page_number: PageNumber::new(page.into()).unwrap_or(PageNumber::MAX),
            page_size: IotPageSize::new(size.into()).unwrap_or(IotPageSize::MAX),
            next_token: None,
        })
    });
    let list = query(
        move || {
            let mut question = question.get()?;
            // Beyond device 10,000 the cloud wants the token that the page before gave.
            question.next_token = tokens.with_value(|tokens| {
                let known = tokens.iter().find(|known| is_page(known, &question));
                known.and_then(|known| known.next_token.clone())
            });
            Some(question)
        },
        |before, now| {
            before.product_key == now.product_key && before.iot_instance_id == now.iot_instance_id
        },
    );
    effect(move || {
        let next = list.answer().with(|answer| {
            let answer = answer?;
            let next_token = NextToken::parse(answer.value.next_token.as_deref()?).ok()?;
            Some(QueryDevice {
                page_number: answer.question.page_number.next(),
                next_token: Some(next_token),
                ..answer.question.clone()
            })
        });
        let Some(next) = next else { return };
        tokens.update_value(|tokens| {
            tokens.retain(|known| !is_page(known, &next));
            tokens.push(next);
            let excess = tokens.len().saturating_sub(MOST_TOKENS);
            tokens.drain(..excess);
        });
    });
    list
}

/// Whether both are the same page of the same list.
fn is_page(one: &QueryDevice, other: &QueryDevice) -> bool {
    one.product_key == other.product_key
        && one.iot_instance_id == other.iot_instance_id
        && one.page_size == other.page_size
        && one.page_number == other.page_number
}

/// The states of what is listed, once it is: the list never waits for them.
fn states(list: Query<QueryDevice, Devices>) -> Query<BatchGetDeviceState, DeviceStates> {
    query(
        move || {
            list.answer().with(|answer| {
                let answer = answer?;
                let ids = answer.value.devices.iter();
                let ids = ids.filter_map(|device| IotId::parse(device.iot_id.as_str()).ok());
                Some(BatchGetDeviceState {
                    iot_instance_id: answer.question.iot_instance_id.clone(),
                    iot_ids: Some(Several::new(ids.collect()).ok()?),
                    product_key: None,
                    device_names: None,
                })
            })
        },
        |before, now| before.iot_ids == now.iot_ids,
    )
}

fn detail(
    place: Held<ClientIds>,
    shows: Held<Shows>,
    instance: Instance,
) -> Query<QueryDeviceDetail, DeviceDetailAnswer> {
    let refresh = use_refresh();
    let question = memo(move || {
        let iot_instance_id = instance.get()?;
        if shows.get() != Shows::Device {
            return None;
        }
        place.with(|place| {
            let (mut iot_id, mut product_key, mut device_name) = (None, None, None);
            if let Some(id) = &place.iot_id {
                iot_id = Some(IotId::parse(id.as_str()).ok()?);
            } else {
                product_key = Some(ProductKey::parse(place.product_key.as_deref()?).ok()?);
                device_name = Some(DeviceName::parse(place.device_name.as_deref()?).ok()?);
            }
            Some(QueryDeviceDetail {
                iot_instance_id,
                iot_id,
                product_key,
                device_name,
                reveal: false,
            })
        })
    });
    query(
        move || {
            let question = question.get()?;
            if let Some(id) = &question.iot_id {
                refresh.watch(&key(id.as_str())).track();
            }
            Some(question)
        },
        |before, now| before == now,
    )
}

fn registered(
    place: Held<ClientIds>,
    detail: Query<QueryDeviceDetail, DeviceDetailAnswer>,
    instance: Instance,
) -> Query<QueryClientIds, Registered> {
    let refresh = use_refresh();
    let iot_id = memo(move || {
        if let Some(id) = place.with(|place| place.iot_id.clone()) {
            return IotId::parse(id).ok();
        }
        detail
            .answer()
            .with(|answer| IotId::parse(answer?.value.device.iot_id.as_str()).ok())
    });
    query(
        move || {
            let (iot_id, iot_instance_id) = (iot_id.get()?, instance.get()?);
            refresh.watch(&key(iot_id.as_str())).track();
            Some(QueryClientIds {
                iot_id,
                iot_instance_id,
            })
        },
        |before, now| before == now,
    )
}
