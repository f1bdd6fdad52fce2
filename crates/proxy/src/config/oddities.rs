//! What looks odd and may be right: who is granted something and cannot come in, and what counts only where people sign in.

use super::{File, GrantEntry, SignInEntry};

/// One line for each, to be said at the start.
pub(super) fn oddities(file: &File) -> Vec<String> {
    let Some(sign_in) = &file.sign_in else {
        return without_sign_in(file);
    };
    file.grants
        .iter()
        .filter_map(|grant| Some((grant, missing(grant, sign_in)?)))
        .map(|(grant, missing)| {
            let to = grant.to.escape_debug();
            format!("grants.to of `{to}`: nobody signs in as that here: there is no {missing}")
        })
        .collect()
}

fn without_sign_in(file: &File) -> Vec<String> {
    let odd = |key: &str| {
        format!(
            "{key}: counts for nobody until there is [sign_in]: whoever uses this machine may do everything"
        )
    };
    let grants = (!file.grants.is_empty()).then(|| odd("grants"));
    let recent = (!file.safety.recent_sign_in.is_empty()).then(|| odd("safety.recent_sign_in"));
    grants.into_iter().chain(recent).collect()
}

/// The table without which nobody is that subject, or in that group.
fn missing(grant: &GrantEntry, sign_in: &SignInEntry) -> Option<String> {
    let (kind, rest) = grant.to.split_once(':')?;
    let table = match kind {
        "user" => ("[sign_in.password]", sign_in.password.is_some()),
        "jwt" => ("[sign_in.jwt]", sign_in.jwt.is_some()),
        "header" => ("[sign_in.headers]", sign_in.headers.is_some()),
        "oidc" => {
            let (id, _) = rest.split_once(':').unwrap_or((rest, ""));
            let known = sign_in.oidc.iter().any(|provider| provider.id == id);
            let id = id.escape_debug();
            return (!known).then(|| format!("[[sign_in.oidc]] with the id `{id}`"));
        }
        _ => {
            let elsewhere =
                !sign_in.oidc.is_empty() || sign_in.jwt.is_some() || sign_in.headers.is_some();
            ("way to sign in that knows groups", elsewhere)
        }
    };
    (!table.1).then(|| table.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(text: &str) -> Vec<String> {
        oddities(&toml::from_str(text).expect("a configuration"))
    }

    #[test]
    fn who_is_granted_something_and_cannot_come_in_is_named() {
        let headers = "[sign_in.headers]\nuser = \"x-remote-user\"\npeers = [\"10.0.0.5\"]\n";
        let password = "[sign_in.password]\n";
        for (sign_in, to, missing) in [
            (password, "user:alice", None),
            (password, "group:ops", Some("knows groups")),
            (password, "oidc:corp:7", Some("with the id `corp`")),
            (password, "header:alice", Some("[sign_in.headers]")),
            (password, "jwt:alice", Some("[sign_in.jwt]")),
            (headers, "user:alice", Some("[sign_in.password]")),
            (headers, "header:alice", None),
            (headers, "group:ops", None),
        ] {
            let said = odd(&format!(
                "{sign_in}[[grants]]\nto = \"{to}\"\nrole = \"viewer\"\n"
            ));
            match missing {
                None => assert_eq!(said, [""; 0], "{to}"),
                Some(missing) => assert!(
                    said.len() == 1 && said[0].contains(missing) && said[0].contains(to),
                    "{said:?}"
                ),
            }
        }
    }

    #[test]
    fn what_counts_for_nobody_is_named() {
        let text = "[safety]\nrecent_sign_in = [\"destroy\"]\n[[grants]]\nto = \"user:a\"\nrole = \"viewer\"\n";
        let said = odd(text);
        assert!(
            said.len() == 2
                && said[0].starts_with("grants:")
                && said[1].starts_with("safety.recent_sign_in:"),
            "{said:?}"
        );
        assert_eq!(odd(""), [""; 0]);
    }
}
