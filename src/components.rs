//! Parts that know our domain: identifiers, certificates, instances, acts. They take data and callbacks and never fetch.
//!
//! | to | use |
//! |---|---|
//! | show what a query knows | [`Loaded`], [`ProblemNote`] |
//! | ask before an act | [`ActDialog`] with an [`Act`] |
//! | ask why it is made | [`Why`]; in an [`Act`], say what it [`Asks`] |
//! | show an act as a command line | [`CopyCommand`] with its [`Call`]s; in an [`Act`] they are enough |
//! | load a part when it is first shown | [`when_loaded`], [`when_wanted`] |
//! | take an identifier | [`IdField`], [`TypedId`] |
//! | say which cloud and instance | [`CloudBadge`], [`InstanceSwitcher`], [`Whereabouts`] |
//! | show one thing beside its list | [`Detail`] |
//! | show certificates | [`CertificateState`], [`CertificateNames`], [`ValidityBar`] |
//!
//! What can be judged without a page is in plain functions with tests: [`paging`], [`typed`], [`validity`].

mod act_dialog;
mod certificate_names;
mod certificate_state;
pub(crate) mod chunk;
mod cloud;
mod command_line;
mod copy_command;
mod detail;
mod id_field;
mod instance_switcher;
mod loaded;
mod moment;
pub mod paging;
mod problem;
pub mod typed;
pub mod validity;
mod validity_bar;
mod why;

pub use act_dialog::{Act, ActDialog, Alternative};
pub use certificate_names::{CertificateNames, subject};
pub use certificate_state::CertificateState;
pub use chunk::{page_when_loaded, when_loaded, when_wanted};
pub use cloud::{CloudBadge, Whereabouts, cloud_name};
pub use command_line::Call;
pub use copy_command::CopyCommand;
pub use detail::Detail;
pub use id_field::{IdField, TypedId, rule};
pub use instance_switcher::{InstanceSwitcher, edition_name};
pub use loaded::Loaded;
pub use moment::{ago, moment, with_relative};
pub use problem::{Problem, ProblemNote};
pub use validity_bar::ValidityBar;
pub use why::{Asks, Why};
