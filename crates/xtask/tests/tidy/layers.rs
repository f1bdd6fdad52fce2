//! Which module may name which, inside the dashboard and inside the proxy.

use crate::sources::{code, modules_named, rust};

/// The rooms of the dashboard and what each may use beside itself. Only downward.
const DASHBOARD: [(&str, &[&str]); 11] = [
    (
        "app",
        &[
            "pages",
            "components",
            "router",
            "api",
            "state",
            "text",
            "ui",
            "view",
        ],
    ),
    (
        "pages",
        &["components", "router", "api", "state", "text", "ui", "view"],
    ),
    ("components", &["text", "ui", "view"]),
    ("api", &["state", "text"]),
    ("state", &["router", "text", "ui"]),
    ("router", &["view"]),
    ("text", &["ui"]),
    ("ui", &["view"]),
    ("view", &[]),
    ("prelude", &["reactive", "view"]),
    ("reactive", &[]),
];

/// What every room of the dashboard may use: reactivity itself.
const EVERYWHERE: [&str; 2] = ["prelude", "reactive"];

/// The room of a file: `ui` for `src/ui.rs` and `src/ui/button.rs`.
fn room<'a>(file: &'a str, source: &str) -> &'a str {
    let inside = &file[source.len()..];
    inside.split(['/', '.']).next().unwrap_or(inside)
}

#[test]
fn the_dashboard_imports_only_downward() {
    let mut wrong = Vec::new();
    let files = rust("src/");
    assert!(
        files.len() > 10,
        "only {} files of the dashboard were found",
        files.len()
    );
    for (file, text) in &files {
        let room = room(file, "src/");
        if room == "lib" {
            continue;
        }
        let Some((_, allowed)) = DASHBOARD.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!(
                "{file}: there is no room `{room}`; give it a place in DASHBOARD"
            ));
            continue;
        };
        for named in modules_named(text) {
            let is_room = DASHBOARD.iter().any(|(name, _)| *name == named);
            let is_free = EVERYWHERE.contains(&named.as_str()) || allowed.contains(&named.as_str());
            if is_room && named != room && !is_free {
                wrong.push(format!("{file}: `{room}` may not know `{named}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A crate that only some files may name, because it does what only one room is for.
struct Door {
    crate_name: &'static str,
    source: &'static str,
    rooms: &'static [&'static str],
}

const DOORS: [Door; 5] = [
    Door {
        crate_name: "signet_wire",
        source: "src/",
        // Only its tests: it is a dev-dependency.
        rooms: &["components"],
    },
    Door {
        crate_name: "leptos_router",
        source: "src/",
        rooms: &[],
    },
    Door {
        crate_name: "hyper_rustls",
        source: "crates/proxy/src/",
        rooms: &["client"],
    },
    Door {
        crate_name: "signet_signing",
        source: "crates/proxy/src/",
        rooms: &["keys", "service", "boot"],
    },
    Door {
        crate_name: "signet_emulator",
        source: "crates/proxy/src/",
        rooms: &["cli", "boot", "log"],
    },
];

#[test]
fn each_door_to_the_outside_is_in_one_room() {
    let mut wrong = Vec::new();
    for door in DOORS {
        for (file, text) in rust(door.source) {
            let names_it = code(&text).any(|line| {
                line.match_indices(door.crate_name).any(|(at, name)| {
                    line[at + name.len()..].starts_with("::")
                        && !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                })
            });
            if names_it && !door.rooms.contains(&room(&file, door.source)) {
                wrong.push(format!(
                    "{file}: only {:?} may name `{}`",
                    door.rooms, door.crate_name
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_the_api_of_the_dashboard_speaks_http() {
    let speaking: Vec<_> = rust("src/")
        .into_iter()
        .filter(|(_, text)| code(text).any(|line| line.contains("fetch_with_")))
        .map(|(file, _)| file)
        .collect();
    assert!(!speaking.is_empty(), "nobody asks the proxy anything");
    for file in speaking {
        assert_eq!(room(&file, "src/"), "api", "{file} speaks HTTP");
    }
}
