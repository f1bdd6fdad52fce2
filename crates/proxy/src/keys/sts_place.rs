//! Which STS is asked (`cloud-api.md` section 9).

use super::{Variables, says_true, value};
use crate::upstream::Endpoint;

/// Where STS answers, before a profile has had its say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StsPlace {
    named: Option<Endpoint>,
    usual: Endpoint,
}

impl StsPlace {
    /// `sts_endpoint` where it is named, else what the variables of the official SDKs say, else the central one.
    ///
    /// # Errors
    /// Names the key or variable and what is wrong with it.
    pub fn new(named: Option<&str>, variables: Variables<'_>) -> Result<Self, String> {
        let named = named
            .map(|text| Endpoint::parse(text).map_err(|what| format!("sts_endpoint: {what}")))
            .transpose()?;
        let usual = match value(variables, "ALIBABA_CLOUD_STS_REGION") {
            Some(region) => regional(
                &region,
                says_true(variables, "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED"),
            )
            .map_err(|what| format!("ALIBABA_CLOUD_STS_REGION {what}"))?,
            None => Endpoint::parse("https://sts.aliyuncs.com")?,
        };
        Ok(Self { named, usual })
    }

    /// The place.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        self.named.as_ref().unwrap_or(&self.usual).clone()
    }

    /// The place where a profile names a region.
    pub(super) fn of_profile(&self, region: &str, vpc: bool) -> Result<Endpoint, String> {
        match &self.named {
            None if !region.is_empty() => {
                regional(region, vpc).map_err(|what| format!("sts_region {what}"))
            }
            _ => Ok(self.endpoint()),
        }
    }
}

fn regional(region: &str, vpc: bool) -> Result<Endpoint, String> {
    let is_region = region
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !is_region {
        return Err("must be a region id like cn-hangzhou".to_owned());
    }
    Endpoint::of_region(if vpc { "sts-vpc" } else { "sts" }, region)
}
