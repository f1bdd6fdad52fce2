//! What is handed down to every part below: one value of each type, as in Leptos, but looked up by one piece of code.

use std::{
    any::{TypeId, type_name},
    sync::Arc,
};

use super::erased::{Erased, erase, shown};

/// Hands `value` down to what is made below here, in the place of one of the same type from above.
pub fn provide_context<T: Send + Sync + 'static>(value: T) {
    provide(erase(value));
}

/// The value of this type that is handed down to here.
pub fn use_context<T: Clone + 'static>() -> Option<T> {
    find(TypeId::of::<T>()).map(|link| shown::<T>(&link.value).clone())
}

/// The value of this type, which somebody above hands down.
///
/// # Panics
/// Nobody does.
pub fn expect_context<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| missing(type_name::<T>()))
}

/// All that is handed down to one place: the latest value, and what came before it.
#[derive(Clone, Default)]
struct Handed(Option<Arc<Link>>);

struct Link {
    value: Erased,
    before: Handed,
}

fn provide(value: Erased) {
    let before = leptos::prelude::use_context().unwrap_or_default();
    let link = Link { value, before };
    leptos::prelude::provide_context(Handed(Some(Arc::new(link))));
}

fn find(wanted: TypeId) -> Option<Arc<Link>> {
    let mut handed = leptos::prelude::use_context::<Handed>()?;
    while let Some(link) = handed.0 {
        if (*link.value).type_id() == wanted {
            return Some(link);
        }
        handed = link.before.clone();
    }
    None
}

#[cold]
#[inline(never)]
fn missing(name: &str) -> ! {
    panic!("nothing above hands down a {name}")
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::{provide_context, use_context};

    #[test]
    fn the_nearest_value_of_a_type_counts_and_only_below() {
        let above = Owner::new();
        above.with(|| {
            provide_context("above");
            provide_context(1);
            let below = Owner::new();
            below.with(|| {
                provide_context("below");
                assert_eq!(use_context::<&str>(), Some("below"));
                assert_eq!(use_context::<i32>(), Some(1));
                assert_eq!(use_context::<u8>(), None);
            });
            assert_eq!(use_context::<&str>(), Some("above"));
        });
    }
}
