//! Whether the device is connected and whether it may connect, as the cloud says when it is asked.

use crate::prelude::*;
use signet_model::{
    identifiers::PageSize,
    operations::{Blacklist, BlacklistEntry, QueryCustomAuthConnectBlack, QuerySessionByClientId},
};
use signet_view::view;

use super::One;
use crate::{
    api::{Failure, Query, query},
    components::{Loaded, moment},
    pages::list::{problem_of, read_at},
    router::{Link, Place, View},
    state::use_refresh,
    text::use_text,
    ui::{Button, Icon, IconName, Skeleton, Status, Tone, memo, shown},
    view::IntoChild,
};

/// Online or not, blacklisted or not.
pub(super) fn panel(one: One) -> Child {
    let text = use_text().credential();
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.now}</h2>
                {session(one)}
                {blacklist(one)}
            </div>
        </section>
    }
    .into_child()
}

fn session(one: One) -> Child {
    let text = use_text();
    let refresh = use_refresh();
    let session = query(
        move || {
            refresh
                .watch(&["sessions/", &one.instance].concat())
                .track();
            Some(QuerySessionByClientId {
                instance_id: one.instance_id()?,
                client_id: one.id.clone(),
            })
        },
        |before, now| before == now,
    );
    let shows = move || {
        session.answer().with(|answer| {
            let answer = answer?;
            let (tone, word) = if answer.value.online {
                (Tone::Good, text.credential().online)
            } else {
                (Tone::Neutral, text.credential().offline)
            };
            Some(state(tone, word, answer.read_at))
        })
    };
    asked(session, shows, text.credential().ask_session)
}

fn blacklist(one: One) -> Child {
    let text = use_text();
    let refresh = use_refresh();
    let blacklist = query(
        move || {
            refresh
                .watch(&["blacklist/", &one.instance].concat())
                .track();
            Some(QueryCustomAuthConnectBlack {
                instance_id: one.instance_id()?,
                client_id: Some(one.id.clone()),
                page_size: PageSize::MAX,
                next_token: None,
            })
        },
        |before, now| before == now,
    );
    let shows = move || {
        blacklist.answer().with(|answer| {
            let answer = answer?;
            let found = blocking(answer.value, one.id.as_str());
            let (tone, word) = match found {
                Some(_) => (Tone::Danger, text.credential().blacklisted),
                None => (Tone::Neutral, text.credential().not_blacklisted),
            };
            let why = found.map(|entry| why(one, entry));
            Some(view! { {state(tone, word, answer.read_at)} {why} }.into_child())
        })
    };
    let none = memo(move || blacklist.failure().with(is_not_offered));
    let body = move || {
        if none.get() {
            let word = text.credential().no_blacklist;
            view! { <p class="credential__state"><Status>{word}</Status></p> }.into_child()
        } else {
            asked(blacklist, shows, text.credential().ask_blacklist)
        }
    };
    body.into_child()
}

/// Whether the edition of the instance has no blacklist.
fn is_not_offered(failure: &Option<Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(error)) if error.cloud_code.as_deref() == Some("ApiNotSupport"))
}

/// A state, and when it was asked.
fn state(tone: Tone, word: &'static str, at: f64) -> Child {
    view! {
        <p class="credential__state">
            <Status tone=tone><strong>{word}</strong></Status>
            <span class="quiet credential__read">{read_at(at)}</span>
        </p>
    }
    .into_child()
}

/// The entry that keeps this client out, if there is one.
fn blocking<'a>(blacklist: &'a Blacklist, id: &str) -> Option<&'a BlacklistEntry> {
    blacklist
        .entries
        .iter()
        .find(|entry| entry.blocked && entry.client_id == id)
}

/// Who keeps it out and why, and the way to lift that.
fn why(one: One, entry: &BlacklistEntry) -> Child {
    let text = use_text().credential();
    let who = match &entry.note {
        Some(note) => {
            let reason = note.reason.as_deref().map(|reason| {
                view! { <q>{shown(reason)}</q> }
            });
            view! { <p>{text.set_by} " " <strong>{shown(&note.set_by)}</strong> " · " {moment(Some(note.set_at))} " " {reason}</p> }
                .into_child()
        }
        None => view! { <p>{text.set_elsewhere}</p> }.into_child(),
    };
    let to = Place::from(View::Blacklist.about(&one.instance, one.id.as_str()));
    view! {
        {who}
        <div><Link to=to class="ui-button ui-button--plain">{text.to_blacklist}</Link></div>
    }
    .into_child()
}

fn asked<Q, A>(
    query: Query<Q, A>,
    shows: impl Fn() -> Option<Child> + Copy + Send + Sync + 'static,
    ask: &'static str,
) -> Child
where
    Q: Clone + PartialEq + Send + Sync + 'static,
    A: Clone + Send + Sync + 'static,
{
    let text = use_text().shell();
    view! {
        <div class="credential__asked">
            <Loaded
                ready=Signal::derive(move || query.is_answered())
                busy=query.busy()
                problem=problem_of(query)
                on_retry=Callback::new(move |()| query.again())
                label=text.loading
                skeleton=|| view! { <Skeleton /> }
            >
                {shows}
            </Loaded>
            <Button busy=query.busy() on_press=Callback::new(move |()| query.again())>
                <Icon name=IconName::Reload />
                {ask}
            </Button>
        </div>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(client_id: &str, blocked: bool) -> BlacklistEntry {
        BlacklistEntry {
            client_id: client_id.to_owned(),
            effect: if blocked { "DENY" } else { "ALLOW" }.to_owned(),
            permit_action: "CONNECT".to_owned(),
            blocked,
            note: None,
        }
    }

    #[test]
    fn only_an_entry_that_denies_this_very_client_keeps_it_out() {
        let with = |entries| Blacklist {
            request_id: String::new(),
            entries,
            next_token: None,
        };
        let keeps_out = |entries, id| blocking(&with(entries), id).is_some();
        assert!(!keeps_out(vec![], "a"));
        assert!(!keeps_out(vec![entry("a", false)], "a"));
        assert!(!keeps_out(vec![entry("ab", true)], "a"));
        assert!(keeps_out(vec![entry("a", false), entry("a", true)], "a"));
    }
}
