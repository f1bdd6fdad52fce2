//! What the page around the dashboard changes while it is on show.

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
    /// Changes one option. What means nothing changes nothing, but for two: whoever names no view that there is, is shown none, and a doubt
    /// about what may be changed forbids.
    pub(super) fn set(self, name: &str, given: Option<String>) {
        // As an empty attribute, which says yes or names nothing.
        let text = given.as_deref().filter(|text| !text.is_empty());
        let is_known = match name {
            "locale" => known(text, Locale::tagged).map(|locale| self.locale.fix(locale)),
            "theme" => known(text, Theme::named).map(|theme| self.theme.fix(theme)),
            "view" => known(text, page_named).map(|only| self.show_only(only)),
            "readonly" => {
                let readonly = given.is_some() && text != Some("false");
                self.mounted.readonly().set(readonly);
                matches!(text, None | Some("true" | "false" | "readonly")).then_some(())
            }
            "route" => {
                self.router.be_moved(text.map_or(Place::Home, Place::parse));
                Some(())
            }
            "instance" => {
                self.choose(text);
                Some(())
            }
            _ => return,
        };
        let wrong = is_known.is_none().then(|| Wrong {
            option: name.to_owned(),
            found: given.unwrap_or_default(),
        });
        self.mounted.set_wrong(name, wrong);
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
    fn choose(self, instance: Option<&str>) {
        self.mounted.set_instance(instance.map(str::to_owned));
        let Some(instance) = instance else { return };
        let place = match self.router.place().get_untracked() {
            Place::Home => self.router.start(Some(instance)),
            place => Some(on_instance(&place, instance)),
        };
        if let Some(place) = place.filter(|place| self.router.offers(place)) {
            self.router.be_moved(place);
        }
    }
}

/// What is named: `None` where there is no such thing, nothing where nothing is named.
#[expect(
    clippy::option_option,
    reason = "whether it is known, and whether it was said"
)]
fn known<T>(text: Option<&str>, read: fn(&str) -> Option<T>) -> Option<Option<T>> {
    match text {
        None => Some(None),
        Some(text) => read(text).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::*;
    use crate::{
        router::{Credentials, Location, Offered, View, provide_router},
        state::{Said, provide_locale, provide_mounted, provide_theme},
    };

    fn live() -> Live {
        let memory = Location::named("memory", "", "");
        Live {
            mounted: provide_mounted(Said::default(), None, Vec::new()),
            router: provide_router(memory, Place::Home, Offered::default(), false),
            locale: provide_locale(Some(Locale::En)),
            theme: provide_theme(Some(Theme::Light)),
        }
    }

    fn wrong(live: Live) -> Vec<(String, String)> {
        let wrong = live.mounted.wrong().get_untracked();
        wrong
            .into_iter()
            .map(|wrong| (wrong.option, wrong.found))
            .collect()
    }

    fn text(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_is_known_is_taken_and_what_is_not_is_told_until_it_is_right() {
        Owner::new().with(|| {
            let live = live();
            live.set("theme", text("drak"));
            assert_eq!(wrong(live), [("theme".to_owned(), "drak".to_owned())]);
            live.set("theme", text("dark"));
            assert_eq!(wrong(live), []);
            assert_eq!(live.theme.get(), Theme::Dark);
            live.set("nothing", text("at all"));
            assert_eq!(wrong(live), []);
        });
    }

    #[test]
    fn yes_and_no_are_read_as_attributes_say_them_and_a_doubt_forbids() {
        Owner::new().with(|| {
            let live = live();
            for (given, says) in [
                (text("true"), true),
                (text("false"), false),
                (text(""), true),
                (None, false),
                (text("readonly"), true),
            ] {
                live.set("readonly", given);
                assert_eq!(
                    (live.mounted.readonly().get_untracked(), wrong(live)),
                    (says, Vec::new())
                );
            }
            live.set("readonly", text("no"));
            assert!(live.mounted.readonly().get_untracked() && wrong(live).len() == 1);
        });
    }

    #[test]
    fn another_instance_shows_the_same_view_and_another_view_the_same_instance() {
        Owner::new().with(|| {
            let live = live();
            let here = || live.router.place().get_untracked();
            live.set("instance", text("i"));
            assert_eq!(here(), Credentials::of("i").into());
            live.set("view", text("groups"));
            assert_eq!(here(), View::Groups.of("i").into());
            live.set("instance", text("j"));
            assert_eq!(here(), View::Groups.of("j").into());
            live.set("view", text("grups"));
            assert_eq!(
                (here(), wrong(live).len()),
                (View::Groups.of("j").into(), 1)
            );
            live.set("view", None);
            live.set("route", text("/plans"));
            assert_eq!(here().page(), "plans");
        });
    }
}
