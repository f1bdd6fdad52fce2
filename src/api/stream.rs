//! A stream of events that goes on until it ends or nobody listens any more.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use super::{
    Failure,
    events::{Event, Events},
};

/// What is left of a stream.
pub struct Stream {
    reader: ReadableStreamDefaultReader,
    events: Events,
    /// Ends the request when the stream is dropped.
    _abort: super::transport::AbortOnDrop,
}

impl Stream {
    pub(super) fn of(body: ReadableStream, abort: super::transport::AbortOnDrop) -> Option<Self> {
        Some(Self {
            reader: body.get_reader().dyn_into().ok()?,
            events: Events::default(),
            _abort: abort,
        })
    }

    /// The next events; none where the stream has ended.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn next(&mut self) -> Result<Option<Vec<Event>>, Failure> {
        let step = JsFuture::from(self.reader.read())
            .await
            .map_err(|_| Failure::Unreachable)?;
        let part = |name: &str| Reflect::get(&step, &name.into()).ok();
        if part("done").is_some_and(|done| done.is_truthy()) {
            return Ok(None);
        }
        let bytes = part("value")
            .and_then(|value| value.dyn_into::<Uint8Array>().ok())
            .map(|bytes| bytes.to_vec())
            .unwrap_or_default();
        Ok(Some(self.events.take(&bytes)))
    }
}
