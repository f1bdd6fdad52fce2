//! One credential.

area! {
    /// One credential.
    Credential {
        title = "", "";
    }
}
