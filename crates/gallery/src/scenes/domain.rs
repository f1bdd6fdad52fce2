//! Those parts that know our domain which are seen most.

use crate::prelude::*;
use signet_model::{Timestamp, api::Cloud, identifiers::IotId, operations::CertificateStatus};
use signet_view::view;

use crate::{
    components::{
        Act, ActDialog, CertificateState, CloudBadge, Detail, IdField, Problem, ProblemNote,
        TypedId, ValidityBar, Whereabouts, Why,
    },
    stage::{State, state},
    ui::{Button, ButtonKind, CopyId, Description, DescriptionList, Status, Tone},
};

fn place() -> Whereabouts {
    Whereabouts {
        cloud: Some(Cloud::Demo),
        name: "factory-east".to_owned(),
        id: "post-cn-7mz2d4k1".to_owned(),
        region: "cn-hangzhou".to_owned(),
    }
}

fn deregistering() -> Act {
    Act {
        title: "Deregister this credential?".to_owned(),
        place: place(),
        objects: vec![(
            "Client ID".to_owned(),
            "GID_press_line@@@press-0104".to_owned(),
        )],
        consequences: vec![
            "It can no longer sign in. This cannot be undone; registering again makes a new secret.".to_owned(),
            "It is online now and stays connected until it drops.".to_owned(),
            "One billed call.".to_owned(),
        ],
        type_to_confirm: Some("press-0104".to_owned()),
        button: "Deregister".to_owned(),
        ..Act::default()
    }
}

fn ask(act: Act, busy: bool, problem: Option<Problem>) -> Child {
    view! {
        <ActDialog
            act=Signal::stored(Some(act))
            alternative=Signal::stored(None)
            busy=busy
            problem=Signal::stored(problem)
            why=Why::new(Signal::stored(Vec::new()))
            on_confirm=Callback::new(|()| ())
            on_close=Callback::new(|()| ())
        />
    }
    .into_child()
}

pub(super) fn act_dialog() -> Vec<State> {
    vec![
        state("What cannot be undone is typed", || {
            ask(deregistering(), false, None)
        }),
        state("Busy", || {
            let act = Act {
                type_to_confirm: None,
                ..deregistering()
            };
            ask(act, true, None)
        }),
        state("It failed", || ask(deregistering(), false, Some(refused()))),
        state("Refused before it is made", || {
            let act = Act {
                title: "Rotate the secret?".to_owned(),
                type_to_confirm: None,
                refused: Some("Only a custodian may rotate a secret.".to_owned()),
                button: "Rotate".to_owned(),
                consequences: Vec::new(),
                ..deregistering()
            };
            ask(act, false, None)
        }),
        state("Chinese", || {
            let act = Act {
                title: "注销该凭证？".to_owned(),
                objects: vec![(
                    "客户端 ID".to_owned(),
                    "GID_press_line@@@press-0104".to_owned(),
                )],
                consequences: vec![
                    "设备将无法再登录。此操作不可撤销，重新注册会生成新的密钥。".to_owned(),
                    "设备当前在线，会话将保持到断开为止。".to_owned(),
                ],
                button: "注销".to_owned(),
                ..deregistering()
            };
            ask(act, false, None)
        })
        .chinese(),
    ]
}

fn check(text: &str) -> Result<(), signet_model::Violation> {
    IotId::parse(text).map(|_| ())
}

fn iot_id(text: &'static str, tried: bool, label: &'static str, hint: &'static str) -> Child {
    let typed = TypedId::new(check, IotId::MAX_BYTES);
    typed.value.set(text.to_owned());
    typed.tried.set(tried);
    view! { <IdField label=label typed=typed hint=hint.to_owned() /> }.into_child()
}

pub(super) fn id_field() -> Vec<State> {
    let field = |text, tried| {
        iot_id(
            text,
            tried,
            "IotId",
            "Letters, digits and hyphens; as the IoT console says it",
        )
    };
    vec![
        state("Empty", move || field("", false)),
        state("Filled", move || field("3F9A01C7", false)),
        state("Missing", move || field("", true)),
        state("Typed with an input method", move || {
            field("３F9A01C7", false)
        }),
        state("Against the rule", move || field("3F9A 01C7", false)),
        state("Chinese", || {
            iot_id(
                "3F9A01C7",
                false,
                "IotId",
                "由字母、数字和连字符组成，与物联网控制台一致",
            )
        })
        .chinese(),
    ]
}

fn refused() -> Problem {
    Problem {
        cause: "The cloud refuses this key".to_owned(),
        detail: Some("User not authorized to operate on the specified resource.".to_owned()),
        remedy: "Grant the RAM user mq:DeleteDeviceCredential, then try again.".to_owned(),
        cloud_code: Some("NoPermission".to_owned()),
        request_id: Some("6D2C7A5E-0F0B-5D2C-9A3F-2C1B7E9A4D11".to_owned()),
        retry_seconds: None,
    }
}

pub(super) fn problem() -> Vec<State> {
    let note = |problem, stale: bool| {
        view! { <ProblemNote problem=problem stale=stale on_retry=Callback::new(|()| ()) /> }
            .into_child()
    };
    vec![
        state("Refused", move || note(refused(), false)),
        state(
            "Not reached; what was known before is still shown",
            move || {
                let problem = Problem {
                    cause: "The proxy does not answer".to_owned(),
                    remedy: "Look whether it runs and can be reached from here.".to_owned(),
                    retry_seconds: Some(12),
                    ..Problem::default()
                };
                note(problem, true)
            },
        ),
        state("Chinese", move || {
            let problem = Problem {
                cause: "无法连接代理".to_owned(),
                remedy: "请检查代理是否在运行，以及本机能否访问。".to_owned(),
                ..Problem::default()
            };
            note(problem, true)
        })
        .chinese(),
    ]
}

pub(super) fn detail() -> Vec<State> {
    vec![state("Beside its list", || {
        view! {
            <Detail label="Credential" take_focus=false on_close=Callback::new(|()| ())>
                <div class="detail__id"><CopyId value="GID_press_line@@@press-0104" wrap=true /></div>
                <DescriptionList>
                    <Description name="Now"><Status tone=Tone::Good>"Online"</Status></Description>
                    <Description name="Access key id"><CopyId value="DC.Z5fXh9sRRVufyLi6wo" /></Description>
                    <Description name="Rotated">"never"</Description>
                </DescriptionList>
                <div class="detail__acts">
                    <Button>"Rotate…"</Button>
                    <Button>"Deregister…"</Button>
                    <Button kind=ButtonKind::Danger>"Cut off now…"</Button>
                </div>
            </Detail>
        }
        .into_child()
    })]
}

fn states() -> Child {
    let all = [
        CertificateStatus::Active,
        CertificateStatus::Inactive,
        CertificateStatus::Unknown,
    ];
    let one = |status| view! { <CertificateState status=status /> }.into_child();
    view! { <div class="acts">{all.map(one)}</div> }.into_child()
}

pub(super) fn certificate_state() -> Vec<State> {
    vec![
        state("Active, inactive, unknown", states),
        state("Chinese", states).chinese(),
    ]
}

/// Lives of 400 days, seen on their day 0, 20, 300, 390 and 410; and one that is not told.
fn lives() -> Child {
    const DAY: i64 = 86_400_000;
    let day = |number: i64| Timestamp::from_millis(number * DAY);
    let one = |today: i64| {
        #[expect(clippy::cast_precision_loss, reason = "some thousand days")]
        let now = (today * DAY) as f64;
        view! { <ValidityBar from=day(10) to=day(410) now=now /> }.into_child()
    };
    let known: Vec<_> = [0, 30, 310, 400, 420].into_iter().map(one).collect();
    view! { <div class="acts">{known}<ValidityBar from=None to=None now=0.0 /></div> }.into_child()
}

pub(super) fn validity_bar() -> Vec<State> {
    vec![
        state("Not yet, new, old, ending, ended, not told", lives),
        state("Chinese", lives).chinese(),
    ]
}

fn clouds() -> Child {
    let all = [Cloud::Demo, Cloud::Loopback, Cloud::Real];
    let badge = |cloud| view! { <CloudBadge cloud=cloud /> }.into_child();
    view! { <div class="stack"><div class="acts">{all.map(badge)}</div>{place().line()}</div> }
        .into_child()
}

pub(super) fn cloud() -> Vec<State> {
    vec![
        state("Each cloud, and a place in one", clouds),
        state("Chinese", clouds).chinese(),
    ]
}
