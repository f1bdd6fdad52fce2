//! What an instance can do, by its edition and region.

use signet_model::operations::Edition;

use crate::world::Instance;

/// The one region where connections can be closed.
const SHANGHAI: &str = "cn-shanghai";

impl Instance {
    /// Whether there is a connection blacklist: it is a part of custom authentication, which Professional and Platinum have
    /// (`cloud-api.md` section 5).
    pub(crate) const fn has_blacklist(&self) -> bool {
        matches!(self.edition, Edition::Platinum | Edition::Professional)
    }

    /// Whether `CloseConnection` works: in Professional Edition in Shanghai (`cloud-api.md` section 1.1).
    pub(crate) fn closes_connections(&self) -> bool {
        self.edition == Edition::Professional && self.region == SHANGHAI
    }
}
