//! A refusal of the cloud: its code, its text and its HTTP status (`cloud-api.md` sections 4.2, 4.3 and 2).

mod codes;

use std::borrow::Cow;

/// Which HTTP statuses the business codes of OnsMqtt come with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Statuses {
    /// Those that the pages of the operations show.
    #[default]
    Old,
    /// Those that the cloud has announced (`cloud-api.md` section 4.2).
    New,
}

/// Why the cloud does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: Cow<'static, str>,
}

impl Refusal {
    /// A refusal with the documented text of its code.
    pub(crate) fn of(code: &'static str) -> Self {
        let message = codes::find(code).map_or("The request was refused.", |known| known.message);
        Self {
            code: code.into(),
            message: message.into(),
        }
    }

    /// A refusal with a text of its own.
    pub(crate) fn saying(code: &'static str, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
        }
    }

    /// A required parameter is not there; the gateway names it in the code.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self {
            code: format!("Missing{parameter}").into(),
            message: format!("{parameter} is mandatory for this action.").into(),
        }
    }

    /// The HTTP status that it comes with.
    pub(crate) fn status(&self, statuses: Statuses) -> u16 {
        match (codes::find(&self.code), statuses) {
            (Some(known), Statuses::Old) => known.old_status,
            (Some(known), Statuses::New) => known.new_status,
            (None, _) => 400,
        }
    }

    /// Whether IoT Platform tells it inside of an answer with status 200 (`cloud-api.md` section 2).
    pub(crate) fn is_iot_business(&self) -> bool {
        self.code.starts_with("iot.")
    }
}

/// The code as it is known here, for a fault that is asked for by name.
pub(crate) fn known_code(code: &str) -> Option<&'static str> {
    codes::find(code).map(|known| known.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_follow_the_table_of_the_announcement() {
        let statuses = |code| {
            let refusal = Refusal::of(code);
            (refusal.status(Statuses::Old), refusal.status(Statuses::New))
        };
        assert_eq!(statuses("InternalError"), (500, 417));
        assert_eq!(statuses("SystemOverFlow"), (500, 403));
        assert_eq!(statuses("MqttInstanceNotFound"), (500, 400));
        assert_eq!(statuses("FindDeviceBySnError"), (500, 400));
        assert_eq!(statuses("MqttOwnerCheckError"), (500, 403));
        assert_eq!(statuses("DeviceCredentialNotFound"), (400, 400));
        assert_eq!(statuses("InvalidAccessKeyId.NotFound"), (404, 404));
        assert_eq!(Refusal::missing("GroupId").status(Statuses::Old), 400);
    }
}
