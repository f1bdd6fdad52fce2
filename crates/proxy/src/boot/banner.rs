//! What a person reads at the start: which cloud, which keys, which limits, where.

use std::io::Write;
use std::net::SocketAddr;

use signet_model::api::{Cloud, Refusal};
use signet_store::DATABASE;

use super::demo::Demo;
use crate::app::App;
use crate::config::Settings;
use crate::state_dir::StateDir;

/// Prints to standard output; the address alone on the last line. A closed output is nobody's trouble.
pub(super) fn print(
    settings: &Settings,
    app: &App,
    state: &StateDir,
    address: SocketAddr,
    demo: Option<&Demo>,
) {
    let _ = write(
        &mut std::io::stdout().lock(),
        settings,
        app,
        state,
        address,
        demo,
    );
}

fn write(
    out: &mut impl Write,
    settings: &Settings,
    app: &App,
    state: &StateDir,
    address: SocketAddr,
    demo: Option<&Demo>,
) -> std::io::Result<()> {
    writeln!(out, "Signet {}", env!("CARGO_PKG_VERSION"))?;
    match (
        settings.cloud,
        &settings.onsmqtt_endpoint,
        &settings.iot_endpoint,
    ) {
        (Cloud::Demo, ..) => writeln!(
            out,
            "  cloud    demo: an emulator in this process, nothing is real"
        )?,
        (Cloud::Loopback, Some(onsmqtt), Some(iot)) => writeln!(
            out,
            "  cloud    on this machine: OnsMqtt at {}, Iot at {}",
            onsmqtt.base(),
            iot.base()
        )?,
        (_, onsmqtt, iot) => {
            let place = |endpoint: &Option<crate::upstream::Endpoint>| {
                endpoint
                    .as_ref()
                    .map_or("its regional endpoints".to_owned(), |endpoint| {
                        endpoint.base().to_owned()
                    })
            };
            writeln!(
                out,
                "  cloud    REAL: OnsMqtt at {}, Iot at {}",
                place(onsmqtt),
                place(iot)
            )?;
        }
    }
    if let Some(file) = &settings.file {
        writeln!(out, "  config   {}", file.display())?;
    }
    for (account, here) in settings.accounts.iter().zip(&app.accounts) {
        let instances = if account.instances.is_empty() {
            "all instances".to_owned()
        } else {
            account.instances.join(", ")
        };
        let (name, regions) = (&account.name, account.regions.join(", "));
        let key = here.key.state();
        let which = match (&key.ends_with[..], key.expires_at) {
            ("", _) if here.key.is_absent() => "NO KEY".to_owned(),
            ("", _) => "no key yet".to_owned(),
            (end, None) => format!("key …{end}"),
            (end, Some(moment)) => format!("key …{end} until {moment}"),
        };
        writeln!(
            out,
            "  account  {name}: {which} ({}); {regions}; {instances}",
            key.source
        )?;
    }
    for instance in &settings.iot_instances {
        writeln!(
            out,
            "  iot      {}: {} in {}",
            instance.name,
            instance.id.as_deref().unwrap_or("the public instance"),
            instance.region
        )?;
    }
    match settings.quota.calls_per_second {
        Some(calls) => writeln!(
            out,
            "  limits   {calls} calls/s in all, and each operation as documented"
        )?,
        None => writeln!(out, "  limits   off")?,
    }
    let changes = match app.service.policy().allowed().1 {
        None => "allowed",
        Some(Refusal::ReadOnly) => "refused (--read-only)",
        Some(Refusal::ChangesNotAllowed) => {
            "refused on the real cloud (start with --allow-changes to allow them)"
        }
    };
    writeln!(out, "  changes  {changes}")?;
    let ways = app.people.ways_in_words();
    if ways.is_empty() {
        writeln!(
            out,
            "  sign-in  none: whoever uses this machine may do everything"
        )?;
    } else {
        writeln!(out, "  sign-in  {}", ways.join("; "))?;
    }
    if let Some(url) = &app.guard.public_url {
        writeln!(out, "  public   {url}")?;
    }
    writeln!(out, "  record   {}", state.file(DATABASE).display())?;
    if let Some(demo) = demo {
        writeln!(out, "  try      IotId {}", demo.iot_id)?;
    }
    if app.has_no_key() {
        writeln!(
            out,
            "  to do    there is no key, so nothing of the cloud can be shown yet; this page says what to do:"
        )?;
    }
    let scheme = if settings.tls.is_some() {
        "https"
    } else {
        "http"
    };
    writeln!(out, "{scheme}://{address}")?;
    out.flush()
}
