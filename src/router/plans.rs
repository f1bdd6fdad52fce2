//! What is asked of the plans: which of them, which items of one, and how a new one begins.

use super::{
    General, GeneralPage, NEW_PLAN, Place,
    place::{Query, Url},
};

/// The page of one plan.
pub fn plan_page(id: &str, from: Option<&str>) -> GeneralPage {
    GeneralPage {
        below: Some(id.to_owned()),
        ..General::Plans.after(from)
    }
}

/// Which plans are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlansAsked {
    /// In this state.
    pub state: Option<String>,
    /// Older than this.
    pub before: Option<String>,
}

impl PlansAsked {
    /// What a page asks.
    pub fn of(page: &GeneralPage) -> Self {
        let query = Query(&page.query);
        Self {
            state: query.text("state"),
            before: query.text("before"),
        }
    }

    /// The page that asks it; `from` is the instance chosen before.
    pub fn page(&self, from: Option<&str>) -> GeneralPage {
        GeneralPage {
            query: self.question(),
            ..General::Plans.after(from)
        }
    }

    /// What the proxy is asked, as it stands in a URL.
    pub fn question(&self) -> String {
        let mut url = Url::of("");
        url.text("state", self.state.as_deref());
        url.text("before", self.before.as_deref());
        url.asked()
    }
}

/// Which items of a plan are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemsAsked {
    /// With this outcome.
    pub outcome: Option<String>,
    /// Whose id begins so.
    pub find: Option<String>,
    /// With a larger number than this.
    pub after: Option<u64>,
}

impl ItemsAsked {
    /// What the page of a plan asks.
    pub fn of(page: &GeneralPage) -> Self {
        let query = Query(&page.query);
        Self {
            outcome: query.text("outcome"),
            find: query.text("find"),
            after: query.text("after").and_then(|after| after.parse().ok()),
        }
    }

    /// The page of the plan `id` that asks it.
    pub fn page(&self, id: &str, from: Option<&str>) -> GeneralPage {
        GeneralPage {
            query: self.question(),
            ..plan_page(id, from)
        }
    }

    /// What the proxy is asked, as it stands in a URL.
    pub fn question(&self) -> String {
        let mut url = Url::of("");
        url.text("outcome", self.outcome.as_deref());
        url.text("find", self.find.as_deref());
        let after = self.after.map(|after| after.to_string());
        url.text("after", after.as_deref());
        url.asked()
    }
}

/// How a new plan begins: what a link has decided already. Words are those of the proxy's JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedPlan {
    /// The ApsaraMQ for MQTT instance.
    pub instance: Option<String>,
    /// The IoT Platform instance.
    pub iot_instance: Option<String>,
    /// What is done.
    pub act: Option<String>,
    /// Where the items come from: `list`, `groups`, `instance`, `ca`, `difference` or `unseen`.
    pub source: Option<String>,
    /// The group.
    pub group: Option<String>,
    /// The CA.
    pub ca: Option<String>,
    /// Items that were ticked, one a line; certificates as CA, a comma, and serial number.
    pub items: Option<String>,
}

impl WantedPlan {
    /// What a page says.
    pub fn of(page: &GeneralPage) -> Self {
        let query = Query(&page.query);
        Self {
            instance: query.text("instance"),
            iot_instance: query.text("iot_instance"),
            act: query.text("act"),
            source: query.text("source"),
            group: query.text("group"),
            ca: query.text("ca"),
            items: query.text("items"),
        }
    }

    /// The page where it is made; `from` is the instance chosen before.
    pub fn page(&self, from: Option<&str>) -> GeneralPage {
        let mut url = Url::of("");
        url.text("instance", self.instance.as_deref());
        url.text("iot_instance", self.iot_instance.as_deref());
        url.text("act", self.act.as_deref());
        url.text("source", self.source.as_deref());
        url.text("group", self.group.as_deref());
        url.text("ca", self.ca.as_deref());
        url.text("items", self.items.as_deref());
        GeneralPage {
            view: General::Plans,
            below: Some(NEW_PLAN.to_owned()),
            instance: self.instance.as_deref().or(from).map(str::to_owned),
            query: url.asked(),
        }
    }

    /// The same as a place.
    pub fn place(&self, from: Option<&str>) -> Place {
        self.page(from).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(page: GeneralPage) -> GeneralPage {
        let place = Place::from(page);
        let Place::General(page) = Place::parse(&place.url()) else {
            panic!("not a general page")
        };
        assert_eq!(Place::from(page.clone()), place);
        page
    }

    #[test]
    fn every_question_comes_back_from_its_url() {
        let odd = || Some("a b&c=d?#%号\n\u{202e}".to_owned());
        for from in [None, Some("post-cn-1")] {
            let plans = PlansAsked {
                state: odd(),
                before: odd(),
            };
            assert_eq!(PlansAsked::of(&back(plans.page(from))), plans);
            let items = ItemsAsked {
                outcome: odd(),
                find: odd(),
                after: Some(u64::MAX),
            };
            assert_eq!(ItemsAsked::of(&back(items.page("pl-1", from))), items);
            let wanted = WantedPlan {
                instance: odd(),
                iot_instance: odd(),
                act: odd(),
                source: odd(),
                group: odd(),
                ca: odd(),
                items: odd(),
            };
            assert_eq!(WantedPlan::of(&back(wanted.page(from))), wanted);
        }
    }

    #[test]
    fn a_plan_belongs_to_the_plans_and_each_is_a_page_of_its_own() {
        let one: Place = plan_page("pl-1", Some("i")).into();
        let list: Place = General::Plans.after(None).into();
        assert_eq!(one.url(), "/plans/pl-1?from=i");
        assert!(one.page() == list.page() && !one.is_same_page(&list));
        assert!(!one.is_same_page(&plan_page("pl-2", None).into()));
        let filtered = ItemsAsked {
            find: Some("x".to_owned()),
            ..ItemsAsked::default()
        };
        assert!(one.is_same_page(&filtered.page("pl-1", None).into()));
        for url in ["/plans/pl-1/x", "/people/x"] {
            assert_eq!(Place::parse(url), Place::NotFound(url.to_owned()));
        }
    }
}
