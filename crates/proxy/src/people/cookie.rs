//! Cookies: the one of a session, and the one that ties a browser to a sign-in at a provider.

use http::HeaderMap;
use http::header::{COOKIE, HeaderValue};

/// A cookie by its two names. Over https it is `__Host-…`: no other host, not even one below ours, can set it. A browser takes no such
/// name over plain http, which only this machine may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cookie {
    secure: &'static str,
    plain: &'static str,
}

/// The id of a session.
pub(crate) const SESSION: Cookie = Cookie {
    secure: "__Host-signet",
    plain: "signet-session",
};

/// The name of a sign-in that is under way at a provider.
pub(crate) const AT_PROVIDER: Cookie = Cookie {
    secure: "__Host-signet-oidc",
    plain: "signet-oidc",
};

/// What a request says by a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sent<'a> {
    /// Nothing.
    Nothing,
    /// This.
    Once(&'a [u8]),
    /// Several things: somebody slipped one in.
    Twice,
}

impl Cookie {
    const fn name(self, secure: bool) -> &'static str {
        if secure { self.secure } else { self.plain }
    }

    /// What a request says by it.
    pub(crate) fn read(self, headers: &HeaderMap, secure: bool) -> Sent<'_> {
        let name = self.name(secure).as_bytes();
        let mut found = Sent::Nothing;
        for pair in headers
            .get_all(COOKIE)
            .iter()
            .flat_map(|value| value.as_bytes().split(|byte| *byte == b';'))
        {
            let pair = pair.trim_ascii();
            let at = pair.iter().position(|byte| *byte == b'=');
            let Some(at) = at.filter(|at| pair[..*at].trim_ascii() == name) else {
                continue;
            };
            found = match found {
                Sent::Nothing => Sent::Once(pair[at + 1..].trim_ascii()),
                _ => return Sent::Twice,
            };
        }
        found
    }

    /// Has the browser keep a value for so many seconds. It must be text that needs no quoting.
    pub(crate) fn set(self, secure: bool, value: &str, seconds: u64) -> Option<HeaderValue> {
        let line = format!(
            "{}={value}; {}; Max-Age={seconds}",
            self.name(secure),
            rules(secure)
        );
        let mut line = HeaderValue::try_from(line).ok()?;
        line.set_sensitive(true);
        Some(line)
    }

    /// Has the browser forget it.
    pub(crate) fn clear(self, secure: bool) -> Option<HeaderValue> {
        self.set(secure, "", 0)
    }
}

const fn rules(secure: bool) -> &'static str {
    if secure {
        "Path=/; HttpOnly; Secure; SameSite=Lax"
    } else {
        "Path=/; HttpOnly; SameSite=Lax"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(lines: &[&'static str], headers: &'a mut HeaderMap) -> Sent<'a> {
        for line in lines {
            headers.append(COOKIE, HeaderValue::from_static(line));
        }
        SESSION.read(headers, true)
    }

    #[test]
    fn a_cookie_is_read_once_or_not_at_all() {
        for (lines, expected) in [
            (&["__Host-signet=abc"][..], Sent::Once(b"abc")),
            (&["a=b; __Host-signet=abc; c=d"], Sent::Once(b"abc")),
            (&["a=b", "__Host-signet=abc"], Sent::Once(b"abc")),
            (&["__Host-signet="], Sent::Once(b"")),
            (&["__Host-signet=a=b"], Sent::Once(b"a=b")),
            (&["__Host-signet=a; __Host-signet=a"], Sent::Twice),
            (&["__Host-signet=a", "__Host-signet=b"], Sent::Twice),
            (&["signet-session=abc"], Sent::Nothing),
            (
                &["__host-signet=abc; __Host-signetx=a; x__Host-signet=a"],
                Sent::Nothing,
            ),
            (&["__Host-signet"], Sent::Nothing),
            (&[], Sent::Nothing),
        ] {
            assert_eq!(read(lines, &mut HeaderMap::new()), expected, "{lines:?}");
        }
    }

    #[test]
    fn what_is_set_is_for_this_host_and_no_script() {
        let set = SESSION.set(true, "abc", 60).expect("a line");
        assert_eq!(
            set,
            "__Host-signet=abc; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=60"
        );
        let clear = AT_PROVIDER.clear(false).expect("a line");
        assert_eq!(
            clear,
            "signet-oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
