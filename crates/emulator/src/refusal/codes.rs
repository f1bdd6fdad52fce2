//! The codes, from `cloud-api.md` sections 2, 4.2 and 4.3.

mod gateway;
mod iot;
mod onsmqtt;

/// A documented code.
pub(super) struct Known {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    pub(super) old_status: u16,
    pub(super) new_status: u16,
}

pub(super) fn find(code: &str) -> Option<&'static Known> {
    [onsmqtt::KNOWN, gateway::KNOWN, iot::KNOWN]
        .into_iter()
        .flatten()
        .find(|known| known.code == code)
}

const fn moved(
    code: &'static str,
    old_status: u16,
    new_status: u16,
    message: &'static str,
) -> Known {
    Known {
        code,
        message,
        old_status,
        new_status,
    }
}

const fn stays(code: &'static str, status: u16, message: &'static str) -> Known {
    moved(code, status, status, message)
}
