//! Walking the cloud.
