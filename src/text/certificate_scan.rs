//! A walk over all device certificates.

area! {
    /// A walk over all device certificates.
    CertificateScan {
        title = "", "";
    }
}
