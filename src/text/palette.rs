//! The command palette.

area! {
    /// The command palette.
    Palette {
        title = "", "";
    }
}
