//! What the key may do: every operation is tried on every instance and judged by the cloud's code.

use std::collections::BTreeSet;

use signet_model::api::ErrorCode;
use signet_model::fields::Fields;
use signet_model::operations::*;

use super::harmless::{Subject, Trial};
use super::verdict::{Verdict, call, judge, needs_edition};
use super::{About, Finding};
use crate::nonce::Nonces;
use crate::service::{Refused, Service, Target};
use crate::upstream::Endpoint;

/// Tries the operations wherever `reachable` says that someone answers, and tells each finding when it is known. With `acts` also
/// what acts is tried, on objects that exist nowhere.
pub async fn examine(
    service: &Service,
    nonces: &dyn Nonces,
    acts: bool,
    reachable: impl Fn(&Endpoint) -> bool,
    tell: &mut (dyn FnMut(Finding) + Send + Sync),
) {
    let mut doctor = Doctor {
        service,
        nonces,
        acts,
        tell,
        seen: BTreeSet::new(),
        rejected: BTreeSet::new(),
    };
    // Without a key there is nothing to try; why there is none has been told.
    let of_iot = service.iot_instances().iter().map(|one| &one.target);
    for target in service.targets().iter().chain(of_iot) {
        let account = &target.account;
        if account.key.credentials().await.is_err() {
            doctor.rejected.insert(account.name.clone());
        }
    }
    for target in service
        .targets()
        .iter()
        .filter(|target| reachable(&target.onsmqtt))
    {
        doctor.region(target).await;
    }
    doctor.configured_but_unlisted(&reachable);
    let iot_instances = service.iot_instances();
    for instance in iot_instances
        .iter()
        .filter(|instance| reachable(&instance.target.iot))
    {
        doctor
            .iot_instance(&instance.target, instance.id.as_deref())
            .await;
    }
    match service.targets() {
        _ if !iot_instances.is_empty() => {}
        _ if service.policy().iot_is_real => (doctor.tell)(Finding::note(
            About::iot_platform(),
            "not looked at, because signet.toml has no [[iot_instances]]",
        )),
        [target, ..] if reachable(&target.iot) => doctor.iot_instance(target, None).await,
        _ => {}
    }
}

struct Doctor<'a> {
    service: &'a Service,
    nonces: &'a dyn Nonces,
    acts: bool,
    tell: &'a mut (dyn FnMut(Finding) + Send + Sync),
    /// The instances that were found.
    seen: BTreeSet<String>,
    /// The accounts that have no key, or one that the cloud does not take: asking on would only say so again.
    rejected: BTreeSet<String>,
}

/// What became of the trials on one instance.
#[derive(Default)]
struct Tally {
    may: Vec<&'static str>,
    not_tried: Vec<&'static str>,
    not_offered: Vec<&'static str>,
    bad: Vec<Finding>,
}

impl Doctor<'_> {
    async fn region(&mut self, target: &Target) {
        let (account, region) = (&target.account.name, &target.region);
        let about = About::region(account, region);
        if self.rejected.contains(account) {
            return;
        }
        let listed = match self.service.probe(&ListInstances {}, target).await {
            Ok(listed) => listed.instances,
            Err(refused) => {
                if refused.code == ErrorCode::CloudRejectedKey {
                    self.rejected.insert(account.clone());
                }
                (self.tell)(trouble(about, &refused));
                return;
            }
        };
        let instances: Vec<_> = listed
            .into_iter()
            .filter(|instance| target.account.allows(&instance.instance_id))
            .collect();
        let count = instances.len();
        let what =
            format!("the cloud takes the key; ListInstances shows {count} that may be used here");
        (self.tell)(Finding::good(about, what));
        for instance in instances {
            self.instance(target, &instance).await;
        }
    }

    async fn instance(&mut self, target: &Target, instance: &Instance) {
        let about = About::instance(&instance.instance_id);
        self.seen.insert(instance.instance_id.clone());
        if !matches!(
            instance.status,
            InstanceStatus::InService | InstanceStatus::Upgrading | InstanceStatus::Unknown
        ) {
            let what = "not looked at, because it is not in service";
            return (self.tell)(Finding::note(about, what));
        }
        let subject = Subject::new(
            Some(instance.instance_id.clone()),
            None,
            &self.nonces.next(),
        );
        let subject = Subject {
            group: self.a_group(target, &subject).await,
            ..subject
        };
        let has_certificates = !matches!(
            instance.edition,
            Edition::Basic | Edition::PayAsYouGo | Edition::PrepaidLite | Edition::Serverless
        );
        self.all(target, Product::OnsMqtt, &subject, about, |name| {
            has_certificates || !needs_edition(name)
        })
        .await;
    }

    async fn iot_instance(&mut self, target: &Target, id: Option<&str>) {
        if self.rejected.contains(&target.account.name) {
            return;
        }
        let about = About::iot_instance(id, &target.region);
        let subject = Subject::new(id.map(ToOwned::to_owned), None, &self.nonces.next());
        self.all(target, Product::Iot, &subject, about, |_| true)
            .await;
    }

    /// A group that is there.
    async fn a_group(&self, target: &Target, subject: &Subject) -> Option<String> {
        let Trial::Call(fields) = subject.trial(OperationName::ListGroupId) else {
            return None;
        };
        let operation = ListGroupId::from_fields(Fields::new(fields)).ok()?;
        let groups = self.service.probe(&operation, target).await.ok()?.groups;
        groups
            .into_iter()
            .map(|group| group.group_id)
            .min_by_key(String::len)
    }

    /// Tries all operations of a product. `offered` says which this edition has.
    async fn all(
        &mut self,
        target: &Target,
        product: Product,
        subject: &Subject,
        about: About,
        offered: impl Fn(OperationName) -> bool,
    ) {
        let mut tally = Tally::default();
        // ListInstances is asked once for all of them.
        let of_product = OperationName::ALL.iter().filter(|name| {
            name.spec().product == product && **name != OperationName::ListInstances
        });
        for name in of_product {
            let acts = !name.spec().effect.leaves_no_trace();
            let trial = subject.trial(*name);
            let (Trial::Call(fields), false) = (trial, acts && !self.acts) else {
                tally.not_tried.push(name.as_str());
                continue;
            };
            match call(self.service, target, *name, fields).await {
                Ok(()) => tally.may.push(name.as_str()),
                Err(refused) => match judge(&refused, offered(*name)) {
                    Verdict::May => tally.may.push(name.as_str()),
                    Verdict::NotOffered => tally.not_offered.push(name.as_str()),
                    Verdict::Bad => tally.bad.push(trouble(about.clone(), &refused)),
                },
            }
        }
        tally
            .into_findings(&about, self.acts)
            .into_iter()
            .for_each(&mut *self.tell);
    }

    /// An instance that the configuration names and no region has is a slip that would show only when it is used.
    fn configured_but_unlisted(&mut self, reachable: &impl Fn(&Endpoint) -> bool) {
        let mut seen = BTreeSet::new();
        for target in self.service.targets() {
            let account = &target.account;
            let all_asked = self
                .service
                .targets()
                .iter()
                .filter(|other| other.account.name == account.name)
                .all(|other| reachable(&other.onsmqtt));
            if !seen.insert(&account.name) || self.rejected.contains(&account.name) || !all_asked {
                continue;
            }
            for id in &account.instances {
                let about = About::instance(id);
                if !self.seen.contains(id) {
                    let what = format!("no region of account {} has it", account.name);
                    let remedy = "Check `instances` and `regions` of the account in signet.toml.";
                    (self.tell)(Finding::bad(about, what, remedy));
                }
            }
        }
    }
}

impl Tally {
    fn into_findings(self, about: &About, acts: bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        if !self.may.is_empty() {
            let what = format!("the key may call {}", self.may.join(", "));
            findings.push(Finding::good(about.clone(), what));
        }
        if !self.not_offered.is_empty() {
            let what = format!(
                "its edition or region does not have {}",
                self.not_offered.join(", ")
            );
            findings.push(Finding::note(about.clone(), what));
        }
        if !self.not_tried.is_empty() {
            let why = if acts {
                "trying could change something"
            } else {
                "this proxy only reads"
            };
            let what = format!("not tried, because {why}: {}", self.not_tried.join(", "));
            findings.push(Finding::note(about.clone(), what));
        }
        findings.extend(self.bad);
        findings
    }
}

fn trouble(about: About, refused: &Refused) -> Finding {
    let remedy = refused
        .remedy
        .clone()
        .unwrap_or_else(|| "Try again.".to_owned());
    Finding {
        code: Some(refused.code),
        ..Finding::bad(about, &refused.message, remedy)
    }
}
