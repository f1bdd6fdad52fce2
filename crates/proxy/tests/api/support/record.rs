//! The audit log as a test sees it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;
use signet_proxy::record::{Appending, Entry, NotKept, Recorder};
use signet_store::Store;
use signet_store::ports::AuditLog as _;

#[derive(Default)]
pub(crate) struct MemoryRecord {
    pub(super) lines: Mutex<Vec<Value>>,
    /// From here on nothing can be kept.
    pub(crate) full: AtomicBool,
    /// Where entries go too, for those who look them up.
    pub(super) log: Option<Store>,
}

impl MemoryRecord {
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.lines.lock().expect("lines").clone()
    }
}

impl Recorder for MemoryRecord {
    fn append(&self, entry: Entry) -> Appending<'_> {
        if self.full.load(Ordering::Relaxed) {
            let full = NotKept("no space left on device".to_owned());
            return Box::pin(std::future::ready(Err(full)));
        }
        let line = serde_json::to_value(&entry).expect("JSON");
        self.lines.lock().expect("lines").push(line);
        Box::pin(async move {
            if let Some(log) = &self.log {
                log.append(entry).await.expect("the log takes it");
            }
            Ok(())
        })
    }
}
