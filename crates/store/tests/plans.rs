//! Plans, their items, and what surveys saw.

mod plans {
    pub(crate) mod common;
    mod found;
    mod full;
    mod heads;
    mod journal;
    mod killed;
    mod prefix;
    mod restored;
    mod secrets;
    mod sightings;
}

use plans::common;
