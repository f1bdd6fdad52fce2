//! Parts of the Rust toolchain itself.

use crate::command::{command, output};
use crate::paths;
use crate::task::Task;
use anyhow::{Result, bail};
use std::path::Path;

/// The browser, as the compiler names it.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the toolchain can compile for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    let libraries = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libraries.is_some_and(|directory| Path::new(&directory).is_dir()) {
        return Ok(());
    }
    rustup(
        &["target", "add", WASM],
        "compiles for the browser; a few seconds",
    )
}

/// Makes sure that there are rustfmt and clippy.
pub(crate) fn components() -> Result<()> {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output(command("cargo").args([probe, "--version"])).is_none() {
            rustup(
                &["component", "add", component],
                "needed by the tests; a few seconds",
            )?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str], why: &str) -> Result<()> {
    if paths::find("rustup").is_none() {
        bail!(
            "this Rust toolchain lacks what `rustup {}` adds, and there is no rustup: install that part with the \
             package manager that brought the toolchain",
            arguments.join(" ")
        );
    }
    let name = format!("rustup {}", arguments.join(" "));
    Task { name: &name, why }.run(command("rustup").args(arguments))?;
    Ok(())
}
