//! From a failure to what is said of it.

use signet_model::api::ApiError;

use crate::{
    api::Failure,
    components::Problem,
    text::{Errors, Locale, Sentences, Text},
};

/// What is said of a failure. English readers get the proxy's own sentences, which name the object; others get ours, with the
/// proxy's beside them.
pub fn problem(failure: &Failure, text: Text, locale: Locale) -> Problem {
    match failure {
        Failure::Refused(error) => refused(error, text.errors(), locale),
        Failure::Unreachable => plain(&text.errors().unreachable, None),
        Failure::Unreadable(detail) => plain(&text.errors().unreadable, Some(detail.clone())),
    }
}

fn plain(sentences: &Sentences, detail: Option<String>) -> Problem {
    Problem {
        cause: sentences.cause.to_owned(),
        detail,
        remedy: sentences.remedy.to_owned(),
        ..Problem::default()
    }
}

fn refused(error: &ApiError, text: &Errors, locale: Locale) -> Problem {
    let of_the_cloud = error.cloud_code.as_deref().and_then(text.cloud);
    let sentences = of_the_cloud.unwrap_or_else(|| (text.refused)(error.code));
    let own = error.remedy.clone().filter(|_| locale == Locale::En);
    Problem {
        cause: sentences.cause.to_owned(),
        detail: Some(error.message.clone()).filter(|message| !message.is_empty()),
        remedy: own.unwrap_or_else(|| sentences.remedy.to_owned()),
        cloud_code: error.cloud_code.clone(),
        request_id: error.cloud_request_id.clone(),
        retry_seconds: error.retry_after_ms.map(|millis| millis.div_ceil(1000)),
    }
}

#[cfg(test)]
mod tests {
    use signet_model::api::ErrorCode;

    use super::*;

    fn throttled() -> Failure {
        Failure::Refused(Box::new(ApiError {
            remedy: Some("Wait.".to_owned()),
            cloud_code: Some("SystemOverFlow".to_owned()),
            cloud_request_id: Some("R-1".to_owned()),
            retry_after_ms: Some(1001),
            ..ApiError::new(ErrorCode::CloudThrottled, "The cloud throttled X")
        }))
    }

    #[test]
    fn the_proxys_words_and_what_support_needs_are_kept() {
        let shown = problem(&throttled(), Locale::En.text(), Locale::En);
        assert_eq!(shown.cause, "The cloud is throttling calls");
        assert_eq!(shown.detail.as_deref(), Some("The cloud throttled X"));
        assert_eq!(shown.remedy, "Wait.");
        assert_eq!(
            (shown.cloud_code.as_deref(), shown.request_id.as_deref()),
            (Some("SystemOverFlow"), Some("R-1"))
        );
        assert_eq!(shown.retry_seconds, Some(2));
    }

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for locale in Locale::ALL {
            for code in ErrorCode::ALL {
                let failure = Failure::Refused(Box::new(ApiError::new(*code, "")));
                let shown = problem(&failure, locale.text(), locale);
                assert!(
                    !shown.cause.is_empty() && !shown.remedy.is_empty(),
                    "{code:?}"
                );
                assert_eq!(shown.cause.is_ascii(), locale == Locale::En, "{code:?}");
            }
        }
        let shown = problem(&throttled(), Locale::Zh.text(), Locale::Zh);
        assert_eq!(
            (&*shown.cause, &*shown.remedy),
            ("云端繁忙：系统限流", "请稍后重试。")
        );
        let unknown = Failure::Refused(Box::new(ApiError {
            cloud_code: Some("Coffee.Empty".to_owned()),
            ..ApiError::new(ErrorCode::CloudThrottled, "")
        }));
        let shown = problem(&unknown, Locale::Zh.text(), Locale::Zh);
        assert_eq!(shown.cause, "云端正在限流");
    }
}
