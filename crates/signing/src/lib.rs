//! ACS3-HMAC-SHA256, the request signature of Alibaba Cloud, called "V3" in its documentation
//! (`cloud-api.md` section 3.2).
//!
//! This room turns a request and a key into the headers that prove who sent it. It owns the canonical form and the signature, and it must
//! not know what an operation is, what time it is, where random numbers come from, or how bytes travel: date and
//! nonce are handed in, headers are handed back.
//!
//! ```
//! use signet_signing::{Credentials, Request, sign};
//!
//! let credentials = Credentials::new("testAK", "testSK", None);
//! let signed = sign(
//!     &Request {
//!         method: "POST",
//!         path: "/",
//!         host: "onsmqtt.cn-hangzhou.aliyuncs.com",
//!         action: "UnRegisterDeviceCredential",
//!         version: "2020-04-20",
//!         date: "2026-01-02T03:04:05Z",
//!         nonce: "00000000000000000000000000000001",
//!         query: &[("InstanceId", "post-cn-x"), ("ClientId", "GID_test@@@dev 1")],
//!         body: b"",
//!         content_type: None,
//!     },
//!     &credentials,
//! )?;
//! assert_eq!(signed.query_string, "ClientId=GID_test%40%40%40dev%201&InstanceId=post-cn-x");
//! # Ok::<(), signet_signing::SignError>(())
//! ```

mod canonical;
mod credentials;
mod encoding;
mod error;
mod request;
mod signature;

pub use canonical::{CanonicalHeaders, canonical_headers, canonical_query, canonical_request};
pub use credentials::Credentials;
pub use encoding::{percent_encode, sha256_hex};
pub use error::SignError;
pub use request::{Request, Signed, sign};
pub use signature::{authorization, string_to_sign};
