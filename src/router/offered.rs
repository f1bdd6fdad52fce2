//! Which pages the page around the dashboard wants of it, by the names that it uses.

use super::{ClientIds, Credentials, DeviceCertificates, General, Place, View};

/// Which pages are offered; all unless said otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Only this one, with no frame around it.
    pub only: Option<&'static str>,
    /// Only these.
    pub pages: Option<Vec<&'static str>>,
}

impl Offered {
    /// Whether a place may be shown: the start always may.
    pub fn has(&self, place: &Place) -> bool {
        self.names(place.page())
    }

    /// Where the start leads.
    pub fn start(&self) -> &'static str {
        match (self.only, &self.pages) {
            (Some(only), _) => only,
            (None, Some(pages)) if !self.names("credentials") => {
                pages.first().copied().unwrap_or("credentials")
            }
            _ => "credentials",
        }
    }

    /// Whether the page of that name may be shown.
    pub fn names(&self, page: &str) -> bool {
        let listed = |pages: &Vec<_>| pages.contains(&page);
        page.is_empty()
            || match self.only {
                Some(only) => only == page,
                None => self.pages.as_ref().is_none_or(listed),
            }
    }
}

/// The page of that name, as [`Place::page`] says it.
pub fn page_named(name: &str) -> Option<&'static str> {
    let page = Place::first_of(name, Some(""))?.page();
    (page == name).then_some(page)
}

impl Place {
    /// The name of the page in the navigation that this place belongs to; empty for the start and for what belongs to none.
    pub fn page(&self) -> &'static str {
        match self {
            Self::Home | Self::NotFound(_) => "",
            Self::Credentials(_) => "credentials",
            Self::DeviceCertificates(_) => "certificates",
            Self::ClientIds(_) => "client-ids",
            Self::Instance(page) => match page.view {
                View::Credential | View::Register => "credentials",
                View::CertificateScan => "certificates",
                View::RegisterCa => "ca-certificates",
                view => &view.segment()[1..],
            },
            Self::General(page) => match page.view {
                General::SignedIn | General::Across | General::FirstSteps => "",
                General::Tokens => General::People.segment(),
                view => view.segment(),
            },
        }
    }

    /// Where the page of that name begins, of an instance where it needs one.
    pub fn first_of(page: &str, instance: Option<&str>) -> Option<Self> {
        Some(match page {
            "credentials" => Credentials::of(instance?).into(),
            "certificates" => DeviceCertificates::of(instance?).into(),
            "client-ids" => ClientIds {
                instance: instance.map(str::to_owned),
                ..ClientIds::default()
            }
            .into(),
            _ => {
                let general = General::ALL.into_iter().find(|view| view.segment() == page);
                match general {
                    Some(view) => view.after(instance).into(),
                    None => View::ALL
                        .into_iter()
                        .find(|view| &view.segment()[1..] == page)?
                        .of(instance?)
                        .into(),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use signet_model::api::PAGES;

    use super::*;
    use crate::router::plan_page;

    fn only(page: &'static str) -> Offered {
        Offered {
            only: Some(page),
            pages: Some(vec!["audit"]),
        }
    }

    #[test]
    fn every_page_is_known_by_its_name_and_nothing_else_is() {
        for page in PAGES {
            assert_eq!(page_named(page), Some(page));
            let place = Place::first_of(page, Some("i")).expect("has a beginning");
            assert_eq!((place.page(), place.instance()), (page, Some("i")));
        }
        for other in [
            "",
            "credential",
            "register-ca",
            "signed-in",
            "tokens",
            "Plans",
            "号",
        ] {
            assert_eq!(page_named(other), None, "{other}");
        }
    }

    #[test]
    fn what_needs_an_instance_has_no_beginning_without_one() {
        assert_eq!(Place::first_of("credentials", None), None);
        assert_eq!(Place::first_of("groups", None), None);
        assert_eq!(
            Place::first_of("plans", None),
            Some(General::Plans.after(None).into())
        );
    }

    #[test]
    fn one_view_shows_its_own_details_and_no_other_page() {
        let credentials = only("credentials");
        assert!(credentials.has(&Place::Home));
        assert!(credentials.has(&Credentials::of("i").into()));
        assert!(credentials.has(&View::Credential.about("i", "GID_a@@@b").into()));
        assert!(credentials.has(&View::Register.of("i").into()));
        assert!(!credentials.has(&View::CutOff.of("i").into()));
        assert!(!credentials.has(&General::Audit.after(None).into()));
        assert!(only("certificates").has(&View::CertificateScan.of("i").into()));
        assert!(!only("certificates").has(&View::CaCertificates.of("i").into()));
        assert!(only("plans").has(&plan_page("pl-1", None).into()));
        assert_eq!(only("plans").start(), "plans");
    }

    #[test]
    fn all_pages_are_offered_unless_some_are_named() {
        let all = Offered::default();
        assert!(
            PAGES
                .iter()
                .all(|page| all.has(&Place::first_of(page, Some("i")).expect("has a beginning")))
        );
        let some = Offered {
            pages: Some(vec!["plans", "certificates"]),
            ..all
        };
        assert!(some.has(&DeviceCertificates::of("i").into()));
        assert!(!some.has(&Credentials::of("i").into()));
        assert_eq!(some.start(), "plans");
        let none = Offered {
            pages: Some(Vec::new()),
            ..Offered::default()
        };
        assert!(!none.has(&Credentials::of("i").into()));
    }
}
