//! The steps of `cargo xtask test`, in the order in which they run: what fails fast first.

use super::count::Runner;
use crate::bundle::FirstLoad;
use crate::command::{cargo, command, output};
use crate::task::Task;
use crate::{build, paths, tools};
use anyhow::{Result, bail};
use std::fs;
use std::process::Command;

/// One thing that has to hold.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    pub(crate) action: Action,
}

/// How a step is carried out. Each of these installs what it needs first.
#[derive(Debug)]
pub(crate) enum Action {
    /// Holds if the command succeeds.
    Succeeds(fn() -> Result<Command>),
    /// The command runs tests, which are counted.
    Tests(fn() -> Result<(Runner, Command)>),
    /// Holds if the function does.
    Check(fn() -> Result<()>),
}

use Action::{Check, Succeeds, Tests};

/// Everything, in order.
pub(crate) const STEPS: [Step; 16] = [
    Step {
        name: "format",
        why: "rustfmt has nothing to change",
        action: Succeeds(format),
    },
    Step {
        name: "lint native",
        why: "clippy and the compiler have nothing to say",
        action: Succeeds(lint_native),
    },
    Step {
        name: "lint wasm",
        why: "nor about the dashboard as the browser gets it",
        action: Succeeds(lint_wasm),
    },
    Step {
        name: "documentation",
        why: "rustdoc has nothing to say",
        action: Succeeds(documentation),
    },
    Step {
        name: "unit",
        why: "the tests of every crate, and of the shape of the tree",
        action: Tests(unit),
    },
    Step {
        name: "unit js",
        why: "the modules around the dashboard",
        action: Tests(unit_js),
    },
    Step {
        name: "package types",
        why: "portals in TypeScript, React and Vue, held against what @signet/console says",
        action: Succeeds(package_types),
    },
    Step {
        name: "examples",
        why: "the examples in the documentation run",
        action: Succeeds(examples),
    },
    Step {
        name: "build",
        why: "the dashboard bundles, the proxy compiles",
        action: Check(build::run),
    },
    Step {
        name: "size",
        why: "a first visit stays small",
        action: Check(size),
    },
    Step {
        name: "conformance",
        why: "the official SDKs against the emulator",
        action: Tests(conformance),
    },
    Step {
        name: "browser types",
        why: "the browser tests are typed",
        action: Succeeds(browser_types),
    },
    Step {
        name: "browser",
        why: "what a user does, in Chromium",
        action: Tests(browser),
    },
    Step {
        name: "gallery",
        why: "every part looks as docs/ui.md pictures it",
        action: Tests(gallery),
    },
    Step {
        name: "fuzz",
        why: "parsers of foreign bytes, for a while",
        action: Check(super::fuzz::run),
    },
    Step {
        name: "dependencies",
        why: "licences, sources, banned crates",
        action: Succeeds(dependencies),
    },
];

fn format() -> Result<Command> {
    tools::components()?;
    Ok(cargo(["fmt", "--all", "--check"]))
}

fn lint_native() -> Result<Command> {
    Ok(cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        // Ten crates more; every other build is without it.
        "--features",
        "signet-proxy/otel",
        "--locked",
        "--",
        "--deny",
        "warnings",
    ]))
}

fn lint_wasm() -> Result<Command> {
    tools::wasm_target()?;
    let mut clippy = cargo([
        "clippy",
        "--package",
        "signet-dashboard",
        "--locked",
        "--target",
        tools::WASM,
    ]);
    clippy
        .args(["--", "--deny", "warnings"])
        .env("CARGO_TARGET_DIR", paths::wasm_target());
    Ok(clippy)
}

fn documentation() -> Result<Command> {
    let mut rustdoc = cargo(["doc", "--workspace", "--no-deps", "--locked"]);
    rustdoc.env("RUSTDOCFLAGS", "--deny warnings");
    Ok(rustdoc)
}

fn unit() -> Result<(Runner, Command)> {
    // The tests of signet-identity sign in at a real provider.
    tools::install_locked(&paths::root().join("crates/identity/tests/provider"))?;
    if output(command("cargo").args(["nextest", "--version"])).is_some() {
        return Ok((
            Runner::Nextest,
            cargo([
                "nextest",
                "run",
                "--workspace",
                "--locked",
                "--no-fail-fast",
            ]),
        ));
    }
    let tests = cargo([
        "test",
        "--workspace",
        "--locked",
        "--no-fail-fast",
        "--lib",
        "--bins",
        "--tests",
    ]);
    Ok((Runner::CargoTest, tests))
}

fn unit_js() -> Result<(Runner, Command)> {
    let mut tests = Vec::new();
    for entry in fs::read_dir(paths::root().join("src/js/tests"))? {
        tests.push(entry?.path());
    }
    let mut node = command("node");
    node.args(["--test", "--test-reporter=tap"]).args(tests);
    Ok((Runner::Node, node))
}

fn package_types() -> Result<Command> {
    let directory = paths::root().join("src/js/types");
    tools::install_locked(&directory)?;
    let mut types = command(directory.join("node_modules/.bin/vue-tsc"));
    types.current_dir(directory);
    Ok(types)
}

fn examples() -> Result<Command> {
    Ok(cargo([
        "test",
        "--workspace",
        "--doc",
        "--locked",
        "--no-fail-fast",
    ]))
}

fn size() -> Result<()> {
    for measured in FirstLoad::measure()? {
        println!("{measured}");
        if let Some(excess) = measured.excess() {
            bail!("that is {excess} bytes more than allowed");
        }
    }
    Ok(())
}

fn conformance() -> Result<(Runner, Command)> {
    let directory = paths::root().join("conformance");
    let python = tools::environment(&directory.join("requirements.txt"))?;
    let mut pytest = command(python);
    pytest
        .args(["-m", "pytest", "conformance"])
        .env("SIGNET_BINARY", paths::proxy());
    Ok((Runner::Pytest, pytest))
}

fn browser_types() -> Result<Command> {
    let directory = paths::root().join("e2e");
    tools::install_locked(&directory)?;
    let mut types = command(directory.join("node_modules/.bin/tsc"));
    types.current_dir(directory);
    Ok(types)
}

fn browser() -> Result<(Runner, Command)> {
    let directory = paths::root().join("e2e");
    tools::install_locked(&directory)?;
    tools::web_servers()?;
    // Some sign in at the provider of signet-identity's tests.
    tools::install_locked(&paths::root().join("crates/identity/tests/provider"))?;
    example_portals()?;
    let mut playwright = command(directory.join("node_modules/.bin/playwright"));
    playwright
        .arg("test")
        .current_dir(directory)
        .env("SIGNET_CHROMIUM", tools::chromium()?)
        .env("SIGNET_FIREFOX", tools::firefox()?)
        .env("SIGNET_BINARY", paths::proxy());
    Ok((Runner::Playwright, playwright))
}

/// The example portals of `docs/embedding` that are built: React's and Vue's.
fn example_portals() -> Result<()> {
    let directory = paths::root().join("docs/embedding");
    tools::install_locked(&directory)?;
    let mut build = command(directory.join("node_modules/.bin/vite"));
    Task {
        name: "example portals",
        why: "React's and Vue's; seconds",
    }
    .run(build.arg("build").current_dir(directory))?;
    Ok(())
}

fn gallery() -> Result<(Runner, Command)> {
    Ok((Runner::Playwright, crate::gallery::looked_at()?))
}

fn dependencies() -> Result<Command> {
    let mut deny = command(tools::DENY.directory()?.join("cargo-deny"));
    deny.args([
        "--workspace",
        "--locked",
        "check",
        "bans",
        "licenses",
        "sources",
    ]);
    Ok(deny)
}
