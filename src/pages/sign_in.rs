//! What a device signs in with over MQTT, computed here so that nobody has to: its secret never signs in itself.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use signet_model::{Secret, operations::DeviceCredential};

/// The file that holds a device's options, in a directory of its own.
const DIRECTORY: &str = "mqtt-device";

/// Stands for the host of the broker, which no operation of the cloud tells.
pub const HOST: &str = "BROKER_HOST";

/// The MQTT `Username` of a credential (`cloud-api.md` section 5).
pub fn username(credential: &DeviceCredential) -> String {
    [
        "DeviceCredential|",
        &credential.device_access_key_id,
        "|",
        &credential.instance_id,
    ]
    .concat()
}

/// The MQTT `Password` of a client: Base64 of HMAC-SHA1 with the secret as key over the client id (`cloud-api.md` section 5).
pub fn password(secret: &Secret, client_id: &str) -> Secret {
    // HMAC takes a key of any length.
    let code = Hmac::<Sha1>::new_from_slice(secret.expose().as_bytes())
        .map(|hmac| hmac.chain_update(client_id).finalize().into_bytes());
    Secret::new(code.map_or_else(|_| String::new(), |code| STANDARD.encode(code)))
}

/// The options of the mosquitto clients for this device: a file with one of them on each line, the password among them.
pub fn options(credential: &DeviceCredential, password: &Secret) -> Secret {
    let lines = [
        ("-h ", HOST),
        ("-p ", "8883"),
        ("--tls-use-os-certs", ""),
        ("-i ", &credential.client_id),
        ("-u ", &username(credential)),
        ("-P ", password.expose()),
    ];
    let lines: Vec<_> = lines
        .iter()
        .map(|(option, value)| [*option, value, "\n"].concat())
        .collect();
    Secret::new(lines.concat())
}

/// The command that takes the options from what is pasted after it: only their owner may read them, and the shell's history
/// holds this line alone.
pub fn take_options() -> String {
    let file = [DIRECTORY, "/mosquitto_sub"].concat();
    ["(umask 077 && mkdir ", DIRECTORY, " && cat > ", &file, ")"].concat()
}

/// The command that signs in with them.
pub fn use_options() -> String {
    ["XDG_CONFIG_HOME=", DIRECTORY, " mosquitto_sub -t TOPIC"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(client_id: &str) -> DeviceCredential {
        DeviceCredential {
            client_id: client_id.to_owned(),
            instance_id: "post-cn-1".to_owned(),
            device_access_key_id: "DC.key".to_owned(),
            device_access_key_secret: None,
            created_at: None,
            updated_at: None,
        }
    }

    #[test]
    fn the_password_is_that_of_the_published_input() {
        let password = password(&Secret::new("XXXXX"), "GID_Test@@@0001");
        assert_eq!(
            password.expose(),
            "vI009IZJZVGRwBwZvnbwjfuXxVM=",
            "P-F of cloud-api.md section 3.5"
        );
    }

    #[test]
    fn any_secret_and_any_id_give_a_password() {
        for (secret, id) in [
            ("", ""),
            ("号", "GID_a@@@号 \u{202e}"),
            (&"x".repeat(500), "a"),
        ] {
            let password = password(&Secret::new(secret), id);
            assert_eq!(
                (password.expose().len(), password.expose().ends_with('=')),
                (28, true)
            );
        }
    }

    #[test]
    fn the_username_names_key_and_instance() {
        assert_eq!(
            username(&credential("GID_a@@@b")),
            "DeviceCredential|DC.key|post-cn-1"
        );
    }

    #[test]
    fn the_options_hold_the_password_and_the_commands_do_not() {
        let password = Secret::new("pass+/word=");
        let options = options(&credential("GID_a@@@b c"), &password);
        assert_eq!(
            options.expose(),
            "-h BROKER_HOST\n-p 8883\n--tls-use-os-certs\n-i GID_a@@@b c\n-u DeviceCredential|DC.key|post-cn-1\n-P pass+/word=\n"
        );
        for command in [take_options(), use_options()] {
            assert!(
                !command.contains("pass") && !command.contains("GID_"),
                "{command}"
            );
        }
    }
}
