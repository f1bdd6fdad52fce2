//! The commands that make what a CA is registered with (`cloud-api.md` section 5), for a shell.

/// What each command is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A CA, where there is none yet.
    Ca,
    /// A key for the proof, and a request that carries the code.
    Request,
    /// The proof.
    Proof,
}

/// The commands, in the order in which they are run.
pub(super) fn commands(code: &str) -> Vec<(Purpose, String)> {
    vec![
        (Purpose::Ca, "umask 077 && openssl genrsa -out CA.key 2048".to_owned()),
        (
            Purpose::Ca,
            "openssl req -new -x509 -key CA.key -out CA.crt -days 3650 -sha512 -subj '/CN=My device CA'".to_owned(),
        ),
        (
            Purpose::Request,
            "umask 077 && openssl genrsa -out verificationCert.key 2048".to_owned(),
        ),
        (
            Purpose::Request,
            [
                "openssl req -new -key verificationCert.key -out verificationCert.csr -subj ",
                &subject(code),
            ]
            .concat(),
        ),
        (
            Purpose::Proof,
            "openssl x509 -req -in verificationCert.csr -CA CA.crt -CAkey CA.key -CAcreateserial -out verificationCert.crt -days 300 -sha512".to_owned(),
        ),
    ]
}

/// The subject with the code as its common name: escaped for openssl, then quoted for the shell.
fn subject(code: &str) -> String {
    let mut out = "'/CN=".to_owned();
    for char in code.chars() {
        match char {
            '\'' => out.push_str("'\\''"),
            '/' | '+' | '\\' => out.extend(['\\', char]),
            // A terminal would obey it while the command is pasted; the check of the certificate then tells that it is missing.
            char if char.is_control() => {}
            char => out.push(char),
        }
    }
    out.push('\'');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_the_common_name_and_nothing_else() {
        assert_eq!(subject("13274673-8f90"), "'/CN=13274673-8f90'");
        assert_eq!(subject("a'; rm -rf /\n#"), "'/CN=a'\\''; rm -rf \\/#'");
        assert_eq!(subject("a/O=b+c\\"), "'/CN=a\\/O=b\\+c\\\\'");
    }

    #[test]
    fn keys_are_made_so_that_nobody_else_reads_them() {
        for (_, command) in commands("c") {
            assert_eq!(
                command.contains("genrsa"),
                command.starts_with("umask 077 && "),
                "{command}"
            );
        }
    }
}
