//! API tokens: those that one made, for an admin everybody's; making one, and taking one away.

mod create;
mod made;
mod revoke;
mod rows;

use crate::prelude::*;
use signet_model::api::{Tokens, Via};
use signet_view::view;

use self::{create::Creation, revoke::Revoking};
use super::{
    heading::{adding, counted, reload},
    here::{Here, use_here},
    list::problem_of,
};
use crate::{
    api::{Query, own_query},
    components::Loaded,
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Empty, IconName, PageHeader, Skeleton, memo},
    view::IntoChild,
};

/// The key under which tokens are read again, and the path of the proxy that lists them.
const KEY: &str = "tokens";

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    tokens: Query<String, Tokens>,
}

/// API tokens.
pub(super) fn tokens_page() -> Child {
    let (here, version) = (use_here(), use_refresh().watch(KEY));
    let is_local = memo(move || {
        here.session()
            .answer()
            .with(|session| session.map(|session| session.value.via == Via::Local))
    });
    let tokens = own_query(
        move || {
            version.track();
            (is_local.get() == Some(false)).then(|| KEY.to_owned())
        },
        |_, _| true,
    );
    let desk = Desk::new(Parts { here, tokens });
    (move || match is_local.get() {
        Some(true) => no_sign_in(),
        None | Some(false) => known(desk),
    })
    .into_child()
}

fn no_sign_in() -> Child {
    let text = use_text();
    view! {
        <PageHeader title=text.shell().tokens />
        <section class="panel">
            <Empty icon=IconName::Key title=text.tokens().no_sign_in>{text.tokens().no_sign_in_detail}</Empty>
        </section>
    }
    .into_child()
}

fn known(desk: Desk) -> Child {
    let text = use_text();
    let (creation, revoking) = (Creation::of(desk), Revoking::of(desk));
    let tokens = desk.tokens;
    let shows = move || {
        tokens.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.tokens.len();
            Some(counted(count, answer.read_at, text.tokens().count))
        })
    };
    let actions = move || {
        view! {
            {adding(text.tokens().create, move || creation.refusal(), move || creation.ask())}
            {reload(tokens.busy(), move || tokens.again())}
        }
    };
    view! {
        <PageHeader title=text.shell().tokens actions=actions>{shows}</PageHeader>
        <section class="panel">
            <Loaded
                ready=Signal::derive(move || tokens.is_answered())
                busy=tokens.busy()
                problem=problem_of(tokens)
                on_retry=Callback::new(move |()| tokens.again())
                label=text.shell().reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=4 /></div> }
            >
                {rows::rows(desk, revoking)}
            </Loaded>
        </section>
        {creation.dialog()}
        {revoking.dialog()}
    }
    .into_child()
}
