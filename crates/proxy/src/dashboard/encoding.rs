//! Which compressed copy a browser takes.

use http::HeaderValue;
use http::header::GetAll;

/// A content coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// What is added to the name of the file.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// The name in HTTP; the identity has none.
    pub(super) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }
}

/// The codings that the client takes, best first. The identity is always among them: a file without a copy must be served.
pub(super) fn accepted(values: &GetAll<'_, HeaderValue>) -> Vec<Encoding> {
    let weights: Vec<(String, f32)> = values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|item| {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let weight = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
            (name.trim().to_ascii_lowercase(), weight)
        })
        .collect();
    let weight = |name: &str| {
        let named = weights
            .iter()
            .find(|(known, _)| known == name)
            .or_else(|| weights.iter().find(|(known, _)| known == "*"));
        named.map_or(0.0, |(_, weight)| *weight)
    };
    let mut taken: Vec<_> = [
        (Encoding::Brotli, weight("br")),
        (Encoding::Gzip, weight("gzip")),
    ]
    .into_iter()
    .filter(|(_, weight)| *weight > 0.0)
    .collect();
    // A stable sort: at equal weight brotli, the smaller, stays first.
    taken.sort_by(|one, other| other.1.total_cmp(&one.1));
    taken
        .into_iter()
        .map(|(encoding, _)| encoding)
        .chain([Encoding::Identity])
        .collect()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::ACCEPT_ENCODING;

    use super::Encoding::{Brotli, Gzip, Identity};
    use super::*;

    #[test]
    fn weights_decide_and_brotli_wins_a_tie() {
        let check = |value: &str, expected: &[Encoding]| {
            let mut headers = HeaderMap::new();
            headers.insert(
                ACCEPT_ENCODING,
                HeaderValue::from_str(value).expect("a value"),
            );
            assert_eq!(
                accepted(&headers.get_all(ACCEPT_ENCODING)),
                expected,
                "{value}"
            );
        };
        check("gzip, deflate, br, zstd", &[Brotli, Gzip, Identity]);
        check("br;q=0.5, gzip;q=0.9", &[Gzip, Brotli, Identity]);
        check("br;q=0, gzip", &[Gzip, Identity]);
        check("*;q=0.1", &[Brotli, Gzip, Identity]);
        check("*, br;q=0", &[Gzip, Identity]);
        check("identity", &[Identity]);
        check("GZIP", &[Gzip, Identity]);
        check("br;q=nonsense", &[Identity]);
        check("", &[Identity]);
    }
}
