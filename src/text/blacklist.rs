//! The client ids that may not connect.

area! {
    /// The client ids that may not connect.
    Blacklist {
        title = "", "";
    }
}
