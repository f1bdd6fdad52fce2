//! A body that is written while it is sent, so that nobody holds all of it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use hyper::body::Frame;
use tokio::sync::mpsc;

/// Where the parts of a body come in. An error cuts the answer off, so that half of it is not taken for the whole.
pub(super) type Parts = mpsc::Sender<io::Result<Bytes>>;

struct Written(mpsc::Receiver<io::Result<Bytes>>);

impl hyper::body::Body for Written {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let part = self.0.poll_recv(context);
        part.map(|part| part.map(|part| part.map(Frame::data)))
    }
}

/// An answer of that type, and where its parts go. Whoever writes waits until each part is taken, and is told when nobody reads any more.
pub(super) fn answer(media_type: &'static str) -> (Parts, Response) {
    let (parts, written) = mpsc::channel(1);
    let mut response = Response::new(Body::new(Written(written)));
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    (parts, response)
}
