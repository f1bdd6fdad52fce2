//! What the system's package manager brings.

use crate::command::{command, output};
use crate::paths;
use crate::task::Task;
use anyhow::{Result, bail};
use std::process::Command;

/// Installs Debian's packages, or says what a person has to install where there is no `apt-get`.
pub(crate) fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    if paths::find("apt-get").is_none() {
        bail!(
            "please install these (Debian's names) with the system's package manager: {list}: {why}"
        );
    }
    Task {
        name: "apt-get update",
        why: "the list of packages; seconds",
    }
    .run(apt(&["update"])?.arg("--quiet"))?;
    Task {
        name: &format!("apt-get install {list}"),
        why,
    }
    .run(apt(&["install", "--yes", "--quiet", "--no-install-recommends"])?.args(packages))?;
    Ok(())
}

fn apt(arguments: &[&str]) -> Result<Command> {
    let root = output(command("id").arg("-u")).as_deref() == Some("0");
    let mut apt = if root {
        command("apt-get")
    } else if output(command("sudo").args(["-n", "true"])).is_some() {
        let mut sudo = command("sudo");
        sudo.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!(
            "`apt-get {}` needs root: run it once by hand, then try again",
            arguments.join(" ")
        );
    };
    apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(apt)
}
