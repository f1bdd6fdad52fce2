//! Groups.

area! {
    /// Groups.
    Groups {
        title = "", "";
    }
}
