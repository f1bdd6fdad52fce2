//! What a call takes at a fixed rate, as production would see it: below saturation, so that only the work itself shows.

use anyhow::{Context as _, Result, bail};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

/// What is called, and by whom.
#[derive(Clone, Debug)]
pub(super) struct Call {
    operation: &'static str,
    body: &'static str,
    token: Option<String>,
}

impl Call {
    /// A list is read, by nobody in particular.
    pub(super) const fn read() -> Self {
        Self {
            operation: "ListDeviceCredentialClientId",
            body: r#"{"instance_id":"post-cn-bench","group_id":"GID_bench","page_number":1,"page_size":100}"#,
            token: None,
        }
    }

    /// Something is made, by whoever has the token.
    pub(super) const fn act(token: String) -> Self {
        Self {
            operation: "CreateGroupId",
            body: r#"{"instance_id":"post-cn-bench","group_id":"GID_bench"}"#,
            token: Some(token),
        }
    }

    fn request(&self, port: u16) -> String {
        let Self {
            operation, body, ..
        } = self;
        let proof = self.token.as_ref().map_or_else(String::new, |token| {
            format!("Authorization: Bearer {token}\r\n")
        });
        format!(
            "POST /api/operations/{operation} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Signet: 1\r\n{proof}\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
    }
}

/// The median and the 99th percentile of a round, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Latency {
    pub(super) median: f64,
    pub(super) p99: f64,
}

/// Makes the call at `port`, `per_second` times over one kept connection, one after the other.
pub(super) fn round(port: u16, call: &Call, per_second: u32, seconds: u32) -> Result<Latency> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    let request = call.request(port);
    let interval = Duration::from_secs(1) / per_second;
    let start = Instant::now();
    let mut taken = Vec::new();
    for number in 0..per_second * seconds {
        thread::sleep((start + interval * number).saturating_duration_since(Instant::now()));
        let sent = Instant::now();
        writer.write_all(request.as_bytes())?;
        read_answer(&mut reader)?;
        taken.push(sent.elapsed().as_secs_f64() * 1e3);
    }
    taken.sort_by(f64::total_cmp);
    let at = |share: usize| taken[(taken.len() - 1) * share / 100];
    Ok(Latency {
        median: at(50),
        p99: at(99),
    })
}

fn read_answer(reader: &mut BufReader<TcpStream>) -> Result<()> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    if !line.starts_with("HTTP/1.1 200") {
        bail!("the answer is {line:?}");
    }
    let mut length = None;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = Some(value.trim().parse::<usize>()?);
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.context("an answer without Content-Length")?];
    reader.read_exact(&mut body)?;
    Ok(())
}
