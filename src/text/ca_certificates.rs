//! CA certificates, and registering one.

area! {
    /// CA certificates, and registering one.
    CaCertificates {
        title = "", "";
    }
}
