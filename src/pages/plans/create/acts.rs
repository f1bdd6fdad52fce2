//! What is done, and where.

use crate::prelude::*;
use signet_model::{
    plans::{Act, Identity},
    roles::PUBLIC_IOT_INSTANCE,
};
use signet_view::view;

use super::{Desk, choice::choice};
use crate::{
    text::use_text,
    ui::{Choice, Select, shown_text, unique_id},
    view::IntoChild,
};

const BLOCK: [Act; 5] = [
    Act::CutOff,
    Act::Blacklist,
    Act::Lift,
    Act::Inactivate,
    Act::Activate,
];
const CLEAR: [Act; 3] = [
    Act::Deregister,
    Act::DeleteCertificate,
    Act::DeleteClientIds,
];
const HAND_OUT: [Act; 2] = [Act::Register, Act::Rotate];

pub(super) fn acts(desk: Desk) -> Child {
    let text = use_text().new_plan();
    let name = unique_id();
    let of = |name: &str, acts: &[Act]| {
        let one = |act: &Act| act_choice(desk, name, *act);
        acts.iter().map(one).collect::<Vec<_>>()
    };
    let (block, clear, hand_out) = (of(&name, &BLOCK), of(&name, &CLEAR), of(&name, &HAND_OUT));
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.where_title}</h2>
                {place(desk)}
                <h2>{text.what}</h2>
                <fieldset class="choices"><legend>{text.kind_clear}</legend>{clear} {retirement(desk, &name)}</fieldset>
                <fieldset class="choices"><legend>{text.kind_block}</legend>{block}</fieldset>
                <fieldset class="choices"><legend>{text.kind_hand_out}</legend>{hand_out}</fieldset>
            </div>
        </section>
    }
    .into_child()
}

fn act_choice(desk: Desk, name: &str, act: Act) -> Child {
    let text = use_text();
    choice(
        name,
        (text.plans().act)(act),
        (text.new_plan().act_detail)(act),
        move || desk.refusal(act),
        move || desk.act.get() == act && !desk.retires.get(),
        move || {
            desk.retires.set(false);
            desk.act.set(act);
        },
    )
}

/// Inactivate now, delete later.
fn retirement(desk: Desk, name: &str) -> Child {
    let text = use_text().new_plan();
    choice(
        name,
        text.retirement,
        text.retirement_detail,
        move || {
            desk.refusal(Act::Inactivate)
                .or_else(|| desk.refusal(Act::DeleteCertificate))
        },
        move || desk.retires.get(),
        move || {
            desk.act.set(Act::Inactivate);
            desk.retires.set(true);
        },
    )
}

/// The instance, of the product that the act is for.
fn place(desk: Desk) -> Child {
    let text = use_text();
    let instances = move || {
        let mut choices = vec![Choice {
            value: String::new(),
            label: "–".to_owned(),
        }];
        desk.here.instances().answer().with(|answer| {
            let all = answer
                .map(|answer| &*answer.value.instances)
                .unwrap_or_default();
            choices.extend(all.iter().map(|instance| Choice {
                value: instance.instance_id.clone(),
                label: [&*shown_text(&instance.name), " · ", &instance.instance_id].concat(),
            }));
        });
        with_named(choices, desk.instance.get())
    };
    let iot = move || {
        let mut choices = vec![Choice {
            value: String::new(),
            label: text.plans().public_iot.to_owned(),
        }];
        desk.here.session().answer().with(|session| {
            let all = session
                .map(|session| &*session.value.iot_instances)
                .unwrap_or_default();
            choices.extend(all.iter().filter_map(|known| {
                let id = known
                    .iot_instance_id
                    .clone()
                    .filter(|id| id != PUBLIC_IOT_INSTANCE)?;
                Some(Choice {
                    label: [&*shown_text(&known.name), " · ", &id].concat(),
                    value: id,
                })
            }));
        });
        with_named(choices, desk.iot_instance.get())
    };
    let choose = move |id: String| {
        desk.instance.set(id);
        desk.groups.set(Vec::new());
        desk.group.set(String::new());
        desk.ca.set(String::new());
    };
    let is_device = crate::ui::memo(move || desk.act.get().identity() == Identity::Device);
    let iot_choice = move || {
        is_device.get().then(|| {
            view! {
                <Select
                    label=text.new_plan().iot_instance
                    choices=Signal::derive(iot)
                    value=desk.iot_instance
                    on_change=Callback::new(move |id| desk.iot_instance.set(id))
                />
            }
        })
    };
    view! {
        <div class="plan__settings">
            <Select label=text.new_plan().instance choices=Signal::derive(instances) value=desk.instance on_change=Callback::new(choose) />
            {iot_choice}
        </div>
    }
    .into_child()
}

/// A link may name one that is not among them.
fn with_named(mut choices: Vec<Choice>, named: String) -> Vec<Choice> {
    if choices.iter().all(|choice| choice.value != named) {
        choices.push(Choice {
            label: shown_text(&named),
            value: named,
        });
    }
    choices
}
