//! The ways of not being allowed, what each should meet, and how it is committed.

use std::time::Duration;

use axum::body::Body;
use http::{Method, Request};
use serde_json::Value;
use signet_model::Effect;
use signet_model::roles::Role;
use signet_proxy::routes::table::Access;
use signet_proxy::service::BudgetLimits;

use super::endpoints::{Endpoint, Reach};
use crate::support::{Bench, with_cookie};

/// One way of not being allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Offence {
    NoSession,
    WrongRole,
    WrongInstance,
    WrongGroup,
    MissingHeader,
    ForeignOrigin,
    ForeignHost,
    ExpiredSession,
    SpentBudget,
}

pub(super) const OFFENCES: [Offence; 9] = [
    Offence::NoSession,
    Offence::WrongRole,
    Offence::WrongInstance,
    Offence::WrongGroup,
    Offence::MissingHeader,
    Offence::ForeignOrigin,
    Offence::ForeignHost,
    Offence::ExpiredSession,
    Offence::SpentBudget,
];

/// What an offence should meet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Verdict {
    /// It is none there.
    NoOffence,
    /// It is answered without what is not granted, which this tells of the answer.
    ShowsLess(fn(&Value) -> bool),
    /// It is refused, and that is written down.
    Refused(&'static str),
    /// It is refused, and that is nothing to write down.
    RefusedUnrecorded(&'static str),
}

impl PartialEq for Verdict {
    fn eq(&self, other: &Self) -> bool {
        matches!((self, other), (Self::NoOffence, Self::NoOffence))
    }
}

impl Offence {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::NoSession => "no session",
            Self::WrongRole => "wrong role",
            Self::WrongInstance => "wrong instance",
            Self::WrongGroup => "wrong group",
            Self::MissingHeader => "missing header",
            Self::ForeignOrigin => "foreign Origin",
            Self::ForeignHost => "foreign Host",
            Self::ExpiredSession => "expired session",
            Self::SpentBudget => "spent budget",
        }
    }

    /// What it should meet, from who may ask, the effect and the scope.
    pub(super) fn verdict(self, endpoint: &Endpoint) -> Verdict {
        let is_public = matches!(endpoint.access, Access::Public | Access::PublicLink);
        match self {
            Self::ForeignHost => Verdict::Refused("forbidden_host"),
            Self::ForeignOrigin => Verdict::Refused("forbidden_origin"),
            Self::MissingHeader if endpoint.method == Method::POST => {
                Verdict::Refused("missing_header")
            }
            Self::MissingHeader => Verdict::NoOffence,
            Self::NoSession | Self::ExpiredSession if is_public => Verdict::NoOffence,
            Self::NoSession => unproven(endpoint, "sign_in_required"),
            Self::ExpiredSession => unproven(endpoint, "session_expired"),
            Self::WrongRole => match endpoint.access {
                Access::Public | Access::PublicLink | Access::SignedIn => Verdict::NoOffence,
                Access::Granted => Verdict::Refused("no_grant"),
                Access::ByObject if endpoint.act == Some((Effect::Read, Reach::Plan)) => {
                    Verdict::Refused("not_found")
                }
                Access::Admin | Access::ByObject => Verdict::Refused("role_required"),
            },
            Self::WrongInstance | Self::WrongGroup => match (self, endpoint.act) {
                (_, None) => Verdict::NoOffence,
                (_, Some((_, Reach::Plan | Reach::Approved))) => Verdict::Refused("not_found"),
                (Self::WrongInstance, Some((_, Reach::Everything))) => {
                    Verdict::ShowsLess(|body| body["instances"] == Value::Array(Vec::new()))
                }
                (_, Some((_, Reach::Everything))) => Verdict::ShowsLess(|body| {
                    body["instances"]
                        .as_array()
                        .is_some_and(|list| !list.is_empty())
                }),
                // A file of what one may see may be made.
                (Self::WrongGroup, Some((_, Reach::Inside))) if !endpoint.is_operation() => {
                    Verdict::NoOffence
                }
                (Self::WrongGroup, Some((_, Reach::Inside))) => {
                    Verdict::ShowsLess(|body| body["groups"] == Value::Array(Vec::new()))
                }
                (_, Some(_)) => Verdict::Refused("role_required"),
            },
            Self::SpentBudget => match endpoint.act {
                Some((effect, _))
                    if endpoint.is_operation() && BudgetLimits::default().of(effect).is_some() =>
                {
                    Verdict::Refused("budget_spent")
                }
                _ => Verdict::NoOffence,
            },
        }
    }

    /// The request that commits it.
    pub(super) async fn commit(self, bench: &Bench, endpoint: &Endpoint) -> Request<Body> {
        let mut request = request(endpoint);
        let mut set = |name: &'static str, value: &'static str| {
            request
                .headers_mut()
                .insert(name, value.parse().expect("a value"));
        };
        match self {
            Self::ForeignHost => set("host", "evil.example:8787"),
            Self::ForeignOrigin => set("origin", "https://evil.example"),
            Self::MissingHeader => {
                request.headers_mut().remove("x-signet");
            }
            _ => {}
        }
        let who = match self {
            Self::NoSession => return request,
            Self::WrongRole => wrong_role(endpoint),
            Self::WrongInstance => "user:elsewhere",
            Self::WrongGroup => "user:beside",
            Self::SpentBudget => "user:custodian",
            _ => right_role(endpoint),
        };
        let cookie = bench.sign_in(who, &[]).await;
        match self {
            Self::ExpiredSession => bench.clock.advance(Duration::from_secs(25 * 3600)),
            Self::SpentBudget => {
                let budgets = &bench.app.service.safeguards().budgets;
                for effect in Effect::ALL {
                    for _ in 0..budgets.limits().of(effect).unwrap_or(0) {
                        budgets.count(who, effect, bench.app.ports.clock.now());
                    }
                }
            }
            _ => {}
        }
        with_cookie(request, &cookie)
    }
}

/// The request of somebody who may.
pub(super) async fn rightly(bench: &Bench, endpoint: &Endpoint) -> Request<Body> {
    let cookie = bench.sign_in(right_role(endpoint), &[]).await;
    with_cookie(request(endpoint), &cookie)
}

/// Whoever asks whether they are signed in is told, and that is all.
fn unproven(endpoint: &Endpoint, code: &'static str) -> Verdict {
    if endpoint.path == "/api/session" {
        Verdict::RefusedUnrecorded(code)
    } else {
        Verdict::Refused(code)
    }
}

fn right_role(endpoint: &Endpoint) -> &'static str {
    match (endpoint.access, endpoint.act) {
        (Access::Admin, _) => "user:admin",
        (_, Some((_, Reach::Approved | Reach::Standing))) => "user:approver",
        _ => "user:custodian",
    }
}

/// Somebody with a role on everything that does not give the effect.
fn wrong_role(endpoint: &Endpoint) -> &'static str {
    if matches!(endpoint.act, Some((_, Reach::Approved | Reach::Standing))) {
        return "user:custodian";
    }
    let effect = endpoint.act.map(|(effect, _)| effect);
    match (endpoint.access, effect.map(Role::for_effect)) {
        (Access::Granted, _) => "user:nobody",
        (Access::Admin, _) => "user:custodian",
        (_, Some(Role::Operator)) => "user:viewer",
        (_, Some(Role::Custodian)) => "user:operator",
        _ => "user:admin",
    }
}

fn request(endpoint: &Endpoint) -> Request<Body> {
    let body = match endpoint.method {
        Method::POST => Body::from(endpoint.body.to_string()),
        _ => Body::empty(),
    };
    let mut request = Request::builder()
        .method(endpoint.method.clone())
        .uri(&endpoint.path)
        .header("host", "127.0.0.1:8787");
    if endpoint.method == Method::POST {
        request = request
            .header("x-signet", "1")
            .header("content-type", "application/json");
    }
    request.body(body).expect("a request")
}
