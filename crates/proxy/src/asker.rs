//! Who asks for one of the proxy's own affairs, and writing down what they do. Acts on the cloud are written down by the service itself.

use std::sync::Arc;

use http::Extensions;
use serde_json::{Map, Value};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::audit::{Ending, Entry, Kind};
use tracing::error;

use crate::people::Principal;
use crate::service::{Actor, Refused, Service};

/// Who asks, as the guard of people found out.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    pub(crate) actor: Actor,
    pub(crate) groups: Arc<[String]>,
    /// The id of the API token that they came by.
    pub(crate) token: Option<String>,
}

impl Asker {
    /// Takes it from the request.
    ///
    /// # Errors
    /// Nobody was found out, which is a fault of the proxy.
    pub(crate) fn of(extensions: &Extensions) -> Result<Self, Refused> {
        let principal = extensions.get::<Principal>().ok_or_else(|| {
            Box::new(ApiError::new(
                ErrorCode::Internal,
                "nobody found out who asks",
            ))
        })?;
        Ok(Self {
            actor: principal.actor.clone(),
            groups: Arc::clone(&principal.groups),
            token: principal.token.clone(),
        })
    }

    /// Writes down that something is done.
    ///
    /// # Errors
    /// `cannot_record`: then it must not be done.
    pub(crate) async fn note(&self, service: &Service, event: Entry) -> Result<(), Refused> {
        let what = event.operation.clone();
        service
            .ports()
            .recorder
            .append(event)
            .await
            .map_err(|cause| {
                error!(operation = what, %cause, "an event cannot be recorded");
                let error = ApiError::new(
                    ErrorCode::CannotRecord,
                    format!("{what} was not done: it cannot be recorded ({cause})"),
                );
                Box::new(error.remedy(
                "Make room in the state directory of the proxy, and check that it may be written.",
            ))
            })
    }

    /// Writes down that something was refused.
    pub(crate) async fn refused(
        &self,
        service: &Service,
        what: &str,
        object: Map<String, Value>,
        refused: Refused,
    ) -> Refused {
        let now = service.ports().clock.now();
        let refusals = service.refusals();
        if !refusals.count_of(&self.actor.subject, refused.code, now) {
            return refused;
        }
        let entry = Entry {
            error: Some(refused.code),
            ..self.entry(service, Kind::Refused, what, object)
        };
        if let Err(cause) = service.ports().recorder.append(entry).await {
            error!(operation = what, %cause, "a refusal cannot be recorded");
        }
        refused
    }

    /// Writes down that what was to be done was not, after all.
    pub(crate) async fn failed(
        &self,
        service: &Service,
        event: Entry,
        cause: &signet_store::StoreError,
    ) -> Refused {
        let refused = crate::people::failed(cause);
        let entry = Entry {
            time: service.ports().clock.now(),
            ending: Some(Ending::NotDone),
            error: Some(refused.code),
            ..event
        };
        if let Err(cause) = service.ports().recorder.append(entry).await {
            error!(%cause, "that something was not done cannot be recorded");
        }
        refused
    }

    /// An event about these objects.
    pub(crate) fn event(&self, service: &Service, what: &str, object: Map<String, Value>) -> Entry {
        self.entry(service, Kind::Event, what, object)
    }

    fn entry(
        &self,
        service: &Service,
        kind: Kind,
        what: &str,
        object: Map<String, Value>,
    ) -> Entry {
        let actor = &self.actor;
        Entry {
            via: Some(actor.via.as_str().to_owned()),
            address: actor.address.clone(),
            request_id: Some(actor.request_id.clone()),
            object,
            ..Entry::new(
                service.ports().clock.now(),
                kind,
                actor.subject.as_str(),
                what,
            )
        }
    }
}

/// Objects by field, those left out that are absent.
pub(crate) fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Map<String, Value> {
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}
