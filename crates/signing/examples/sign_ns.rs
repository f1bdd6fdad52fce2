//! Prints the nanoseconds that one ACS3 signature takes, as a bare number: `cargo run --release -p signet-signing --example sign_ns`.
//!
//! The best of several rounds, because a shared machine only ever adds time.

use std::hint::black_box;
use std::time::Instant;

use signet_signing::{Credentials, Request, SignError, sign};

const ROUNDS: u32 = 50;
const SIGNATURES_PER_ROUND: u32 = 2_000;

fn main() -> Result<(), SignError> {
    let credentials = Credentials::new(
        "LTAI5tExampleExampleExamp",
        "ExampleExampleExampleExample30",
        None,
    );
    let request = Request {
        method: "POST",
        path: "/",
        host: "onsmqtt.cn-hangzhou.aliyuncs.com",
        action: "ListDeviceCredentialClientId",
        version: "2020-04-20",
        date: "2026-01-02T03:04:05Z",
        nonce: "00000000000000000000000000000001",
        query: &[
            ("InstanceId", "post-cn-0pp12gl0000"),
            ("GroupId", "GID_test"),
            ("PageNo", "1"),
            ("PageSize", "100"),
            ("NextToken", "a+b/c=="),
        ],
        body: b"",
        content_type: None,
    };

    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..SIGNATURES_PER_ROUND {
            black_box(sign(black_box(&request), black_box(&credentials))?);
        }
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / f64::from(SIGNATURES_PER_ROUND));
    }
    println!("{best:.0}");
    Ok(())
}
