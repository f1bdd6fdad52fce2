//! What a scan looks for, as the URL has it.

use signet_model::operations::{CertificateStatus, DeviceCertificate};

use crate::pages::walk::Found;

const DAY: f64 = 86_400_000.0;

/// The choices of how soon is soon.
pub(super) const DAYS: [u32; 5] = [7, 30, 90, 180, 365];

/// The furthest of [`DAYS`]: what ends later is only counted.
const FURTHEST: u32 = 365;

/// Which certificates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any of the others.
    #[default]
    Every,
    /// Valid, and ending soon.
    Expiring,
    /// Ended.
    Expired,
    /// Inactive.
    Inactive,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Every, Self::Expiring, Self::Expired, Self::Inactive];

    /// The word for it in a URL.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Every => "all",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
            Self::Inactive => "inactive",
        }
    }

    /// What that word says; anything else says the default.
    pub(super) fn named(word: &str) -> Self {
        let named = |kind: &Self| kind.word() == word;
        Self::ALL.into_iter().find(named).unwrap_or_default()
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) kind: Kind,
    /// What ends within so many days ends soon.
    pub(super) days: u32,
}

impl Wanted {
    const DEFAULT: Self = Self {
        kind: Kind::Every,
        days: 30,
    };

    /// Reads `expiring-90`.
    pub(super) fn read(text: Option<&str>) -> Self {
        let Some(text) = text else {
            return Self::DEFAULT;
        };
        let (kind, days) = text.split_once('-').unwrap_or((text, ""));
        Self {
            kind: Kind::named(kind),
            days: days
                .parse()
                .ok()
                .filter(|days| DAYS.contains(days))
                .unwrap_or(Self::DEFAULT.days),
        }
    }

    /// Writes it; nothing for the default.
    pub(super) fn write(self) -> Option<String> {
        (self != Self::DEFAULT).then(|| [self.kind.word(), "-", &self.days.to_string()].concat())
    }

    /// Whether a certificate is looked for, at the time `now` in milliseconds since 1970 UTC.
    pub(super) fn holds(self, found: &Found, now: f64) -> bool {
        let inactive = found.status == CertificateStatus::Inactive;
        let (expired, soon) = ends(found.to.map(|to| to.as_millis()), now, self.days);
        match self.kind {
            Kind::Every => inactive || expired || soon,
            Kind::Expiring => soon,
            Kind::Expired => expired,
            Kind::Inactive => inactive,
        }
    }
}

/// Whether any choice may look for a certificate.
pub(super) fn keep(certificate: &DeviceCertificate, now: f64) -> bool {
    let (expired, soon) = ends(certificate.valid_to.map(|to| to.as_millis()), now, FURTHEST);
    certificate.status == CertificateStatus::Inactive || expired || soon
}

/// Whether a certificate has ended, and whether it will within so many days. One whose end the cloud does not tell does neither.
fn ends(to: Option<i64>, now: f64, days: u32) -> (bool, bool) {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of this calendar stay below 2^53"
    )]
    let Some(to) = to.map(|to| to as f64) else {
        return (false, false);
    };
    (to <= now, to > now && to - now <= f64::from(days) * DAY)
}

#[cfg(test)]
mod tests {
    use signet_model::Timestamp;

    use super::*;

    const NOW: f64 = 1_800_000_000_000.0;

    fn found(days: Option<i64>, status: CertificateStatus) -> Found {
        Found {
            ca: String::new(),
            device: String::new(),
            subject: String::new(),
            status,
            from: None,
            to: days.and_then(|days| Timestamp::from_millis(1_800_000_000_000 + days * 86_400_000)),
        }
    }

    fn looked_for(text: &str) -> Vec<usize> {
        use CertificateStatus::{Active, Inactive};
        let all = [
            found(Some(-1), Active),
            found(Some(0), Active),
            found(Some(30), Active),
            found(Some(31), Active),
            found(Some(31), Inactive),
            found(Some(-1), Inactive),
            found(None, Active),
        ];
        let wanted = Wanted::read(Some(text));
        let held = all.iter().enumerate();
        held.filter(|(_, found)| wanted.holds(found, NOW))
            .map(|(at, _)| at)
            .collect()
    }

    #[test]
    fn each_kind_is_found_to_the_day() {
        assert_eq!(looked_for("expired-30"), [0, 1, 5]);
        assert_eq!(looked_for("expiring-30"), [2]);
        assert_eq!(looked_for("expiring-90"), [2, 3, 4]);
        assert_eq!(looked_for("inactive-30"), [4, 5]);
        assert_eq!(looked_for("all-30"), [0, 1, 2, 4, 5]);
    }

    #[test]
    fn the_url_brings_it_back_and_nonsense_is_the_default() {
        for kind in Kind::ALL {
            for days in DAYS {
                let wanted = Wanted { kind, days };
                assert_eq!(Wanted::read(wanted.write().as_deref()), wanted);
            }
        }
        assert_eq!(Wanted::DEFAULT.write(), None);
        for nonsense in [
            "",
            "-",
            "all",
            "soon-30",
            "all-31",
            "all--7",
            "all-99999999999",
        ] {
            assert_eq!(Wanted::read(Some(nonsense)), Wanted::DEFAULT, "{nonsense}");
        }
    }
}
