//! The pages that belong to no instance: what was done, who may do what, what is protected.

use super::{
    Place,
    place::{Query, Url},
};

/// What a page of no instance is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum General {
    /// What was done; [`Audit`] is what of it.
    Audit,
    /// Who may do what; `filter` is what the rows are filtered by.
    People,
    /// What single acts may not take out of service.
    Protected,
    /// API tokens.
    Tokens,
    /// Plans; what stands below is one of them, or how one is made.
    Plans,
    /// Where a sign-in in a tab of its own comes out.
    SignedIn,
    /// Where a page on another site sends somebody to be signed in; what stands below it is `exchange`.
    Across,
    /// What to configure, and whether it works.
    FirstSteps,
}

impl General {
    /// All of them.
    pub(super) const ALL: [Self; 8] = [
        Self::Audit,
        Self::People,
        Self::Protected,
        Self::Tokens,
        Self::Plans,
        Self::SignedIn,
        Self::Across,
        Self::FirstSteps,
    ];

    /// Its name in a URL.
    pub(super) fn segment(self) -> &'static str {
        match self {
            Self::Audit => "audit",
            Self::People => "people",
            Self::Protected => "protected",
            Self::Tokens => "tokens",
            Self::Plans => "plans",
            Self::SignedIn => "signed-in",
            Self::Across => "sign-in",
            Self::FirstSteps => "first-steps",
        }
    }

    /// This page with nothing asked of it. `instance` is the one chosen before, so that the way back leads there.
    pub fn after(self, instance: Option<&str>) -> GeneralPage {
        GeneralPage {
            view: self,
            below: None,
            instance: instance.map(str::to_owned),
            query: String::new(),
        }
    }
}

/// A page that belongs to no instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneralPage {
    /// What it is about.
    pub view: General,
    /// What stands below it: for plans, the id of one, or [`NEW_PLAN`].
    pub below: Option<String>,
    /// The instance that it is asked about, or that was chosen before.
    pub instance: Option<String>,
    /// What is asked of it, as the URL says it: its own page reads it.
    pub(super) query: String,
}

/// What stands below the plans where one is made.
pub const NEW_PLAN: &str = "new";

impl GeneralPage {
    pub(super) fn parse(view: General, below: Option<String>, query: &str) -> Self {
        let mut rest = String::new();
        for pair in query.split('&') {
            if !pair.is_empty() && !pair.starts_with("from=") {
                if !rest.is_empty() {
                    rest.push('&');
                }
                rest.push_str(pair);
            }
        }
        let asked = Query(query);
        Self {
            view,
            below,
            instance: asked.text("from").or_else(|| asked.text("instance")),
            query: rest,
        }
    }

    pub(super) fn url(&self) -> String {
        let mut url = Url::of(&["/", self.view.segment()].concat());
        if let Some(below) = &self.below {
            url.below(below);
        }
        url.raw(&self.query);
        let is_asked = Query(&self.query).text("instance") == self.instance;
        url.text("from", self.instance.as_deref().filter(|_| !is_asked));
        url.done()
    }

    /// The same page after another instance was chosen.
    pub fn beside(&self, instance: &str) -> Self {
        Self {
            instance: Some(instance.to_owned()),
            ..self.clone()
        }
    }

    /// What the rows are filtered by.
    pub fn filter(&self) -> Option<String> {
        Query(&self.query).text("filter")
    }

    /// The same page with its rows filtered.
    pub fn filtered(&self, filter: Option<&str>) -> Self {
        let mut query = Url::of("");
        query.text("filter", filter);
        Self {
            query: query.asked(),
            ..self.clone()
        }
    }

    /// What of the audit log is asked for.
    pub fn audit(&self) -> Audit {
        let query = Query(&self.query);
        let text = |name| query.text(name);
        let number = |name| query.text(name)?.parse().ok();
        Audit {
            actor: text("actor"),
            operation: text("operation"),
            effect: text("effect"),
            instance: text("instance"),
            object: text("object"),
            outcome: text("outcome"),
            before: number("before"),
            open: number("open"),
        }
    }
}

/// What of the audit log is shown. Names and meanings are those of `GET /api/audit`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Exactly this actor.
    pub actor: Option<String>,
    /// Exactly this operation.
    pub operation: Option<String>,
    /// This effect.
    pub effect: Option<String>,
    /// Objects of this instance.
    pub instance: Option<String>,
    /// Exactly this object.
    pub object: Option<String>,
    /// This outcome.
    pub outcome: Option<String>,
    /// Entries with a smaller number than this.
    pub before: Option<u64>,
    /// The number of the entry that is open.
    pub open: Option<u64>,
}

impl Audit {
    /// What was done to one object of an instance.
    pub fn history(instance: Option<&str>, object: &str) -> Self {
        Self {
            instance: instance.map(str::to_owned),
            object: Some(object.to_owned()),
            ..Self::default()
        }
    }

    /// The page that shows it; `from` is the instance chosen before.
    pub fn page(&self, from: Option<&str>) -> GeneralPage {
        let mut query = self.filters();
        query.text("open", self.open.map(|open| open.to_string()).as_deref());
        GeneralPage {
            view: General::Audit,
            below: None,
            instance: from.or(self.instance.as_deref()).map(str::to_owned),
            query: query.asked(),
        }
    }

    /// What the proxy is asked, as it stands in a URL.
    pub fn question(&self) -> String {
        self.filters().asked()
    }

    fn filters(&self) -> Url {
        let mut url = Url::of("");
        url.text("actor", self.actor.as_deref());
        url.text("operation", self.operation.as_deref());
        url.text("effect", self.effect.as_deref());
        url.text("instance", self.instance.as_deref());
        url.text("object", self.object.as_deref());
        url.text("outcome", self.outcome.as_deref());
        let before = self.before.map(|before| before.to_string());
        url.text("before", before.as_deref());
        url
    }
}

impl From<GeneralPage> for Place {
    fn from(page: GeneralPage) -> Self {
        Self::General(page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd() -> Audit {
        let odd = || Some("a b&c=d?#%号\u{202e}".to_owned());
        Audit {
            actor: odd(),
            operation: odd(),
            effect: odd(),
            instance: odd(),
            object: odd(),
            outcome: odd(),
            before: Some(u64::MAX),
            open: Some(1),
        }
    }

    #[test]
    fn every_question_comes_back_from_its_url() {
        for audit in [
            Audit::default(),
            odd(),
            Audit::history(Some("i"), "GID_a@@@b"),
        ] {
            for from in [None, Some("i"), Some("another one")] {
                let place = Place::from(audit.page(from));
                assert_eq!(Place::parse(&place.url()), place);
                let Place::General(page) = place else {
                    panic!("not a general page")
                };
                assert_eq!(page.audit(), audit);
            }
        }
    }

    #[test]
    fn a_history_link_reads_as_one() {
        let place =
            Place::from(Audit::history(Some("post-cn-1"), "GID_a@@@b").page(Some("post-cn-1")));
        assert_eq!(place.url(), "/audit?instance=post-cn-1&object=GID_a@@@b");
        assert_eq!(place.instance(), Some("post-cn-1"));
    }

    #[test]
    fn the_instance_chosen_before_is_kept_beside_what_is_asked() {
        for view in General::ALL {
            let place = Place::from(view.after(Some("post-cn-1")).filtered(Some("a b")));
            assert_eq!(Place::parse(&place.url()), place);
            assert_eq!(place.instance(), Some("post-cn-1"));
            assert!(place.is_same_page(&view.after(None).into()));
        }
        assert_eq!(
            Place::parse("/people?from=i&&filter=x"),
            General::People.after(Some("i")).filtered(Some("x")).into()
        );
        assert_eq!(
            Place::parse("/audit/x"),
            Place::NotFound("/audit/x".to_owned())
        );
    }

    #[test]
    fn what_is_no_number_is_not_asked() {
        let Place::General(page) = Place::parse("/audit?before=x&open=-1") else {
            panic!("not a general page")
        };
        assert_eq!(page.audit(), Audit::default());
    }
}
