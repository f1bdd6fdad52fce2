//! What is in the fleet, for whoever wants to name something of it.

use signet_model::operations::{Instance, InstanceStatus};

use super::{Emulator, lock};
use crate::ledger::Ledger;

impl Emulator {
    /// What was counted so far.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        lock(&self.ledger).clone()
    }

    /// The instances of the fleet, for whoever wants to name one.
    #[must_use]
    pub fn instances(&self) -> Vec<Instance> {
        let shown = |instance: &crate::world::Instance| Instance {
            instance_id: instance.id.clone(),
            name: instance.name.clone(),
            edition: instance.edition,
            status: InstanceStatus::InService,
            region: instance.region.clone(),
            account: String::new(),
        };
        lock(&self.world)
            .world
            .instances
            .iter()
            .map(shown)
            .collect()
    }

    /// An instance that exists but belongs to another account.
    #[must_use]
    pub fn foreign_instance_id(&self) -> String {
        lock(&self.world).world.foreign_instance_id.clone()
    }

    /// The IoT instance that has an id; the public one has none.
    #[must_use]
    pub fn iot_instance_id(&self) -> String {
        lock(&self.world).world.iot_instance_id.clone()
    }

    /// A device on the public IoT instance with nine ClientIDs, for the demo: its IotId.
    #[must_use]
    pub fn demo_iot_id(&self) -> String {
        lock(&self.world).world.demo_iot_id.clone()
    }

    /// The same device by its other name: ProductKey and DeviceName.
    #[must_use]
    pub fn demo_device(&self) -> (String, String) {
        let held = lock(&self.world);
        let device = held.world.devices.get(&held.world.demo_iot_id);
        device
            .map(|device| (device.product_key.clone(), device.name.clone()))
            .unwrap_or_default()
    }
}
