//! What a provider says of itself.

use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClient, CoreClientAuthMethod, CoreGrantType,
    CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::url::Url;
use openidconnect::{
    AdditionalProviderMetadata, AuthType, ClientId, ClientSecret, DiscoveryError, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, ProviderMetadata,
};
use serde::{Deserialize, Serialize};

use super::settings::Checked;
use crate::ask;
use crate::fetch::{Fetch, FetchError};
use crate::keys;
use crate::refusal::{Refusal, quoted};
use crate::setting::is_safe;

/// How errors call it.
const WHAT: &str = "the provider's configuration (issuer)";

/// The library's client, of a provider that has been discovered.
pub(super) type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

type Metadata = ProviderMetadata<
    Extra,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// What the library does not know of.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Extra {
    /// RFC 9207 section 3.
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Extra {}

/// The discovery document and the keys it points to.
#[derive(Debug)]
pub(super) struct Discovered {
    metadata: Metadata,
    keys: CoreJsonWebKeySet,
}

impl Discovered {
    /// Reads both. The document must name the issuer of the configuration, and only addresses where nobody listens in.
    pub(super) async fn read(fetch: &dyn Fetch, settings: &Checked) -> Result<Self, Refusal> {
        let http = ask::Http(fetch);
        let metadata = Metadata::discover_async(settings.issuer.clone(), &http)
            .await
            .map_err(|error| refusal(error, settings))?;
        for url in [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(|endpoint| endpoint.url()),
            metadata.userinfo_endpoint().map(|endpoint| endpoint.url()),
            Some(metadata.jwks_uri().url()),
        ]
        .into_iter()
        .flatten()
        {
            check_address(url)?;
        }
        let keys = keys::usable_of(metadata.jwks(), WHAT)?;
        Ok(Self { metadata, keys })
    }

    pub(super) const fn keys(&self) -> &CoreJsonWebKeySet {
        &self.keys
    }

    /// Whether the provider promises to say in each answer which provider it is.
    pub(super) fn names_itself(&self) -> bool {
        self.metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported
    }

    pub(super) fn userinfo_url(&self) -> Option<&str> {
        self.metadata.userinfo_endpoint().map(|url| url.as_str())
    }

    pub(super) fn client(&self, settings: &Checked) -> Result<Client, Refusal> {
        if self.metadata.token_endpoint().is_none() {
            return Err(unusable("it names no token_endpoint"));
        }
        let secret = settings.given.client_secret.as_ref();
        Ok(CoreClient::from_provider_metadata(
            self.metadata.clone(),
            ClientId::new(settings.given.client_id.clone()),
            secret.map(|secret| ClientSecret::new(secret.expose().to_owned())),
        )
        .set_redirect_uri(settings.redirect.clone())
        .set_auth_type(self.auth_type()))
    }

    /// How the client's secret travels: as the standard's default says, unless the provider takes only the other way.
    fn auth_type(&self) -> AuthType {
        match self.metadata.token_endpoint_auth_methods_supported() {
            Some(methods)
                if !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
                    && methods.contains(&CoreClientAuthMethod::ClientSecretPost) =>
            {
                AuthType::RequestBody
            }
            _ => AuthType::BasicAuth,
        }
    }
}

fn check_address(url: &Url) -> Result<(), Refusal> {
    if is_safe(url) {
        return Ok(());
    }
    let url = quoted(url.as_str());
    Err(unusable(format!(
        "it names the address {url}, which is not https"
    )))
}

fn refusal(error: DiscoveryError<FetchError>, settings: &Checked) -> Refusal {
    match error {
        DiscoveryError::Request(error) => ask::unreachable(WHAT, &error),
        DiscoveryError::Response(status, _, _) if !status.is_success() => {
            unusable(format!("the answer is {status}"))
        }
        DiscoveryError::Response(..) => unusable("the answer is not application/json"),
        DiscoveryError::Parse(error) => unusable(format!(
            "it is not the JSON that was expected, at {}",
            quoted(&error.path().to_string())
        )),
        DiscoveryError::Validation(why) => {
            let expected = settings.issuer.as_str().to_owned();
            let found = quoted(why.split('`').nth(1).unwrap_or(&why));
            Refusal::Issuer { expected, found }
        }
        _ => unusable("its address is not one"),
    }
}

fn unusable(why: impl Into<String>) -> Refusal {
    Refusal::Unusable {
        what: WHAT,
        why: why.into(),
    }
}
