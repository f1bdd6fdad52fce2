//! One entry, with everything that it says.

use crate::prelude::*;
use signet_model::{
    api::{AuditPage, Numbered},
    audit::Entry,
};
use signet_view::view;

use super::{Desk, said};
use crate::{
    api::own_query,
    components::{Detail, Loaded, with_relative},
    pages::list::problem_of,
    router::{Audit, How, Link},
    state::use_clock,
    text::{use_format, use_text},
    ui::{
        Badge, CopyId, Description, DescriptionList, Empty, IconName, Skeleton, Status, memo, shown,
    },
    view::IntoChild,
};

/// The entry that is open, if any is.
pub(super) fn beside(desk: Desk) -> Child {
    let open = memo(move || desk.asked.with(|asked| asked.open));
    let first = StoredValue::new(true);
    (move || {
        let sequence = open.get();
        let take_focus = !first.get_value();
        first.set_value(false);
        sequence.map(|sequence| detail(desk, sequence, take_focus))
    })
    .into_child()
}

fn detail(desk: Desk, sequence: u64, take_focus: bool) -> Child {
    let (text, format) = (use_text(), use_format());
    let listed = memo(move || {
        desk.list.answer().with(|answer| {
            let mut entries = answer?.value.entries.iter();
            entries.find(|entry| entry.sequence == sequence).cloned()
        })
    });
    // A link may open one that is not on this page.
    let apart = memo(move || !desk.list.busy().get() && listed.with(Option::is_none));
    let found = own_query::<AuditPage>(
        move || {
            let before = sequence.saturating_add(1).to_string();
            apart
                .get()
                .then(|| ["audit?before=", &before, "&limit=1"].concat())
        },
        |_, _| true,
    );
    let entry = memo(move || {
        listed.get().or_else(|| {
            found.answer().with(|answer| {
                let mut entries = answer?.value.entries.iter();
                entries.find(|entry| entry.sequence == sequence).cloned()
            })
        })
    });
    let shows = move || match entry.get() {
        Some(entry) => facts(desk, entry),
        None => view! {
            <Empty icon=IconName::Audit title=text.audit().gone>{text.audit().gone_detail}</Empty>
        },
    };
    let ready = Signal::derive(move || entry.with(Option::is_some) || found.is_answered());
    let label = [text.audit().detail, " ", &format.number(sequence)].concat();
    let close = move |()| desk.go(How::Push, |audit| audit.open = None);
    view! {
        <Detail label=label take_focus=take_focus on_close=Callback::new(close)>
            <Loaded
                ready=ready
                busy=Signal::derive(move || !ready.get())
                problem=problem_of(found)
                on_retry=Callback::new(move |()| found.again())
                label=text.shell().loading
                skeleton=|| view! { <Skeleton lines=8 /> }
            >
                {shows}
            </Loaded>
        </Detail>
    }
    .into_child()
}

fn facts(desk: Desk, numbered: Numbered) -> Child {
    let (text, clock) = (use_text().audit(), use_clock());
    let Numbered { entry, .. } = numbered;
    let time = with_relative(Some(entry.time), Signal::derive(move || clock.now()));
    let (tone, ended) = said::outcome(&entry, text);
    let only_actor = only(desk, |audit| &mut audit.actor, entry.actor.clone());
    let only_operation = only(desk, |audit| &mut audit.operation, entry.operation.clone());
    let word = (text.operation_word)(&entry.operation);
    let operation = shown(&entry.operation);
    let effect = entry.effect.map(|effect| {
        view! { <Badge tone=said::weight(effect)>{(text.effect)(effect)}</Badge> }
    });
    let reason = match &entry.reason {
        Some(reason) => shown(reason),
        None => view! { <span class="quiet">{text.no_reason}</span> }.into_child(),
    };
    let count = entry
        .count
        .filter(|count| *count > 1)
        .map(|count| view! { <p class="quiet">{(text.stands_for)(&count.to_string())}</p> });
    let (failed, objects, origin) = (failure(&entry), objects(desk, &entry), origin(&entry));
    let actor = entry.actor;
    view! {
        <DescriptionList>
            <Description name=text.outcome>
                <Status tone=tone>{ended}</Status>
                {failed}
                {count}
            </Description>
            <Description name=text.time>{time}</Description>
            <Description name=text.who>
                <CopyId value=actor wrap=true />
                {only_actor}
            </Description>
            <Description name=text.what>
                <div class="audit__what">{word} {effect}</div>
                <div><code>{operation}</code></div>
                {only_operation}
            </Description>
            {objects}
            <Description name=text.reason>{reason}</Description>
            {origin}
        </DescriptionList>
    }
    .into_child()
}

/// Why it was not done.
fn failure(entry: &Entry) -> Option<Child> {
    let text = use_text().audit();
    let why = said::why_not(entry, text)?;
    Some(
        view! {
            <div>{shown(&why)} " " <code class="quiet">{said::code_name(entry)}</code></div>
        }
        .into_child(),
    )
}

/// Everything that it was about, field by field.
fn objects(desk: Desk, entry: &Entry) -> Child {
    let text = use_text().audit();
    let main = said::object(entry);
    let one = |(name, value): (&String, &serde_json::Value)| {
        let word = (text.field_word)(name).map_or_else(|| name.clone(), str::to_owned);
        let value = said::text_of(value);
        let is_main = main.as_deref() == Some(&*value);
        let instance = said::field(entry, "instance_id");
        let more = is_main.then(|| {
            let open = said::place(entry)
                .map(|to| view! { <Link to=to class="link">{text.open_page}</Link> " · " });
            let only = desk.to(&Audit::history(instance.as_deref(), &value));
            view! { <div class="audit__more">{open} <Link to=only class="link">{text.only}</Link></div> }
        });
        view! { <Description name=word><CopyId value=value wrap=true /> {more}</Description> }
            .into_child()
    };
    entry
        .object
        .iter()
        .map(one)
        .collect::<Vec<_>>()
        .into_child()
}

/// How it came here, and where it went: what support is told.
fn origin(entry: &Entry) -> Child {
    let text = use_text().audit();
    let via = entry
        .via
        .as_deref()
        .map(|via| (text.via_word)(via).map_or_else(|| via.to_owned(), str::to_owned));
    let said = |name: &'static str, value: Option<&String>| {
        value.map(|value| {
            let value = shown(value);
            view! { <Description name=name>{value}</Description> }
        })
    };
    let copied = |name: &'static str, value: Option<&String>| {
        value.map(|value| {
            let value = value.clone();
            view! { <Description name=name><CopyId value=value wrap=true /></Description> }
        })
    };
    view! {
        {said(text.via, via.as_ref())}
        {copied(text.address, entry.address.as_ref())}
        {said(text.account, entry.account.as_ref())}
        {said(text.region, entry.region.as_ref())}
        {copied(text.cloud_code, entry.cloud_code.as_ref())}
        {copied(text.cloud_request_id, entry.cloud_request_id.as_ref())}
        {copied(text.request_id, entry.request_id.as_ref())}
        {copied(text.act, entry.act.as_ref())}
    }
    .into_child()
}

/// The way to the entries that have the same there.
fn only(desk: Desk, part: fn(&mut Audit) -> &mut Option<String>, value: String) -> Child {
    let mut audit = Audit::default();
    *part(&mut audit) = Some(value);
    let to = desk.to(&audit);
    view! { <div class="audit__more"><Link to=to class="link">{use_text().audit().only}</Link></div> }.into_child()
}
