//! Cutting off a device.

area! {
    /// Cutting off a device.
    CutOff {
        title = "", "";
    }
}
