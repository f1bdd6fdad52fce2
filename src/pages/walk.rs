//! A walk over all device certificates of an instance, or of one CA: a page after the other, seen while it goes on, stopped and
//! gone on with at any time. What a page of the list means for the walk is decided in [`steps`], without I/O.

mod bar;
mod export;
mod steps;
mod table;

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::{
    Timestamp,
    api::ErrorCode,
    identifiers::{InstanceId, PageNumber, PageSize, SerialNumber},
    operations::{
        CertificateStatus, DeviceCertificate, DeviceCertificates, ListDeviceCertificate,
        ListDeviceCertificateByCaSn,
    },
};

use self::steps::Steps;
use super::sleep::sleep;
use crate::{
    api::{Api, Failure, use_api},
    components::subject,
    state::Shared,
};

pub use bar::{walk_bar, words};
pub use export::{Exporter, MOST_ROWS, file_name, use_exporter};
pub use table::table;

/// Where a walk leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The instance.
    pub instance: InstanceId,
    /// The CA, where only its certificates are wanted.
    pub ca: Option<SerialNumber>,
}

/// What a walk is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// It has not begun.
    Idle,
    /// It goes on.
    Walking,
    /// It was told to stop before the end.
    Stopped,
    /// It has come to the end.
    Done,
    /// A page could not be read.
    Failed(Failure),
}

/// How far a walk has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// Pages read.
    pub pages: u32,
    /// Certificates read, each once.
    pub items: u64,
    /// How many there are, where the cloud tells.
    pub items_total: Option<u64>,
    /// How many pages there are, where the cloud tells.
    pub pages_total: Option<u64>,
}

/// What is kept of a certificate: a million of them have to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The serial number of its CA.
    pub ca: String,
    /// Its serial number.
    pub device: String,
    /// Its subject, or the name that the cloud gave it.
    pub subject: String,
    /// Whether it may be used.
    pub status: CertificateStatus,
    /// From when it is valid.
    pub from: Option<Timestamp>,
    /// Until when.
    pub to: Option<Timestamp>,
}

/// Which certificates a walk keeps; it counts them all.
pub type Keep = fn(&DeviceCertificate, now: f64) -> bool;

/// A walk.
pub type Walk = Shared<Parts>;

/// What a walk is made of.
pub struct Parts {
    asked: RwSignal<Option<Asked>>,
    progress: RwSignal<Progress>,
    steps: StoredValue<Steps>,
    found: StoredValue<Vec<Found>>,
    /// Goes up when `found` is worth looking at again.
    version: RwSignal<u32>,
    keep: Keep,
    api: Api,
}

#[derive(Clone, PartialEq)]
struct Asked {
    route: Route,
    /// Stops by itself after so many pages.
    most: Option<u32>,
}

/// Milliseconds between looks at whether a throttled call may be made again, where the proxy names no time.
const PATIENCE: u64 = 1_000;

/// A walk that keeps what `keep` says. It ends with the part of the page that asks for it here.
pub fn use_walk(keep: Keep) -> Walk {
    let walk = Walk::new(Parts {
        asked: RwSignal::new(None),
        progress: RwSignal::new(nothing()),
        steps: StoredValue::new(Steps::default()),
        found: StoredValue::new(Vec::new()),
        version: RwSignal::new(0),
        keep,
        api: use_api(),
    });
    // The next run of the effect, and the end of the page, drop the walk and with it the request on its way.
    Effect::new(move |_| {
        if let Some(asked) = walk.asked.get() {
            spawn_local_scoped_with_cancellation(walk.go(asked));
        }
    });
    walk
}

fn nothing() -> Progress {
    Progress {
        phase: Phase::Idle,
        pages: 0,
        items: 0,
        items_total: None,
        pages_total: None,
    }
}

impl Walk {
    /// How far it has come.
    pub fn progress(self) -> Signal<Progress> {
        self.progress.into()
    }

    /// Forgets what was found and begins, for the first `most` pages or all.
    pub fn start(self, route: Route, most: Option<u32>) {
        self.forget();
        self.set_out(Asked { route, most });
    }

    /// Goes on where it stopped or failed, to the end.
    pub fn go_on(self, route: Route) {
        self.set_out(Asked { route, most: None });
    }

    /// Stops; what was found stays.
    pub fn stop(self) {
        self.asked.set(None);
        self.progress.update(|progress| {
            if progress.phase == Phase::Walking {
                progress.phase = Phase::Stopped;
            }
        });
        self.show();
    }

    /// Stops and forgets what was found.
    pub fn forget(self) {
        self.asked.set(None);
        self.steps.set_value(Steps::default());
        self.found.set_value(Vec::new());
        self.progress.set(nothing());
        self.show();
    }

    /// Looks at what was found, and again from time to time while there is more.
    pub fn with_found<R>(self, look: impl FnOnce(&[Found]) -> R) -> R {
        self.version.track();
        self.found.with_value(|found| look(found))
    }

    fn set_out(self, asked: Asked) {
        self.progress
            .update(|progress| progress.phase = Phase::Walking);
        self.asked.set(Some(asked));
    }

    fn show(self) {
        self.version.update(|version| *version += 1);
    }

    async fn go(self, asked: Asked) {
        loop {
            let number = self.steps.with_value(|steps| steps.next_page());
            match self.page(&asked.route, number).await {
                Ok(page) => {
                    let done = self.take(&page);
                    let stops = asked.most.is_some_and(|most| number.get() >= most);
                    let phase = match (done, stops) {
                        (true, _) => Phase::Done,
                        (false, true) => Phase::Stopped,
                        (false, false) => continue,
                    };
                    self.progress.update(|progress| progress.phase = phase);
                    break;
                }
                Err(failure) => match patience(&failure) {
                    Some(wait) => sleep(wait).await,
                    None => {
                        self.progress
                            .update(|progress| progress.phase = Phase::Failed(failure));
                        break;
                    }
                },
            }
        }
        self.show();
    }

    /// Takes a page in; says whether it was the last.
    fn take(self, page: &DeviceCertificates) -> bool {
        let now = js_sys::Date::now();
        let (done, new, steps) = self
            .steps
            .try_update_value(|steps| {
                let (done, new) = steps.take(page);
                (done, new, steps.tally())
            })
            .unwrap_or((true, Vec::new(), (0, 0)));
        let (pages, items) = steps;
        self.found.update_value(|found| {
            let new = new.into_iter().filter_map(|at| page.certificates.get(at));
            found.extend(
                new.filter(|certificate| (self.keep)(certificate, now))
                    .map(Found::of),
            );
        });
        self.progress.update(|progress| {
            progress.pages = pages;
            progress.items = items;
            progress.items_total = page.items_total;
            progress.pages_total = page.pages_total;
        });
        // Looking through all that was found costs more the more there is: the longer the walk, the longer the steps.
        if pages % (pages / 8).max(1) == 0 {
            self.show();
        }
        done
    }

    async fn page(
        self,
        route: &Route,
        page_number: PageNumber,
    ) -> Result<DeviceCertificates, Failure> {
        let instance_id = route.instance.clone();
        let page_size = PageSize::MAX;
        let answer = match route.ca.clone() {
            Some(ca_serial_number) => self.api.ask(&ListDeviceCertificateByCaSn {
                instance_id,
                ca_serial_number,
                page_number,
                page_size,
            }),
            None => self.api.ask(&ListDeviceCertificate {
                instance_id,
                page_number,
                page_size,
            }),
        };
        answer.await
    }
}

impl Found {
    fn of(certificate: &DeviceCertificate) -> Self {
        Self {
            ca: certificate.ca_serial_number.clone(),
            device: certificate.device_serial_number.clone(),
            subject: subject(certificate).to_owned(),
            status: certificate.status,
            from: certificate.valid_from,
            to: certificate.valid_to,
        }
    }
}

/// How many milliseconds to wait before asking again, where waiting is all that it takes.
fn patience(failure: &Failure) -> Option<u64> {
    match failure {
        Failure::Refused(error)
            if matches!(
                error.code,
                ErrorCode::QuotaExceeded | ErrorCode::CloudThrottled
            ) =>
        {
            Some(error.retry_after_ms.unwrap_or(PATIENCE).max(PATIENCE))
        }
        _ => None,
    }
}
