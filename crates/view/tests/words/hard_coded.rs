//! No word of the user stands in the code.

mod finder;
mod tests;
pub(crate) mod views;
pub(crate) mod words;
