//! Which column of a table holds what.

use signet_model::plans::Identity;

/// Which column holds what, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The identity.
    pub(super) id: usize,
    /// The serial number of the CA, for certificates.
    pub(super) ca: Option<usize>,
}

/// What the head of a column may say, letters and digits only and in lower case.
const CLIENT: &[&str] = &["clientid", "mqttclientid", "client", "客户端id", "设备id"];
const DEVICE: &[&str] = &["iotid", "deviceid", "device", "设备id"];
const CERTIFICATE: &[&str] = &[
    "deviceserialnumber",
    "devicesn",
    "serialnumber",
    "sn",
    "serial",
    "设备证书序列号",
    "证书序列号",
    "序列号",
];
const CA: &[&str] = &["caserialnumber", "casn", "ca", "ca证书序列号", "ca序列号"];

impl Columns {
    /// By the first row of a table, and whether that is its head.
    pub(super) fn of(identity: Identity, first: &[String]) -> (Self, bool) {
        let names = match identity {
            Identity::Client => CLIENT,
            Identity::Device => DEVICE,
            Identity::Certificate => CERTIFICATE,
        };
        let named = |names: &[&str]| {
            first
                .iter()
                .position(|field| names.contains(&plain(field).as_str()))
        };
        let ca = (identity == Identity::Certificate)
            .then(|| named(CA))
            .flatten();
        match named(names) {
            Some(id) => (Self { id, ca }, true),
            None => (Self::by_content(identity, first), false),
        }
    }

    /// A table without a head: a client id is known by its `@@@`, and a CA stands before what it signed.
    fn by_content(identity: Identity, first: &[String]) -> Self {
        let id = match identity {
            Identity::Client => first
                .iter()
                .position(|field| field.contains("@@@"))
                .unwrap_or(0),
            Identity::Device => 0,
            Identity::Certificate => usize::from(first.len() > 1),
        };
        let ca = (identity == Identity::Certificate && id > 0).then_some(0);
        Self { id, ca }
    }
}

fn plain(head: &str) -> String {
    head.chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
