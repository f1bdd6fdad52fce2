//! Spans sent to a collector, as the standard variables say: `OTEL_EXPORTER_OTLP_ENDPOINT` (or `…_TRACES_ENDPOINT`), `OTEL_SERVICE_NAME`,
//! `OTEL_TRACES_SAMPLER`, `OTEL_BSP_…`. Without an endpoint, or with `OTEL_SDK_DISABLED=true`, nothing is sent.
//!
//! Sent over the one client for what is not the cloud: `https`, or plain `http` to a collector on this machine.

use std::fmt;
use std::sync::{Arc, OnceLock};

use http::{Request, Response};
use opentelemetry::trace::TracerProvider;
use opentelemetry_http::{Bytes, HttpClient, HttpError};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use signet_identity::{Fetch, Fetching};
use tokio::runtime::Handle;
use tracing::warn;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry};

use super::TARGET;

/// What sends spans.
#[derive(Default)]
pub struct Spans {
    provider: Option<SdkTracerProvider>,
    client: Client,
}

/// The client, once there is one: logging starts before everything else.
#[derive(Clone, Default)]
struct Client(Arc<OnceLock<(Arc<dyn Fetch>, Handle)>>);

impl Spans {
    /// None are sent, whatever the environment says.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// As the environment says.
    pub(crate) fn start() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let wanted =
            set("OTEL_EXPORTER_OTLP_ENDPOINT") || set("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        let disabled = std::env::var("OTEL_SDK_DISABLED").is_ok_and(|value| value == "true");
        let client = Client::default();
        if !wanted || disabled {
            return Self::default();
        }
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpBinary)
            .with_http_client(client.clone())
            .build();
        let exporter = match exporter {
            Ok(exporter) => exporter,
            Err(error) => {
                // Nobody listens to log lines yet.
                eprintln!("signet: spans are not sent: {error}");
                return Self::default();
            }
        };
        let mut resource = Resource::builder();
        if !set("OTEL_SERVICE_NAME") {
            resource = resource.with_service_name("signet");
        }
        let provider = SdkTracerProvider::builder()
            .with_resource(resource.build())
            .with_batch_exporter(exporter)
            .build();
        Self {
            provider: Some(provider),
            client,
        }
    }

    /// Log lines with their filter, and spans beside them where they are wanted.
    pub(crate) fn collect(
        &self,
        lines: Box<dyn Layer<Registry> + Send + Sync>,
        filter: EnvFilter,
    ) -> impl SubscriberInitExt + use<> {
        let spans = self.provider.as_ref().map(|provider| {
            tracing_opentelemetry::layer()
                .with_tracer(provider.tracer("signet"))
                .with_location(false)
                .with_threads(false)
                .with_target(false)
                .with_tracked_inactivity(false)
                .with_filter(filter_fn(|about| {
                    about.is_span() && about.target() == TARGET
                }))
        });
        tracing_subscriber::registry()
            .with(lines.with_filter(filter))
            .with(spans)
    }

    /// From now on they are sent by `fetch`, on this runtime.
    pub(crate) fn send_by(&self, fetch: &Arc<dyn Fetch>) {
        let _ = self.client.0.set((Arc::clone(fetch), Handle::current()));
    }

    /// Sends what waits, and nothing after that.
    pub(crate) async fn end(self) {
        let Some(provider) = self.provider else {
            return;
        };
        let ended = tokio::task::spawn_blocking(move || provider.shutdown()).await;
        if let Ok(Err(error)) = ended {
            warn!(%error, "the last spans were not sent");
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client")
    }
}

impl HttpClient for Client {
    /// The thread that exports is not one of the runtime, so the call is made there and waited for here.
    fn send_bytes<'this, 'sending>(
        &'this self,
        request: Request<Bytes>,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'sending>>
    where
        'this: 'sending,
    {
        Box::pin(async move {
            let (fetch, runtime) = self.0.get().cloned().ok_or("the proxy is still starting")?;
            let request = request.map(|body| body.to_vec());
            let sent = runtime.spawn(async move {
                let sending: Fetching<'_> = fetch.fetch(request);
                sending.await
            });
            Ok(sent.await??.map(Bytes::from))
        })
    }
}
