//! `cargo xtask bench`: the numbers of the project beside their limits. Nothing here is a test; tests never look at a clock.

use crate::build;
use crate::bundle::FirstLoad;
use anyhow::Result;

/// Builds what is measured, then measures it.
pub(crate) fn run() -> Result<()> {
    build::run()?;
    println!("\n{}", FirstLoad::measure()?);
    Ok(())
}
