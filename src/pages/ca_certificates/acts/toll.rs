//! The device certificates that go with a CA that is deleted: counted by reading every page of them.

use crate::prelude::*;

use super::{Acts, Asked, Ca};
use crate::{
    components::Alternative,
    pages::{
        problem::problem,
        walk::{Phase, Progress, Route, Walk, words},
    },
};

impl Acts {
    /// What may be done about the count.
    pub(super) fn counting(self) -> Option<Alternative> {
        let text = self.text.ca_certificates();
        let question = self.question.get()?;
        let route = Ca::of(&question)?.route();
        if question.asked != Asked::Delete {
            return None;
        }
        let on_route = move |run: fn(Walk, Route)| {
            let route = route.clone();
            Callback::new(move |()| run(self.count, route.clone()))
        };
        let (label, on_press) = match self.count.progress().with(|count| count.phase.clone()) {
            Phase::Idle => return None,
            Phase::Walking => (
                text.stop_counting,
                Callback::new(move |()| self.count.stop()),
            ),
            Phase::Stopped | Phase::Failed(_) => (text.count_on, on_route(Walk::go_on)),
            Phase::Done => (
                text.count_again,
                on_route(|count, route| count.start(route, None)),
            ),
        };
        Some(Alternative {
            label: label.to_owned(),
            on_press,
        })
    }

    /// How many device certificates go with the CA, in words, and why it cannot be deleted before that is known.
    pub(super) fn toll(self, count: &Progress) -> (String, Option<String>) {
        let text = self.text.ca_certificates();
        let so_far = || words(count, self.text.certificate_scan(), self.format);
        match &count.phase {
            Phase::Done => {
                let said = match count.items {
                    0 => text.delete_with_none.to_owned(),
                    items => (text.delete_with)(&self.format.number(items)),
                };
                (said, None)
            }
            Phase::Failed(failure) => {
                let problem = problem(failure, self.text, self.locale.get());
                let said = (text.count_failed)(&problem.cause);
                (said, Some(text.count_stopped.to_owned()))
            }
            Phase::Stopped => (so_far(), Some(text.count_stopped.to_owned())),
            Phase::Idle | Phase::Walking => (
                (text.counting)(&so_far()),
                Some(text.count_stopped.to_owned()),
            ),
        }
    }
}
