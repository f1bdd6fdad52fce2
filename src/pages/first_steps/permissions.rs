//! The policy that the key needs, for the instances that somebody names.

use crate::prelude::*;
use signet_model::identifiers::InstanceId;
use signet_view::view;

use super::{
    Desk,
    lines::{lines, shown_lines},
    told,
    ways::{ATTACH, instances},
};
use crate::{
    api::{Query, RamPolicy, own_query},
    components::Loaded,
    pages::list::problem_of,
    text::{FirstSteps, use_text},
    ui::{Button, CopyButton, Field, Skeleton, download, effect, memo},
    view::IntoChild,
};

/// The most instances of one policy.
const MOST: usize = 50;
const FILE: &str = "signet-ram-policy.json";

type Policy = Query<String, RamPolicy>;

pub(super) fn permissions(desk: Desk) -> Child {
    let text = use_text().first_steps();
    let typed = RwSignal::new(String::new());
    prefill(desk, typed);
    let asked = memo(move || typed.with(|typed| asked(typed, text)));
    let policy: Policy = own_query(
        move || asked.get().ok().flatten(),
        |before, now| before == now,
    );
    let wanted = memo(move || matches!(asked.get(), Ok(Some(_))));
    let shows = move || wanted.get().then(|| shows(policy));
    view! {
        <p>{text.permissions_detail}</p>
        <Field
            label=text.instances
            value=typed
            mono=true
            placeholder="post-cn-0pp12gl0000"
            hint=text.instances_hint
            error=Signal::derive(move || asked.get().err())
        />
        {shows}
        <details class="command">
            <summary>{text.policy_attach}</summary>
            <div class="command__body">
                <p>{text.policy_attach_detail}</p>
                {lines(text.copy_lines, ATTACH)}
            </div>
        </details>
        {told(text.permissions_read_only)}
    }
    .into_child()
}

/// Names the instances that are known, until somebody types others.
fn prefill(desk: Desk, typed: RwSignal<String>) {
    let known = memo(move || {
        let answer = desk.here.instances().answer();
        let mut ids = answer.with(|answer| {
            let all = answer.map(|answer| &answer.value.instances);
            let ids = all.into_iter().flatten().map(|one| one.instance_id.clone());
            ids.take(MOST).collect::<Vec<_>>()
        });
        if ids.is_empty() {
            let named = |setup: &signet_model::api::Setup| {
                let accounts = setup.accounts.iter();
                accounts
                    .flat_map(|account| account.instances.clone())
                    .take(MOST)
                    .collect()
            };
            ids = desk.with(named).unwrap_or_default();
        }
        ids.join(", ")
    });
    effect(move || {
        let known = known.get();
        if !known.is_empty() && typed.with_untracked(String::is_empty) {
            typed.set(known);
        }
    });
}

/// The path that gives the policy; none where no instance is named, and what is wrong where one cannot be.
fn asked(typed: &str, text: &FirstSteps) -> Result<Option<String>, String> {
    let ids = instances(typed);
    if let Some(wrong) = ids.iter().find(|id| InstanceId::parse(**id).is_err()) {
        return Err((text.instance_wrong)(wrong));
    }
    if ids.len() > MOST {
        return Err(text.instances_many.to_owned());
    }
    Ok((!ids.is_empty()).then(|| ["setup/ram-policy?instance=", &ids.join("&instance=")].concat()))
}

fn shows(policy: Policy) -> Child {
    let text = use_text().first_steps();
    let written = move || {
        policy
            .answer()
            .with(|answer| answer.map(|answer| answer.value.0.clone()))
    };
    let save = move |()| {
        if let Some(policy) = policy
            .answer()
            .with_untracked(|answer| answer.map(|answer| answer.value.0.clone()))
        {
            download(FILE, "application/json", &policy);
        }
    };
    let copy = move |()| {
        policy
            .answer()
            .with_untracked(|answer| answer.map(|answer| answer.value.0.clone()))
    };
    view! {
        <Loaded
            ready=Signal::derive(move || policy.is_answered())
            busy=policy.busy()
            problem=problem_of(policy)
            on_retry=Callback::new(move |()| policy.again())
            label=text.policy_reading
            skeleton=|| view! { <Skeleton lines=6 /> }
        >
            <div class="snippet">
                <code class="snippet__long" tabindex="0" role="region" aria-label=text.policy>
                    {move || written().map(|policy| shown_lines(&policy))}
                </code>
                <div class="acts">
                    <CopyButton label=text.policy_copy value=Callback::new(copy) />
                    <Button on_press=Callback::new(save)>
                        {text.policy_save}
                    </Button>
                </div>
            </div>
        </Loaded>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn only_what_can_be_an_instance_is_asked_about() {
        let text = Locale::En.text().first_steps();
        assert_eq!(asked(" ", text), Ok(None));
        assert_eq!(
            asked("post-cn-a post-cn-b", text),
            Ok(Some(
                "setup/ram-policy?instance=post-cn-a&instance=post-cn-b".to_owned()
            ))
        );
        let wrong = asked("post-cn-a, post.cn", text).expect_err("no instance");
        assert!(wrong.starts_with("post.cn is no instance ID"), "{wrong}");
        let many: Vec<_> = (0..51).map(|number| format!("post-cn-{number}")).collect();
        assert_eq!(
            asked(&many.join(" "), text),
            Err(text.instances_many.to_owned())
        );
    }
}
