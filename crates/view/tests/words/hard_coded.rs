//! No word of the user stands in the code.

mod finder;
mod tests;
mod words;
