//! Whatever is done to a log is found, and where.

use proptest::prelude::*;
use signet_audit::{
    Checkpoint, Fault, Flaw, Hash, Head, KnownHead, MasterKey, Signature, Signer, Verdict,
    Verifier, canonical,
};
use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};

const STORE: &str = "0123456789abcdef0123456789abcdef";

#[derive(Clone, Debug)]
struct Record {
    sequence: u64,
    hash: Hash,
    body: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Log {
    records: Vec<Record>,
    end: (Head, Signature),
    checkpoints: Vec<Checkpoint>,
}

fn signer(seed: u8) -> Signer {
    MasterKey::new([seed; 32]).signer().expect("a key")
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a moment")
}

/// A log with these operations in it, and a checkpoint after every third record.
fn log(operations: &[String]) -> Log {
    let signer = signer(1);
    let mut head = Head::genesis(STORE);
    let (mut records, mut checkpoints) = (Vec::new(), Vec::new());
    for (number, operation) in operations.iter().enumerate() {
        let entry = Entry::new(at(number as i64), Kind::Event, "user:a", operation);
        let body = canonical(&entry).expect("JSON");
        head = head.next(&body);
        records.push(Record {
            sequence: head.sequence,
            hash: head.hash,
            body,
        });
        if head.sequence.is_multiple_of(3) {
            checkpoints.push(signer.checkpoint(STORE, head, at(0)));
        }
    }
    let end = (head, signer.sign_head(STORE, head));
    Log {
        records,
        end,
        checkpoints,
    }
}

fn verify(log: &Log, known: Option<KnownHead>) -> Verdict {
    let key = signer(1).public_key();
    let mut verifier = Verifier::new(STORE, key, log.end, log.checkpoints.clone(), known);
    for record in &log.records {
        verifier.take(record.sequence, &record.hash, &record.body);
    }
    verifier.finish()
}

#[track_caller]
fn first(log: &Log) -> Fault {
    *verify(log, None).faults.first().expect("a fault")
}

/// Makes the chain whole again from record `from` on, as somebody would who has the file and not the key.
fn chain_anew(log: &mut Log, from: usize) {
    let mut head = match from {
        0 => Head::genesis(STORE),
        _ => Head {
            sequence: log.records[from - 1].sequence,
            hash: log.records[from - 1].hash,
        },
    };
    for record in &mut log.records[from..] {
        head = head.next(&record.body);
        (record.sequence, record.hash) = (head.sequence, head.hash);
    }
    log.end.0 = head;
}

fn logs() -> impl Strategy<Value = Log> {
    prop::collection::vec("[ -~]{0,40}", 2..12).prop_map(|operations| log(&operations))
}

fn log_and_index() -> impl Strategy<Value = (Log, usize)> {
    logs().prop_flat_map(|log| {
        let records = log.records.len();
        (Just(log), 0..records)
    })
}

proptest! {
    #[test]
    fn an_untouched_log_is_whole((log, index) in log_and_index()) {
        let Record { sequence, hash, .. } = log.records[index];
        for known in [None, Some(KnownHead { sequence: None, hash }), Some(KnownHead { sequence: Some(sequence), hash })] {
            let verdict = verify(&log, known);
            prop_assert_eq!(&verdict.faults, &[]);
            prop_assert_eq!((verdict.records, verdict.head), (log.records.len() as u64, log.end.0));
        }
    }

    #[test]
    fn a_flipped_bit_is_found((mut log, index) in log_and_index(), bit in any::<prop::sample::Index>()) {
        let record = &mut log.records[index];
        let sequence = record.sequence;
        let bits = (record.body.len() + 32) * 8;
        let bit = bit.index(bits);
        match bit.checked_sub(256) {
            Some(bit) => record.body[bit / 8] ^= 1 << (bit % 8),
            None => record.hash.0[bit / 8] ^= 1 << (bit % 8),
        }
        prop_assert_eq!(first(&log), Fault { sequence, what: Flaw::Changed });
    }

    #[test]
    fn a_flipped_bit_of_the_end_is_found(mut log in logs(), bit in 0usize..768) {
        match bit {
            0..256 => log.end.0.hash.0[bit / 8] ^= 1 << (bit % 8),
            _ => log.end.1.0[bit / 8 - 32] ^= 1 << (bit % 8),
        }
        prop_assert!(!verify(&log, None).faults.is_empty());
    }

    #[test]
    fn a_removed_record_is_found((mut log, index) in log_and_index()) {
        let Record { sequence, .. } = log.records.remove(index);
        let what = match log.records.get(index) {
            Some(next) => Flaw::Missing { found: next.sequence },
            None => Flaw::Cut { end: sequence },
        };
        prop_assert_eq!(first(&log), Fault { sequence, what });
    }

    #[test]
    fn a_removed_record_is_found_where_the_rest_is_numbered_and_chained_anew((mut log, index) in log_and_index()) {
        log.records.remove(index);
        chain_anew(&mut log, index);
        let faults = verify(&log, None).faults;
        let end = log.end.0.sequence;
        prop_assert!(faults.contains(&Fault { sequence: end, what: Flaw::BadSignature }), "{:?}", faults);
    }

    #[test]
    fn an_inserted_record_is_found((mut log, index) in log_and_index()) {
        let mut extra = log.records[index].clone();
        extra.body.push(b' ');
        log.records.insert(index + 1, extra);
        let sequence = log.records[index].sequence;
        prop_assert_eq!(first(&log), Fault { sequence, what: Flaw::OutOfOrder { due: sequence + 1 } });
        chain_anew(&mut log, index);
        let faults = verify(&log, None).faults;
        prop_assert!(faults.iter().any(|fault| fault.what == Flaw::BadSignature), "{:?}", faults);
    }

    #[test]
    fn an_appended_record_is_found(mut log in logs()) {
        let head = log.end.0.next(b"{}");
        log.records.push(Record { sequence: head.sequence, hash: head.hash, body: b"{}".to_vec() });
        prop_assert_eq!(first(&log), Fault { sequence: head.sequence, what: Flaw::Unsigned });
    }

    #[test]
    fn swapped_records_are_found((mut log, index) in log_and_index(), bodies_only in any::<bool>()) {
        let other = (index + 1) % log.records.len();
        let (low, high) = (index.min(other), index.max(other));
        prop_assume!(log.records[low].body != log.records[high].body);
        log.records.swap(low, high);
        if bodies_only {
            for at in [low, high] {
                log.records[at].sequence = at as u64 + 1;
            }
        }
        prop_assert_eq!(first(&log).sequence, low as u64 + 1);
    }

    #[test]
    fn a_truncated_record_is_found((mut log, index) in log_and_index(), length in any::<prop::sample::Index>()) {
        let record = &mut log.records[index];
        record.body.truncate(length.index(record.body.len()));
        prop_assert_eq!(first(&log), Fault { sequence: index as u64 + 1, what: Flaw::Changed });
    }

    #[test]
    fn a_cut_tail_is_found((mut log, index) in log_and_index()) {
        let whole = log.clone();
        let end = log.end.0.sequence;
        log.records.truncate(index);
        prop_assert_eq!(first(&log), Fault { sequence: index as u64 + 1, what: Flaw::Cut { end } });
        // With the checkpoints that would tell gone, and the newest of them passed off as the end.
        log.checkpoints.retain(|checkpoint| checkpoint.sequence <= index as u64);
        if let (Some(last), Some(checkpoint)) = (log.records.last(), whole.checkpoints.iter().rfind(|one| one.sequence == index as u64)) {
            log.end = (Head { sequence: last.sequence, hash: last.hash }, checkpoint.signature);
            prop_assert_eq!(first(&log).what, Flaw::BadSignature);
        }
    }

    #[test]
    fn a_log_that_was_rolled_back_is_found_by_who_knows_its_head((log, index) in log_and_index()) {
        prop_assume!(index > 0);
        let operations: Vec<_> = log.records[..index].iter().map(|record| {
            let entry: Entry = serde_json::from_slice(&record.body).expect("an entry");
            entry.operation
        }).collect();
        // The file as it was: everything in it fits.
        let old = self::log(&operations);
        prop_assert_eq!(verify(&old, None).faults, []);
        let Head { sequence, hash } = log.end.0;
        for known in [KnownHead { sequence: None, hash }, KnownHead { sequence: Some(sequence), hash }] {
            let faults = verify(&old, Some(known)).faults;
            prop_assert_eq!(faults.len(), 1);
            prop_assert_eq!(faults[0].what, Flaw::NotThatLog);
        }
    }
}

#[test]
fn a_checkpoint_of_another_key_or_another_log_is_found() {
    let operations: Vec<_> = (0..4).map(|number| number.to_string()).collect();
    let mut rewritten = log(&operations);
    rewritten.records[1].body = log(&["x".to_owned()]).records[0].body.clone();
    chain_anew(&mut rewritten, 1);
    let faults = verify(&rewritten, None).faults;
    assert_eq!(
        faults,
        [
            Fault {
                sequence: 3,
                what: Flaw::OtherCheckpoint
            },
            Fault {
                sequence: 4,
                what: Flaw::BadSignature
            },
        ]
    );
    let mut forged = log(&operations);
    let head = Head {
        sequence: 3,
        hash: forged.records[2].hash,
    };
    forged.checkpoints = vec![signer(2).checkpoint(STORE, head, at(0))];
    assert_eq!(
        first(&forged),
        Fault {
            sequence: 3,
            what: Flaw::BadCheckpoint
        }
    );
    let mut moved = log(&operations);
    moved.checkpoints[0].time = at(1);
    assert_eq!(
        first(&moved),
        Fault {
            sequence: 3,
            what: Flaw::BadCheckpoint
        }
    );
}

#[test]
fn an_end_of_another_store_is_not_taken() {
    let mut log = log(&["a".to_owned()]);
    log.end.1 = signer(1).sign_head("another", log.end.0);
    assert_eq!(first(&log).what, Flaw::BadSignature);
}

#[test]
fn a_known_head_is_a_hash_with_or_without_its_number() {
    let hash = "ab".repeat(32);
    let known = |text: &str| text.parse::<KnownHead>();
    assert_eq!(known(&hash).expect("a hash").sequence, None);
    assert_eq!(known(&format!("7:{hash}")).expect("both").sequence, Some(7));
    for wrong in [
        "",
        "7",
        "7:",
        ":",
        "x:ab",
        &hash[1..],
        &format!("-1:{hash}"),
    ] {
        assert!(known(wrong).is_err(), "{wrong}");
    }
}
