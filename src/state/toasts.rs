//! What happened, said once.

use crate::prelude::*;

use crate::ui::{Toast, ToastKind};

/// The most toasts shown at once; the oldest goes first.
const MOST: usize = 4;

/// The toasts on show.
#[derive(Clone, Copy)]
pub struct Toasts {
    list: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

impl Toasts {
    /// Says something; `detail` is a second, quieter sentence.
    pub fn say(self, kind: ToastKind, title: impl Into<String>, detail: Option<String>) {
        self.push(kind, title.into(), detail);
    }

    /// Takes a toast away.
    pub fn dismiss(self, id: u32) {
        self.list.update(|list| list.retain(|toast| toast.id != id));
    }

    /// The toasts on show, oldest first.
    pub fn list(self) -> Signal<Vec<Toast>> {
        self.list.into()
    }

    fn push(self, kind: ToastKind, title: String, detail: Option<String>) {
        let next = |next: &mut u32| {
            *next += 1;
            *next
        };
        // Who says something may have outlived what it is said in.
        let Some(id) = self.next.try_update_value(next) else {
            return;
        };
        let toast = Toast {
            id,
            kind,
            title,
            detail,
        };
        self.list.update(|list| {
            list.push(toast);
            let excess = list.len().saturating_sub(MOST);
            list.drain(..excess);
        });
    }
}

/// Provides the toasts.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        list: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
    };
    provide_context(toasts);
    toasts
}

/// The toasts of this mount.
pub fn use_toasts() -> Toasts {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stay_and_any_can_be_dismissed() {
        Owner::new().with(|| {
            let toasts = provide_toasts();
            for number in 0..6 {
                toasts.say(
                    ToastKind::Done,
                    ["toast ", &number.to_string()].concat(),
                    None,
                );
            }
            let ids = || {
                toasts
                    .list()
                    .with_untracked(|list| list.iter().map(|toast| toast.id).collect::<Vec<_>>())
            };
            assert_eq!(ids(), [3, 4, 5, 6]);
            toasts.dismiss(4);
            assert_eq!(ids(), [3, 5, 6]);
        });
    }
}
