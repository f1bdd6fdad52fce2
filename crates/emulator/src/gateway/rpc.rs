//! The older RPC signature, `SignatureMethod=HMAC-SHA1`, `SignatureVersion=1.0` (`cloud-api.md` section 3.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::encoding::{Pairs, canonical_query, encode};

/// The string to sign over all parameters, those of the query and those of a form body, but not the signature itself.
pub(crate) fn string_to_sign(method: &str, parameters: &Pairs) -> String {
    let signed = parameters.iter().filter(|(name, _)| name != "Signature");
    let query = canonical_query(signed.map(|(name, value)| (name.as_str(), value.as_str())));
    format!("{method}&%2F&{}", encode(&query))
}

/// Whether `signature`, Base64, is the one that `secret` makes over `string_to_sign`.
pub(crate) fn is_by(secret: &str, string_to_sign: &str, signature: &str) -> bool {
    let Ok(signature) = BASE64.decode(signature) else {
        return false;
    };
    let key = format!("{secret}&");
    let mut mac =
        Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(string_to_sign.as_bytes());
    mac.verify_slice(&signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, parameters: &[(&str, &str)], secret: &str, signature: &str) {
        let mut pairs: Pairs = parameters
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect();
        pairs.push(("Signature".into(), signature.into()));
        assert!(
            is_by(secret, &string_to_sign(method, &pairs), signature),
            "{parameters:?}"
        );
        assert!(!is_by(
            "another",
            &string_to_sign(method, &pairs),
            signature
        ));
        assert!(!is_by(secret, &string_to_sign("PUT", &pairs), signature));
        pairs[0].1.push('x');
        assert!(!is_by(secret, &string_to_sign(method, &pairs), signature));
        assert!(!is_by(
            secret,
            &string_to_sign(method, &pairs),
            "not base64!"
        ));
    }

    #[test]
    fn accepts_the_vectors_of_both_test_suites() {
        check(
            "",
            &[("test", "ok")],
            "accessKeySecret",
            "jHx/oHoHNrbVfhncHEvPdHXZwHU=",
        );
        check(
            "GET",
            &[("query", "test"), ("body", "test")],
            "secret",
            "XlUyV4sXjOuX5FnjUz9IF9tm5rU=",
        );
    }

    #[test]
    fn accepts_the_vectors_of_the_documentation() {
        let dedicated_hosts = [
            ("Action", "DescribeDedicatedHosts"),
            ("Format", "JSON"),
            ("RegionId", "cn-beijing"),
            ("Version", "2014-05-26"),
            ("Timestamp", "2023-03-13T08:34:30Z"),
            ("SignatureNonce", "edb2b34af0af9a6d14deaf7c1a5315eb"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("AccessKeyId", "testid"),
        ];
        check(
            "GET",
            &dedicated_hosts,
            "testsecret",
            "9NaGiOspFP5UPcwX8Iwt2YJXXuk=",
        );
        let regions = [
            ("Action", "DescribeRegions"),
            ("Format", "XML"),
            ("Version", "2014-05-26"),
            ("Timestamp", "2016-02-23T12:46:24Z"),
            ("SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("AccessKeyId", "testid"),
        ];
        check(
            "GET",
            &regions,
            "testsecret",
            "OLeaidS1JvxuMvnyHOwuJ+uX5qY=",
        );
    }
}
