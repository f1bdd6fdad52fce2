//! One certificate, decoded. What it says of itself is an attacker's text: shown, never obeyed.

use crate::prelude::*;
use signet_model::{
    api::ErrorCode,
    identifiers::{InstanceId, SerialNumber},
    operations::{DecodedCertificate, DeviceCertificate, GetDeviceCertificate},
};
use signet_view::view;

use super::{Acts, Desk, acts::Asked, key};
use crate::{
    api::{Failure, query},
    components::{CertificateState, Detail, Loaded, ValidityBar, rule, with_relative},
    pages::{
        list::problem_of,
        object::history_link,
        print::{printed, printed_instance},
    },
    router::{CertificateKey, InstancePage, Link, Place, View},
    state::{use_clock, use_refresh},
    text::use_text,
    ui::{
        Button, ButtonKind, CopyId, Description, DescriptionList, Empty, IconName, Note, Skeleton,
        Tone, memo, shown,
    },
};

pub(super) fn detail(
    desk: Desk,
    certificate: CertificateKey,
    take_focus: bool,
    acts: Acts,
) -> Child {
    let text = use_text().certificates();
    let serials = SerialNumber::parse(certificate.ca.as_str())
        .and_then(|ca| Ok((ca, SerialNumber::parse(certificate.device.as_str())?)));
    let serial = certificate.device.clone();
    let body = match serials {
        Ok((ca, device)) => known(desk, ca, device, certificate, acts),
        Err(violation) => {
            let (title, rule) = (
                use_text().dialogs().rule_other,
                rule(use_text().dialogs(), &violation),
            );
            view! { <Note tone=Tone::Warning title=title.to_owned()><p>{rule}</p></Note> }
                .into_child()
        }
    };
    let instance = memo(move || desk.place.with(|place| place.instance.clone()));
    view! {
        <Detail label=text.detail take_focus=take_focus on_close=Callback::new(move |()| desk.open(None))>
            {printed(text.detail, move || vec![printed_instance(&instance.get())])}
            <p class="detail__id"><CopyId value=serial wrap=true /></p>
            {body}
        </Detail>
    }
    .into_child()
}

fn known(
    desk: Desk,
    ca: SerialNumber,
    device: SerialNumber,
    own: CertificateKey,
    acts: Acts,
) -> Child {
    let text = use_text();
    let refresh = use_refresh();
    let instance = memo(move || desk.place.with(|place| place.instance.clone()));
    let (link, of_history) = (own.clone(), own.device.clone());
    let certificate = query(
        move || {
            let instance_id = InstanceId::parse(instance.get()).ok()?;
            refresh.watch(&key(instance_id.as_str())).track();
            Some(GetDeviceCertificate {
                instance_id,
                ca_serial_number: ca.clone(),
                device_serial_number: device.clone(),
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
            .with(|answer| answer.map(|answer| facts(desk, &answer.value.certificate)))
    };
    let status = memo(move || {
        certificate
            .answer()
            .with(|answer| answer.map(|answer| answer.value.certificate.status))
    });
    let buttons = move || {
        let own = own.clone();
        (!gone.get()).then(|| {
            let one = |asked: Asked| {
                let (own, of) = (own.clone(), own.clone());
                let kind = if asked == Asked::Delete { ButtonKind::Danger } else { ButtonKind::Plain };
                view! {
                    <Button
                        kind=kind
                        disabled_reason=Signal::derive(move || acts.refusal(asked, &of, status.get()))
                        on_press=Callback::new(move |()| acts.ask(asked, &own))
                    >
                        {acts.label(asked)}
                    </Button>
                }
            };
            let marked = acts.marked(&own);
            view! {
                {acts.marking().note(&marked)}
                <div class="detail__acts">
                    {Asked::ALL.into_iter().map(one).collect::<Vec<_>>()}
                    {acts.marking().button(marked)}
                </div>
            }
        })
    };
    let cut_off = Signal::derive(move || {
        Place::from(InstancePage {
            ca: Some(link.ca.clone()),
            ..View::CutOff.about(&instance.get(), &link.device)
        })
    });
    let not_registered = move || {
        gone.get().then(|| {
            view! {
                <Empty icon=IconName::Certificate title=text.certificates().not_registered>
                    {text.certificates().not_registered_detail}
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
        <div class="detail__acts">
            <Link to=cut_off class="ui-button ui-button--danger">{text.certificates().cut_off}</Link>
            {move || instance.with(|instance| history_link(instance, &of_history))}
        </div>
    }
    .into_child()
}

fn facts(desk: Desk, certificate: &DeviceCertificate) -> Child {
    let text = use_text().certificates();
    let clock = use_clock();
    let now = Signal::derive(move || clock.now());
    let decoded = certificate.decoded.as_ref();
    let from = certificate.valid_from.or_else(|| decoded?.not_before);
    let until = certificate.valid_to.or_else(|| decoded?.not_after);
    let ca = certificate.ca_serial_number.clone();
    let of_ca = desk
        .place
        .with_untracked(|place| Place::from(View::CaCertificates.about(&place.instance, &ca)));
    let ca_name = desk
        .ca_name(&ca)
        .map(|name| view! { <div><Link to=of_ca class="link">{shown(&name)}</Link></div> });
    let name = (!certificate.name.is_empty()).then(|| {
        let name = shown(&certificate.name);
        view! { <Description name=text.name>{name}</Description> }
    });
    let (status, inside) = (certificate.status, decoded.map(inside));
    let undecoded = decoded
        .is_none()
        .then(|| view! { <Note tone=Tone::Info>{text.undecoded}</Note> });
    let pem = (!certificate.pem.is_empty()).then(|| pem(text.pem, &certificate.pem));
    view! {
        <DescriptionList>
            <Description name=text.status><CertificateState status=status /></Description>
            <Description name=text.validity><ValidityBar from=from to=until now=clock.fresh() /></Description>
            <Description name=text.valid_from>{with_relative(from, now)}</Description>
            <Description name=text.valid_to>{with_relative(until, now)}</Description>
            {name}
            <Description name=text.ca>{ca_name}<CopyId value=ca wrap=true /></Description>
            {inside}
        </DescriptionList>
        {undecoded}
        {pem}
    }
    .into_child()
}

/// What a certificate says of itself.
pub fn inside(decoded: &DecodedCertificate) -> Child {
    let text = use_text().certificates();
    let names = if decoded.alternative_names.is_empty() {
        view! { <span class="quiet">{text.none}</span> }.into_child()
    } else {
        let name = |name: &String| {
            let name = shown(name);
            view! { <div>{name}</div> }
        };
        decoded
            .alternative_names
            .iter()
            .map(name)
            .collect::<Vec<_>>()
            .into_child()
    };
    let is_ca = decoded
        .is_ca
        .then(|| view! { <Description name=text.is_ca>{text.yes}</Description> });
    let DecodedCertificate {
        subject,
        issuer,
        serial_number,
        public_key,
        signature_algorithm,
        fingerprint_sha256,
        ..
    } = decoded;
    let (subject, issuer) = (shown(subject), shown(issuer));
    let (serial_number, fingerprint) = (serial_number.clone(), fingerprint_sha256.clone());
    let (public_key, signature) = (shown(public_key), shown(signature_algorithm));
    view! {
        <Description name=text.subject>{subject}</Description>
        <Description name=text.issuer>{issuer}</Description>
        <Description name=text.serial_inside><CopyId value=serial_number wrap=true /></Description>
        <Description name=text.public_key>{public_key}</Description>
        <Description name=text.signature>{signature}</Description>
        <Description name=text.alternative_names>{names}</Description>
        {is_ca}
        <Description name=text.fingerprint><CopyId value=fingerprint wrap=true /></Description>
    }
    .into_child()
}

/// A certificate as its file has it.
pub fn pem(title: &'static str, pem: &str) -> Child {
    let text = use_text().certificates();
    let value = pem.to_owned();
    // Line by line: a line feed is the one control character that belongs here.
    let lines: Vec<_> = pem
        .lines()
        .map(|line| view! { {shown(line)} "\n" })
        .collect();
    view! {
        <details class="pem">
            <summary>{title}</summary>
            <CopyId value=value><span>{text.copy_pem}</span></CopyId>
            <pre tabindex="0" aria-label=title>{lines}</pre>
        </details>
    }
    .into_child()
}
