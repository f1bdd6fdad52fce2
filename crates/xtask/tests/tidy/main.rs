//! The shape of the tree, held by tests: who may know whom, how long a file may be, what may not be committed.
//!
//! The rules are those of `docs/ARCHITECTURE.md`. A rule that is in the way is changed there first.

mod crates;
mod files;
mod layers;
mod sources;
