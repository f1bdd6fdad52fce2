//! The CA that an act is about.

use signet_model::{
    identifiers::{InstanceId, SerialNumber},
    operations::{ActiveCaCertificate, DeleteCaCertificate, InactivateCaCertificate},
};

use super::{Asked, Question};
use crate::{components::Call, pages::walk::Route};

/// A CA whose names break no rule, and what is sent to change it.
pub(super) struct Ca {
    instance_id: InstanceId,
    ca_serial_number: SerialNumber,
}

impl Ca {
    pub(super) fn of(question: &Question) -> Option<Self> {
        Some(Self {
            instance_id: InstanceId::parse(question.instance.as_str()).ok()?,
            ca_serial_number: SerialNumber::parse(question.serial.as_str()).ok()?,
        })
    }

    pub(super) fn route(self) -> Route {
        Route {
            instance: self.instance_id,
            ca: Some(self.ca_serial_number),
        }
    }

    pub(super) fn call(self, asked: Asked) -> Call {
        match asked {
            Asked::Inactivate => Call::of(&self.inactivate()),
            Asked::Activate => Call::of(&self.activate()),
            Asked::Delete => Call::of(&self.delete()),
        }
    }

    pub(super) fn inactivate(self) -> InactivateCaCertificate {
        InactivateCaCertificate {
            instance_id: self.instance_id,
            ca_serial_number: self.ca_serial_number,
        }
    }

    pub(super) fn activate(self) -> ActiveCaCertificate {
        ActiveCaCertificate {
            instance_id: self.instance_id,
            ca_serial_number: self.ca_serial_number,
        }
    }

    pub(super) fn delete(self) -> DeleteCaCertificate {
        DeleteCaCertificate {
            instance_id: self.instance_id,
            ca_serial_number: self.ca_serial_number,
        }
    }
}
