//! What is told to the plan: at once, or after a question that says what it comes to.

use crate::prelude::*;
use signet_model::{
    Effect,
    api::{ExcludeItems, Plan, Tell},
    plans::Outcome,
};

use super::{Desk, secrets::Handed};
use crate::{
    components::{Act, Asks},
    pages::{
        acting::{Acting, use_acting},
        plans::{KEY, words},
    },
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Format, Text, use_format, use_text},
    ui::ToastKind,
};

/// What is told to this plan.
pub(super) type Telling = Shared<TellingParts>;

pub(super) struct TellingParts {
    pub(super) desk: Desk,
    pub(super) acting: Acting,
    asked: RwSignal<Option<Asked>>,
    /// The items that are ticked, by number.
    pub(super) ticked: RwSignal<Vec<u64>>,
    /// The secrets that were handed out and are not confirmed yet.
    pub(super) handed: RwSignal<Option<Handed>>,
    refresh: Refresh,
    pub(super) toasts: Toasts,
    pub(super) text: Text,
    format: Format,
}

/// What is asked before it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Approve,
    Reject,
    Run,
    Emergency,
    Cancel,
    Undo,
    HandOut,
    TakeOut,
}

impl Telling {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(TellingParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            ticked: RwSignal::new(Vec::new()),
            handed: RwSignal::new(None),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
            format: use_format(),
        })
    }

    /// Asks.
    pub(super) fn ask(self, asked: Asked) {
        self.acting.reset();
        self.asked.set(Some(asked));
    }

    /// Tells it at once.
    pub(super) fn tell(self, path: &'static str, said: &'static str) {
        self.acting.reset();
        self.send(path, &self.body(), said);
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.confirmed()),
            Callback::new(move |()| self.asked.set(None)),
        )
    }

    fn body(self) -> Tell {
        self.desk.now.with_untracked(|plan| Tell {
            id: plan
                .as_ref()
                .map(|plan| plan.id.clone())
                .unwrap_or_default(),
            hash: plan.as_ref().and_then(|plan| plan.hash.clone()),
            ..Tell::default()
        })
    }

    fn send<B: serde::Serialize>(self, path: &'static str, body: &B, said: &'static str) {
        self.acting.tell(path, body, move || self.was_told(said));
    }

    /// It was told: what is shown is read again.
    pub(super) fn was_told(self, said: &'static str) {
        self.toasts.say(ToastKind::Done, said, None);
        self.asked.set(None);
        self.ticked.set(Vec::new());
        self.refresh.invalidate(KEY);
    }

    fn confirmed(self) {
        let Some(asked) = self.asked.get_untracked() else {
            return;
        };
        let (text, body, why) = (self.text.plan(), self.body(), self.acting.why().said());
        match asked {
            Asked::Approve => self.send("plans/approve", &body, text.approved),
            Asked::Reject => {
                let reason = Some(why);
                self.send("plans/reject", &Tell { reason, ..body }, text.rejected);
            }
            Asked::Run => self.send("plans/run", &body, text.running),
            Asked::Emergency => {
                let emergency = Some(why);
                self.send("plans/run", &Tell { emergency, ..body }, text.running);
            }
            Asked::Cancel => self.send("plans/cancel", &body, text.cancelled),
            Asked::Undo => self.undo(&body),
            Asked::HandOut => self.hand_out(&body),
            Asked::TakeOut => {
                let numbers = self.ticked.get_untracked();
                let id = body.id;
                self.send(
                    "plans/exclude",
                    &ExcludeItems { id, numbers },
                    text.taken_out,
                );
            }
        }
    }

    /// The undoing plan is another one: the page goes there.
    fn undo(self, body: &Tell) {
        let desk = self.desk;
        self.acting.tell_for("plans/undo", body, move |plan: Plan| {
            self.was_told(self.text.plan().undone);
            let from = untrack(|| desk.from());
            let page = crate::router::plan_page(&plan.id, from.as_deref());
            desk.router.navigate(page.into(), crate::router::How::Push);
        });
    }

    /// Whether something is asked now.
    pub(super) fn is_asking(self) -> bool {
        self.asked.with(Option::is_some)
    }

    /// The question as it stands now.
    fn act(self) -> Option<Act> {
        let asked = self.asked.get()?;
        self.desk
            .now
            .with(|plan| plan.as_ref().map(|plan| self.question(asked, plan)))
    }

    fn question(self, asked: Asked, plan: &Plan) -> Act {
        let text = self.text.plan();
        let number = |number: u64| self.format.number(number);
        let act = (self.text.plans().act)(plan.act);
        let base = Act {
            place: words::whereabouts(plan, self.desk.here, self.text.plans()),
            objects: vec![
                (self.text.plans().plan.to_owned(), plan.title.clone()),
                (act.to_owned(), number(plan.progress.items)),
            ],
            asks: Asks::Never,
            ..Act::default()
        };
        let mut with_hash = base.objects.clone();
        with_hash.extend(
            plan.hash
                .iter()
                .map(|hash| (text.hash.to_owned(), hash.clone())),
        );
        match asked {
            Asked::Approve => Act {
                title: text.approve_title.to_owned(),
                objects: with_hash,
                consequences: owned(&[text.approve_hash, text.approve_runs]),
                button: text.approve_act.to_owned(),
                ..base
            },
            Asked::Reject => Act {
                title: text.reject_title.to_owned(),
                consequences: owned(&[text.reject_detail]),
                button: text.reject_act.to_owned(),
                asks: Asks::Always,
                ..base
            },
            Asked::Run | Asked::Emergency => {
                let is_emergency = asked == Asked::Emergency;
                let mut consequences = owned((text.consequences)(plan.act));
                consequences.extend(owned(&[text.run_waves, text.run_on]));
                let destroys = plan.act.effect() == Effect::Destroy;
                Act {
                    title: if is_emergency {
                        text.emergency_title
                    } else {
                        text.run_title
                    }
                    .to_owned(),
                    objects: with_hash,
                    warning: is_emergency.then(|| text.emergency_detail.to_owned()),
                    consequences,
                    type_to_confirm: destroys.then(|| plan.progress.items.to_string()),
                    button: (text.run_act)(&number(plan.progress.items)),
                    asks: if is_emergency {
                        Asks::Always
                    } else {
                        Asks::Never
                    },
                    ..base
                }
            }
            Asked::Cancel => {
                let left = words::count(&plan.progress, |outcome| outcome == Outcome::Waiting);
                Act {
                    title: text.cancel_title.to_owned(),
                    consequences: vec![
                        (text.cancel_detail)(&number(left)),
                        text.cancel_done.to_owned(),
                    ],
                    button: text.cancel_act.to_owned(),
                    ..base
                }
            }
            Asked::Undo => {
                let undone_by = plan.act.undone_by().unwrap_or(plan.act);
                let did = |outcome| matches!(outcome, Outcome::Done | Outcome::SettledDone);
                let count = number(words::count(&plan.progress, did));
                let what = (self.text.plans().act)(undone_by);
                Act {
                    title: text.undo_title.to_owned(),
                    consequences: vec![(text.undo_detail)(what, &count), text.undo_not.to_owned()],
                    button: text.undo_act.to_owned(),
                    ..base
                }
            }
            Asked::HandOut => Act {
                title: text.hand_out_title.to_owned(),
                consequences: owned(&[text.hand_out_once, text.hand_out_then]),
                button: text.hand_out_act.to_owned(),
                ..base
            },
            Asked::TakeOut => {
                let count = self.ticked.with(|ticked| number(ticked.len() as u64));
                Act {
                    title: (text.take_out_title)(&count),
                    consequences: owned(&[text.take_out_detail]),
                    button: text.take_out_act.to_owned(),
                    ..base
                }
            }
        }
    }
}

fn owned(all: &[&str]) -> Vec<String> {
    all.iter().map(|said| (*said).to_owned()).collect()
}
