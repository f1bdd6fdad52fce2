//! Who somebody is. Each way of signing in has a module that turns what came into an [`Identity`] or a [`Refusal`].
//!
//! HTTP and time are handed in: this room opens no socket and reads no clock. It keeps no session, knows no store and nothing of roles.
//!
//! | way | module | what comes |
//! |---|---|---|
//! | OpenID Connect | [`oidc`] | the browser, back from the provider with a code |
//! | a portal's token | [`jwt`] | a bearer JWT, checked against a JWKS URL |
//! | a reverse proxy | [`header`] | headers, from peers that the proxy trusts |
//! | a local user | [`password`], [`totp`] | a password and a one-time code |
//! | a page on another site | [`pkce`] | a code that the person's own browser was given here, and its verifier |

mod algorithm;
mod ask;
mod cached;
mod claims;
mod fetch;
pub mod header;
mod identity;
pub mod jwt;
mod keys;
pub mod oidc;
pub mod password;
pub mod pkce;
mod refusal;
mod setting;
mod token;
pub mod totp;

pub use algorithm::Algorithm;
pub use claims::ClaimNames;
pub use fetch::{Fetch, FetchError, Fetching, LARGEST_ANSWER};
pub use identity::{Identity, Way};
pub use refusal::{Refusal, Shown};
pub use setting::SettingError;
