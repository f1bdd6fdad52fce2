//! The page around us hears when everything is there, and when somebody has to sign in.

use crate::prelude::*;

use crate::{
    pages::use_here,
    router::{Place, use_router},
    state::{Asked, Detail, use_gate, use_mounted},
    ui::{effect, memo},
    view::IntoChild,
};

/// Tells it; shows nothing.
pub(in crate::pages) fn tell() -> Child {
    let (here, router, gate, mounted) = (use_here(), use_router(), use_gate(), use_mounted());
    let ready = memo(move || {
        // The start leads on, unless there is nowhere to go.
        let settled = router.place().with(|place| *place != Place::Home);
        let nowhere = || here.reads() == Some(false) || here.instances().is_answered();
        here.session().is_answered() && (settled || nowhere())
    });
    let said = StoredValue::new(false);
    effect(move || {
        if ready.get() && !said.get_value() {
            said.set_value(true);
            let route = router.place().with_untracked(Place::url);
            mounted.emit("ready", &[("route", Detail::Text(&route))]);
        }
    });
    effect(move || {
        if matches!(gate.asked().get(), Some(Asked::First | Asked::Ended)) {
            mounted.emit("session-expired", &[]);
        }
    });
    ().into_child()
}
