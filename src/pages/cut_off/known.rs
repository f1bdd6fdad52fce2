//! The device, where it is, and what is known of it before anything is done.

use crate::prelude::*;
use signet_model::operations::BlacklistNote;
use signet_view::view;

use super::{Desk, Target, steps::bars};
use crate::{
    api::{Failure, query},
    pages::problem::problem,
    router::{Link, Place, View},
    state::{use_clock, use_locale, use_refresh},
    text::{use_format, use_text},
    ui::{CopyId, Description, DescriptionList, Status, Tone, shown, shown_text},
    view::IntoChild,
};

pub(super) fn known(desk: Desk, target: &Target) -> Child {
    let text = use_text().cut_off();
    let (id, instance) = (desk.client_id.as_str(), desk.instance_id.as_str());
    let credential: Place = View::Credential.about(instance, id).into();
    let another: Place = View::CutOff.of(instance).into();
    let certificate = target.certificate.as_ref().map(|key| {
        let serial = key.device.clone();
        view! { <Description name=text.certificate><CopyId value=serial wrap=true /></Description> }
    });
    let (face, at) = (id.to_owned(), instance.to_owned());
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2><CopyId value=face wrap=true /></h2>
                {move || desk.here.whereabouts(&at).line()}
                <DescriptionList>
                    {certificate}
                    <Description name=text.now><span class="cut__now">{session(desk)} {listed(desk)}</span></Description>
                </DescriptionList>
                <p class="acts">
                    <Link to=credential class="link">{text.credential}</Link>
                    <Link to=another class="link">{text.another}</Link>
                </p>
            </div>
        </section>
    }
    .into_child()
}

/// Whether it is connected. Once it is watched, the outcome says it better.
fn session(desk: Desk) -> Child {
    let (text, format, clock) = (use_text().cut_off(), use_format(), use_clock());
    let session = query(move || Some(desk.session()), |_, _| true);
    let told = move || {
        let known = session
            .answer()
            .with(|answer| answer.map(|answer| (answer.value.online, answer.read_at)));
        let Some((online, at)) = known else {
            return session
                .failure()
                .get()
                .map(|failure| not_known(&failure))
                .into_child();
        };
        let (tone, word) = if online {
            (Tone::Good, text.online)
        } else {
            (Tone::Neutral, text.offline)
        };
        let ago = move || (text.asked_ago)(&format.relative(at, clock.now()));
        view! {
            <Status tone=tone>{word}</Status>
            " "
            <span class="quiet" title=format.exact(at)>{ago}</span>
        }
        .into_child()
    };
    (move || desk.watch.with(Option::is_none).then(told)).into_child()
}

/// Whether the blacklist has it already, and who set that.
fn listed(desk: Desk) -> Child {
    let text = use_text().cut_off();
    let refresh = use_refresh();
    let key = ["blacklist/", desk.instance_id.as_str()].concat();
    let list = query(
        move || {
            refresh.watch(&key).track();
            Some(desk.listed())
        },
        |_, _| true,
    );
    (move || {
        let known = list.answer().with(|answer| {
            let entries = &answer?.value.entries;
            let id = desk.client_id.as_str();
            let note = entries
                .iter()
                .find(|entry| entry.blocked && entry.client_id == id)
                .and_then(|entry| entry.note.clone());
            Some((bars(entries, id), note))
        });
        match known {
            None => ().into_child(),
            Some((false, _)) => view! { <span class="quiet">{text.not_barred}</span> }.into_child(),
            Some((true, note)) => {
                view! { <Status tone=Tone::Danger>{text.barred}</Status> {note.map(noted)} }
                    .into_child()
            }
        }
    })
    .into_child()
}

fn noted(note: BlacklistNote) -> Child {
    let (text, format, clock) = (use_text().cut_off(), use_format(), use_clock());
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of this calendar stay below 2^53"
    )]
    let at = note.set_at.as_millis() as f64;
    let by = shown_text(&note.set_by);
    let said = move || (text.set_by)(&by, &format.relative(at, clock.now()));
    let reason = note.reason.map(|reason| view! { "“" {shown(&reason)} "”" });
    view! { <span class="quiet"><span title=format.exact(at)>{said}</span> " " {reason}</span> }
        .into_child()
}

/// A question that was not answered does not keep anybody from pressing.
fn not_known(failure: &Failure) -> Child {
    let cause = problem(failure, use_text(), use_locale().get()).cause;
    view! { <span class="quiet" title=cause>{use_text().cut_off().session_unknown}</span> }
        .into_child()
}
