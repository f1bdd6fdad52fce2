//! What each page is called: in the title of the browser, and over a page that is still on its way.

use crate::{
    router::{General, NEW_PLAN, Place, View},
    text::use_text,
};

/// What the page of a place is called; nothing for no place in particular.
pub(super) fn heading(place: &Place) -> Option<&'static str> {
    let text = use_text().shell();
    Some(match place {
        Place::Home => return None,
        Place::Credentials(_) => text.credentials,
        Place::DeviceCertificates(_) => text.device_certificates,
        Place::Instance(place) => match place.view {
            View::Credential => text.credential,
            View::Register => text.register,
            View::CutOff => text.cut_off,
            View::CaCertificates => text.ca_certificates,
            View::RegisterCa => text.register_ca,
            View::CertificateScan => text.certificate_scan,
            View::Blacklist => text.blacklist,
            View::Groups => text.groups,
        },
        Place::ClientIds(_) => text.client_ids,
        Place::General(page) => match page.view {
            General::Audit => text.audit,
            General::People => text.people,
            General::Protected => text.protected,
            General::Tokens => text.tokens,
            General::Plans => match page.below.as_deref() {
                None => text.plans,
                Some(NEW_PLAN) => text.new_plan,
                Some(_) => text.plan,
            },
            General::SignedIn | General::Across => text.signed_in,
            General::FirstSteps => text.first_steps,
        },
        Place::NotFound(_) => text.not_found,
    })
}
