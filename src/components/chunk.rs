//! Parts of the dashboard that the browser loads when they are first shown: each a WebAssembly file of its own that shares
//! memory and code with the first one.

use std::{future::Future, pin::Pin};

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;

use super::{Problem, ProblemNote};
use crate::{
    text::{ChunkError, use_text},
    ui::{PageHeader, Skeleton, effect, memo},
    view::IntoChild,
};
use signet_view::view;

/// What a chunk gives: the function that shows it. What it is about, it takes from the context.
pub type Part = fn() -> Child;

/// A part on its way.
pub type Chunk = Pin<Box<dyn Future<Output = Result<Part, ChunkError>>>>;

/// Declares chunks: the files that are loaded, each with the parts in it that are likely to follow one another, by name.
macro_rules! chunks {
    ($($file:ident { $($(#[$doc:meta])* $name:ident => $part:path;)* })*) => {
        $($($(#[$doc])*
        pub fn $name() -> $crate::components::chunk::Chunk {
            files::$file(parts::$file::$name)
        })*)*

        /// What is in each file.
        mod parts {
            $(#[allow(
                non_camel_case_types,
                clippy::allow_attributes,
                clippy::enum_variant_names,
                reason = "named as the functions that give them, whatever their file is called"
            )]
            #[derive(Clone, Copy)]
            pub(super) enum $file { $($name),* })*
        }

        // One function for each file, not for each part: what waits for a file is in the first one as often.
        mod files {
            $(pub(super) fn $file(part: super::parts::$file) -> $crate::components::chunk::Chunk {
                #[leptos::wasm_split::wasm_split($file, fallible, wasm_split_path = leptos::wasm_split)]
                fn $file(part: super::parts::$file) -> Result<$crate::components::chunk::Part, $crate::text::ChunkError> {
                    Ok(match part { $(super::parts::$file::$name => $part),* })
                }
                Box::pin($file(part))
            })*
        }
    };
}

pub(crate) use chunks;

#[derive(Clone, Copy)]
enum State {
    Loading,
    There(Part),
    Failed,
}

/// What stands where a part will be.
#[derive(Clone, Copy)]
enum Meanwhile {
    Nothing,
    Lines,
    Page(Option<&'static str>),
}

/// Shows a part as soon as its chunk is there, and a way to try again if it does not come.
pub fn when_loaded(chunk: fn() -> Chunk) -> Child {
    loaded(chunk, Meanwhile::Lines)
}

/// A part that asks something while `open`, loaded when that is so for the first time.
pub fn when_wanted(open: Signal<bool>, chunk: fn() -> Chunk) -> Child {
    let wanted = RwSignal::new(false);
    effect(move || {
        if open.get() {
            wanted.set(true);
        }
    });
    let wanted = memo(move || wanted.get());
    (move || wanted.get().then(|| loaded(chunk, Meanwhile::Nothing))).into_child()
}

/// Shows a page as soon as its chunk is there; until then what it is called.
pub fn page_when_loaded(heading: Option<&'static str>, chunk: fn() -> Chunk) -> Child {
    loaded(chunk, Meanwhile::Page(heading))
}

fn loaded(chunk: fn() -> Chunk, meanwhile: Meanwhile) -> Child {
    let state = RwSignal::new(State::Loading);
    let load = move || {
        state.set(State::Loading);
        spawn_local_scoped_with_cancellation(async move {
            let part = chunk().await;
            state.set(part.map_or(State::Failed, State::There));
        });
    };
    load();
    (move || match state.get() {
        State::Loading => match meanwhile {
            Meanwhile::Nothing => ().into_child(),
            Meanwhile::Lines | Meanwhile::Page(_) => {
                view! { {title(meanwhile)} <Skeleton lines=3 /> }.into_child()
            }
        },
        State::There(part) => part(),
        State::Failed => {
            let failed = failed(Callback::new(move |()| load()));
            view! { {title(meanwhile)} {failed} }
        }
    })
    .into_child()
}

fn title(meanwhile: Meanwhile) -> Option<Child> {
    let Meanwhile::Page(Some(heading)) = meanwhile else {
        return None;
    };
    Some(view! { <PageHeader title=heading /> })
}

fn failed(on_retry: Callback<()>) -> Child {
    let sentences = &use_text().errors().chunk;
    let problem = Problem {
        cause: sentences.cause.to_owned(),
        remedy: sentences.remedy.to_owned(),
        ..Problem::default()
    };
    view! { <ProblemNote problem=problem on_retry=on_retry /> }.into_child()
}
