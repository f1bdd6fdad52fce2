//! Where the user is: typed places over a location (history, hash or memory).
//!
//! Owns the shape of every URL of the dashboard and the one listener on the browser's history. Knows nothing of
//! pages, of the cloud or of what a place shows; identifiers stay plain text here, because a shared link may
//! name anything.
//!
//! ```ignore
//! let router = use_router();
//! let place = router.place();                        // Signal<Place>, the state of the page
//! let next = Credentials { page: here.page + 1, ..here.clone() };
//! router.navigate(next.into(), How::Push);
//! view! { <Link to=Credentials::of(&instance).into()>"Credentials"</Link> }
//! ```

mod encoding;
mod general;
mod instance_page;
mod link;
mod location;
mod offered;
mod place;
mod plans;

use std::sync::Arc;

use crate::prelude::*;

pub use general::{Audit, General, GeneralPage, NEW_PLAN};
pub use instance_page::{InstancePage, View, act};
pub use link::Link;
pub use location::{How, Location};
pub use offered::{Offered, page_named};
pub use place::{
    CertificateKey, ClientIds, Credentials, DEFAULT_PAGE_SIZE, DeviceCertificates,
    LARGEST_PAGE_SIZE, Place,
};
pub use plans::{ItemsAsked, PlansAsked, WantedPlan, plan_page};

/// Whether the page may be left.
type MayLeave = Arc<dyn Fn() -> bool + Send + Sync>;

/// The router of one mount.
#[derive(Clone, Copy)]
pub struct Router {
    location: leptos::prelude::StoredValue<Location, LocalStorage>,
    place: RwSignal<Place>,
    may_leave: StoredValue<Option<MayLeave>>,
    offered: RwSignal<Offered>,
    owns_page: bool,
    moved: StoredValue<bool>,
}

impl Router {
    /// The place shown now; changes with every navigation, the browser's back and forward included.
    pub fn place(self) -> Signal<Place> {
        self.place.into()
    }

    /// The `href` of a place, as the browser sees it.
    pub fn href(self, place: &Place) -> String {
        self.location
            .with_value(|location| location.href(&place.url()))
    }

    /// Goes to a place.
    pub fn navigate(self, place: Place, how: How) {
        let stays = self.place.try_with_untracked(|here| *here == place);
        if stays != Some(false) || !self.leads(&place) {
            return;
        }
        self.location
            .with_value(|location| location.go(&place.url(), how));
        self.place.set(place);
    }

    /// Goes to a place because the page around us says so.
    pub fn be_moved(self, place: Place) {
        let before = self.place.get_untracked();
        self.navigate(place, How::Push);
        let moved = self.place.with_untracked(|now| *now != before);
        self.moved.set_value(moved);
    }

    /// Whether the page around us has said so since this was last asked.
    pub fn was_moved(self) -> bool {
        let was = self.moved.get_value();
        self.moved.set_value(false);
        was
    }

    /// Has `may_leave` asked before another page takes the place of this one, until this part of the page is gone.
    pub fn before_leaving(self, may_leave: impl Fn() -> bool + Send + Sync + 'static) {
        self.may_leave.set_value(Some(Arc::new(may_leave)));
        on_cleanup(move || self.may_leave.set_value(None));
    }

    /// Whether the way to a place is open: it is on the same page, or this page may be left.
    fn leads(self, place: &Place) -> bool {
        self.place.with_untracked(|here| here.is_same_page(place))
            || self
                .may_leave
                .get_value()
                .is_none_or(|may_leave| may_leave())
    }

    /// Whether the page around the dashboard is the dashboard's own, so that its title may be set.
    pub fn owns_page(self) -> bool {
        self.owns_page
    }

    /// Which pages are offered.
    pub fn offered(self) -> RwSignal<Offered> {
        self.offered
    }

    /// Whether a place may be shown. Everything is drawn anew when that changes, so this is not followed.
    pub fn offers(self, place: &Place) -> bool {
        self.offered.with_untracked(|offered| offered.has(place))
    }

    /// Whether one page is shown alone. Not followed either.
    pub fn is_single(self) -> bool {
        self.offered
            .with_untracked(|offered| offered.only.is_some())
    }

    /// Where the start leads, of an instance where it needs one.
    pub fn start(self, instance: Option<&str>) -> Option<Place> {
        let page = self.offered.with_untracked(Offered::start);
        Place::first_of(page, instance)
    }

    fn reread(self) {
        let Some(url) = self.location.with_value(Location::current) else {
            return;
        };
        let place = Place::parse(&url);
        let here = self.place.get_untracked();
        if here == place {
            return;
        }
        if self.leads(&place) {
            self.place.set(place);
        } else {
            // The browser has gone already.
            self.location
                .with_value(|location| location.go(&here.url(), How::Push));
        }
    }
}

/// Provides the router to everything below, and listens to the browser's history until the mount goes. It begins at `start` where the
/// location does not say where; a page that is ours has its title.
pub fn provide_router(
    location: Location,
    start: Place,
    offered: Offered,
    owns_page: bool,
) -> Router {
    let event = location.event();
    let place = location.current().map_or(start, |url| Place::parse(&url));
    let router = Router {
        location: leptos::prelude::StoredValue::new_local(location),
        place: RwSignal::new(place),
        may_leave: StoredValue::new(None),
        offered: RwSignal::new(offered),
        owns_page,
        moved: StoredValue::new(false),
    };
    provide_context(router);
    if let Some(event) = event {
        let listener = window_event_listener_untyped(event, move |_| router.reread());
        on_cleanup(move || listener.remove());
    }
    router
}

/// The router of this mount.
pub fn use_router() -> Router {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(start: Place) -> Router {
        let memory = Location::named("memory", "", "");
        provide_router(memory, start, Offered::default(), false)
    }

    #[test]
    fn a_page_that_must_not_be_left_stays_until_it_is_gone() {
        Owner::new().with(|| {
            let router = begun(View::Groups.of("i").into());
            assert_eq!(router.place().get_untracked(), View::Groups.of("i").into());
            let here = || router.place().get_untracked();
            let register = View::Register.of("i");
            router.navigate(register.clone().into(), How::Push);
            let page = Owner::current().expect("an owner").child();
            let asked = StoredValue::new(0);
            page.with(|| {
                router.before_leaving(move || {
                    asked.update_value(|asked| *asked += 1);
                    false
                });
            });
            router.navigate(Place::Home, How::Push);
            assert_eq!((here(), asked.get_value()), (register.into(), 1));
            let other: Place = View::Register.about("i", "GID_a").into();
            router.navigate(other.clone(), How::Push);
            assert_eq!((here(), asked.get_value()), (other, 1), "the same page");
            page.cleanup();
            router.navigate(Place::Home, How::Push);
            assert_eq!((here(), asked.get_value()), (Place::Home, 1));
        });
    }

    #[test]
    fn who_is_moved_from_outside_knows_it_once() {
        Owner::new().with(|| {
            let router = begun(Place::Home);
            router.be_moved(Place::Home);
            assert!(!router.was_moved(), "nobody went anywhere");
            router.be_moved(View::Groups.of("i").into());
            assert!(router.was_moved() && !router.was_moved());
        });
    }
}
