//! What single acts may not take out of service: what people marked, and the patterns of the configuration.

use crate::prelude::*;
use signet_model::api::{ProtectedMark, ProtectedPattern};
use signet_view::view;

use super::{
    heading::reload,
    list::{problem_of, read_at},
    object::{history, page_of},
    protection::{Marked, Marking, Protection, use_marking, use_protection},
};
use crate::{
    components::{Loaded, with_relative},
    pages::here::{Here, use_here},
    router::{How, Link, use_router},
    state::use_clock,
    text::{use_format, use_text},
    ui::{
        Cell, Column, ColumnKind, CopyId, Empty, IconName, Menu, MenuItem, PageHeader, Row,
        Skeleton, Table, memo, shown, shown_text,
    },
    view::{IntoChild, each},
};

/// What is protected from single acts.
pub fn protected_page() -> Child {
    let text = use_text();
    let protection = use_protection();
    let marking = use_marking(protection);
    let list = protection.list();
    view! {
        {header(protection)}
        <div class="stack protected">
            <section class="panel">
                <div class="bar"><h2>{text.protected().marks}</h2></div>
                <Loaded
                    ready=Signal::derive(move || list.is_answered())
                    busy=list.busy()
                    problem=problem_of(list)
                    on_retry=Callback::new(move |()| list.again())
                    label=text.shell().reading
                    skeleton=|| view! { <div class="panel__body"><Skeleton lines=4 /></div> }
                >
                    {marks(protection, marking)}
                </Loaded>
            </section>
            {move || list.is_answered().then(|| patterns(protection))}
        </div>
        {marking.dialog()}
    }
    .into_child()
}

fn header(protection: Protection) -> Child {
    let (text, format) = (use_text(), use_format());
    let list = protection.list();
    let shows = move || {
        let said = list.answer().with(|answer| {
            let answer = answer?;
            let count = (text.protected().count)(
                &format.number(answer.value.marks.len() as u64),
                &format.number(answer.value.patterns.len() as u64),
            );
            Some(view! { " " {count} {text.shell().comma} {read_at(answer.read_at)} })
        });
        view! { {text.protected().lead} {said} }
    };
    let actions = move || {
        view! {
            {reload(list.busy(), move || list.again())}
        }
    };
    view! { <PageHeader title=text.shell().protected actions=actions>{shows}</PageHeader> }
        .into_child()
}

fn marks(protection: Protection, marking: Marking) -> Child {
    let text = use_text().protected();
    let marks = memo(move || {
        protection.list().answer().with(|answer| {
            answer
                .map(|answer| answer.value.marks.clone())
                .unwrap_or_default()
        })
    });
    let none = memo(move || marks.with(Vec::is_empty));
    let here = use_here();
    (move || {
        if none.get() {
            return view! { <Empty icon=IconName::Lock title=text.none_marked>{text.none_marked_detail}</Empty> }.into_child();
        }
        let columns = vec![
            Column::new(ColumnKind::Main, text.object),
            Column::new(ColumnKind::Text, text.instance),
            Column::new(ColumnKind::Text, text.reason),
            Column::new(ColumnKind::Text, text.marked_by),
            Column::new(ColumnKind::Text, text.marked),
            Column::actions(),
        ];
        let key = |mark: &ProtectedMark| {
            let at = mark.marked_at.as_millis().to_string();
            [&*mark.instance_id, "\n", &mark.object, "\n", &at].concat()
        };
        view! {
            <Table caption=Signal::stored(text.marks.to_owned()) columns=columns>
                {each(move || marks.get(), key, move |mark| row(here, marking, mark))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

fn row(here: Here, marking: Marking, mark: ProtectedMark) -> Child {
    let (text, router, clock) = (use_text(), use_router(), use_clock());
    let own = text.protected();
    let ProtectedMark {
        instance_id,
        object,
        reason,
        marked_by,
        marked_at,
    } = mark;
    let face = view! { <code>{shown(&object)}</code> };
    let face = match page_of(&instance_id, &object) {
        Some(to) => view! { <Link to=to class="id-link">{face}</Link> }.into_child(),
        None => view! { <span class="id-link">{face}</span> }.into_child(),
    };
    let at = with_relative(Some(marked_at), Signal::derive(move || clock.now()));
    let label = (own.acts_on)(&shown_text(&object));
    let marked = Marked {
        instance: instance_id.clone(),
        kind: own.object,
        object: object.clone(),
    };
    let to = history(Some(&instance_id), &object);
    let items = move |()| {
        let to = to.clone();
        vec![
            MenuItem {
                label: text.shell().history.to_owned(),
                danger: false,
                disabled_reason: None,
                on_press: Callback::new(move |()| router.navigate(to.clone(), How::Push)),
            },
            marking.item(marked.clone()),
        ]
    };
    let name = move || shown(&here.whereabouts(&instance_id).name);
    view! {
        <Row>
            <Cell kind=ColumnKind::Main><CopyId value=object>{face}</CopyId></Cell>
            <Cell label=own.instance>{name}</Cell>
            <Cell label=own.reason><span class="reason">{shown(&reason)}</span></Cell>
            <Cell label=own.marked_by><code>{shown(&marked_by)}</code></Cell>
            <Cell label=own.marked>{at}</Cell>
            <Cell kind=ColumnKind::Actions><Menu label=label items=Callback::new(items) /></Cell>
        </Row>
    }
    .into_child()
}

fn patterns(protection: Protection) -> Child {
    let text = use_text().protected();
    let here = use_here();
    let patterns = memo(move || {
        protection.list().answer().with(|answer| {
            answer
                .map(|answer| answer.value.patterns.clone())
                .unwrap_or_default()
        })
    });
    let columns = || {
        vec![
            Column::new(ColumnKind::Main, text.pattern),
            Column::new(ColumnKind::Text, text.instance),
            Column::new(ColumnKind::Text, text.reason),
        ]
    };
    let key = |pattern: &ProtectedPattern| {
        let instance = pattern.instance.as_deref().unwrap_or_default();
        [&*pattern.pattern, "\n", instance].concat()
    };
    let table = move || {
        if patterns.with(Vec::is_empty) {
            return view! { <p class="panel__body quiet">{text.no_patterns}</p> }.into_child();
        }
        view! {
            <Table caption=Signal::stored(text.patterns.to_owned()) columns=columns()>
                {each(move || patterns.get(), key, move |pattern| pattern_row(here, pattern))}
            </Table>
        }
        .into_child()
    };
    view! {
        <section class="panel">
            <div class="bar bar--words">
                <h2>{text.patterns}</h2>
                <p class="quiet">{text.patterns_detail}</p>
            </div>
            {table}
        </section>
    }
    .into_child()
}

fn pattern_row(here: Here, pattern: ProtectedPattern) -> Child {
    let text = use_text().protected();
    let ProtectedPattern {
        pattern,
        instance,
        reason,
    } = pattern;
    let name = move || match &instance {
        Some(instance) => shown(&here.whereabouts(instance).name),
        None => text.every_instance.into_child(),
    };
    let reason = reason.map_or_else(
        || view! { <span class="quiet">{text.no_reason}</span> }.into_child(),
        |reason| view! { <span class="reason">{shown(&reason)}</span> }.into_child(),
    );
    view! {
        <Row>
            <Cell kind=ColumnKind::Main><code class="pattern">{shown(&pattern)}</code></Cell>
            <Cell label=text.instance>{name}</Cell>
            <Cell label=text.reason>{reason}</Cell>
        </Row>
    }
    .into_child()
}
