//! Checkpoints: when they are signed, and how they leave the machine.

use std::sync::{Arc, Mutex};

use http::{Request, Response, Uri};
use signet_audit::Checkpoint;
use signet_identity::{Fetch, FetchError, Fetching};
use signet_model::Timestamp;
use signet_proxy::clock::SystemClock;
use signet_proxy::record::{Recorder, checkpoints};
use signet_store::ports::AuditLog;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::reserve::{open, suspend};

/// A receiver of checkpoints that answers with these statuses, 0 for none, and then 204; and when it was asked, and with what.
struct Receiver {
    statuses: Mutex<Vec<u16>>,
    seen: watch::Sender<Vec<(Instant, String, Checkpoint)>>,
}

impl Fetch for Receiver {
    fn fetch(&self, request: Request<Vec<u8>>) -> Fetching<'_> {
        let checkpoint = serde_json::from_slice(request.body()).expect("a checkpoint");
        let url = format!("{} {}", request.method(), request.uri());
        self.seen
            .send_modify(|seen| seen.push((Instant::now(), url, checkpoint)));
        let mut statuses = self.statuses.lock().expect("statuses");
        let status = if statuses.is_empty() {
            204
        } else {
            statuses.remove(0)
        };
        Box::pin(async move {
            match status {
                0 => Err(FetchError::TimedOut),
                status => Ok(Response::builder()
                    .status(status)
                    .body(Vec::new())
                    .expect("an answer")),
            }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn checkpoints_are_signed_at_the_start_after_so_many_entries_and_at_the_end() {
    let directory = tempfile::tempdir().expect("a directory");
    let (store, record, sent) = open(directory.path()).await;
    for number in 0..11 {
        record.append(suspend(number)).await.expect("room");
    }
    record.checkpoint().await;
    let sent = sent.lock().expect("sent").clone();
    let sequences: Vec<_> = sent.iter().map(|one| one.sequence).collect();
    assert_eq!(sequences, [1, 5, 10, 12]);
    assert_eq!(store.checkpoints().await.expect("kept"), sent);
    assert!(
        sent.iter()
            .all(|one| store.public_key().has_signed_checkpoint(one))
    );
    assert_eq!(record.vitals().since_checkpoint, None, "nobody took one");
    record.taken(10, Timestamp::from_millis(7).expect("a moment"));
    assert_eq!(record.vitals().since_checkpoint, Some(2));
}

#[tokio::test(start_paused = true)]
async fn a_checkpoint_is_posted_until_it_is_taken_or_there_is_a_newer_one() {
    let directory = tempfile::tempdir().expect("a directory");
    let (_store, record, signed) = open(directory.path()).await;
    let record = Arc::new(record);
    let receiver = Arc::new(Receiver {
        statuses: Mutex::new(vec![500, 0, 302]),
        seen: watch::Sender::new(Vec::new()),
    });
    let mut seen = receiver.seen.subscribe();
    let (send, waiting) = mpsc::unbounded_channel();
    let stop = CancellationToken::new();
    let sending = tokio::spawn(checkpoints::send_off(
        waiting,
        Uri::from_static("https://log.example/signet?key=1"),
        Arc::clone(&receiver) as Arc<dyn Fetch>,
        Arc::clone(&record),
        Arc::new(SystemClock),
        stop.clone(),
    ));
    let first = signed.lock().expect("signed")[0].clone();
    send.send(first.clone()).expect("sent");
    let posts = seen
        .wait_for(|seen| seen.len() == 4)
        .await
        .expect("posted")
        .clone();
    assert!(
        posts
            .iter()
            .all(|(_, url, one)| *one == first && url == "POST https://log.example/signet?key=1")
    );
    let waits: Vec<_> = posts
        .windows(2)
        .map(|pair| (pair[1].0 - pair[0].0).as_secs())
        .collect();
    assert_eq!(waits, [60, 60, 60]);

    // Of those that wait, the newest says all; and one that waits when the proxy ends is sent before.
    for number in 0..3 {
        record.append(suspend(number)).await.expect("room");
        record.checkpoint().await;
    }
    for checkpoint in signed.lock().expect("signed").drain(1..) {
        send.send(checkpoint).expect("sent");
    }
    stop.cancel();
    sending.await.expect("ended");
    let posts = seen.borrow().clone();
    assert_eq!(posts.last().expect("a post").2.sequence, 4);
    assert!(posts.len() <= 6, "{}", posts.len());
    let vitals = record.vitals();
    assert_eq!(vitals.since_checkpoint, Some(0));
    assert!(
        vitals
            .checkpoint_at
            .is_some_and(|at| at > Timestamp::from_millis(0).expect("1970"))
    );
}
