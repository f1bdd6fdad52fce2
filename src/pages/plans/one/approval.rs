//! Whether somebody has to approve it, and who has.

use crate::prelude::*;
use signet_model::{
    Timestamp,
    plans::{Approval, State},
};
use signet_view::view;

use super::Desk;
use crate::{
    components::moment,
    text::use_text,
    ui::{Note, Tone, shown, shown_text},
    view::IntoChild,
};

pub(super) fn approval(desk: Desk) -> Child {
    let text = use_text().plan();
    let facts = desk.part(|plan| (plan.approval.clone(), plan.state));
    let when = |at: Timestamp| moment(Some(at));
    (move || {
        let (approval, state) = facts.get()?;
        Some(match approval {
            Approval::NotNeeded => return None,
            // What is over waits for nobody.
            Approval::Needed if state.is_over() || state == State::Selecting => return None,
            Approval::Needed => {
                view! { <Note tone=Tone::Info title=text.approval>{text.approval_needed}</Note> }
            }
            Approval::Approved { by, at, until, rule, .. } => {
                let by = (text.approved_by)(&shown_text(&by));
                let rule = rule.map(|_| view! { <p>{text.approved_rule}</p> });
                view! {
                    <Note tone=Tone::Good title=by>
                        <p>{when(at)} " · " {text.approved_until} " " {when(until)}</p>
                        {rule}
                    </Note>
                }
            }
            Approval::Rejected { by, at, reason } => {
                let by = (text.rejected_by)(&shown_text(&by));
                view! { <Note tone=Tone::Danger title=by><p>{when(at)}</p><p>{shown(&reason)}</p></Note> }
            }
            Approval::Emergency { by, at, reason } => {
                let by = (text.emergency_by)(&shown_text(&by));
                view! { <Note tone=Tone::Warning title=by><p>{when(at)}</p><p>{shown(&reason)}</p></Note> }
            }
        }.into_child())
    })
    .into_child()
}
