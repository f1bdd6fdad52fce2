//! What the proxy tells of signing in, and of API tokens.

use signet_model::{
    Secret,
    api::{NewToken, SignInWay, SignInWays, Token, Tokens},
    roles::Grant,
};

use super::{Answered, JsonValue};

read! {
    SignInWays { ways: each(SignInWay::read), }
    Tokens { tokens: each(Token::read), }
    Token {
        id: text, name: text, owner: maybe_text, grants: each(Grant::read), created_at: moment, expires_at: moment,
        last_used_at: time,
    }
}

impl Answered for SignInWay {
    fn read(json: JsonValue) -> Option<Self> {
        let mut fields = json.fields()?;
        Some(match &*fields.text("kind")? {
            "password" => Self::Password {
                totp: fields.word("totp")?,
            },
            "oidc" => Self::Oidc {
                id: fields.text("id")?,
                label: fields.text("label")?,
                url: fields.text("url")?,
            },
            _ => return None,
        })
    }
}

impl Answered for NewToken {
    fn read(json: JsonValue) -> Option<Self> {
        let mut fields = json.fields()?;
        Some(Self {
            token: fields.one("token", Token::read)?,
            secret: Secret::new(fields.text("secret")?),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde::{Serialize, de::DeserializeOwned};

    use super::*;
    use crate::api::json::Json;

    fn both<A: Answered + Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(text: &str) {
        let read = A::read(JsonValue(Json::parse(text).expect("JSON"))).expect("an answer");
        let general: A = serde_json::from_str(text).expect("the same answer");
        assert_eq!(read, general);
    }

    #[test]
    fn what_the_model_writes_is_read_back() {
        both::<SignInWays>(
            r#"{"ways":[{"kind":"password","totp":"required"},{"kind":"oidc","id":"corp","label":"Corp","url":"/sign-in/oidc/corp"}]}"#,
        );
        both::<Tokens>(
            r#"{"tokens":[{"id":"t1","name":"ci","owner":"user:a","grants":[{"role":"viewer","instance":"i"}],"created_at":"2026-11-22T06:00:00Z","expires_at":"2026-12-22T06:00:00Z","last_used_at":"2026-11-22T07:00:00Z"}]}"#,
        );
        both::<NewToken>(
            r#"{"token":{"id":"t1","name":"ci","grants":[],"created_at":"2026-11-22T06:00:00Z","expires_at":"2026-12-22T06:00:00Z"},"secret":"sgn_x"}"#,
        );
    }
}
