//! The binary `signet`.

use std::process::ExitCode;

fn main() -> ExitCode {
    signet_proxy::cli::run()
}
