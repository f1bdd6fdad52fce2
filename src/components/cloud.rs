//! Which cloud answers and which instance is meant: said on every page and in every dialog.

use crate::prelude::*;
use signet_model::api::Cloud;
use signet_view::view;

use crate::{
    text::use_text,
    ui::{Badge, Tone, shown},
};

/// Where an act happens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Which cloud; not known until the proxy has told.
    pub cloud: Option<Cloud>,
    /// What the instance is called.
    pub name: String,
    /// Its id; empty where it has none.
    pub id: String,
    /// Its region; empty while not known.
    pub region: String,
}

/// What a cloud is called.
pub fn cloud_name(cloud: Cloud) -> &'static str {
    let text = use_text().shell();
    match cloud {
        Cloud::Demo => text.demo,
        Cloud::Loopback => text.loopback,
        Cloud::Real => text.real,
    }
}

/// Which cloud, as a badge: nobody should take one for another.
#[component]
pub fn CloudBadge(
    /// Which.
    cloud: Cloud,
) -> Child {
    let tone = match cloud {
        Cloud::Demo => Tone::Info,
        Cloud::Loopback => Tone::Neutral,
        Cloud::Real => Tone::Warning,
    };
    view! { <Badge tone=tone>{cloud_name(cloud)}</Badge> }.into_child()
}

impl Whereabouts {
    /// One line: the cloud, the instance, its id and its region.
    pub fn line(self) -> Child {
        let Self {
            cloud,
            name,
            id,
            region,
        } = self;
        let id = (!id.is_empty() && id != name).then(|| view! { <code>{shown(&id)}</code> });
        let region = (!region.is_empty()).then(|| view! { <span>{shown(&region)}</span> });
        view! {
            <p class="whereabouts">
                {cloud.map(|cloud| view! { <CloudBadge cloud=cloud /> })}
                <span class="whereabouts__name">{shown(&name)}</span>
                {id}
                {region}
            </p>
        }
        .into_child()
    }
}
