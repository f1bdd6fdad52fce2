//! What a client gets that speaks HTTP where TLS is spoken.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const ANSWER: &[u8] = b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 66\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n\
This port speaks TLS only: use https:// in place of http:// here.\n";

/// The most that is read of such a request before its connection is closed.
const READ: u64 = 64 * 1024;

/// Whether the first byte is that of a method: TLS begins with 0x16.
pub(super) async fn is_http(stream: &TcpStream) -> io::Result<bool> {
    let mut first = [0];
    let read = stream.peek(&mut first).await?;
    Ok(read == 1 && first[0].is_ascii_alphabetic())
}

/// Answers and closes.
pub(super) async fn turn_away(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(ANSWER).await?;
    stream.shutdown().await?;
    // Bytes that were never read would reset the connection, and the client would lose the answer.
    tokio::io::copy(&mut stream.take(READ), &mut tokio::io::sink()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_as_long_as_it_says() {
        let text = std::str::from_utf8(ANSWER).expect("text");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        assert!(
            head.contains(&format!("Content-Length: {}\r\n", body.len())),
            "{}",
            body.len()
        );
    }
}
