//! JSON as the proxy writes it: a small reader of our own, because the general one, with its numbers of every kind and its
//! errors for every case, is a sixth of what the browser would have to load.

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// Any other number as it is written: few answers have one, and reading it is left to them.
    Fraction(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object, in the order of its fields.
    Object(Vec<(String, Self)>),
}

/// Values inside values, at most: what the proxy writes has four.
const DEPTH: u32 = 32;

impl Json {
    /// Reads one value and nothing after it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { rest: text };
        let value = reader.value(DEPTH)?;
        reader.blanks();
        reader.rest.is_empty().then_some(value)
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes `token` if it comes next.
    fn take(&mut self, token: &str) -> bool {
        self.blanks();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self, depth: u32) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        self.blanks();
        match self.rest.as_bytes().first()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.text().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.take("null") => Some(Json::Null),
            _ if self.take("true") => Some(Json::Bool(true)),
            _ if self.take("false") => Some(Json::Bool(false)),
            _ => None,
        }
    }

    fn object(&mut self, depth: u32) -> Option<Json> {
        let mut fields = Vec::new();
        if !self.take("{") || self.take("}") {
            return Some(Json::Object(fields));
        }
        loop {
            self.blanks();
            let name = self.text()?;
            if !self.take(":") {
                return None;
            }
            fields.push((name, self.value(depth)?));
            if self.take("}") {
                return Some(Json::Object(fields));
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn list(&mut self, depth: u32) -> Option<Json> {
        let mut entries = Vec::new();
        if !self.take("[") || self.take("]") {
            return Some(Json::List(entries));
        }
        loop {
            entries.push(self.value(depth)?);
            if self.take("]") {
                return Some(Json::List(entries));
            }
            if !self.take(",") {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let end = self
            .rest
            .find(|char: char| !matches!(char, '-' | '+' | '.' | 'e' | 'E' | '0'..='9'))
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        if digits.contains(['.', 'e', 'E']) {
            return Some(Json::Fraction(digits.to_owned()));
        }
        digits.parse().ok().map(Json::Number)
    }

    fn text(&mut self) -> Option<String> {
        self.rest = self.rest.strip_prefix('"')?;
        let mut out = String::new();
        loop {
            let end = self
                .rest
                .find(|char: char| char == '"' || char == '\\' || char < ' ')?;
            let (plain, rest) = self.rest.split_at(end);
            out.push_str(plain);
            if let Some(rest) = rest.strip_prefix('"') {
                self.rest = rest;
                return Some(out);
            }
            // A control character is no escape, and so no text.
            self.rest = rest.strip_prefix('\\')?;
            out.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let kind = chars.next()?;
        self.rest = chars.as_str();
        Some(match kind {
            '"' | '\\' | '/' => kind,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let high = self.unit()?;
                if !(0xd800..0xdc00).contains(&high) {
                    // A low half alone is no character.
                    return char::from_u32(high);
                }
                self.rest = self.rest.strip_prefix("\\u")?;
                let low = self.unit().filter(|low| (0xdc00..0xe000).contains(low))?;
                char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))?
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self
            .rest
            .get(..4)
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        self.rest = &self.rest[4..];
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the general reader makes of the same text.
    fn general(value: &serde_json::Value) -> Json {
        use serde_json::Value;
        match value {
            Value::Null => Json::Null,
            Value::Bool(is) => Json::Bool(*is),
            Value::Number(number) => number
                .as_i64()
                .map_or_else(|| Json::Fraction(number.to_string()), Json::Number),
            Value::String(text) => Json::Text(text.clone()),
            Value::Array(entries) => Json::List(entries.iter().map(general).collect()),
            Value::Object(fields) => Json::Object(
                fields
                    .iter()
                    .map(|(name, value)| (name.clone(), general(value)))
                    .collect(),
            ),
        }
    }

    #[test]
    fn reads_what_the_general_reader_reads() {
        for text in [
            r#" { "a" : [ 1 , -2 , 0 , 9007199254740993 ] , "b" : { "c" : null , "d" : true , "e" : false } } "#,
            r#"["\"\\\/\b\f\n\r\t\u0041\u00e9\u8bbe\ud83d\ude00", "", "号 ＠ é"]"#,
            "[]",
            "{}",
            "\"x\"",
            "null\n",
            "[1.5,-0.25]",
        ] {
            let expected: serde_json::Value = serde_json::from_str(text).expect(text);
            assert_eq!(Json::parse(text), Some(general(&expected)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_json_without_panic() {
        for text in [
            "",
            " ",
            "{",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1,}",
            "{a:1}",
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\\udc00\"",
            "\"\n\"",
            "nul",
            "truee",
            "1 2",
            "-",
            "1-",
            "[1}",
            "<html>",
            "\"\\u号\"",
            "99999999999999999999",
        ] {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        assert_eq!(Json::parse(&"[".repeat(100_000)), None);
    }
}
