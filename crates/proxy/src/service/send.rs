//! One signed call, and for reads its repetition.

use std::sync::Arc;
use std::time::Duration;

use signet_model::OperationName;
use signet_model::api::ErrorCode;
use signet_model::cloud_code::meaning;
use signet_signing::{Credentials, Request, Signed, canonical_query, sign};
use signet_wire::{AnswerError, CloudError, Method, Pair, Placement, read_answer};
use tokio::time::{Instant, sleep};
use tracing::{debug, info};

use super::called::Called;
use super::way::Way;
use super::{Proxied, Refused, Service, Target, refusal};
use crate::clock::whole_seconds;
use crate::keys::NoKey;
use crate::quota::{Class, TooBusy};
use crate::upstream::{Incoming, Outgoing, SendError};

/// How often a read is tried again, and until when.
const RETRIES: u32 = 2;
const RETRY_WITHIN: Duration = Duration::from_secs(2);

/// Why an act has no output.
pub(super) enum Sent {
    /// Nothing was sent.
    Never(Refused),
    /// The cloud said no.
    Refused(Refused),
    /// It may have been done; the text is for the log.
    Unclear(String),
}

/// What is asked of the cloud, whichever operation it is.
struct Asked {
    name: OperationName,
    class: Class,
    method: Method,
    placement: Placement,
    parameters: Vec<Pair>,
}

/// Why a call has no output.
enum Failure {
    NoKey(NoKey),
    Busy(TooBusy),
    Unsigned(String),
    NotSent(String),
    Lost(String),
    Cloud(CloudError, Option<u64>),
    Unreadable(String),
}

impl Service {
    /// Reads, trying again where that can help.
    pub(super) async fn read<O: Proxied>(
        &self,
        operation: &O,
        way: Way<'_>,
    ) -> Result<O::Output, Refused> {
        let start = Instant::now();
        let mut retries = 0;
        loop {
            let failure = match self.call(operation, way).await {
                Ok(output) => return Ok(output),
                Err(failure) => failure,
            };
            let wait = failure
                .retry_wait(retries)
                .filter(|wait| retries < RETRIES && start.elapsed() + *wait < RETRY_WITHIN);
            let Some(wait) = wait else {
                return Err(failure.into_refused(operation, way.target));
            };
            retries += 1;
            info!(operation = %O::NAME, retries, wait_ms = wait.as_millis(), "trying a read again");
            sleep(wait).await;
        }
    }

    /// Calls once, whatever comes.
    pub(super) async fn once<O: Proxied>(
        &self,
        operation: &O,
        way: Way<'_>,
    ) -> Result<O::Output, Refused> {
        let called = self.call(operation, way).await;
        called.map_err(|failure| failure.into_refused(operation, way.target))
    }

    /// Acts, once.
    pub(super) async fn attempt<O: Proxied>(
        &self,
        operation: &O,
        way: Way<'_>,
    ) -> Result<O::Output, Sent> {
        self.call(operation, way)
            .await
            .map_err(|failure| match failure {
                Failure::Lost(cause) => Sent::Unclear(cause),
                Failure::Unreadable(cause) => Sent::Unclear(format!("it cannot be read: {cause}")),
                Failure::Cloud(error, _) if refusal::is_gateway_failure(&error) => {
                    Sent::Unclear(format!("HTTP status {} without a code", error.status))
                }
                Failure::Cloud(..) => Sent::Refused(failure.into_refused(operation, way.target)),
                Failure::NoKey(_)
                | Failure::Busy(_)
                | Failure::Unsigned(_)
                | Failure::NotSent(_) => Sent::Never(failure.into_refused(operation, way.target)),
            })
    }

    async fn call<O: Proxied>(&self, operation: &O, way: Way<'_>) -> Result<O::Output, Failure> {
        let asked = Asked {
            name: O::NAME,
            class: operation.class(),
            method: O::METHOD,
            placement: O::PLACEMENT,
            parameters: operation.parameters(),
        };
        let answer = self.exchange(&asked, way).await?;
        read_answer(operation, answer.status, &answer.body).map_err(|error| match error {
            AnswerError::Refused(error) => {
                self.heed(&error, asked.class, way);
                Failure::Cloud(error, answer.retry_after_ms)
            }
            other => Failure::Unreadable(other.to_string()),
        })
    }

    /// Goes slower where the cloud says so.
    fn heed(&self, error: &CloudError, class: Class, way: Way<'_>) {
        if meaning(&error.code).code == ErrorCode::CloudThrottled {
            self.quota.throttled(&way.target.account.quota, class);
            way.throttled();
        }
    }

    /// Waits for a slot, signs and sends.
    async fn exchange(&self, asked: &Asked, way: Way<'_>) -> Result<Incoming, Failure> {
        let target = way.target;
        let key = &target.account.key;
        let credentials = key.credentials().await.map_err(Failure::NoKey)?;
        let quota = &target.account.quota;
        let slot = self.quota.slot(quota, asked.class, way.priority);
        let permit = way.slot(slot).await.map_err(Failure::Busy)?;
        // Signed after the wait, so that the date is that of sending.
        let call = self
            .sign(asked, target, &credentials)
            .map_err(Failure::Unsigned)?;
        let start = Instant::now();
        way.sent();
        let answer = self.ports.upstream.send(call).await;
        drop(permit);
        let answer = answer.map_err(|error| match error {
            SendError::NotSent(cause) => Failure::NotSent(cause),
            SendError::Lost(cause) => Failure::Lost(cause),
        })?;
        debug!(operation = %asked.name, status = answer.status, bytes = answer.body.len(), took_ms = start.elapsed().as_millis(), "the cloud answered");
        Ok(answer)
    }

    fn sign(
        &self,
        asked: &Asked,
        target: &Target,
        credentials: &Credentials,
    ) -> Result<Outgoing, String> {
        let product = asked.name.spec().product;
        let endpoint = target.endpoint(product);
        let pairs: Vec<_> = asked
            .parameters
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_str()))
            .collect();
        let (query, body, content_type) = match asked.placement {
            Placement::Query => (&pairs[..], String::new(), None),
            Placement::Form => (
                &[][..],
                // A form writes a space as the SDK does, and as nothing else in it is written.
                canonical_query(&pairs).replace("%20", "+"),
                Some("application/x-www-form-urlencoded"),
            ),
        };
        let date = whole_seconds(self.ports.clock.now()).to_string();
        let request = Request {
            method: asked.method.as_str(),
            path: "/",
            host: endpoint.host(),
            action: asked.name.as_str(),
            version: product.version(),
            date: &date,
            nonce: &self.ports.nonces.next(),
            query,
            body: body.as_bytes(),
            content_type,
        };
        let Signed {
            query_string,
            headers,
        } = sign(&request, credentials).map_err(|error| error.to_string())?;
        // The client writes `host` from the URL.
        let headers = headers
            .into_iter()
            .filter(|(name, _)| *name != "host")
            .collect();
        Ok(Outgoing {
            endpoint: Arc::clone(endpoint),
            query: query_string,
            post: asked.method == Method::Post,
            headers,
            body: body.into_bytes(),
        })
    }
}

impl Failure {
    /// How long to wait before a read is tried again; `None` where trying again cannot help.
    fn retry_wait(&self, retries: u32) -> Option<Duration> {
        let hint = match self {
            Self::NotSent(_) | Self::Lost(_) => None,
            Self::Cloud(error, _) if refusal::is_gateway_failure(error) => None,
            Self::Cloud(error, hint)
                if matches!(
                    meaning(&error.code).code,
                    ErrorCode::CloudThrottled | ErrorCode::CloudFailed
                ) =>
            {
                *hint
            }
            Self::Cloud(..)
            | Self::NoKey(_)
            | Self::Busy(_)
            | Self::Unsigned(_)
            | Self::Unreadable(_) => {
                return None;
            }
        };
        let base = 100 * 4_u64.pow(retries);
        let backoff = Duration::from_millis(rand::random_range(base..=2 * base));
        Some(backoff.max(Duration::from_millis(hint.unwrap_or(0))))
    }

    fn into_refused(self, operation: &dyn Called, target: &Target) -> Refused {
        match self {
            Self::NoKey(none) => refusal::no_key(operation, &none),
            Self::Busy(busy) => refusal::too_busy(operation, busy),
            Self::Unsigned(cause) => refusal::unsigned(operation, &cause),
            Self::NotSent(cause) => refusal::unreachable(operation, target, &cause),
            Self::Lost(cause) => refusal::answer_lost(operation, target, &cause),
            Self::Cloud(error, retry_after_ms) => {
                refusal::from_cloud(operation, target, &error, retry_after_ms)
            }
            Self::Unreadable(cause) => refusal::unreadable(operation, target, &cause),
        }
    }
}
