//! Who signed a call, when, and whether it came before.

use http::header::HeaderName;
use http::uri::Authority;
use signet_model::Timestamp;

use super::acs3::{Claim, Signed};
use super::{Call, DATE, NONCE, Nonces, Proof, SKEW_MILLIS, TOKEN, rpc};
use crate::options::Key;
use crate::refusal::Refusal;

impl Call<'_> {
    /// Checks the key, the clock, the signature and the nonce, in this order: a nonce is used up only by whom the key
    /// belongs to.
    pub(crate) fn authenticate(
        &self,
        key: &Key,
        nonces: &mut Nonces,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.access_key_id()? != key.id {
            return Err(Refusal::of("InvalidAccessKeyId.NotFound"));
        }
        self.check_clock(now)?;
        self.check_token(key)?;
        let nonce = self.required(&NONCE)?;
        self.check_signature(key)?;
        if nonces.first_use(nonce, now) {
            Ok(())
        } else {
            Err(Refusal::of("SignatureNonceUsed"))
        }
    }

    fn access_key_id(&self) -> Result<&str, Refusal> {
        match &self.proof {
            Proof::Acs3(claim) => Ok(claim.access_key_id),
            Proof::Rpc => self
                .parameter("AccessKeyId")
                .ok_or_else(|| Refusal::missing("AccessKeyId")),
            Proof::None => Err(Refusal::missing("AccessKeyId")),
        }
    }

    fn check_clock(&self, now: Timestamp) -> Result<(), Refusal> {
        let date = self.required(&DATE)?;
        let at: Timestamp = date
            .parse()
            .ok()
            .filter(|_| date.len() == "2026-01-02T03:04:05Z".len())
            .ok_or_else(|| Refusal::of("InvalidTimeStamp.Format"))?;
        if (now.as_millis() - at.as_millis()).abs() > SKEW_MILLIS {
            return Err(Refusal::of("InvalidTimeStamp.Expired"));
        }
        Ok(())
    }

    fn check_token(&self, key: &Key) -> Result<(), Refusal> {
        match (
            self.field(&TOKEN),
            key.security_token.as_ref().map(|token| token.reveal()),
        ) {
            (None, None) => Ok(()),
            (Some(sent), Some(known)) if sent == known => Ok(()),
            (None, Some(_)) => Err(Refusal::of("InvalidSecurityToken.Malformed")),
            (Some(_), _) => Err(Refusal::of("InvalidSecurityToken.MismatchWithAccessKey")),
        }
    }

    fn check_signature(&self, key: &Key) -> Result<(), Refusal> {
        let method = self.request.method().as_str();
        match &self.proof {
            Proof::Acs3(claim) => {
                self.check_signed_headers(claim)?;
                let signed = Signed {
                    method,
                    path: self.request.uri().path(),
                    query: &self.query,
                    headers: self.request.headers(),
                    authority: self.request.uri().authority().map(Authority::as_str),
                    body: self.request.body(),
                };
                let string_to_sign = signed.string_to_sign(claim.signed_headers);
                if claim.is_by(key.secret.reveal(), &string_to_sign) {
                    return Ok(());
                }
                Err(Refusal::saying(
                    "SignatureDoesNotMatch",
                    format!(
                        "Specified signature does not match our calculation. server StringToSign is [{string_to_sign}]"
                    ),
                ))
            }
            Proof::Rpc => {
                let string_to_sign = rpc::string_to_sign(method, &self.parameters);
                if rpc::is_by(
                    key.secret.reveal(),
                    &string_to_sign,
                    self.parameter("Signature").unwrap_or_default(),
                ) {
                    return Ok(());
                }
                Err(Refusal::saying(
                    "SignatureDoesNotMatch",
                    format!(
                        "Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}"
                    ),
                ))
            }
            Proof::None => Err(Refusal::missing("AccessKeyId")),
        }
    }

    /// Every common header that is present must be signed (`cloud-api.md` section 3.2), and the hash of the body must be there.
    fn check_signed_headers(&self, claim: &Claim<'_>) -> Result<(), Refusal> {
        let headers = self.request.headers();
        if !headers.contains_key("x-acs-content-sha256") {
            return Err(Refusal::missing("ContentSha256"));
        }
        let common = headers
            .keys()
            .map(HeaderName::as_str)
            .filter(|name| name.starts_with("x-acs-"));
        match common.chain(["host"]).find(|name| !claim.signs(name)) {
            Some(unsigned) => Err(Refusal::saying(
                "SignatureDoesNotMatch",
                format!(
                    "Specified signature does not match our calculation. The header {unsigned} is present but not in SignedHeaders."
                ),
            )),
            None => Ok(()),
        }
    }
}
