//! Registering credentials.

area! {
    /// Registering credentials.
    Register {
        title = "", "";
    }
}
