//! One module per place the user can be. Pages wire the data of [`crate::api`] to [`crate::components`]; what is common to
//! all of them, session, instances and acts, is here too.

mod account;
mod acting;
mod audit;
mod blacklist;
mod ca_certificates;
mod certificate_scan;
mod certificates;
mod client_ids;
mod credential;
mod credentials;
mod csv;
mod cut_off;
mod first_steps;
mod general_place;
mod groups;
mod handed_in;
mod heading;
mod here;
mod home;
mod list;
mod object;
mod online;
mod own_place;
mod people;
mod plans;
mod print;
mod problem;
mod protected;
mod protection;
mod register;
mod register_ca;
mod sign_in;
mod signing_in;
mod sleep;
mod standing;
mod states;
mod ticks;
mod tokens;
mod walk;

pub use crate::components::when_loaded;
pub use account::AccountOpen;
pub use credentials::credentials_page;
pub use here::{Here, on_instance, provide_here, use_here};
pub use home::home_page;
pub use problem::problem;
pub use standing::{InstanceChoice, Standing, TopPlace};

/// The pages that are loaded when they are opened.
pub mod chunks {
    use crate::components::chunk::chunks;

    chunks! {
        /// Device certificates.
        certificates in trust => crate::pages::certificates::certificates_page;
        /// ClientIDs of one IoT device.
        client_ids in iot => crate::pages::client_ids::client_ids_page;
        /// One credential.
        credential in identities => crate::pages::credential::credential_page;
        /// Register credentials.
        register in identities => crate::pages::register::register_page;
        /// Cut off one device.
        cut_off in identities => crate::pages::cut_off::cut_off_page;
        /// CA certificates.
        ca_certificates in trust => crate::pages::ca_certificates::ca_certificates_page;
        /// Register a CA certificate.
        register_ca in register_ca => crate::pages::register_ca::register_ca_page;
        /// A walk over all device certificates.
        certificate_scan in trust => crate::pages::certificate_scan::certificate_scan_page;
        /// The client ids that may not connect.
        blacklist in identities => crate::pages::blacklist::blacklist_page;
        /// The groups of an instance.
        groups in identities => crate::pages::groups::groups_page;
        /// What was done.
        audit in people => crate::pages::audit::audit_page;
        /// Who may do what.
        people in people => crate::pages::people::people_page;
        /// What single acts may not take out of service.
        protected in people => crate::pages::protected::protected_page;
        /// All plans, one of them, or how one is made.
        plans in plans => crate::pages::plans::page;
        /// API tokens.
        tokens in people => crate::pages::tokens::tokens_page;
        /// The way in.
        sign_in in sign_in => crate::pages::signing_in::page;
        /// The way in again, over a page.
        sign_in_again in sign_in => crate::pages::signing_in::dialog;
        /// Where a sign-in in a tab of its own comes out.
        signed_in in sign_in => crate::pages::signing_in::signed_in;
        /// Where a page on another site sends somebody to be signed in.
        across in sign_in => crate::pages::signing_in::sent_here;
        /// Somebody who may do nothing.
        no_grant in sign_in => crate::pages::signing_in::no_grant;
        /// Who is signed in, and the way out.
        account in people => crate::pages::account::dialog;
        /// What to configure, and whether it works.
        first_steps in first_steps => crate::pages::first_steps::page;
        /// Asks which credential to open.
        go_to in tools => crate::pages::credentials::go_to::dialog;
        /// Whether the clients of a list are connected.
        online in online => crate::pages::online::start;
        /// Rows that may be ticked.
        ticks in online => crate::pages::ticks::start;
        /// What the page around us said and that means nothing.
        wrong_options in states => crate::pages::states::wrong_options;
        /// A single view was asked for that there is not.
        unknown_view in states => crate::pages::states::unknown_view;
        /// A page that is not offered here.
        not_offered in states => crate::pages::states::not_offered;
        /// Nothing was ever heard of the proxy.
        no_connection in states => crate::pages::states::no_connection;
    }
}
