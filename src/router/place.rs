//! The places a user can be, and their URLs: the one definition both ways.

use super::{
    encoding,
    general::{General, GeneralPage},
    instance_page::{InstancePage, View},
};

/// Entries on one page of a list unless the URL says otherwise.
pub const DEFAULT_PAGE_SIZE: u32 = 50;
/// The most entries the cloud returns on one page (cloud-api.md, section 1: `PageSize` 1..100).
pub const LARGEST_PAGE_SIZE: u32 = 100;

/// A place: everything a reload, the back button or a shared link must bring back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// No place in particular; leads to the first instance.
    Home,
    /// The device credentials of one group of an instance.
    Credentials(Credentials),
    /// The device certificates of an instance.
    DeviceCertificates(DeviceCertificates),
    /// Another page of an instance.
    Instance(InstancePage),
    /// The devices of IoT Platform.
    ClientIds(ClientIds),
    /// A page that belongs to no instance.
    General(GeneralPage),
    /// A URL that names no place, as it was typed.
    NotFound(String),
}

/// The device credentials of an instance: the list. Each has a page of its own, [`View::Credential`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The instance, as the URL names it.
    pub instance: String,
    /// The group listed; the first of the instance when absent.
    pub group: Option<String>,
    /// The page, counted from 1.
    pub page: u32,
    /// Entries on a page, 1 to [`LARGEST_PAGE_SIZE`].
    pub page_size: u32,
    /// What the rows of the page are filtered by.
    pub filter: Option<String>,
}

impl Credentials {
    /// The first page of the first group of an instance.
    pub fn of(instance: &str) -> Self {
        Self {
            instance: instance.to_owned(),
            group: None,
            page: 1,
            page_size: DEFAULT_PAGE_SIZE,
            filter: None,
        }
    }
}

/// Names one device certificate within an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateKey {
    /// Serial number of the CA certificate that signed it.
    pub ca: String,
    /// Serial number of the device certificate.
    pub device: String,
}

/// The device certificates of an instance: the list, and the one that is open beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCertificates {
    /// The instance, as the URL names it.
    pub instance: String,
    /// Only those signed by the CA with this serial number.
    pub ca: Option<String>,
    /// The page, counted from 1.
    pub page: u32,
    /// Entries on a page, 1 to [`LARGEST_PAGE_SIZE`].
    pub page_size: u32,
    /// What the rows of the page are filtered by.
    pub filter: Option<String>,
    /// The certificate whose details are open.
    pub open: Option<CertificateKey>,
}

impl DeviceCertificates {
    /// The first page of all device certificates of an instance.
    pub fn of(instance: &str) -> Self {
        Self {
            instance: instance.to_owned(),
            ca: None,
            page: 1,
            page_size: DEFAULT_PAGE_SIZE,
            filter: None,
            open: None,
        }
    }
}

/// The devices of IoT Platform: those of a product, or one of them. An IotId comes before a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientIds {
    /// The MQTT instance chosen before, so that the way back leads there.
    pub instance: Option<String>,
    /// The device asked for.
    pub iot_id: Option<String>,
    /// The product whose devices are listed, or whose device is asked for.
    pub product_key: Option<String>,
    /// The device asked for, by its name within the product.
    pub device_name: Option<String>,
    /// The page of the list, counted from 1.
    pub page: u32,
    /// Devices on a page, 1 to [`LARGEST_PAGE_SIZE`].
    pub page_size: u32,
    /// The instance of IoT Platform it lives in, where it needs one.
    pub iot_instance: Option<String>,
}

impl Default for ClientIds {
    fn default() -> Self {
        Self {
            instance: None,
            iot_id: None,
            product_key: None,
            device_name: None,
            page: 1,
            page_size: DEFAULT_PAGE_SIZE,
            iot_instance: None,
        }
    }
}

impl From<Credentials> for Place {
    fn from(place: Credentials) -> Self {
        Self::Credentials(place)
    }
}

impl From<DeviceCertificates> for Place {
    fn from(place: DeviceCertificates) -> Self {
        Self::DeviceCertificates(place)
    }
}

impl From<InstancePage> for Place {
    fn from(place: InstancePage) -> Self {
        Self::Instance(place)
    }
}

impl From<ClientIds> for Place {
    fn from(place: ClientIds) -> Self {
        Self::ClientIds(place)
    }
}

impl Place {
    /// The instance this place is about or came from.
    pub fn instance(&self) -> Option<&str> {
        match self {
            Self::Credentials(place) => Some(&place.instance),
            Self::DeviceCertificates(place) => Some(&place.instance),
            Self::Instance(place) => Some(&place.instance),
            Self::ClientIds(place) => place.instance.as_deref(),
            Self::General(page) => page.instance.as_deref(),
            Self::Home | Self::NotFound(_) => None,
        }
    }

    /// Whether both are the same page, whatever is listed or open on it. Another instance has other pages, except for the lists and
    /// the devices, which outlive the choice of one.
    pub fn is_same_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Instance(one), Self::Instance(other)) => {
                one.view == other.view && one.instance == other.instance
            }
            (Self::General(one), Self::General(other)) => {
                one.view == other.view && one.below == other.below
            }
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// Reads path and query (`/instances/…?page=2`). What is unknown or out of range falls back to its default.
    pub fn parse(url: &str) -> Self {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let query = Query(query.split_once('#').map_or(query, |(query, _)| query));
        let mut segments = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(encoding::segment);
        let found = [
            segments.next(),
            segments.next(),
            segments.next(),
            segments.next(),
        ];
        match found {
            [None, ..] => Self::Home,
            [Some(noun), Some(instance), list, None] if noun == "instances" => {
                match list.as_deref() {
                    // A credential was once open beside the list: links from then lead to it.
                    None | Some("credentials") => match query.text("open") {
                        Some(open) => Self::Instance(InstancePage {
                            page: query.page(),
                            page_size: query.page_size(),
                            filter: query.text("filter"),
                            ..View::Credential.about(&instance, &open)
                        }),
                        None => Self::Credentials(Credentials {
                            instance,
                            group: query.text("group"),
                            page: query.page(),
                            page_size: query.page_size(),
                            filter: query.text("filter"),
                        }),
                    },
                    Some("device-certificates") => Self::DeviceCertificates(DeviceCertificates {
                        instance,
                        ca: query.text("ca"),
                        page: query.page(),
                        page_size: query.page_size(),
                        filter: query.text("filter"),
                        open: query
                            .text("open")
                            .zip(query.text("open_ca"))
                            .map(|(device, ca)| CertificateKey { ca, device }),
                    }),
                    Some(other) => {
                        let view = View::ALL
                            .into_iter()
                            .find(|view| view.segment().get(1..) == Some(other));
                        match view {
                            Some(view) => Self::Instance(InstancePage {
                                instance,
                                view,
                                page: query.page(),
                                page_size: query.page_size(),
                                filter: query.text("filter"),
                                open: query.text("open"),
                                ca: query.text("ca"),
                                act: query.text("act"),
                            }),
                            None => Self::NotFound(url.to_owned()),
                        }
                    }
                }
            }
            [Some(noun), None, ..] if noun == "client-ids" => Self::ClientIds(ClientIds {
                instance: query.text("instance"),
                iot_id: query.text("iot_id"),
                product_key: query.text("product"),
                device_name: query.text("name"),
                page: query.page(),
                page_size: query.page_size(),
                iot_instance: query.text("iot_instance"),
            }),
            [Some(noun), below, None, _] => {
                let view = General::ALL.into_iter().find(|view| view.segment() == noun);
                match view {
                    Some(view)
                        if below.is_none() || matches!(view, General::Plans | General::Across) =>
                    {
                        Self::General(GeneralPage::parse(view, below, query.0))
                    }
                    _ => Self::NotFound(url.to_owned()),
                }
            }
            _ => Self::NotFound(url.to_owned()),
        }
    }

    /// Path and query of this place. Defaults are left out, so equal places have equal URLs.
    pub fn url(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::NotFound(url) => url.clone(),
            Self::Credentials(place) => {
                let mut url = Url::of_instance(&place.instance, "/credentials");
                url.text("group", place.group.as_deref());
                url.list(place.page, place.page_size, place.filter.as_deref());
                url.done()
            }
            Self::DeviceCertificates(place) => {
                let mut url = Url::of_instance(&place.instance, "/device-certificates");
                url.text("ca", place.ca.as_deref());
                url.list(place.page, place.page_size, place.filter.as_deref());
                url.text("open", place.open.as_ref().map(|open| open.device.as_str()));
                url.text("open_ca", place.open.as_ref().map(|open| open.ca.as_str()));
                url.done()
            }
            Self::Instance(place) => {
                let mut url = Url::of_instance(&place.instance, place.view.segment());
                url.list(place.page, place.page_size, place.filter.as_deref());
                url.text("open", place.open.as_deref());
                url.text("ca", place.ca.as_deref());
                url.text("act", place.act.as_deref());
                url.done()
            }
            Self::General(page) => page.url(),
            Self::ClientIds(place) => {
                let mut url = Url::of("/client-ids");
                url.text("iot_id", place.iot_id.as_deref());
                url.text("product", place.product_key.as_deref());
                url.text("name", place.device_name.as_deref());
                url.list(place.page, place.page_size, None);
                url.text("iot_instance", place.iot_instance.as_deref());
                url.text("instance", place.instance.as_deref());
                url.done()
            }
        }
    }
}

pub(super) struct Query<'a>(pub(super) &'a str);

impl Query<'_> {
    /// The first value of that name; an empty one says nothing.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (_, value) = self
            .0
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(found, _)| *found == name)?;
        Some(encoding::value(value)).filter(|value| !value.is_empty())
    }

    fn page(&self) -> u32 {
        self.number("page", u32::MAX).unwrap_or(1)
    }

    fn page_size(&self) -> u32 {
        self.number("size", LARGEST_PAGE_SIZE)
            .unwrap_or(DEFAULT_PAGE_SIZE)
    }

    fn number(&self, name: &str, most: u32) -> Option<u32> {
        self.text(name)?
            .parse()
            .ok()
            .filter(|number| (1..=most).contains(number))
    }
}

pub(super) struct Url {
    out: String,
    next: char,
}

impl Url {
    pub(super) fn of(path: &str) -> Self {
        Self {
            out: path.to_owned(),
            next: '?',
        }
    }

    fn of_instance(instance: &str, list: &str) -> Self {
        let mut out = "/instances/".to_owned();
        encoding::push_segment(&mut out, instance);
        out.push_str(list);
        Self { out, next: '?' }
    }

    /// Adds a segment to the path.
    pub(super) fn below(&mut self, segment: &str) {
        self.out.push('/');
        encoding::push_segment(&mut self.out, segment);
    }

    /// Adds what is encoded already.
    pub(super) fn raw(&mut self, query: &str) {
        if !query.is_empty() {
            self.out.push(self.next);
            self.out.push_str(query);
            self.next = '&';
        }
    }

    pub(super) fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.out.push(self.next);
            self.out.push_str(name);
            self.out.push('=');
            encoding::push_value(&mut self.out, value);
            self.next = '&';
        }
    }

    fn list(&mut self, page: u32, page_size: u32, filter: Option<&str>) {
        self.text("page", (page != 1).then(|| page.to_string()).as_deref());
        self.text(
            "size",
            (page_size != DEFAULT_PAGE_SIZE)
                .then(|| page_size.to_string())
                .as_deref(),
        );
        self.text("filter", filter);
    }

    pub(super) fn done(self) -> String {
        self.out
    }

    /// The query alone.
    pub(super) fn asked(self) -> String {
        self.out.trim_start_matches('?').to_owned()
    }
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;
