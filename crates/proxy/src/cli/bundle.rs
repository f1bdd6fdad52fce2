//! `signet bundle`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::desk::{Trouble, end, finish, say, tell};
use crate::dashboard::{Base, Files, Page, Site, bundle};
use crate::guard::{PublicUrl, parse_origin};

/// Write the dashboard as files for a static host.
#[derive(Args, Debug)]
pub(super) struct BundleArgs {
    /// The directory to write, which must be empty or not be there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write over the bundle that is there. Its hashed files stay until the next time, for pages that are open.
    #[arg(long)]
    replace: bool,
    /// The path below which the host serves it, such as /console/. Places are in the path then; without it behind a #, which works at any
    /// path of any host.
    #[arg(long, value_name = "PATH")]
    base: Option<Base>,
    /// The proxy, such as https://signet.example [default: the origin that serves the pages]
    #[arg(long, value_name = "URL")]
    proxy: Option<PublicUrl>,
    /// The name that stands in place of Signet.
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
    /// The language of everybody, en or zh-CN [default: as each browser says]
    #[arg(long, value_name = "TAG")]
    locale: Option<String>,
    /// The theme of everybody: auto, light, dark or contrast [default: as each reader chooses]
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// The pages that there are, such as credentials,plans [default: all]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pages: Option<Vec<String>>,
    /// An origin whose pages may hold these in a frame; may be given several times.
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    frame: Vec<String>,
    /// Print the configuration of a web server for it.
    #[arg(long, value_name = "NAME")]
    server: Option<Server>,
    /// Take the dashboard from this directory instead of the built-in one.
    #[arg(long, value_name = "DIR")]
    dashboard: Option<PathBuf>,
}

/// A web server whose configuration is tested, as `docs/static-hosting` has it for the values below.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Server {
    Nginx,
    Caddy,
}

const NGINX: &str = include_str!("../../../../docs/static-hosting/nginx.conf");
const CADDY: &str = include_str!("../../../../docs/static-hosting/Caddyfile");
/// What stands in them for the values of a site.
const DIRECTORY: &str = "/srv/signet";
const BASE: &str = "/console";
const CONNECT: &str = "connect-src 'self' https://signet.example;";
const FRAME: &str = "frame-ancestors 'none'";

pub(super) fn run(arguments: BundleArgs) -> ExitCode {
    match write(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => end(2, &trouble),
    }
}

fn write(arguments: BundleArgs) -> Result<(), Trouble> {
    let page = Page {
        product: arguments.product,
        locale: arguments.locale,
        theme: arguments.theme,
        pages: arguments.pages,
    };
    page.check()
        .map_err(|flaw| format!("--{}: {}", flaw.field, flaw.what))?;
    let site = Site {
        base: arguments.base,
        proxy: arguments.proxy,
        frame: arguments.frame,
        page,
    };
    let files = arguments.dashboard.map_or(Files::BuiltIn, Files::Directory);
    let out = arguments.out;
    let written = finish(bundle::write(&files, &site, &out, arguments.replace))
        .map_err(|what| format!("--out: {what}"))?;
    let removed = match written.removed {
        0 => String::new(),
        number => format!("; {number} of an earlier bundle removed"),
    };
    tell(&format!(
        "The dashboard was written to {}: {} files, {} kB{removed}.",
        out.display(),
        written.files,
        written.bytes.div_ceil(1000)
    ));
    if let Some(proxy) = &site.proxy {
        tell(&format!(
            "Name the origin of these pages in allowed_origins of the proxy at {proxy}."
        ));
    }
    if let Some(server) = arguments.server {
        let directory = out.canonicalize().unwrap_or(out);
        say(server.configuration(&site, &directory).trim_end());
    }
    Ok(())
}

impl Server {
    /// The configuration for a site in a directory.
    fn configuration(self, site: &Site, directory: &Path) -> String {
        let example = match self {
            Self::Nginx => NGINX,
            Self::Caddy => CADDY,
        };
        let base = site
            .base
            .as_ref()
            .map_or_else(|| "/".to_owned(), Base::to_string);
        let base = base.trim_end_matches('/');
        // Comments tell of the example. At the root there is no path without the slash that would have to be led to it.
        let left_out =
            |line: &str| line.starts_with('#') || base.is_empty() && line.contains(" permanent");
        let lines: Vec<_> = example.lines().filter(|line| !left_out(line)).collect();
        lines
            .join("\n")
            .replace(BASE, base)
            .replace(DIRECTORY, &directory.display().to_string())
            .replace(CONNECT, &format!("connect-src {};", site.connect()))
            .replace(
                FRAME,
                &format!("frame-ancestors {}", site.frame_ancestors()),
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configurations_of_the_documentation_take_the_values_of_a_site() {
        let site = Site {
            base: Some("/tools/signet/".parse().expect("a base")),
            proxy: Some("https://proxy.example".parse().expect("an address")),
            frame: vec!["https://portal.example".to_owned()],
            ..Site::default()
        };
        for (server, example) in [(Server::Nginx, NGINX), (Server::Caddy, CADDY)] {
            let made = server.configuration(&site, Path::new("/var/www/x"));
            for (value, put) in [
                (DIRECTORY, "/var/www/x"),
                (BASE, "/tools/signet/"),
                (CONNECT, "connect-src 'self' https://proxy.example;"),
                (FRAME, "frame-ancestors https://portal.example\""),
            ] {
                assert!(
                    example.contains(value) && !made.contains(value),
                    "{value}: {made}"
                );
                assert!(made.contains(put), "{put}: {made}");
            }
            assert_eq!(made.matches('{').count(), made.matches('}').count());
            let root = server.configuration(&Site::default(), Path::new("/var/www/x"));
            assert!(
                !root.contains("permanent") && root.contains("connect-src 'self';"),
                "{root}"
            );
        }
    }
}
