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
        trust {
            /// Device certificates.
            certificates => crate::pages::certificates::certificates_page;
            /// CA certificates.
            ca_certificates => crate::pages::ca_certificates::ca_certificates_page;
            /// A walk over all device certificates.
            certificate_scan => crate::pages::certificate_scan::certificate_scan_page;
        }
        iot {
            /// ClientIDs of one IoT device.
            client_ids => crate::pages::client_ids::client_ids_page;
        }
        identities {
            /// One credential.
            credential => crate::pages::credential::credential_page;
            /// Register credentials.
            register => crate::pages::register::register_page;
            /// Cut off one device.
            cut_off => crate::pages::cut_off::cut_off_page;
            /// The client ids that may not connect.
            blacklist => crate::pages::blacklist::blacklist_page;
            /// The groups of an instance.
            groups => crate::pages::groups::groups_page;
        }
        register_ca {
            /// Register a CA certificate.
            register_ca => crate::pages::register_ca::register_ca_page;
        }
        people {
            /// What was done.
            audit => crate::pages::audit::audit_page;
            /// Who may do what.
            people => crate::pages::people::people_page;
            /// What single acts may not take out of service.
            protected => crate::pages::protected::protected_page;
            /// API tokens.
            tokens => crate::pages::tokens::tokens_page;
            /// Who is signed in, and the way out.
            account => crate::pages::account::dialog;
        }
        plans {
            /// All plans, one of them, or how one is made.
            plans => crate::pages::plans::page;
        }
        sign_in {
            /// The way in.
            sign_in => crate::pages::signing_in::page;
            /// The way in again, over a page.
            sign_in_again => crate::pages::signing_in::dialog;
            /// Where a sign-in in a tab of its own comes out.
            signed_in => crate::pages::signing_in::signed_in;
            /// Where a page on another site sends somebody to be signed in.
            across => crate::pages::signing_in::sent_here;
            /// Somebody who may do nothing.
            no_grant => crate::pages::signing_in::no_grant;
        }
        first_steps {
            /// What to configure, and whether it works.
            first_steps => crate::pages::first_steps::page;
        }
        tools {
            /// Asks which credential to open.
            go_to => crate::pages::credentials::go_to::dialog;
        }
        online {
            /// Whether the clients of a list are connected.
            online => crate::pages::online::start;
            /// Rows that may be ticked.
            ticks => crate::pages::ticks::start;
            /// What may be done with the credentials of a list.
            credential_acts => crate::pages::credentials::acts::start;
        }
        states {
            /// What the page around us said and that means nothing.
            wrong_options => crate::pages::states::wrong_options;
            /// A single view was asked for that there is not.
            unknown_view => crate::pages::states::unknown_view;
            /// There is no such instance.
            unknown_instance => crate::pages::states::unknown_instance;
            /// No credential to list.
            no_credentials => crate::pages::credentials::nothing::nothing;
            /// A page that is not offered here.
            not_offered => crate::pages::states::not_offered;
            /// Nothing was ever heard of the proxy.
            no_connection => crate::pages::states::no_connection;
            /// The page around us hears what happens.
            tell => crate::pages::states::tell;
            /// From a part of a single view to where it begins.
            way_back => crate::pages::states::way_back;
        }
    }
}
