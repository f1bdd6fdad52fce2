//! Notes on the blacklist, kept in memory; the store has tests of its own.

use std::collections::HashMap;
use std::future::ready;
use std::sync::Mutex;

use signet_model::operations::BlacklistNote;
use signet_store::ports::{Answer, Notes};

#[derive(Default)]
pub(crate) struct MemoryNotes(Mutex<HashMap<(String, String), BlacklistNote>>);

impl Notes for MemoryNotes {
    fn find<'a>(
        &'a self,
        instance_id: &'a str,
        client_ids: &'a [String],
    ) -> Answer<'a, Vec<Option<BlacklistNote>>> {
        let notes = self.0.lock().expect("notes");
        let note = |client_id: &String| {
            notes
                .get(&(instance_id.to_owned(), client_id.clone()))
                .cloned()
        };
        Box::pin(ready(Ok(client_ids.iter().map(note).collect())))
    }

    fn set<'a>(
        &'a self,
        instance_id: &'a str,
        client_id: &'a str,
        note: BlacklistNote,
    ) -> Answer<'a, ()> {
        let mut notes = self.0.lock().expect("notes");
        let key = (instance_id.to_owned(), client_id.to_owned());
        if note.reason.is_some() || !notes.contains_key(&key) {
            notes.insert(key, note);
        }
        Box::pin(ready(Ok(())))
    }

    fn remove<'a>(&'a self, instance_id: &'a str, client_id: &'a str) -> Answer<'a, ()> {
        let mut notes = self.0.lock().expect("notes");
        notes.remove(&(instance_id.to_owned(), client_id.to_owned()));
        Box::pin(ready(Ok(())))
    }
}
