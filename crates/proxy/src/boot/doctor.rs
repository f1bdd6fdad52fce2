//! `signet doctor`: the parts it needs, one after the other, each finding printed when it is known.

use std::future::ready;
use std::io::{self, Write};
use std::sync::Arc;

use signet_identity::Fetch;
use signet_model::api::Cloud;
use signet_model::operations::BlacklistNote;
use signet_store::ports::{Answer, Notes};

use super::{BootError, assemble, client, keys};
use crate::config::Settings;
use crate::doctor::{self, Finding, Level, Patient, examine_settings, tls_to_examine};
use crate::outbound::Outbound;
use crate::quota::QuotaLimits;
use crate::record::{Appending, Entry, NotKept, Recorder};
use crate::upstream::HttpsUpstream;

/// A proxy that serves from the same address keeps its own limit; 300 calls/s together get the address blocked.
const BESIDE_A_PROXY: u32 = 10;

/// Looks at everything and prints what it finds; whether all is well.
///
/// # Errors
/// The configuration is wrong.
pub(super) async fn examine(mut settings: Settings) -> Result<bool, BootError> {
    if settings.cloud == Cloud::Real {
        settings.quota = QuotaLimits {
            calls_per_second: Some(BESIDE_A_PROXY),
        };
    }
    let client = client(&settings)?;
    let upstream = Arc::new(HttpsUpstream::new(client.clone()));
    let ports = assemble::ports(
        Arc::clone(&upstream) as _,
        Arc::new(NothingToKeep),
        Arc::new(NothingToKeep),
    );
    let fetch: Arc<dyn Fetch> = Arc::new(Outbound::new(client));
    let keys = keys::sources(&settings, &fetch);
    let service = assemble::service(&settings, &keys, ports)?;
    let names = settings.accounts.iter().map(|account| &account.name[..]);
    let (told, tls) = (examine_settings(&settings), tls_to_examine(&settings));
    let patient = Patient {
        settings: &told,
        tls: tls.as_ref(),
        keys: names.zip(&keys).collect(),
        service: &service,
        line: &*upstream,
        acts: !settings.read_only,
    };
    let mut report = Report::default();
    doctor::examine(&patient, &mut |finding| report.add(&finding)).await;
    report.end();
    Ok(report.bad == 0)
}

/// Prints as it goes; a closed output is nobody's trouble.
#[derive(Default)]
struct Report {
    bad: usize,
}

impl Report {
    fn add(&mut self, finding: &Finding) {
        self.bad += usize::from(finding.level == Level::Bad);
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{finding}");
        let _ = out.flush();
    }

    fn end(&self) {
        let _ = match self.bad {
            0 => writeln!(io::stdout(), "All is well."),
            1 => writeln!(io::stdout(), "1 thing to do."),
            bad => writeln!(io::stdout(), "{bad} things to do."),
        };
    }
}

/// The doctor changes nothing, so there is nothing to keep; and what would have to be kept must not be made.
struct NothingToKeep;

impl Recorder for NothingToKeep {
    fn append(&self, _entry: Entry) -> Appending<'_> {
        let why = NotKept("the doctor changes nothing".to_owned());
        Box::pin(ready(Err(why)))
    }
}

impl Notes for NothingToKeep {
    fn find<'a>(
        &'a self,
        _instance_id: &'a str,
        client_ids: &'a [String],
    ) -> Answer<'a, Vec<Option<BlacklistNote>>> {
        Box::pin(ready(Ok(vec![None; client_ids.len()])))
    }

    fn set<'a>(
        &'a self,
        _instance_id: &'a str,
        _client_id: &'a str,
        _note: BlacklistNote,
    ) -> Answer<'a, ()> {
        Box::pin(ready(Ok(())))
    }

    fn remove<'a>(&'a self, _instance_id: &'a str, _client_id: &'a str) -> Answer<'a, ()> {
        Box::pin(ready(Ok(())))
    }
}
