//! One module per place the user can be. Pages wire the data of [`crate::api`] to [`crate::components`]; what is common to
//! all of them, session, instances and acts, is here too.

mod acting;
mod certificates;
mod client_ids;
mod credentials;
mod here;
mod home;
mod list;
mod problem;
mod standing;

pub use certificates::certificates_page;
pub use client_ids::client_ids_page;
pub use credentials::credentials_page;
pub use here::{Here, provide_here, use_here};
pub use home::home_page;
pub use standing::{InstanceChoice, Standing, TopPlace};
