//! From settings to an [`App`].

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signet_model::api;
use signet_model::operations::Product;
use signet_store::Store;
use signet_store::ports::Notes;
use tokio_util::task::TaskTracker;

use crate::app::{AccountHere, App};
use crate::clock::SystemClock;
use crate::config::{AccountSettings, ConfigError, Settings};
use crate::dashboard::{Base, Dashboard, Files, Site};
use crate::doctor::{Line, examine_settings, tls_to_examine};
use crate::grants::Grants;
use crate::keys::KeySource;
use crate::metrics::Metrics;
use crate::nonce::RandomNonces;
use crate::people::People;
use crate::plans::{PlanPorts, Plans};
use crate::quota::Quota;
use crate::record::Recorder;
use crate::service::{
    Account, Budgets, IotInstance, Policy, Ports, Protected, Safeguards, Service, Target,
};
use crate::setup::SetUp;
use crate::upstream::{Endpoint, Upstream};

/// What was made before, and is shared as it is.
pub(super) struct Made {
    pub(super) store: Store,
    pub(super) grants: Arc<Grants>,
    pub(super) people: People,
    pub(super) metrics: Arc<Metrics>,
    pub(super) line: Arc<dyn Line>,
}

/// Builds what the routes share.
///
/// # Errors
/// A region that makes no endpoint.
pub(super) fn app(
    settings: &Settings,
    keys: &[Arc<KeySource>],
    ports: Ports,
    made: Made,
) -> Result<Arc<App>, ConfigError> {
    let Made {
        store,
        grants,
        people,
        metrics,
        line,
    } = made;
    let files = settings
        .dashboard
        .clone()
        .map_or(Files::BuiltIn, Files::Directory);
    let service = Arc::new(service(settings, keys, ports.clone())?);
    let plans = plans(settings, &store, &service, &grants);
    let tls = tls_to_examine(settings);
    Ok(Arc::new(App {
        setup: SetUp::new(settings.file.clone(), examine_settings(settings), tls, line),
        guard: settings.guard.clone(),
        people,
        grants,
        store,
        service,
        plans,
        ports,
        metrics,
        dashboard: Dashboard::new(files, site(settings)),
        cloud: settings.cloud,
        accounts: accounts(settings, keys),
        iot_instances: settings
            .iot_instances
            .iter()
            .map(|entry| api::IotInstance {
                name: entry.name.clone(),
                iot_instance_id: entry.id.clone(),
                region: entry.region.clone(),
                account: settings
                    .accounts
                    .get(entry.account)
                    .map(|account| account.name.clone())
                    .unwrap_or_default(),
            })
            .collect(),
        acts: TaskTracker::new(),
        stopping: AtomicBool::new(false),
    }))
}

fn site(settings: &Settings) -> Site {
    Site {
        base: Some(Base::root()),
        proxy: None,
        frame: settings.guard.frame_ancestors.clone(),
        page: settings.page.clone(),
    }
}

fn plans(
    settings: &Settings,
    store: &Store,
    service: &Arc<Service>,
    grants: &Arc<Grants>,
) -> Arc<Plans> {
    let store = Arc::new(store.clone());
    let ports = PlanPorts {
        store: Arc::clone(&store) as _,
        sightings: Arc::clone(&store) as _,
        service: Arc::clone(service),
        grants: Arc::clone(grants),
        tokens: Arc::clone(&store) as _,
        users: Arc::clone(&store) as _,
        meta: store,
        clock: Arc::new(SystemClock),
    };
    Arc::new(Plans::new(ports, settings.plans.clone()))
}

/// This machine's time and randomness, and what else is handed in.
pub(super) fn ports(
    upstream: Arc<dyn Upstream>,
    recorder: Arc<dyn Recorder>,
    notes: Arc<dyn Notes>,
) -> Ports {
    Ports {
        upstream,
        recorder,
        clock: Arc::new(SystemClock),
        nonces: Arc::new(RandomNonces),
        notes,
        authorities: Arc::default(),
    }
}

/// Builds what executes operations.
///
/// # Errors
/// A region that makes no endpoint.
pub(super) fn service(
    settings: &Settings,
    keys: &[Arc<KeySource>],
    ports: Ports,
) -> Result<Service, ConfigError> {
    let quota = Arc::new(Quota::new(settings.quota));
    let accounts: Vec<_> = settings
        .accounts
        .iter()
        .zip(keys)
        .map(|(entry, key)| account(entry, key, &quota))
        .collect();
    let mut targets = Vec::new();
    for (account, entry) in accounts.iter().zip(&settings.accounts) {
        // One endpoint answers for all regions, so asking it once for each would only count everything twice.
        let regions = if settings.onsmqtt_endpoint.is_some() {
            &entry.regions[..1]
        } else {
            &entry.regions[..]
        };
        for region in regions {
            targets.push(Arc::new(target(settings, account, region)?));
        }
    }
    let mut iot_instances = Vec::new();
    for entry in &settings.iot_instances {
        let target = Arc::new(target(settings, &accounts[entry.account], &entry.region)?);
        iot_instances.push(IotInstance {
            id: entry.id.clone(),
            target,
        });
    }
    let is_real = |endpoint: &Option<Endpoint>| {
        settings.cloud != api::Cloud::Demo && !endpoint.as_ref().is_some_and(Endpoint::is_loopback)
    };
    let policy = Policy {
        read_only: settings.read_only,
        allow_changes: settings.allow_changes,
        onsmqtt_is_real: is_real(&settings.onsmqtt_endpoint),
        iot_is_real: is_real(&settings.iot_endpoint),
    };
    Ok(Service::new(
        targets,
        iot_instances,
        policy,
        safeguards(settings),
        quota,
        ports,
    ))
}

fn safeguards(settings: &Settings) -> Safeguards {
    let told = &settings.safeguards;
    Safeguards {
        safety: told.safety.clone(),
        protected: Protected::new(told.protected.clone(), Vec::new()),
        budgets: Budgets::new(told.budgets),
    }
}

fn account(entry: &AccountSettings, key: &Arc<KeySource>, quota: &Quota) -> Arc<Account> {
    Arc::new(Account {
        name: entry.name.clone(),
        quota: quota.of_key(key.identity()),
        key: Arc::clone(key),
        instances: entry.instances.clone(),
    })
}

fn accounts(settings: &Settings, keys: &[Arc<KeySource>]) -> Vec<AccountHere> {
    let here = |(entry, key): (&AccountSettings, &Arc<KeySource>)| AccountHere {
        name: entry.name.clone(),
        regions: entry.regions.clone(),
        key: Arc::clone(key),
    };
    settings.accounts.iter().zip(keys).map(here).collect()
}

fn target(
    settings: &Settings,
    account: &Arc<Account>,
    region: &str,
) -> Result<Target, ConfigError> {
    let endpoint = |named: &Option<Endpoint>, product: Product| match named {
        Some(endpoint) => Ok(Arc::new(endpoint.clone())),
        None => Endpoint::of_region(product.code(), region)
            .map(Arc::new)
            .map_err(|what| ConfigError::about("regions", what)),
    };
    Ok(Target {
        account: Arc::clone(account),
        region: region.to_owned(),
        onsmqtt: endpoint(&settings.onsmqtt_endpoint, Product::OnsMqtt)?,
        iot: endpoint(&settings.iot_endpoint, Product::Iot)?,
    })
}
