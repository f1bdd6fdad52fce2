//! `cargo xtask up`: from a clone to the open demo.
//!
//! The proxy takes the place of this process, so that Ctrl-C and any other signal reach it as if it had been started by
//! hand. A copy of this program waits beside it until it answers, and says where.

use crate::build;
use crate::command::command;
use crate::paths;
use crate::task::seconds;
use anyhow::{Result, bail};
use std::env;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::process::{CommandExt as _, parent_id};
use std::thread;
use std::time::{Duration, Instant};

/// The name under which this program starts itself to wait for the proxy.
pub(crate) const ANNOUNCE: &str = "announce-when-ready";

const LISTEN: &str = "127.0.0.1:8787";

/// Builds everything, then becomes the proxy with its demo.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let start = Instant::now();
    let listen = listen(arguments)?;
    if TcpStream::connect(&listen).is_ok() {
        bail!(
            "something listens on {listen} already: stop it, or choose another with `cargo xtask up -- --listen 127.0.0.1:PORT`"
        );
    }
    if !paths::proxy().is_file() {
        println!(
            "The first time, this installs and compiles what is needed: about 10 minutes on two cores. Later: seconds.\n"
        );
    }
    build::run()?;
    println!(
        "✓ ready after {}; starting the demo. Ctrl-C ends it.\n",
        seconds(start.elapsed())
    );
    command(env::current_exe()?)
        .args([ANNOUNCE, &listen])
        .spawn()?;
    let error = command(paths::proxy())
        .args(["serve", "--demo", "--listen", &listen])
        .exec();
    bail!("cannot start {}: {error}", paths::proxy().display())
}

/// Waits until the proxy, which is this process's parent, answers; prints its address.
pub(crate) fn announce(arguments: &[String]) -> Result<()> {
    let [listen] = arguments else {
        bail!("`{ANNOUNCE}` is not for people: use `cargo xtask up`")
    };
    let proxy = parent_id();
    // Ends with the proxy: whoever reads its output would otherwise wait for this process.
    while parent_id() == proxy {
        if healthy(listen) {
            println!("http://{listen}");
            return Ok(());
        }
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn listen(arguments: &[String]) -> Result<String> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => Ok(LISTEN.to_owned()),
        ["--listen", address] => Ok(address.to_owned()),
        [only] if only.starts_with("--listen=") => Ok(only["--listen=".len()..].to_owned()),
        _ => bail!("`up` takes only `--listen ADDR`, not {arguments:?}"),
    }
}

fn healthy(address: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use super::listen;

    fn parse(arguments: &[&str]) -> Option<String> {
        listen(&arguments.iter().map(|&a| a.to_owned()).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn the_address_can_be_chosen_and_nothing_else_is_accepted() {
        assert_eq!(parse(&[]).as_deref(), Some("127.0.0.1:8787"));
        assert_eq!(
            parse(&["--listen", "127.0.0.1:9000"]).as_deref(),
            Some("127.0.0.1:9000")
        );
        assert_eq!(
            parse(&["--listen=[::1]:9000"]).as_deref(),
            Some("[::1]:9000")
        );
        assert_eq!(parse(&["--listen"]), None);
        assert_eq!(parse(&["--port", "1"]), None);
    }
}
