//! One module per place the user can be. Pages wire the data of [`crate::api`] to [`crate::components`]; what is common to
//! all of them, session, instances and acts, is here too.

mod acting;
mod certificates;
mod chunk;
mod client_ids;
mod credentials;
mod here;
mod home;
mod list;
mod problem;
mod standing;

pub use chunk::when_loaded;
pub use credentials::credentials_page;
pub use here::{Here, provide_here, use_here};
pub use home::home_page;
pub use standing::{InstanceChoice, Standing, TopPlace};

/// The pages that are loaded when they are opened.
pub mod chunks {
    use super::{certificates::certificates_page, chunk::chunks, client_ids::client_ids_page};

    chunks! {
        /// Device certificates.
        certificates => certificates_page;
        /// ClientIDs of one IoT device.
        client_ids => client_ids_page;
    }
}
