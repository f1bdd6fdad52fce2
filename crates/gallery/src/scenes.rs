//! All parts, in the order of `docs/ui.md`.

mod act;
mod ask;
mod domain;
mod list;
mod one;
mod tell;

use crate::stage::Scene;

/// All of them.
pub(crate) static ALL: &[Scene] = &[
    Scene {
        part: "ui/button",
        states: act::button,
    },
    Scene {
        part: "ui/icon_button",
        states: act::icon_button,
    },
    Scene {
        part: "ui/copy_button",
        states: act::copy_button,
    },
    Scene {
        part: "ui/menu",
        states: act::menu,
    },
    Scene {
        part: "ui/field",
        states: ask::field,
    },
    Scene {
        part: "ui/combo",
        states: ask::combo,
    },
    Scene {
        part: "ui/select",
        states: ask::select,
    },
    Scene {
        part: "ui/dialog",
        states: ask::dialog,
    },
    Scene {
        part: "ui/sheet",
        states: ask::sheet,
    },
    Scene {
        part: "ui/page_header",
        states: list::page_header,
    },
    Scene {
        part: "ui/table",
        states: list::table,
    },
    Scene {
        part: "ui/pager",
        states: list::pager,
    },
    Scene {
        part: "ui/onward",
        states: list::onward,
    },
    Scene {
        part: "ui/empty",
        states: list::empty,
    },
    Scene {
        part: "ui/description_list",
        states: one::description_list,
    },
    Scene {
        part: "ui/copy_id",
        states: one::copy_id,
    },
    Scene {
        part: "ui/shown",
        states: one::shown,
    },
    Scene {
        part: "ui/status",
        states: one::status,
    },
    Scene {
        part: "ui/badge",
        states: one::badge,
    },
    Scene {
        part: "ui/meter",
        states: one::meter,
    },
    Scene {
        part: "ui/when",
        states: one::when,
    },
    Scene {
        part: "ui/icon",
        states: one::icon,
    },
    Scene {
        part: "ui/note",
        states: tell::note,
    },
    Scene {
        part: "ui/toasts",
        states: tell::toasts,
    },
    Scene {
        part: "ui/progress",
        states: tell::progress,
    },
    Scene {
        part: "ui/skeleton",
        states: tell::skeleton,
    },
    Scene {
        part: "components/act_dialog",
        states: domain::act_dialog,
    },
    Scene {
        part: "components/id_field",
        states: domain::id_field,
    },
    Scene {
        part: "components/problem",
        states: domain::problem,
    },
    Scene {
        part: "components/detail",
        states: domain::detail,
    },
    Scene {
        part: "components/certificate_state",
        states: domain::certificate_state,
    },
    Scene {
        part: "components/validity_bar",
        states: domain::validity_bar,
    },
    Scene {
        part: "components/cloud",
        states: domain::cloud,
    },
];
