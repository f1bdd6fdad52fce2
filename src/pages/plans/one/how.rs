//! How it runs, and changing that before it does.

use crate::prelude::*;
use signet_model::{
    api::AdjustPlan,
    plans::{Command, Settings},
};
use signet_view::view;

use super::{Desk, telling::Telling};
use crate::{
    components::with_relative,
    pages::{
        acting::{buttons, use_acting},
        plans::settings::{Typed, zone_name},
        use_here,
    },
    router::{Link, Place, plan_page},
    state::use_clock,
    text::{Format, Text, use_format, use_text},
    ui::{Button, Description, DescriptionList, Dialog, shown},
    view::IntoChild,
};

pub(super) fn how(desk: Desk, telling: Telling) -> Child {
    let text = use_text();
    let open = RwSignal::new(false);
    let here = use_here();
    let refusal = move || {
        let refused = || Some((text.plans().refused)(desk.offer(Command::Adjust)??).to_owned());
        here.locked(text.shell()).or_else(refused)
    };
    let change = move || {
        desk.offer(Command::Adjust).map(|_| {
            view! {
                <div class="acts">
                    <Button disabled_reason=Signal::derive(refusal) on_press=Callback::new(move |()| open.set(true))>
                        {text.plan().adjust}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <details class="panel plan__fold">
            <summary><h2>{text.new_plan().how}</h2></summary>
            <div class="panel__body">{facts(desk)} {change}</div>
        </details>
        {dialog(desk, telling, open)}
    }
}

fn facts(desk: Desk) -> Child {
    let (text, format, clock) = (use_text(), use_format(), use_clock());
    let known = desk.part(|plan| {
        let starts = (plan.starts_at, plan.after.clone());
        (plan.settings.clone(), plan.reason.clone(), starts)
    });
    (move || {
        let (settings, reason, (starts, after)) = known.get()?;
        let (own, made) = (text.plan(), text.new_plan());
        let reason = match reason {
            Some(reason) => shown(&reason),
            None => view! { <span class="quiet">{own.no_reason}</span> }.into_child(),
        };
        let starts = starts.map(|at| {
            let when = with_relative(Some(at), Signal::derive(move || clock.now()));
            view! { <Description name=own.starts>{when}</Description> }
        });
        let after = after.map(|id| {
            let to: Place = plan_page(&id, untrack(|| desk.from()).as_deref()).into();
            view! { <Description name=own.after><Link to=to class="link"><code>{shown(&id)}</code></Link></Description> }
        });
        let number = |number: u64| format.number(number);
        let others = others(&settings, text, format);
        let gate = &settings.gate;
        let (failures, unexpected) = (format.percent(gate.failures_percent / 100.0), format.percent(gate.unexpected_percent / 100.0));
        let at_least = number(gate.at_least);
        Some(view! {
            <DescriptionList>
                <Description name=own.reason>{reason}</Description>
                {after}
                {starts}
                <Description name=own.waves>{waves(&settings, text, format)}</Description>
                <Description name=made.failures>{failures}</Description>
                <Description name=made.unexpected>{unexpected}</Description>
                <Description name=made.at_least>{at_least}</Description>
                {others}
            </DescriptionList>
        })
    })
    .into_child()
}

/// `10 → 100 → 1% → the rest`.
fn waves(settings: &Settings, text: Text, format: Format) -> String {
    let mut parts: Vec<_> = settings
        .waves
        .items
        .iter()
        .map(|items| format.number(*items))
        .collect();
    if settings.waves.percent > 0.0 {
        parts.push(format.percent(settings.waves.percent / 100.0));
    }
    parts.push(text.new_plan().then_rest.to_owned());
    parts.join(" → ")
}

fn others(settings: &Settings, text: Text, format: Format) -> Child {
    let made = text.new_plan();
    let quiet = settings.quiet_hours.as_ref().map(|hours| {
        let said = [
            &*hours.from,
            "–",
            &hours.to,
            " UTC",
            &zone_name(hours.utc_offset_minutes),
        ]
        .concat();
        view! { <Description name=made.quiet>{said}</Description> }
    });
    let come_back = settings.come_back.as_ref().map(|back| {
        let minutes = (text.plans().minute)(&format.number(back.within_minutes.into()));
        let said = [&*format.percent(back.percent / 100.0), " · ", &minutes].concat();
        view! { <Description name=made.come_back>{said}</Description> }
    });
    let follow_up = settings.follow_up.as_ref().map(|follow_up| {
        let said = format.number(follow_up.delete_after_hours.into());
        view! { <Description name=made.delete_after>{said}</Description> }
    });
    let recipient = settings.recipient.as_deref().map(|recipient| {
        let face = shown(recipient);
        view! { <Description name=made.recipient><code class="plan__found">{face}</code></Description> }
    });
    view! { {quiet} {come_back} {follow_up} {recipient} }
}

/// The form that changes it.
fn dialog(desk: Desk, telling: Telling, open: RwSignal<bool>) -> Child {
    let text = use_text();
    let own = text.plan();
    let (typed, acting) = (Typed::proposed(), use_acting());
    crate::ui::effect(move || {
        if open.get() {
            acting.reset();
            let settings = desk
                .now
                .with_untracked(|plan| plan.as_ref().map(|plan| plan.settings.clone()));
            typed.fill(&settings.unwrap_or_default());
        }
    });
    let facts = desk.part(|plan| (plan.id.clone(), plan.act, plan.settings.follow_up.is_some()));
    let settings = move || {
        let (id, act, retires) = facts.get()?;
        Some(
            typed
                .settings(act, retires)
                .map(|settings| AdjustPlan { id, settings }),
        )
    };
    let hindrance = move || settings()?.err().map(str::to_owned);
    let submit = move |()| {
        if let Some(Ok(body)) = untrack(settings) {
            acting.tell("plans/adjust", &body, move || {
                open.set(false);
                telling.was_told(own.adjusted);
            });
        }
    };
    let close = Callback::new(move |()| open.set(false));
    let body = move || {
        let (_, act, retires) = facts.get_untracked()?;
        let recipient = act.makes_secrets().then(|| typed.recipient_field());
        let retirement = retires.then(|| typed.retirement_field());
        Some(view! { {typed.form(act)} {recipient} {retirement} })
    };
    view! {
        <Dialog
            open=open
            title=own.adjust_title
            busy=acting.busy()
            on_close=close
            on_submit=Callback::new(submit)
            footer=move || buttons(own.adjust_act, acting.busy(), close, hindrance)
        >
            {body()}
            <p class="quiet">{own.adjusted}</p>
            {acting.failed()}
        </Dialog>
    }
    .into_child()
}
