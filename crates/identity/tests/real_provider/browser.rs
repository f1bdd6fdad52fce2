//! HTTP to this machine, and somebody who follows redirects with cookies.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

use http::{Request, Response, header};

/// Sends a request and reads the answer. HTTP/1.0, so that the answer is what comes until the connection ends.
pub(crate) fn send(request: &Request<Vec<u8>>) -> io::Result<Response<Vec<u8>>> {
    let authority = request.uri().authority().expect("an address").as_str();
    let target = request
        .uri()
        .path_and_query()
        .map_or("/", |all| all.as_str());
    let mut text = format!(
        "{} {target} HTTP/1.0\r\nhost: {authority}\r\n",
        request.method()
    );
    for (name, value) in request.headers() {
        text += &format!("{name}: {}\r\n", value.to_str().expect("ASCII"));
    }
    text += &format!("content-length: {}\r\n\r\n", request.body().len());
    let mut stream = TcpStream::connect(authority)?;
    stream.write_all(text.as_bytes())?;
    stream.write_all(request.body())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(parse(&answer).expect("an answer of HTTP"))
}

fn parse(answer: &[u8]) -> Option<Response<Vec<u8>>> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse::<u16>().ok()?;
    let mut response = Response::builder().status(status);
    for line in lines {
        let (name, value) = line.split_once(':')?;
        response = response.header(name, value.trim());
    }
    response.body(answer[end + 4..].to_vec()).ok()
}

/// A browser: it follows redirects within the provider and keeps its cookies.
#[derive(Default)]
pub(crate) struct Browser {
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// Opens the address and gives the query with which the provider sends the browser back to Signet.
    pub(crate) fn sign_in(&mut self, url: &str) -> String {
        let mut url = url.to_owned();
        for _ in 0..8 {
            let mut request = Request::get(&url);
            let jar: Vec<_> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            if !jar.is_empty() {
                request = request.header(header::COOKIE, jar.join("; "));
            }
            let response = send(&request.body(Vec::new()).unwrap()).expect("the provider answers");
            for cookie in response.headers().get_all(header::SET_COOKIE) {
                let pair = cookie.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            let location = response
                .headers()
                .get(header::LOCATION)
                .map(|to| to.to_str().unwrap());
            let Some(location) = location else {
                panic!(
                    "{} {}",
                    response.status(),
                    String::from_utf8_lossy(response.body())
                );
            };
            if let Some(query) =
                location.strip_prefix("https://signet.example/sign-in/oidc/test/callback?")
            {
                return query.to_owned();
            }
            url = if location.starts_with('/') {
                let origin = url.split('/').take(3).collect::<Vec<_>>().join("/");
                format!("{origin}{location}")
            } else {
                location.to_owned()
            };
        }
        panic!("the provider sends the browser around in circles");
    }
}
