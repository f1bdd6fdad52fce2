//! What the browser comes back with.

use openidconnect::url::form_urlencoded;
use signet_model::Secret;

use crate::refusal::{Refusal, quoted};

const LONGEST_QUERY: usize = 8 * 1024;

/// The parameters that a provider adds to the address where the browser comes back. Its `Debug` shows no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    pub(super) state: Secret,
    code: Option<Secret>,
    issuer: Option<String>,
    error: Option<String>,
}

impl Callback {
    /// Reads the query, the part after `?`. Other parameters are ignored, as RFC 6749 section 4.1.2 asks.
    ///
    /// # Errors
    /// It is too long, says something twice, or lacks what an answer has.
    pub fn read(query: &str) -> Result<Self, Refusal> {
        let refused = |why| Refusal::Callback { why };
        if query.len() > LONGEST_QUERY {
            return Err(refused("has more than 8 KiB"));
        }
        let [mut state, mut code, mut issuer, mut error] = [const { None }; 4];
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut state,
                "code" => &mut code,
                "iss" => &mut issuer,
                "error" => &mut error,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return Err(refused("says something twice"));
            }
        }
        match (&code, &error) {
            (None, None) => return Err(refused("has neither `code` nor `error`")),
            (Some(_), Some(_)) => return Err(refused("has both `code` and `error`")),
            _ => {}
        }
        Ok(Self {
            state: Secret::new(state.ok_or_else(|| refused("has no `state`"))?),
            code: code.map(Secret::new),
            issuer,
            error,
        })
    }

    /// RFC 9207: the answer says which provider it is from, so that one provider cannot pass on what another one gave.
    pub(super) fn check_issuer(&self, expected: &str, required: bool) -> Result<(), Refusal> {
        match &self.issuer {
            Some(found) if found == expected => Ok(()),
            None if !required => Ok(()),
            found => Err(Refusal::Issuer {
                expected: expected.to_owned(),
                found: found
                    .as_deref()
                    .map_or_else(|| "not said in the answer".to_owned(), quoted),
            }),
        }
    }

    /// The code, or the provider's no.
    pub(super) fn code(&self) -> Result<&Secret, Refusal> {
        self.code.as_ref().ok_or_else(|| Refusal::Declined {
            error: quoted(self.error.as_deref().unwrap_or_default()),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_answer_is_read_and_hidden() {
        let answer =
            Callback::read("code=a%2Bb+c&state=s&session_state=x&iss=https%3A%2F%2Fidp").unwrap();
        assert_eq!(answer.code().unwrap().expose(), "a+b c");
        assert_eq!(answer.issuer.as_deref(), Some("https://idp"));
        assert!(!format!("{answer:?}").contains("a+b"));
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for query in [
            "",
            "code=x",
            "state=x",
            "code=x&error=y&state=z",
            "code=x&code=x&state=z",
            "code=x&state=y&state=z",
            "code=x&state=y&iss=a&iss=b",
            &format!("code={}&state=y", "x".repeat(9000)),
        ] {
            assert_eq!(
                Callback::read(query).unwrap_err().code(),
                "callback",
                "{query}"
            );
        }
    }

    #[test]
    fn a_no_is_quoted_safely() {
        let answer = Callback::read("error=%0Aroot+logged+in%1B%5B2J&state=s").unwrap();
        let refusal = answer.code().unwrap_err().to_string();
        assert_eq!(
            refusal,
            r"the provider refused the sign-in: `\nroot logged in\u{1b}[2J`"
        );
    }

    proptest! {
        #[test]
        fn any_query_gets_an_answer(query in ".{0,200}") {
            let _ = Callback::read(&query);
        }
    }
}
