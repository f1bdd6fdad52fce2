//! Why there is no answer.

use signet_model::api::{ApiError, ErrorBody};

use super::{Answered, JsonValue, json::Json};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The proxy, or the cloud behind it, said no.
    Refused(Box<ApiError>),
    /// No answer came: the proxy is not running or the network is gone.
    Unreachable,
    /// Something answered, but not what the proxy would say. Carries what was wrong with it.
    Unreadable(String),
}

impl Failure {
    /// Reads an answer whose status says that it is an error. Anything but the proxy's own error shape comes from somewhere
    /// else, a gateway between for example.
    pub(super) fn read(status: u16, body: &str) -> Self {
        match Json::parse(body).and_then(|json| ErrorBody::read(JsonValue(json))) {
            Some(body) => Self::Refused(Box::new(body.error)),
            None => Self::Unreadable(["HTTP ", &status.to_string()].concat()),
        }
    }
}

#[cfg(test)]
mod tests {
    use signet_model::api::ErrorCode;

    use super::*;

    #[test]
    fn the_proxys_own_errors_keep_all_they_say() {
        let body = r#"{"error":{"code":"not_found","message":"gone","cloud_code":"DeviceCredentialNotFound","cloud_request_id":"R-1","retry_after_ms":5}}"#;
        let Failure::Refused(error) = Failure::read(404, body) else {
            panic!("must be refused")
        };
        assert_eq!(error.code, ErrorCode::NotFound);
        assert_eq!(error.cloud_request_id.as_deref(), Some("R-1"));
        assert_eq!(error.retry_after_ms, Some(5));
    }

    #[test]
    fn a_code_of_a_newer_proxy_is_still_an_error_of_the_proxy() {
        let body = r#"{"error":{"code":"coffee_empty","message":"refill"}}"#;
        let Failure::Refused(error) = Failure::read(418, body) else {
            panic!("must be refused")
        };
        assert_eq!(
            (error.code, error.message.as_str()),
            (ErrorCode::Unknown, "refill")
        );
    }

    #[test]
    fn what_a_gateway_says_is_not_taken_for_the_proxys_word() {
        for body in ["", "<html>Bad gateway</html>", "{}", r#"{"error":"no"}"#] {
            assert_eq!(
                Failure::read(502, body),
                Failure::Unreadable("HTTP 502".to_owned()),
                "{body}"
            );
        }
    }
}
