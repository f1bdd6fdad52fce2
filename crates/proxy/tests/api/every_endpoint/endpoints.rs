//! The endpoints: every route of the router, with each operation in the place of the one route of operations.

use http::Method;
use serde_json::{Value, json};
use signet_model::fields::Fields;
use signet_model::operations::*;
use signet_model::{Effect, every_operation};
use signet_proxy::routes::table::{Access, ROUTES};

use super::plans;
use crate::coverage::calls;
use crate::support::Bench;

/// What an operation reaches into, as far as it matters who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Every instance: the answer shows what is granted.
    Everything,
    /// One instance, of which the answer shows what is granted.
    Inside,
    /// One instance or a group of it, or one IoT instance.
    There,
    /// A plan, which is as if it were not there for whoever may not read what it is about.
    Plan,
    /// A plan, to approve it.
    Approved,
    /// What stands for approvals on one instance.
    Standing,
}

/// One row of the table.
pub(super) struct Endpoint {
    pub(super) method: Method,
    /// The path of the route in the router.
    pub(super) route: &'static str,
    /// The path that is asked for.
    pub(super) path: String,
    /// The row's name.
    pub(super) shown: String,
    pub(super) access: Access,
    /// What it does, and into what it reaches, where that decides.
    pub(super) act: Option<(Effect, Reach)>,
    pub(super) body: Value,
}

impl Endpoint {
    pub(super) fn who(&self) -> String {
        match (self.access, self.act) {
            (Access::Public | Access::PublicLink, _) => "anybody".to_owned(),
            (Access::SignedIn, _) => "whoever is signed in".to_owned(),
            (Access::Granted, _) => "whoever has a grant".to_owned(),
            (Access::Admin, _) => "admin".to_owned(),
            (Access::ByObject, Some((_, Reach::Approved | Reach::Standing))) => {
                "approver".to_owned()
            }
            (Access::ByObject, Some((effect, _))) => {
                let role = signet_model::roles::Role::for_effect(effect);
                format!("{} ({})", role.as_str(), effect.as_str())
            }
            (Access::ByObject, None) => unreachable!("an object has an effect"),
        }
    }

    pub(super) fn is_operation(&self) -> bool {
        self.route == OPERATIONS
    }
}

const OPERATIONS: &str = "/api/operations/{name}";

/// Every endpoint, with a body that would do where it is allowed. `bench` says what there is.
pub(super) async fn endpoints(bench: &Bench) -> Vec<Endpoint> {
    let mut endpoints = Vec::new();
    for route in ROUTES {
        if route.path == OPERATIONS {
            endpoints.extend(operations(bench).await);
            continue;
        }
        let (act, body) = own(bench, route.path);
        endpoints.push(Endpoint {
            method: route.method.clone(),
            route: route.path,
            path: match route.path.strip_prefix("/api/plans/") {
                Some(what) => {
                    let query = if what.ends_with("/report") {
                        "?format=csv"
                    } else {
                        ""
                    };
                    format!("{}{query}", route.path.replace("{id}", plans::PLAN))
                }
                None => route.path.replace("{id}", "corp"),
            },
            shown: format!("`{} {}`", route.method, route.path),
            access: route.access,
            act,
            body,
        });
    }
    endpoints.push(Endpoint {
        method: Method::GET,
        route: "",
        path: "/instances".to_owned(),
        shown: "every page".to_owned(),
        access: Access::PublicLink,
        act: None,
        body: Value::Null,
    });
    endpoints
}

/// What the proxy's own endpoints do to objects.
fn own(bench: &Bench, path: &str) -> (Option<(Effect, Reach)>, Value) {
    let mark = json!({ "instance_id": bench.instance(), "object": "GID_a@@@1", "reason": "r" });
    match path {
        "/api/protected/mark" => (Some((Effect::Suspend, Reach::There)), mark),
        "/api/protected/unmark" => (Some((Effect::Destroy, Reach::There)), mark),
        "/api/audit/export-made" => (
            Some((Effect::Read, Reach::Inside)),
            json!({ "what": "groups", "instance_id": bench.instance(), "rows": 1 }),
        ),
        _ => match path.strip_prefix("/api/plans/") {
            Some(what) => plans::asked(bench, what),
            None => (None, json!({})),
        },
    }
}

async fn operations(bench: &Bench) -> Vec<Endpoint> {
    let mut endpoints = Vec::new();
    for name in OperationName::ALL {
        let fields = calls::fields(bench, *name).await;
        endpoints.push(operation(*name, fields.clone(), ""));
        for switch in ["reveal", "replace_existing"] {
            if name.fields().iter().any(|field| field.name == switch) {
                let mut switched = fields.clone();
                switched[switch] = true.into();
                endpoints.push(operation(*name, switched, switch));
            }
        }
    }
    endpoints
}

fn operation(name: OperationName, body: Value, switch: &str) -> Endpoint {
    let path = format!("/api/operations/{name}");
    let with = match switch {
        "" => String::new(),
        switch => format!(" with `{switch}`"),
    };
    Endpoint {
        method: Method::POST,
        route: OPERATIONS,
        shown: format!("`POST {path}`{with}"),
        path,
        access: Access::ByObject,
        act: Some(act(name, &body)),
        body,
    }
}

fn act_of<O: Operation>(body: &Value) -> (Effect, Reach) {
    let fields = body.as_object().expect("fields").clone();
    let operation = O::from_fields(Fields::new(fields)).expect("an operation");
    let reach = match operation.scope() {
        Scope::Everything => Reach::Everything,
        Scope::Inside(_) => Reach::Inside,
        Scope::Instance(_) | Scope::Group(..) | Scope::Clients(..) | Scope::Iot(_) => Reach::There,
    };
    (operation.effect(), reach)
}

macro_rules! act {
    ($($name:ident)*) => {
        fn act(name: OperationName, body: &Value) -> (Effect, Reach) {
            match name { $(OperationName::$name => act_of::<$name>(body)),* }
        }
    };
}

every_operation!(act);
