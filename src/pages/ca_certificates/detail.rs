//! One CA certificate, decoded. What it says of itself is an attacker's text: shown, never obeyed.

use crate::prelude::*;
use signet_model::{
    api::ErrorCode,
    identifiers::{InstanceId, SerialNumber},
    operations::{CaCertificate, GetCaCertificate},
};
use signet_view::view;

use super::{
    Desk,
    acts::{Acts, Asked},
};
use crate::{
    api::{Failure, query},
    components::{CertificateState, Detail, Loaded, ValidityBar, rule, with_relative},
    pages::{
        certificates::{inside, key, pem},
        list::problem_of,
        object::history_link,
        print::{printed, printed_instance},
    },
    state::{use_clock, use_refresh},
    text::use_text,
    ui::{
        Button, ButtonKind, CopyId, Description, DescriptionList, Empty, IconName, Note, Skeleton,
        Tone, memo, shown,
    },
};

pub(super) fn detail(desk: Desk, serial: String, take_focus: bool, acts: Acts) -> Child {
    let text = use_text();
    let body = match SerialNumber::parse(serial.as_str()) {
        Ok(parsed) => known(desk, parsed, serial.clone(), acts),
        Err(violation) => {
            let (title, rule) = (text.dialogs().rule_other, rule(text.dialogs(), &violation));
            view! { <Note tone=Tone::Warning title=title.to_owned()><p>{rule}</p></Note> }
                .into_child()
        }
    };
    let instance = memo(move || desk.place.with(|place| place.instance.clone()));
    view! {
        <Detail label=text.ca_certificates().detail take_focus=take_focus on_close=Callback::new(move |()| desk.open(None))>
            {printed(text.ca_certificates().detail, move || vec![printed_instance(&instance.get())])}
            <p class="detail__id"><CopyId value=serial wrap=true /></p>
            {body}
        </Detail>
    }
    .into_child()
}

fn known(desk: Desk, ca: SerialNumber, serial: String, acts: Acts) -> Child {
    let text = use_text();
    let refresh = use_refresh();
    let of_history = serial.clone();
    let instance = memo(move || desk.place.with(|place| place.instance.clone()));
    let certificate = query(
        move || {
            let instance_id = InstanceId::parse(instance.get()).ok()?;
            refresh.watch(&key(instance_id.as_str())).track();
            Some(GetCaCertificate {
                instance_id,
                ca_serial_number: ca.clone(),
            })
        },
        |before, now| before == now,
    );
    let gone = memo(move || {
        certificate.failure().with(|failure| matches!(failure, Some(Failure::Refused(error)) if error.code == ErrorCode::NotFound))
    });
    let problem = problem_of(certificate);
    let shows = move || {
        certificate
            .answer()
            .with(|answer| answer.map(|answer| facts(&answer.value.ca_certificate)))
    };
    let status = memo(move || {
        certificate
            .answer()
            .with(|answer| answer.map(|answer| answer.value.ca_certificate.status))
    });
    let buttons = move || {
        let serial = serial.clone();
        (!gone.get()).then(|| {
            let one = |asked: Asked| {
                let (serial, of) = (serial.clone(), serial.clone());
                let kind = if asked == Asked::Delete { ButtonKind::Danger } else { ButtonKind::Plain };
                view! {
                    <Button
                        kind=kind
                        disabled_reason=Signal::derive(move || acts.refusal(asked, &of, status.get()))
                        on_press=Callback::new(move |()| acts.ask(asked, &serial, status.get_untracked()))
                    >
                        {acts.label(asked)}
                    </Button>
                }
            };
            let marked = acts.marked(&serial);
            view! {
                {acts.marking().note(&marked)}
                <div class="detail__acts">
                    {Asked::ALL.into_iter().map(one).collect::<Vec<_>>()}
                    {acts.marking().button(marked)}
                </div>
            }
        })
    };
    let not_registered = move || {
        gone.get().then(|| {
            view! {
                <Empty icon=IconName::Shield title=text.ca_certificates().not_registered>
                    {text.ca_certificates().not_registered_detail}
                </Empty>
            }
        })
    };
    view! {
        <Loaded
            ready=Signal::derive(move || certificate.is_answered() && !gone.get())
            busy=certificate.busy()
            problem=Signal::derive(move || problem.get().filter(|_| !gone.get()))
            on_retry=Callback::new(move |()| certificate.again())
            label=text.shell().loading
            skeleton=|| view! { <Skeleton lines=8 /> }
        >
            {shows}
        </Loaded>
        {not_registered}
        {buttons}
        <div class="detail__acts">{move || instance.with(|instance| history_link(instance, &of_history))}</div>
    }
    .into_child()
}

fn facts(ca: &CaCertificate) -> Child {
    let (text, own) = (use_text().certificates(), use_text().ca_certificates());
    let clock = use_clock();
    let now = Signal::derive(move || clock.now());
    let decoded = ca.decoded.as_ref();
    let from = ca.valid_from.or_else(|| decoded?.not_before);
    let until = ca.valid_to.or_else(|| decoded?.not_after);
    let name = (!ca.name.is_empty()).then(|| {
        let name = shown(&ca.name);
        view! { <Description name=text.name>{name}</Description> }
    });
    let code = (!ca.registration_code.is_empty()).then(|| {
        let code = ca.registration_code.clone();
        view! { <Description name=own.registration><CopyId value=code wrap=true /></Description> }
    });
    let (status, inside) = (ca.status, decoded.map(inside));
    let undecoded = decoded
        .is_none()
        .then(|| view! { <Note tone=Tone::Info>{text.undecoded}</Note> });
    let certificate = (!ca.pem.is_empty()).then(|| pem(text.pem, &ca.pem));
    let verification =
        (!ca.verification_pem.is_empty()).then(|| pem(own.verification_pem, &ca.verification_pem));
    view! {
        <DescriptionList>
            <Description name=text.status><CertificateState status=status /></Description>
            <Description name=text.validity><ValidityBar from=from to=until now=clock.fresh() /></Description>
            <Description name=text.valid_from>{with_relative(from, now)}</Description>
            <Description name=text.valid_to>{with_relative(until, now)}</Description>
            {name}
            {code}
            {inside}
        </DescriptionList>
        {undecoded}
        {certificate}
        {verification}
    }
    .into_child()
}
