//! Registering a CA, step by step: the code, the commands that make a proof with it, both certificates, every rule checked in this
//! browser, and only then the one call.
//!
//! Reading X.509 travels with this page and with no other. A private key that is handed in is refused before it is kept anywhere.

mod checklist;
mod commands;
mod desk;
mod reading;
mod slot;
mod subtle;

use crate::prelude::*;
use leptos::ev::DragEvent;
use signet_model::identifiers::CaName;
use signet_view::view;

use self::{
    commands::{Purpose, commands},
    desk::Desk,
};
use super::{certificates::with_certificates, list::problem_of, own_place::own_place};
use crate::{
    components::{CopyCommand, IdField, Loaded, ProblemNote},
    router::{Link, Place, View},
    text::use_text,
    ui::{
        Button, ButtonKind, CopyId, Icon, IconName, Note, PageHeader, Skeleton, Tone, effect, memo,
        unique_id,
    },
    view::IntoChild,
};

/// Register a CA certificate.
pub fn register_ca_page() -> Child {
    let place = own_place(View::RegisterCa);
    let instance = memo(move || place.with(|place| place.instance.clone()));
    let desk = Desk::open(place, instance);
    with_certificates(use_text().shell().register_ca, instance, move || {
        known(desk)
    })
}

fn known(desk: Desk) -> Child {
    let text = use_text();
    let list = Signal::derive(move || Place::from(View::CaCertificates.of(&desk.instance.get())));
    let actions = move || {
        view! { <Link to=list class="ui-button ui-button--plain">{text.shell().ca_certificates}</Link> }
    };
    let registered = memo(move || desk.registered.with(Option::is_some));
    let body = move || {
        if registered.get() {
            done(desk)
        } else {
            steps(desk)
        }
    };
    view! {
        <PageHeader title=text.shell().register_ca actions=actions>{text.ca_certificates().lead}</PageHeader>
        <div
            class="stack"
            on:dragover=move |event: DragEvent| event.prevent_default()
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                desk.drop(event.data_transfer());
            }
        >
            {body}
        </div>
    }
    .into_child()
}

fn steps(desk: Desk) -> Child {
    let text = use_text().ca_certificates();
    view! {
        {step("1", text.step_code, code(desk))}
        {step("2", text.step_commands, making(desk))}
        {step("3", text.step_files, files(desk))}
        {step("4", text.step_checks, desk.checks.show())}
        {step("5", text.step_register, act(desk))}
    }
    .into_child()
}

fn step(number: &'static str, title: &'static str, body: Child) -> Child {
    let id = unique_id();
    view! {
        <section class="panel panel__body" aria-labelledby=id.clone()>
            <h2><span aria-hidden="true">{number} ". "</span> <span id=id>{title}</span></h2>
            {body}
        </section>
    }
    .into_child()
}

fn code(desk: Desk) -> Child {
    let text = use_text();
    let own = text.ca_certificates();
    let shows = move || {
        desk.code.get().map(|code| {
            view! {
                <div class="acts">
                    <CopyId value=code wrap=true />
                    <Button busy=desk.asked.busy() on_press=Callback::new(move |()| desk.ask_for_code())>
                        <Icon name=IconName::Reload />
                        {own.another_code}
                    </Button>
                </div>
            }
        })
    };
    view! {
        <p class="quiet">{own.code_detail}</p>
        {move || desk.here.whereabouts(&desk.instance.get()).line()}
        <Loaded
            ready=Signal::derive(move || desk.code.with(Option::is_some))
            busy=desk.asked.busy()
            problem=problem_of(desk.asked)
            on_retry=Callback::new(move |()| desk.asked.again())
            label=text.shell().loading
            skeleton=|| view! { <Skeleton lines=1 /> }
        >
            {shows}
        </Loaded>
    }
    .into_child()
}

fn making(desk: Desk) -> Child {
    let text = use_text().ca_certificates();
    let group = move |purpose: Purpose, all: &[(Purpose, String)]| {
        let title = match purpose {
            Purpose::Ca => text.commands_ca,
            Purpose::Request => text.commands_request,
            Purpose::Proof => text.commands_sign,
        };
        let lines: Vec<_> = all
            .iter()
            .filter(|(of, _)| *of == purpose)
            .map(|(_, command)| {
                let command = command.clone();
                view! { <li><CopyId value=command wrap=true /></li> }
            })
            .collect();
        view! {
            <div>
                <p>{title}</p>
                <ol class="commands">{lines}</ol>
            </div>
        }
    };
    let all = move || {
        desk.code.get().map(|code| {
            let all = commands(&code);
            [Purpose::Ca, Purpose::Request, Purpose::Proof].map(|purpose| group(purpose, &all))
        })
    };
    view! {
        <p class="quiet">{text.commands_detail}</p>
        {all}
    }
    .into_child()
}

fn files(desk: Desk) -> Child {
    let text = use_text().ca_certificates();
    let swapped = memo(move || desk.checks.are_swapped());
    let swap = move || {
        swapped.get().then(|| {
            view! {
                <Note tone=Tone::Warning>
                    <p>{text.swapped}</p>
                    <Button on_press=Callback::new(move |()| desk.swap())>{text.swap}</Button>
                </Note>
            }
        })
    };
    view! {
        <p class="quiet">{text.files_detail}</p>
        <div class="drops">
            {desk.ca.show()}
            {desk.verification.show()}
        </div>
        {swap}
    }
    .into_child()
}

fn act(desk: Desk) -> Child {
    let text = use_text().ca_certificates();
    let problem = desk.acting.problem();
    let whereabouts = Signal::derive(move || desk.here.whereabouts(&desk.instance.get()));
    let command = move || {
        (!desk.calls.with(Vec::is_empty))
            .then(|| view! { <CopyCommand calls=desk.calls place=whereabouts /> })
    };
    view! {
        <IdField label=text.name typed=desk.name hint=text.name_hint />
        {desk.acting.why().field_where_required(desk::DOES)}
        <p class="quiet">{text.register_allows}</p>
        {move || whereabouts.get().line()}
        {move || problem.get().map(|problem| view! { <ProblemNote problem=problem /> })}
        <div class="acts">
            <Button
                kind=ButtonKind::Primary
                busy=desk.acting.busy()
                disabled_reason=Signal::derive(move || desk.refusal())
                on_press=Callback::new(move |()| desk.register())
            >
                {text.register}
            </Button>
        </div>
        {command}
    }
    .into_child()
}

/// What came of it. Who registered by keyboard is taken here.
fn done(desk: Desk) -> Child {
    let text = use_text().ca_certificates();
    let serial = desk
        .registered
        .with_untracked(|serial| serial.clone().unwrap_or_default());
    let open = desk
        .instance
        .with_untracked(|instance| Place::from(View::CaCertificates.about(instance, &serial)));
    let node: NodeRef<leptos::html::Section> = NodeRef::new();
    effect(move || {
        if let Some(node) = node.get() {
            _ = node.focus();
        }
    });
    view! {
        <section node_ref=node class="panel panel__body" tabindex="-1" aria-label=text.registered>
            <Note tone=Tone::Good title=text.registered.to_owned()>
                <p>{text.register_allows}</p>
            </Note>
            {desk.here.whereabouts(&desk.instance.get_untracked()).line()}
            <p>{text.registered_serial} " " <CopyId value=serial wrap=true /></p>
            <div class="acts">
                <Link to=open class="ui-button ui-button--primary">{text.registered_open}</Link>
                <Button on_press=Callback::new(move |()| desk.begin_again())>{text.registered_more}</Button>
            </div>
        </section>
    }
    .into_child()
}

fn check_name(name: &str) -> Result<(), signet_model::Violation> {
    CaName::parse(name).map(drop)
}
