//! What the device signs in with. The secret is shown by an act of its own, and with it what is computed from it.

use crate::prelude::*;
use signet_model::{Effect as Does, Secret, operations::GetDeviceCredential};
use signet_view::view;

use super::{
    One,
    on_show::{OnShow, Shown},
};
use crate::{
    components::{Call, CopyCommand, ProblemNote},
    pages::{
        acting::{Acting, use_acting},
        here::client,
        sign_in::{HOST, take_options, use_options, username},
    },
    state::{Toasts, use_toasts},
    text::{Text, use_text},
    ui::{
        Button, CopyButton, CopyId, Description, DescriptionList, Icon, IconName, Note, ToastKind,
        Tone, announce, shown,
    },
    view::IntoChild,
};

/// Username, password, and a configuration that signs in.
pub(super) fn panel(one: One) -> Child {
    let text = use_text();
    let (acting, toasts) = (use_acting(), use_toasts());
    let known = move || {
        one.credential.answer().with(|answer| {
            let name = username(&answer?.value.credential);
            Some(view! {
                <Description name=text.credential().client_id><CopyId value=one.id.as_str() wrap=true /></Description>
                <Description name=text.credential().username><CopyId value=name wrap=true /></Description>
            })
        })
    };
    let secret = move || {
        if one.on_show.is_shown() {
            on_show(one.on_show)
        } else {
            hidden(one, acting, toasts)
        }
    };
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.credential().sign_in}</h2>
                <p class="quiet">{text.credential().sign_in_detail}</p>
                <DescriptionList>{known}</DescriptionList>
                {secret.into_child()}
            </div>
        </section>
    }
    .into_child()
}

fn hidden(one: One, acting: Acting, toasts: Toasts) -> Child {
    let text = use_text();
    let why = acting.why();
    let refusal = move || {
        let object = client(&one.instance, one.id.as_str());
        one.desk
            .here
            .refusal_on(Does::Reveal, object, text.shell())
            .or_else(|| why.hindrance_of(Does::Reveal))
    };
    let problem = acting.problem();
    view! {
        <p>{text.credential().hidden}</p>
        {why.field_where_required(Does::Reveal)}
        {move || problem.get().map(|problem| view! { <ProblemNote problem=problem /> })}
        <div>
            <Button
                busy=acting.busy()
                disabled_reason=Signal::derive(refusal)
                on_press=Callback::new(move |()| reveal(one, acting, toasts, text))
            >
                <Icon name=IconName::Eye />
                {text.credential().reveal}
            </Button>
        </div>
        <CopyCommand
            calls=Signal::derive(move || operation(one).iter().map(Call::of).collect::<Vec<_>>())
            place=Signal::derive(move || one.desk.here.whereabouts(&one.instance))
        />
    }
    .into_child()
}

fn operation(one: One) -> Option<GetDeviceCredential> {
    Some(GetDeviceCredential {
        instance_id: one.instance_id()?,
        client_id: one.id.clone(),
        reveal: true,
    })
}

fn reveal(one: One, acting: Acting, toasts: Toasts, text: Text) {
    let Some(operation) = operation(one) else {
        return;
    };
    acting.run_for(&operation, move |answer| {
        if !one.on_show.show(&answer.credential) {
            toasts.say(ToastKind::Failed, text.credential().no_secret, None);
        }
    });
}

/// The secret and what is computed from it, until they are wiped.
fn on_show(on_show: OnShow) -> Child {
    let text = use_text().credential();
    announce(text.shown);
    let left = move || (text.seconds_left)(&on_show.left().to_string());
    view! {
        <div class="credential__secret">
            <Note tone=Tone::Warning title=text.shown.to_owned()>
                <p role="timer" aria-live="off">{left}</p>
                <div class="acts">
                    <Button on_press=Callback::new(move |()| on_show.hide())>{text.hide}</Button>
                </div>
            </Note>
            <DescriptionList>
                {secret(on_show, text.secret, text.copy_secret, |shown| &shown.secret)}
                {secret(on_show, text.password, text.copy_password, |shown| &shown.password)}
            </DescriptionList>
            {configuration(on_show)}
        </div>
    }
    .into_child()
}

fn secret(
    on_show: OnShow,
    name: &'static str,
    copy: &'static str,
    part: fn(&Shown) -> &Secret,
) -> Child {
    view! {
        <Description name=name>
            <code class="credential__value">{on_show.part(part).map(|text| shown(&text))}</code>
            <CopyButton label=copy value=Callback::new(move |()| on_show.part(part)) />
        </Description>
    }
    .into_child()
}

/// How a device is configured without the password in a command: the shell keeps commands.
fn configuration(on_show: OnShow) -> Child {
    let text = use_text().credential();
    let options = on_show.part(|shown| &shown.options);
    view! {
        <h3>{text.configuration}</h3>
        <p class="quiet">{text.configuration_detail}</p>
        <ol class="credential__steps">
            <li>
                <p>{text.take_options}</p>
                <CopyId value=take_options() wrap=true />
            </li>
            <li>
                <p>{text.paste_options}</p>
                <pre class="credential__options" tabindex="0" aria-label=text.configuration>{options.map(|options| shown_lines(&options))}</pre>
                <CopyButton label=text.copy_options value=Callback::new(move |()| on_show.part(|shown| &shown.options)) />
            </li>
            <li>
                <p>{text.use_options}</p>
                <CopyId value=use_options() wrap=true />
            </li>
        </ol>
        <p class="quiet">{(text.placeholders)(HOST, "TOPIC")}</p>
    }
    .into_child()
}

/// Lines, each shown for itself: its end is no character to name.
fn shown_lines(text: &str) -> Child {
    let lines: Vec<_> = text
        .lines()
        .map(|line| view! { {shown(line)} "\n" }.into_child())
        .collect();
    lines.into_child()
}
