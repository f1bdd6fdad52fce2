//! The project's own commands: `cargo xtask up | build | test | bench | pictures`.
//!
//! They set up what is missing from a Rust toolchain, Node, Python and a package manager, so that nobody has to
//! read how. This crate knows how the other crates are built and tried; it uses none of them.

mod bench;
mod build;
mod bundle;
mod command;
mod gallery;
mod paths;
mod task;
mod test;
mod tools;
mod up;

use std::process::ExitCode;

const HELP: &str = "\
The project's own commands. They install what is missing.

  cargo xtask up [-- --listen ADDR]  build everything and open the demo (default 127.0.0.1:8787)
  cargo xtask build                  the dashboard into dist/, the proxy into target/release/signet
  cargo xtask test [NAME…]           everything that has to hold; with names, only the steps whose name contains one
  cargo xtask bench                  the numbers beside their limits
  cargo xtask pictures               docs/ui.md and its pictures anew, after a change of looks that is meant

Tools are kept in $SIGNET_CACHE, or in `signet` of the user's cache directory.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = match arguments.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => ("help", &[][..]),
    };
    let rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
    let outcome = match name {
        "up" => up::run(rest),
        "build" => build::run(),
        "test" => return test::run(rest),
        "bench" => bench::run(),
        "pictures" => gallery::renew(),
        up::ANNOUNCE => up::announce(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(anyhow::anyhow!("there is no command `{unknown}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
