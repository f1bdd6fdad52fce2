//! In which regions the proxy looks for instances; and this machine.

use crate::prelude::*;
use signet_model::api::SetupAccount;
use signet_view::view;

use super::{Desk, lines::lines, told, ways::REGIONS};
use crate::{
    text::{use_format, use_text},
    ui::{Description, DescriptionList, memo, shown},
    view::{IntoChild, each},
};

pub(super) fn place(desk: Desk) -> Child {
    let (text, format) = (use_text().first_steps(), use_format());
    let accounts = memo(move || {
        desk.with(|setup| setup.accounts.clone())
            .unwrap_or_default()
    });
    let key = |account: &SetupAccount| account.name.clone();
    let count = memo(move || {
        let answer = desk.here.instances().answer();
        answer.with(|answer| answer.map(|answer| answer.value.instances.len()))
    });
    let listed = move || {
        let words = match count.get()? {
            0 => text.place_none.to_owned(),
            count => (text.place_found)(&format.number(count as u64)),
        };
        Some(view! { <p>{words}</p> })
    };
    view! {
        <p>{text.place_detail}</p>
        <DescriptionList>{each(move || accounts.get(), key, account)}</DescriptionList>
        {listed}
        <p>{text.place_more}</p>
        {lines(text.copy_text, REGIONS)}
    }
    .into_child()
}

fn account(account: SetupAccount) -> Child {
    let text = use_text().first_steps();
    let only = (!account.instances.is_empty()).then(|| {
        let instances = account.instances.join(", ");
        view! { <p>{text.only_instances} " " <code>{shown(&instances)}</code></p> }
    });
    view! {
        <Description name=(text.account)(&account.name)>
            <code>{shown(&account.regions.join(", "))}</code>
            {only}
        </Description>
    }
    .into_child()
}

pub(super) fn machine(desk: Desk) -> Child {
    let text = use_text().first_steps();
    let file = memo(move || desk.with(|setup| setup.file.clone()).flatten());
    let name = move || match file.get() {
        Some(file) => view! { <code>{shown(&file)}</code> }.into_child(),
        None => view! { <span>{text.no_configuration}</span> }.into_child(),
    };
    view! {
        <DescriptionList><Description name=text.configuration>{name}</Description></DescriptionList>
        {told(text.machine_detail)}
    }
    .into_child()
}
