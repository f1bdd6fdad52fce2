//! `signet bundle`: what it writes, what it prints, what it refuses.

use std::fs;
use std::path::Path;

use super::{refuses, signet};

/// A dashboard as it is built, as small as it can be.
fn built(home: &Path) {
    fs::create_dir_all(home.join("built/embed")).expect("a directory");
    for (name, content) in [
        (
            "index.html",
            "<meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"connect-src 'self' https:;\">",
        ),
        ("signet.json", "{}"),
        ("embed/signet-element.js", "export {}"),
    ] {
        fs::write(home.join("built").join(name), content).expect("a file");
    }
}

#[test]
fn a_site_is_written_and_the_configuration_of_its_server_printed() {
    let home = tempfile::tempdir().expect("a directory");
    built(home.path());
    let bundle = ["bundle", "--dashboard", "built", "--out", "site"];
    let output = signet(home.path())
        .args(bundle)
        .args(["--base", "/console/", "--proxy", "https://signet.example"])
        .args([
            "--product",
            "Plant 4",
            "--locale",
            "zh-CN",
            "--theme",
            "dark",
        ])
        .args(["--pages", "credentials,plans"])
        .args(["--frame", "https://portal.example"])
        .args(["--server", "nginx"])
        .output()
        .expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let (printed, told) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{told}");
    assert!(
        told.contains("3 files") && told.contains("allowed_origins"),
        "{told}"
    );
    let site = home
        .path()
        .join("site")
        .canonicalize()
        .expect("a directory");
    assert!(
        printed.contains(&format!("\"{}/embed/\"", site.display())),
        "{printed}"
    );
    assert!(
        printed.contains("connect-src 'self' https://signet.example;")
            && printed.contains("frame-ancestors https://portal.example"),
        "{printed}"
    );
    let read = |name| fs::read_to_string(site.join(name)).expect("a file");
    assert_eq!(
        read("signet.json"),
        r#"{"proxy":"https://signet.example","routes":"history","frame":["https://portal.example"],"product":"Plant 4","locale":"zh-CN","theme":"dark","pages":["credentials","plans"]}"#
    );
    assert!(read("index.html").contains("<base href=\"/console/\">"));
    refuses(signet(home.path()).args(bundle), "--replace writes over");
    let again = signet(home.path())
        .args(bundle)
        .arg("--replace")
        .output()
        .expect("it ends");
    assert!(again.status.success() && again.stdout.is_empty());
    assert_eq!(read("signet.json"), r#"{"routes":"hash"}"#);
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_written() {
    let home = tempfile::tempdir().expect("a directory");
    built(home.path());
    for (flag, value, said) in [
        ("--base", "console", "must be a path like /console/"),
        ("--proxy", "http://signet.example", "must be https"),
        (
            "--proxy",
            "signet.example",
            "must be an address like https://signet.example",
        ),
        (
            "--frame",
            "https://portal.example/",
            "must be an origin like",
        ),
        ("--frame", "*", "must be"),
        ("--locale", "fr", "found `fr`"),
        ("--theme", "pink", "found `pink`"),
        ("--pages", "plans,nope", "found `nope`"),
        ("--product", "", "1 to 60 characters"),
    ] {
        let output = signet(home.path())
            .args([
                "bundle",
                "--dashboard",
                "built",
                "--out",
                "site",
                flag,
                value,
            ])
            .output()
            .expect("it ends");
        let told = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{flag} {value}: {told}");
        assert!(
            told.contains(flag) && told.contains(said),
            "{flag} {value}: {told}"
        );
        assert!(!home.path().join("site").exists(), "{flag} {value}");
    }
    refuses(
        signet(home.path()).args(["bundle", "--dashboard", "nowhere", "--out", "site"]),
        "--dashboard names a directory without index.html",
    );
}
