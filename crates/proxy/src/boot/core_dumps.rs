//! A core dump would put the keys onto a disk.

use rustix::process::{Resource, Rlimit, setrlimit};
use tracing::warn;

/// Switches core dumps off for this process, as far as the system can; says so once where it cannot.
pub(super) fn switch_off() {
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none).and_then(|()| undumpable()) {
        warn!("core dumps cannot be switched off ({error}): a crash may put keys onto a disk");
    }
}

/// A program that core dumps are piped to is not bound by the limit.
#[cfg(target_os = "linux")]
fn undumpable() -> rustix::io::Result<()> {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    set_dumpable_behavior(DumpableBehavior::NotDumpable)
}

#[cfg(not(target_os = "linux"))]
fn undumpable() -> rustix::io::Result<()> {
    Ok(())
}
