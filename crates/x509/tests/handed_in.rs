//! Certificates that people hand in to register a CA.

#[path = "handed_in/intake.rs"]
mod intake;
#[path = "handed_in/registration.rs"]
mod registration;
#[path = "handed_in/support.rs"]
mod support;
