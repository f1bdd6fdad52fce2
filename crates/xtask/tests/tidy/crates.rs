//! Which crate may depend on which.

use crate::sources::{committed, read};

/// Each crate of ours and those of ours that it may use. Nothing points back.
const EDGES: [(&str, &[&str]); 14] = [
    ("signet-model", &[]),
    ("signet-signing", &[]),
    ("signet-wire", &["signet-model"]),
    ("signet-x509", &["signet-model"]),
    ("signet-emulator", &["signet-wire", "signet-model"]),
    ("signet-identity", &["signet-model"]),
    ("signet-audit", &["signet-model"]),
    ("signet-plans", &["signet-model"]),
    ("signet-store", &["signet-audit", "signet-model"]),
    (
        "signet-proxy",
        &[
            "signet-wire",
            "signet-signing",
            "signet-model",
            "signet-x509",
            "signet-emulator",
            "signet-identity",
            "signet-audit",
            "signet-store",
            "signet-plans",
        ],
    ),
    ("signet-view", &[]),
    (
        "signet-dashboard",
        &["signet-model", "signet-plans", "signet-view", "signet-x509"],
    ),
    // It is made of the dashboard's own files.
    (
        "signet-gallery",
        &["signet-model", "signet-view", "signet-x509"],
    ),
    ("signet-xtask", &[]),
];

/// What the dashboard is made of. A further crate is a decision: every byte goes to every browser.
const DASHBOARD: [&str; 15] = [
    // With `hmac` and `sha1` what a device signs in with; the three travel with the pages that show it.
    "base64",
    "console_error_panic_hook",
    "hmac",
    "js-sys",
    "leptos",
    "serde",
    "serde_json",
    "sha1",
    "signet-model",
    // How lists are read and what a plan may be told: with the pages of plans.
    "signet-plans",
    "signet-view",
    // Travels with the page that registers a CA, and with no other.
    "signet-x509",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
];

/// What would give `model` input and output, a clock or a framework.
const NOT_IN_MODEL: [&str; 8] = [
    "tokio", "axum", "leptos", "reqwest", "time", "rand", "hyper", "web-sys",
];

/// Libraries that only one crate of ours may know, because it is there to hide them.
const HIDDEN: [(&str, &str); 4] = [
    ("sqlx", "signet-store"),
    ("openidconnect", "signet-identity"),
    ("argon2", "signet-identity"),
    ("totp-rs", "signet-identity"),
];

#[test]
fn only_one_crate_knows_what_it_hides() {
    let manifests = manifests();
    for (library, owner) in HIDDEN {
        let users: Vec<_> = manifests
            .iter()
            .filter(|(_, dependencies)| dependencies.iter().any(|used| used == library))
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(users, [owner], "who may depend on `{library}`");
    }
}

#[test]
fn crates_depend_only_downward() {
    let mut seen = 0;
    for (name, dependencies) in manifests() {
        let Some((_, allowed)) = EDGES.iter().find(|(known, _)| *known == name) else {
            panic!("`{name}` has no place in EDGES: which crates may it use?");
        };
        seen += 1;
        for dependency in dependencies
            .iter()
            .filter(|dependency| dependency.starts_with("signet-"))
        {
            assert!(
                allowed.contains(&dependency.as_str()),
                "`{name}` may not depend on `{dependency}`"
            );
        }
    }
    assert_eq!(seen, EDGES.len(), "EDGES names a crate that does not exist");
}

#[test]
fn the_dashboard_carries_nothing_unasked() {
    let (_, dependencies) = manifests()
        .into_iter()
        .find(|(name, _)| name == "signet-dashboard")
        .expect("the dashboard");
    for dependency in dependencies {
        assert!(
            DASHBOARD.contains(&dependency.as_str()),
            "the dashboard may not depend on `{dependency}`"
        );
    }
}

#[test]
fn the_model_has_no_clock_no_io_and_no_framework() {
    let (_, dependencies) = manifests()
        .into_iter()
        .find(|(name, _)| name == "signet-model")
        .expect("the model");
    for dependency in dependencies {
        assert!(
            !NOT_IN_MODEL.contains(&dependency.as_str()),
            "the model may not depend on `{dependency}`"
        );
    }
}

/// The name of each crate of the workspace and what its `[dependencies]` name.
fn manifests() -> Vec<(String, Vec<String>)> {
    committed()
        .into_iter()
        .filter(|file| {
            file == "Cargo.toml" || (file.starts_with("crates/") && file.ends_with("/Cargo.toml"))
        })
        .map(|file| parse(&read(&file)))
        .collect()
}

fn parse(manifest: &str) -> (String, Vec<String>) {
    let mut section = "";
    let (mut name, mut dependencies) = (String::new(), Vec::new());
    for line in manifest.lines() {
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']');
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let key = key.trim().split('.').next().unwrap_or_default();
        let is_dependency = section == "dependencies"
            || (section.starts_with("target.") && section.ends_with(".dependencies"));
        match (section, key) {
            ("package", "name") => name = value.trim().trim_matches('"').to_owned(),
            _ if is_dependency && !key.starts_with('#') => dependencies.push(key.to_owned()),
            _ => {}
        }
    }
    (name, dependencies)
}

#[test]
fn a_manifest_is_read_as_cargo_reads_it() {
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nb = \"1\"\nc.workspace = true\n[dev-dependencies]\nd = \"1\"\n";
    assert_eq!(
        parse(manifest),
        ("a".to_owned(), vec!["b".to_owned(), "c".to_owned()])
    );
}
