//! What the page around the dashboard changes while it is on show.

use super::options::{Given, any};
use crate::{
    pages::on_instance,
    router::{Place, Router, page_named},
    state::{LocaleChoice, Mounted, Theme, ThemeChoice, Wrong},
    text::Locale,
};

/// All that may be changed from outside.
#[derive(Clone, Copy)]
pub(super) struct Live {
    pub(super) mounted: Mounted,
    pub(super) router: Router,
    pub(super) locale: LocaleChoice,
    pub(super) theme: ThemeChoice,
}

impl Live {
    /// Changes one option. What means nothing changes nothing, but for `view`: who knows none shows none.
    pub(super) fn set(self, name: &str, given: Given) {
        let mut found = None;
        let wrong = &mut found;
        match name {
            "locale" => {
                if let Some(locale) = taken(given.known("locale", Locale::tagged), wrong) {
                    self.locale.fix(locale);
                }
            }
            "theme" => {
                if let Some(theme) = taken(given.known("theme", Theme::named), wrong) {
                    self.theme.fix(theme);
                }
            }
            "view" => {
                if let Some(only) = taken(given.known("view", page_named), wrong) {
                    self.show_only(only);
                }
            }
            "route" => {
                if let Some(route) = taken(given.known("route", any), wrong) {
                    let place = route.map_or(Place::Home, |route| Place::parse(&route));
                    self.router.be_moved(place);
                }
            }
            "instance" => {
                if let Some(instance) = taken(given.known("instance", any), wrong) {
                    self.choose(instance);
                }
            }
            "readonly" => {
                let (readonly, doubt) = given.flag("readonly");
                *wrong = doubt;
                self.mounted.readonly().set(readonly);
            }
            _ => return,
        }
        self.mounted.set_wrong(&["unknown_", name].concat(), found);
    }

    fn show_only(self, only: Option<&'static str>) {
        let offered = self.router.offered();
        if offered.with_untracked(|offered| offered.only == only) {
            return;
        }
        offered.update(|offered| offered.only = only);
        let here = self.router.place().get_untracked();
        if !self.router.offers(&here) {
            let instance = here.instance().map(str::to_owned);
            let place = self
                .router
                .start(instance.or(self.mounted.instance()).as_deref());
            self.router.be_moved(place.unwrap_or(Place::Home));
        }
    }

    /// The same view of another instance.
    fn choose(self, instance: Option<String>) {
        self.mounted.set_instance(instance.clone());
        let Some(instance) = instance else { return };
        let place = match self.router.place().get_untracked() {
            Place::Home => self.router.start(Some(&instance)),
            place => Some(on_instance(&place, &instance)),
        };
        if let Some(place) = place.filter(|place| self.router.offers(place)) {
            self.router.be_moved(place);
        }
    }
}

fn taken<T>(known: Result<T, Wrong>, wrong: &mut Option<Wrong>) -> Option<T> {
    known.map_err(|found| *wrong = Some(found)).ok()
}
