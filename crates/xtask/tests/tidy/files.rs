//! Length, pairs, and what nobody else's machine can use.

use crate::sources::{committed, read, root};

/// Longer than this, a file has more than one idea.
const CEILING: usize = 450;

#[test]
fn no_source_file_is_longer_than_one_idea() {
    let long: Vec<String> = committed()
        .into_iter()
        .filter(|file| {
            [".rs", ".ts", ".js", ".mjs", ".css", ".py"]
                .iter()
                .any(|kind| file.ends_with(kind))
        })
        .filter_map(|file| {
            let lines = read(&file).lines().count();
            (lines > CEILING).then(|| format!("{file}: {lines} lines"))
        })
        .collect();
    assert!(
        long.is_empty(),
        "split these, the ceiling is {CEILING} lines:\n{}",
        long.join("\n")
    );
}

#[test]
fn no_module_is_a_mod_rs() {
    let found: Vec<String> = committed()
        .into_iter()
        .filter(|file| file.ends_with("/mod.rs"))
        .collect();
    assert!(found.is_empty(), "name them after the module: {found:?}");
}

#[test]
fn every_stylesheet_of_ui_and_components_has_its_module() {
    let alone: Vec<String> = committed()
        .into_iter()
        .filter(|file| file.starts_with("style/ui/") || file.starts_with("style/components/"))
        .filter(|file| {
            let module = file.replacen("style/", "src/", 1).replace(".css", ".rs");
            !root().join(module).is_file()
        })
        .collect();
    assert!(
        alone.is_empty(),
        "a module of the same name is missing for {alone:?}"
    );
}

#[test]
fn every_stylesheet_is_in_a_layer() {
    let outside: Vec<String> = committed()
        .into_iter()
        .filter(|file| file.starts_with("style/") && file.ends_with(".css"))
        .filter(|file| !read(file).contains("@layer "))
        .collect();
    assert!(
        outside.is_empty(),
        "without a layer a rule wins over all others: {outside:?}"
    );
}

#[test]
fn nothing_names_a_registry_host_or_a_path_of_one_machine() {
    // Written in two parts, so that this file does not find itself.
    let foreign = [
        ["registry.npmjs", ".org"],
        ["files.pythonhosted", ".org"],
        ["static.crates", ".io"],
        ["index.crates", ".io"],
        ["deb.debian", ".org"],
        ["/ro", "ot/"],
        ["/wo", "rk/"],
        ["/Us", "ers/"],
        ["artifac", "tory"],
    ]
    .map(|parts| parts.concat());
    let mut found = Vec::new();
    for file in committed() {
        for (number, line) in read(&file).lines().enumerate() {
            if foreign.iter().any(|name| line.contains(name.as_str())) {
                found.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(
        found.is_empty(),
        "these mean nothing elsewhere:\n{}",
        found.join("\n")
    );
}

#[test]
fn wasm_bindgen_has_one_version() {
    let manifest = read("Cargo.toml");
    let wanted = manifest
        .split("wasm-bindgen = \"=")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("Cargo.toml pins wasm-bindgen");
    for (file, line) in [
        ("Trunk.toml", format!("wasm_bindgen = \"{wanted}\"")),
        (
            "crates/xtask/src/tools/cargo.rs",
            format!("version: \"{wanted}\""),
        ),
    ] {
        assert!(
            read(file).contains(&line),
            "{file} names another version than {wanted}"
        );
    }
}
