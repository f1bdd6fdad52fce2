//! Who knows what of how the proxy is.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::interval;

use super::store::Kept;
use crate::app::App;
use crate::tls::Tls;
use crate::vitals::KeyVitals;

/// How often sessions are counted.
const COUNT: Duration = Duration::from_secs(10);

/// Tells the vital signs of `app` whom to ask.
pub(super) fn connect(app: &Arc<App>, kept: &Kept, tls: Option<&Arc<Tls>>) {
    let vitals = &app.metrics.vitals;
    let service = Arc::clone(&app.service);
    vitals.add(move |vitals| {
        let (limits, calls_now) = service.usage();
        vitals.calls_now = calls_now;
        vitals.calls_limit = limits.calls_per_second;
    });
    let (counting, counted) = watch::channel(None);
    let people = Arc::clone(app);
    tokio::spawn(async move {
        let mut ticks = interval(COUNT);
        loop {
            ticks.tick().await;
            counting.send_replace(people.people.sessions().await);
        }
    });
    vitals.add(move |vitals| vitals.sessions = *counted.borrow());
    let record = Arc::clone(&kept.record);
    vitals.add(move |vitals| vitals.audit = record.vitals());
    let plans = Arc::clone(&app.plans);
    vitals.add(move |vitals| {
        vitals.plans = plans.by_state();
        vitals.plan_items = plans.by_outcome();
    });
    let authorities = Arc::clone(&app.ports.authorities);
    vitals.add(move |vitals| vitals.authorities = authorities.next());
    let keys: Vec<_> = app
        .accounts
        .iter()
        .map(|account| (account.name.clone(), Arc::clone(&account.key)))
        .collect();
    vitals.add(move |vitals| {
        vitals.keys = keys
            .iter()
            .map(|(account, key)| {
                let state = key.state();
                KeyVitals {
                    account: account.clone(),
                    expires_at: state.expires_at,
                    is_replaced: state.refreshed_at.is_some(),
                    is_failing: state.last_error.is_some() && !key.is_absent(),
                }
            })
            .collect();
    });
    if let Some(tls) = tls {
        let tls = Arc::clone(tls);
        vitals.add(move |vitals| vitals.tls_valid_to = Some(tls.valid_to()));
    }
}
