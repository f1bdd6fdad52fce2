//! The pages of an instance besides its two great lists.

use super::place::DEFAULT_PAGE_SIZE;

/// The words for acts on one object, as [`InstancePage::act`] says them.
pub mod act {
    /// Give a credential another secret.
    pub const ROTATE: &str = "rotate";
    /// Take a credential away.
    pub const DEREGISTER: &str = "deregister";
    /// Make a group.
    pub const CREATE: &str = "create";
}

/// What a page of an instance is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// One credential; `open` is its client id, `act` what is asked about it, and page and filter are those of the list that it
    /// was opened from.
    Credential,
    /// Register credentials; `open` is the group or the client id to begin with.
    Register,
    /// Cut off one device; `open` is its client id, or with `ca` the serial number of its certificate.
    CutOff,
    /// The CA certificates; `open` is the serial number of the one that is open.
    CaCertificates,
    /// Register a CA certificate.
    RegisterCa,
    /// A walk over all device certificates; `ca` confines it to one CA.
    CertificateScan,
    /// The client ids that may not connect; `open` is the one looked for.
    Blacklist,
    /// The groups; `act` is what is asked.
    Groups,
}

impl View {
    /// All of them.
    pub(super) const ALL: [Self; 8] = [
        Self::Credential,
        Self::Register,
        Self::CutOff,
        Self::CaCertificates,
        Self::RegisterCa,
        Self::CertificateScan,
        Self::Blacklist,
        Self::Groups,
    ];

    /// Its name in a URL, after a slash.
    pub(super) fn segment(self) -> &'static str {
        match self {
            Self::Credential => "/credential",
            Self::Register => "/register",
            Self::CutOff => "/cut-off",
            Self::CaCertificates => "/ca-certificates",
            Self::RegisterCa => "/register-ca",
            Self::CertificateScan => "/certificate-scan",
            Self::Blacklist => "/blacklist",
            Self::Groups => "/groups",
        }
    }

    /// This page of an instance, with nothing open.
    pub fn of(self, instance: &str) -> InstancePage {
        InstancePage {
            instance: instance.to_owned(),
            view: self,
            page: 1,
            page_size: DEFAULT_PAGE_SIZE,
            filter: None,
            open: None,
            ca: None,
            act: None,
        }
    }

    /// This page of an instance, about one object.
    pub fn about(self, instance: &str, open: &str) -> InstancePage {
        InstancePage {
            open: Some(open.to_owned()),
            ..self.of(instance)
        }
    }
}

/// A page of an instance besides its two great lists. Each uses the fields that it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstancePage {
    /// The instance, as the URL names it.
    pub instance: String,
    /// What it is about.
    pub view: View,
    /// The page of a list, counted from 1.
    pub page: u32,
    /// Entries on a page, 1 to [`super::LARGEST_PAGE_SIZE`].
    pub page_size: u32,
    /// What the rows are filtered by.
    pub filter: Option<String>,
    /// The object that it is about, or that is open.
    pub open: Option<String>,
    /// The serial number of the CA certificate concerned.
    pub ca: Option<String>,
    /// The act that is asked about, in a word that the page knows.
    pub act: Option<String>,
}
