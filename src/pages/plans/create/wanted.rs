//! What may be made of what: pure.

use signet_model::plans::{Act, Identity};

/// Where the items come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    List,
    Groups,
    Instance,
    Ca,
    Difference,
    Unseen,
}

impl Source {
    /// In the order in which they are offered.
    pub(super) const ALL: [Self; 6] = [
        Self::List,
        Self::Groups,
        Self::Instance,
        Self::Ca,
        Self::Difference,
        Self::Unseen,
    ];

    /// Its name in a URL.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Groups => "groups",
            Self::Instance => "instance",
            Self::Ca => "ca",
            Self::Difference => "difference",
            Self::Unseen => "unseen",
        }
    }

    /// The source of that name.
    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == name)
    }

    /// Whether it is one for that act: what is not there cannot be walked, certificates belong to no group, client ids to no CA.
    pub(super) fn fits(self, act: Act) -> bool {
        match (self, act.identity()) {
            (Self::List, _) => true,
            // Of what is to be made anew, only a list can tell.
            (Self::Difference, Identity::Client) => true,
            (_, Identity::Client) if act == Act::Register => false,
            (Self::Groups | Self::Unseen | Self::Instance, Identity::Client) => true,
            (Self::Instance | Self::Ca | Self::Difference, Identity::Certificate) => true,
            _ => false,
        }
    }

    /// Whether it takes a list.
    pub(super) const fn takes_list(self) -> bool {
        matches!(self, Self::List | Self::Difference)
    }
}

/// The items of a link as lines of a list: certificates stand there as CA, a comma, and serial number already.
pub(super) fn ticked_lines(items: &str) -> String {
    let lines: Vec<_> = items
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// How many lines say something.
pub(super) fn count_lines(typed: &str) -> u64 {
    typed.lines().filter(|line| !line.trim().is_empty()).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_has_the_sources_of_its_kind() {
        let of = |act| {
            Source::ALL
                .into_iter()
                .filter(|source| source.fits(act))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(Act::Register), [Source::List, Source::Difference]);
        assert_eq!(
            of(Act::Deregister),
            [
                Source::List,
                Source::Groups,
                Source::Instance,
                Source::Difference,
                Source::Unseen
            ]
        );
        assert_eq!(
            of(Act::Inactivate),
            [
                Source::List,
                Source::Instance,
                Source::Ca,
                Source::Difference
            ]
        );
        assert_eq!(of(Act::DeleteClientIds), [Source::List]);
    }

    #[test]
    fn sources_come_back_from_their_names() {
        for source in Source::ALL {
            assert_eq!(Source::find(source.as_str()), Some(source));
        }
        assert_eq!(Source::find("everything"), None);
    }

    #[test]
    fn empty_lines_say_nothing() {
        assert_eq!(ticked_lines("a\n\n  b \r\n"), "a\nb");
        assert_eq!(count_lines("a\n\n b\n"), 2);
    }
}
