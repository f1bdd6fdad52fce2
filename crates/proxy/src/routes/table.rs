//! Every path of the proxy that is not a page, and who may ask for it. The router is made of this list, and so are the tests that try each
//! path with each offence: a route cannot be there without being in it.

use std::sync::Arc;

use axum::routing::{MethodRouter, any, get, post};
use http::Method;

use super::{
    audit, exchange, health, metrics, operations, people, plans, protected, session, setup,
    sign_in, tokens,
};
use crate::app::App;

/// Who may ask for a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, signed in or not.
    Public,
    /// Anybody, and a link on another site may lead there.
    PublicLink,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever is signed in and has a grant, whatever it is.
    Granted,
    /// Whoever is signed in; what they may do is decided by the object that they name.
    ByObject,
    /// Admins.
    Admin,
}

/// One path and method.
pub struct Route {
    /// Its method; where it is GET, HEAD goes along.
    pub method: Method,
    /// Its path, with `{…}` for what varies.
    pub path: &'static str,
    /// Who may ask for it.
    pub access: Access,
    handler: fn() -> MethodRouter<Arc<App>>,
}

/// Every path and method.
pub const ROUTES: &[Route] = &[
    // For whoever watches over the process.
    reads(health::ALIVE, Access::Public, || get(health::alive)),
    reads("/readyz", Access::Public, || get(health::ready)),
    reads("/metrics", Access::Granted, || get(metrics::show)),
    // To come in and to leave.
    reads("/api/sign-in", Access::Public, || get(sign_in::ways)),
    acts("/api/sign-in/password", Access::Public, || {
        post(sign_in::by_password)
    }),
    reads("/sign-in/oidc/{id}", Access::PublicLink, || {
        get(sign_in::depart)
    }),
    reads("/sign-in/oidc/{id}/callback", Access::PublicLink, || {
        get(sign_in::come_back)
    }),
    reads("/sign-in/exchange", Access::PublicLink, || {
        get(exchange::link)
    }),
    acts("/api/session/exchange", Access::Public, || {
        post(exchange::exchange)
    }),
    // Who asks is not asked for at the door: that would be use of the session.
    acts("/api/session/renew", Access::Public, || {
        post(exchange::renew)
    }),
    acts("/api/sign-out", Access::SignedIn, || post(sign_in::out)),
    acts("/api/sign-out/everywhere", Access::SignedIn, || {
        post(sign_in::out_everywhere)
    }),
    // For the dashboard and scripts.
    reads("/api/session", Access::SignedIn, || get(session::show)),
    reads("/api/operations", Access::SignedIn, || {
        get(operations::list)
    }),
    acts("/api/operations/{name}", Access::ByObject, || {
        any(operations::call)
    }),
    reads("/api/tokens", Access::SignedIn, || get(tokens::list)),
    acts("/api/tokens/create", Access::SignedIn, || {
        post(tokens::create)
    }),
    acts("/api/tokens/revoke", Access::SignedIn, || {
        post(tokens::revoke)
    }),
    reads("/api/protected", Access::SignedIn, || get(protected::list)),
    acts("/api/protected/mark", Access::ByObject, || {
        post(protected::mark)
    }),
    acts("/api/protected/unmark", Access::ByObject, || {
        post(protected::unmark)
    }),
    reads("/api/audit", Access::SignedIn, || get(audit::list)),
    acts("/api/audit/export-made", Access::ByObject, || {
        post(audit::export_made)
    }),
    reads("/api/plans", Access::SignedIn, || get(plans::list)),
    reads("/api/plans/rules", Access::SignedIn, || get(plans::rules)),
    acts("/api/plans/rules/make", Access::ByObject, || {
        post(plans::make_rule)
    }),
    acts("/api/plans/rules/withdraw", Access::ByObject, || {
        post(plans::withdraw_rule)
    }),
    acts("/api/plans/create", Access::ByObject, || {
        post(plans::create)
    }),
    acts("/api/plans/add", Access::ByObject, || post(plans::add)),
    acts("/api/plans/freeze", Access::ByObject, || {
        post(plans::freeze)
    }),
    acts("/api/plans/exclude", Access::ByObject, || {
        post(plans::exclude)
    }),
    acts("/api/plans/adjust", Access::ByObject, || {
        post(plans::adjust)
    }),
    acts("/api/plans/approve", Access::ByObject, || {
        post(plans::approve)
    }),
    acts("/api/plans/reject", Access::ByObject, || {
        post(plans::reject)
    }),
    acts("/api/plans/run", Access::ByObject, || post(plans::run)),
    acts("/api/plans/pause", Access::ByObject, || post(plans::pause)),
    acts("/api/plans/resume", Access::ByObject, || {
        post(plans::resume)
    }),
    acts("/api/plans/cancel", Access::ByObject, || {
        post(plans::cancel)
    }),
    acts("/api/plans/undo", Access::ByObject, || post(plans::undo)),
    acts("/api/plans/hand-out", Access::ByObject, || {
        post(plans::hand_out)
    }),
    acts("/api/plans/received", Access::ByObject, || {
        post(plans::received)
    }),
    reads("/api/plans/{id}", Access::ByObject, || get(plans::show)),
    reads("/api/plans/{id}/items", Access::ByObject, || {
        get(plans::items)
    }),
    reads("/api/plans/{id}/report", Access::ByObject, || {
        get(plans::report)
    }),
    reads("/api/plans/{id}/events", Access::ByObject, || {
        get(plans::events)
    }),
    // For admins.
    reads("/api/people", Access::Admin, || get(people::list)),
    acts("/api/people/grant", Access::Admin, || post(people::grant)),
    acts("/api/people/withdraw", Access::Admin, || {
        post(people::withdraw)
    }),
    acts("/api/people/sign-out", Access::Admin, || {
        post(people::sign_out)
    }),
    reads("/api/setup", Access::Admin, || get(setup::show)),
    acts("/api/setup/check", Access::Admin, || post(setup::check)),
    reads("/api/setup/ram-policy", Access::Admin, || {
        get(setup::ram_policy)
    }),
];

const fn reads(
    path: &'static str,
    access: Access,
    handler: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route {
        method: Method::GET,
        path,
        access,
        handler,
    }
}

const fn acts(
    path: &'static str,
    access: Access,
    handler: fn() -> MethodRouter<Arc<App>>,
) -> Route {
    Route {
        method: Method::POST,
        path,
        access,
        handler,
    }
}

impl Route {
    /// What answers.
    pub(crate) fn handler(&self) -> MethodRouter<Arc<App>> {
        (self.handler)()
    }

    fn takes(&self, method: &Method) -> bool {
        self.method == *method || (self.method == Method::GET && *method == Method::HEAD)
    }
}

/// Who may ask for a path that the router matched. What has no route is nobody's business who is not signed in.
pub(crate) fn access(method: &Method, path: &str) -> Access {
    let mut on_path = ROUTES.iter().filter(|route| route.path == path);
    on_path
        .find(|route| route.takes(method))
        .map_or(Access::SignedIn, |route| route.access)
}

/// The methods that a path takes.
pub(crate) fn methods(path: &str) -> String {
    let mut methods: Vec<_> = ROUTES
        .iter()
        .filter(|route| route.path == path)
        .flat_map(|route| match route.method {
            Method::GET => &["GET", "HEAD"][..],
            _ => &["POST"],
        })
        .copied()
        .collect();
    methods.dedup();
    methods.join(", ")
}
