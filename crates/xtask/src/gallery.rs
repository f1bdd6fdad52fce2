//! The gallery: every part of the dashboard in every state, and its pictures in `docs/ui.md`. It is built as it is compiled,
//! neither optimised nor split, and is in no bundle.

use crate::command::{cargo, command};
use crate::task::Task;
use crate::{paths, tools};
use anyhow::Result;
use std::process::Command;

/// Takes every picture anew that differs, and writes the page.
pub(crate) fn renew() -> Result<()> {
    Task {
        name: "pictures",
        why: "docs/ui.md as the parts look now; a minute",
    }
    .run(looked_at()?.env("UPDATE", "1"))?;
    Ok(())
}

/// What compares the gallery with its pictures; the gallery is built by then.
pub(crate) fn looked_at() -> Result<Command> {
    build()?;
    let directory = paths::root().join("e2e");
    tools::install_locked(&directory)?;
    let mut playwright = command(directory.join("node_modules/.bin/playwright"));
    playwright
        .args(["test", "--config", "gallery"])
        .current_dir(directory)
        .env("SIGNET_CHROMIUM", tools::chromium()?);
    Ok(playwright)
}

fn build() -> Result<()> {
    let bindgen = tools::wasm_bindgen()?;
    Task {
        name: "gallery",
        why: "the parts of the dashboard alone; a minute the first time",
    }
    .run(
        cargo([
            "rustc",
            "--package",
            "signet-gallery",
            "--lib",
            "--locked",
            "--target",
            tools::WASM,
            "--",
            // What would load a chunk calls through the table: `e2e/gallery/support/files.ts`.
            "-Clink-arg=--export-table",
        ])
        .env("CARGO_TARGET_DIR", paths::wasm_target()),
    )?;
    Task {
        name: "gallery for the browser",
        why: "its JavaScript; seconds",
    }
    .run(
        command(bindgen)
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
            .arg("--out-dir")
            .arg(paths::target().join("gallery"))
            .args(["--out-name", "gallery"])
            .arg(
                paths::wasm_target()
                    .join(tools::WASM)
                    .join("debug/signet_gallery.wasm"),
            ),
    )?;
    Ok(())
}
