use super::*;
use crate::dashboard::Base;

const PAGE: &str = "<meta charset=utf-8><meta content=\"default-src 'none';connect-src 'self' https: http:;base-uri 'self'\" http-equiv=Content-Security-Policy><p>page";
const OLD: &str = "embed/signet-00000000aaaaaaaa.css";
const NEW: &str = "embed/signet-00000000bbbbbbbb.css";

/// A built dashboard whose stylesheet has that name.
fn built(style: &str) -> (tempfile::TempDir, Files) {
    let directory = tempfile::tempdir().expect("a directory");
    fs::create_dir(directory.path().join("embed")).expect("a directory");
    for (name, content) in [
        (INDEX, PAGE),
        ("index.html.br", "page, brotli"),
        (SETTINGS, "{}"),
        ("signet.json.gz", "settings, gzip"),
        ("icon.svg", "icon"),
        ("embed/signet-element.js", "element"),
        ("embed/signet-element.js.br", "element, brotli"),
        (style, "style"),
        (".hidden", "hidden"),
    ] {
        fs::write(directory.path().join(name), content).expect("a file");
    }
    let files = Files::Directory(directory.path().to_owned());
    (directory, files)
}

fn site() -> Site {
    Site {
        base: Some("/console/".parse::<Base>().expect("a base")),
        proxy: Some("https://signet.example".parse().expect("an address")),
        ..Site::default()
    }
}

fn names(directory: &Path) -> Vec<String> {
    let mut names = Files::Directory(directory.to_owned()).names();
    names.sort();
    names
}

#[tokio::test]
async fn everything_is_there_as_it_was_built_but_for_the_page_and_its_settings() {
    let (_built, files) = built(NEW);
    let out = tempfile::tempdir().expect("a directory");
    let directory = out.path().join("a/b");
    let written = write(&files, &site(), &directory, false)
        .await
        .expect("written");
    assert_eq!((written.files, written.removed), (6, 0));
    assert_eq!(
        names(&directory),
        [
            "embed/signet-00000000bbbbbbbb.css",
            "embed/signet-element.js",
            "embed/signet-element.js.br",
            "icon.svg",
            INDEX,
            SETTINGS
        ]
    );
    let read = |name| fs::read_to_string(directory.join(name)).expect("a file");
    assert_eq!(
        read(INDEX),
        "<meta charset=utf-8><base href=\"/console/\"><meta content=\"default-src 'none';connect-src 'self' https://signet.example;base-uri 'self'\" http-equiv=Content-Security-Policy><p>page"
    );
    assert_eq!(
        read(SETTINGS),
        r#"{"proxy":"https://signet.example","routes":"history"}"#
    );
    assert_eq!(read("embed/signet-element.js.br"), "element, brotli");
    let left = fs::read_dir(directory.join("embed"))
        .expect("a directory")
        .count();
    assert_eq!(left, 3, "nothing unfinished is left");
}

#[tokio::test]
async fn without_a_base_and_a_proxy_the_page_asks_its_own_origin() {
    let (_built, files) = built(NEW);
    let out = tempfile::tempdir().expect("a directory");
    write(&files, &Site::default(), out.path(), false)
        .await
        .expect("written");
    let page = fs::read_to_string(out.path().join(INDEX)).expect("a file");
    assert!(
        page.contains("connect-src 'self';") && !page.contains("<base"),
        "{page}"
    );
    let settings = fs::read_to_string(out.path().join(SETTINGS)).expect("a file");
    assert_eq!(settings, r#"{"routes":"hash"}"#);
}

#[tokio::test]
async fn what_is_in_the_way_is_named_and_left_alone() {
    let (_built, files) = built(NEW);
    let out = tempfile::tempdir().expect("a directory");
    fs::write(out.path().join("mine.txt"), "mine").expect("a file");
    let refused = write(&files, &site(), out.path(), false)
        .await
        .expect_err("refused");
    assert!(
        refused.contains("must be empty") && refused.contains("found mine.txt"),
        "{refused}"
    );
    // What is there may be somebody's site.
    let refused = write(&files, &site(), out.path(), true)
        .await
        .expect_err("refused");
    assert!(refused.contains("no signet.json"), "{refused}");
    assert_eq!(names(out.path()), ["mine.txt"]);
    let file = out.path().join("mine.txt");
    let refused = write(&files, &site(), &file, true)
        .await
        .expect_err("refused");
    assert!(
        refused.starts_with(&file.display().to_string()),
        "{refused}"
    );
    let nothing = Files::Directory(out.path().to_owned());
    let refused = write(&nothing, &site(), &out.path().join("new"), false).await;
    assert!(refused.expect_err("refused").contains("no dashboard"));
    assert!(!out.path().join("new").exists());
    fs::write(
        out.path().join(INDEX),
        "<meta charset=utf-8><p>without a policy",
    )
    .expect("a file");
    let refused = write(&nothing, &site(), &out.path().join("new"), false).await;
    assert!(refused.expect_err("refused").contains("connect-src"));
}

#[tokio::test]
async fn what_is_replaced_stays_once_for_pages_that_are_open() {
    let out = tempfile::tempdir().expect("a directory");
    let at = |name: &str| out.path().join(name);
    let made = |name: &str, hours: u64| {
        let file = fs::File::options()
            .write(true)
            .open(at(name))
            .expect("a file");
        let written = file.metadata().and_then(|file| file.modified());
        let earlier = written.expect("a time") - Duration::from_secs(hours * 3600);
        file.set_modified(earlier).expect("a time");
    };
    let (_built, files) = built(OLD);
    write(&files, &site(), out.path(), false)
        .await
        .expect("written");
    for (name, content) in [
        (
            "embed/plans-JHH4CWCf8bT1FVo0-nSnxsLb9AqxKmVZjwIzqkx_3fE.bin",
            "of the bundle before",
        ),
        ("embed/mine.txt", "no file of ours"),
        ("index.html.br", "a copy that somebody made of the page"),
    ] {
        fs::write(at(name), content).expect("a file");
        made(name, 72);
    }
    for name in [OLD, INDEX] {
        made(name, 48);
    }
    let (_built, files) = built(NEW);
    let written = write(&files, &site(), out.path(), true)
        .await
        .expect("written");
    assert_eq!(written.removed, 1);
    let expected = [
        OLD,
        NEW,
        "embed/mine.txt",
        "embed/signet-element.js",
        "embed/signet-element.js.br",
        "icon.svg",
        INDEX,
        SETTINGS,
    ];
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(names(out.path()), expected);

    made(INDEX, 1);
    let written = write(&files, &site(), out.path(), true)
        .await
        .expect("written");
    assert_eq!(written.removed, 1);
    assert!(!at(OLD).exists() && at(NEW).exists());
}
