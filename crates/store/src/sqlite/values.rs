//! How our words stand in columns.

use serde::Serialize;
use serde::de::DeserializeOwned;
use signet_model::Timestamp;

use crate::error::StoreError;

/// A moment of a column.
pub(super) fn moment(millis: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millis(millis)
        .ok_or_else(|| StoreError::damaged(format!("{millis} is no moment")))
}

/// 32 bytes of a column.
pub(super) fn bytes_32(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::damaged(format!("{} bytes instead of 32", bytes.len())))
}

/// JSON of a column.
pub(super) fn json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(StoreError::damaged)
}

/// JSON for a column, or for rows that a statement takes together.
pub(super) fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::damaged)
}

/// A number of ours; what no column can hold is more than all.
pub(super) fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A count of rows.
pub(super) fn count(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
