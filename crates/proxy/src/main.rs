//! The binary `signet`.

use std::process::ExitCode;

/// A call makes and drops many buffers of a few kilobytes, where the system's allocator is slowest. It is built without huge pages (`no_thp`):
/// they keep megabytes resident that nobody uses.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    signet_proxy::cli::run()
}
