//! What is written down of people coming and going.

use std::net::IpAddr;

use serde_json::{Map, Value};
use signet_identity::Identity;
use signet_model::api::{ApiError, ErrorCode};
use tracing::error;

use super::{From, Principal, SignIn};
use crate::record::{Entry, Kind};
use crate::service::Refused;

/// Names that strangers type are cut here.
const LONGEST_NAME: usize = 64;
/// Origins that strangers send are cut here.
const LONGEST_ORIGIN: usize = 200;

impl SignIn {
    /// Somebody signs in.
    ///
    /// # Errors
    /// It cannot be written down, so it must not be.
    pub(super) async fn record_sign_in(
        &self,
        identity: &Identity,
        from: &From<'_>,
    ) -> Result<(), Refused> {
        let entry = Entry {
            via: Some(identity.way.as_str().to_owned()),
            address: Some(from.address.to_string()),
            request_id: Some(from.request_id.to_owned()),
            ..Entry::new(
                self.clock.now(),
                Kind::Event,
                identity.subject.clone(),
                "SignIn",
            )
        };
        self.must_record(entry).await
    }

    /// Somebody signs in to a page on another site.
    ///
    /// # Errors
    /// It cannot be written down, so it must not be.
    pub(super) async fn record_page(
        &self,
        principal: &Principal,
        origin: &str,
    ) -> Result<(), Refused> {
        let mut object = Map::new();
        object.insert("origin".to_owned(), origin.into());
        self.record(principal, "SignIn", object).await
    }

    /// A page on another site, or whoever passes for one, was refused. `whose` is who lost what they had by it.
    pub(super) async fn record_refused_page(
        &self,
        cause: &'static str,
        origin: Option<&str>,
        whose: Option<String>,
        from: &From<'_>,
    ) {
        let mut object = Map::new();
        if let Some(origin) = origin {
            let shown: String = origin.chars().take(LONGEST_ORIGIN).collect();
            object.insert("origin".to_owned(), shown.into());
        }
        if let Some(whose) = whose {
            object.insert("name".to_owned(), whose.into());
        }
        object.insert("cause".to_owned(), cause.into());
        self.record_refusal(
            object,
            ErrorCode::ExchangeRefused,
            from.address,
            from.request_id,
        )
        .await;
    }

    /// Somebody recognised does something of the proxy's own.
    ///
    /// # Errors
    /// It cannot be written down, so it must not be done.
    pub(crate) async fn record(
        &self,
        principal: &Principal,
        what: &str,
        object: Map<String, Value>,
    ) -> Result<(), Refused> {
        let actor = &principal.actor;
        let entry = Entry {
            via: Some(actor.via.as_str().to_owned()),
            address: actor.address.clone(),
            request_id: Some(actor.request_id.clone()),
            object,
            ..Entry::new(self.clock.now(), Kind::Event, actor.subject.clone(), what)
        };
        self.must_record(entry).await
    }

    async fn must_record(&self, entry: Entry) -> Result<(), Refused> {
        let what = entry.operation.clone();
        self.recorder.append(entry).await.map_err(|cause| {
            error!(what, %cause, "cannot be recorded");
            let error = ApiError::new(
                ErrorCode::CannotRecord,
                format!("{what} was not done: it cannot be recorded ({cause})"),
            );
            Box::new(error.remedy(
                "Make room in the state directory of the proxy, and check that it may be written.",
            ))
        })
    }

    /// Somebody could not sign in. Where it cannot be written down the log says so: a full disk must not tell strangers more.
    pub(super) async fn record_failure(
        &self,
        name: &str,
        cause: &'static str,
        code: ErrorCode,
        address: IpAddr,
        request_id: &str,
    ) {
        let mut object = Map::new();
        let shown: String = name.chars().take(LONGEST_NAME).collect();
        object.insert("name".to_owned(), shown.into());
        object.insert("cause".to_owned(), cause.into());
        self.record_refusal(object, code, address, request_id).await;
    }

    async fn record_refusal(
        &self,
        object: Map<String, Value>,
        code: ErrorCode,
        address: IpAddr,
        request_id: &str,
    ) {
        let entry = Entry {
            address: Some(address.to_string()),
            request_id: Some(request_id.to_owned()),
            object,
            error: Some(code),
            ..Entry::new(self.clock.now(), Kind::Refused, "unknown", "SignInFailed")
        };
        if let Err(cause) = self.recorder.append(entry).await {
            error!(%cause, "a failed sign-in cannot be recorded");
        }
    }
}
