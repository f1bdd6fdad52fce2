//! Every rule with its mark: what is seen of the certificates before anything is sent.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::Timestamp;
use signet_view::view;
use signet_x509::{Certificate, Proof, Rule, Uncheckable, rules, signature_check};

use super::{slot::Slot, subtle};
use crate::{
    state::{Shared, use_clock},
    text::{CaCertificates, Format, use_format, use_text},
    ui::{Held, Status, Tone, effect, memo, shown_text},
};

/// Whether the signature of the verification certificate is the CA's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signature {
    Unknown,
    Checking,
    Good,
    Bad,
    /// This browser cannot tell; the cloud will.
    Later,
}

/// The checks of two certificates.
pub(super) type Checks = Shared<Parts>;

pub(super) struct Parts {
    ca: Slot,
    verification: Slot,
    code: Signal<Option<String>>,
    signature: RwSignal<Signature>,
    marks: Held<Option<Vec<Mark>>>,
}

/// A rule, whether it holds, and what is found where it does not; nothing is known yet of one that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    rule: &'static str,
    holds: Option<bool>,
    found: Option<String>,
}

impl Checks {
    /// Checks what both slots hold against the rules, as soon as there is something to check.
    pub(super) fn of(ca: Slot, verification: Slot, code: Signal<Option<String>>) -> Self {
        let signature = RwSignal::new(Signature::Unknown);
        effect(move || {
            let both = with_both(ca, verification, signature_check);
            let Some(check) = both else {
                signature.set(Signature::Unknown);
                return;
            };
            let check = match check {
                Ok(check) => check,
                Err(Uncheckable::NotOfThisKey) => return signature.set(Signature::Bad),
                Err(Uncheckable::Algorithm(_)) => return signature.set(Signature::Later),
            };
            signature.set(Signature::Checking);
            // Another certificate drops the future.
            spawn_local_scoped_with_cancellation(async move {
                signature.set(match subtle::is_good(check).await {
                    Some(true) => Signature::Good,
                    Some(false) => Signature::Bad,
                    None => Signature::Later,
                });
            });
        });
        let (text, format, clock) = (use_text().ca_certificates(), use_format(), use_clock());
        let marks = memo(move || {
            let (code, now) = (code.get()?, now(clock.now())?);
            let explain = Explain { text, format };
            with_both(ca, verification, |ca, verification| {
                let proof = Proof {
                    ca,
                    verification,
                    code: &code,
                };
                let mut marks: Vec<_> = rules(proof, now)
                    .into_iter()
                    .map(|(rule, holds)| explain.mark(rule, holds, ca, verification))
                    .collect();
                marks.push(explain.signature(signature.get()));
                marks
            })
        });
        Self::new(Parts {
            ca,
            verification,
            code,
            signature,
            marks,
        })
    }

    /// Whether nothing speaks against registering.
    pub(super) fn hold(self) -> bool {
        let all = |marks: &Vec<Mark>| marks.iter().all(|mark| mark.holds != Some(false));
        self.marks.with(|marks| marks.as_ref().is_some_and(all))
            && !matches!(
                self.signature.get(),
                Signature::Unknown | Signature::Checking
            )
    }

    /// Both certificates in PEM.
    pub(super) fn pems(self) -> Option<(String, String)> {
        untrack(|| {
            with_both(self.ca, self.verification, |ca, verification| {
                (ca.pem().to_owned(), verification.pem().to_owned())
            })
        })
    }

    /// Whether the certificates were handed in the wrong way round.
    pub(super) fn are_swapped(self) -> bool {
        with_both(self.ca, self.verification, |ca, verification| {
            !ca.facts().is_ca && verification.facts().is_ca
        })
        .unwrap_or(false)
    }

    /// The list.
    pub(super) fn show(self) -> Child {
        let text = use_text().ca_certificates();
        let list = move || match self.marks.get() {
            Some(marks) => {
                let marks: Vec<_> = marks.into_iter().map(|mark| show(mark, text)).collect();
                view! { <ul class="checks">{marks}</ul> }.into_child()
            }
            None if self.code.with(Option::is_none) => {
                view! { <p class="quiet">{text.checks_code}</p> }.into_child()
            }
            None => view! { <p class="quiet">{text.checks_wait}</p> }.into_child(),
        };
        view! { <div aria-live="polite">{list}</div> }.into_child()
    }
}

fn with_both<R>(
    ca: Slot,
    verification: Slot,
    look: impl FnOnce(&Certificate, &Certificate) -> R,
) -> Option<R> {
    ca.held.with(|ca| {
        verification
            .held
            .with(|verification| Some(look(ca.certificate()?, verification.certificate()?)))
    })
}

fn now(milliseconds: f64) -> Option<Timestamp> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of this calendar"
    )]
    Timestamp::from_millis(milliseconds as i64)
}

fn show(mark: Mark, text: &'static CaCertificates) -> Child {
    let (tone, word) = match mark.holds {
        Some(true) => (Tone::Good, text.holds),
        Some(false) => (Tone::Danger, text.broken),
        None => (Tone::Info, text.open_rule),
    };
    let found = mark
        .found
        .map(|found| view! { <p class="checks__found">{found}</p> });
    view! {
        <li>
            <Status tone=tone>{word}</Status>
            <div><p>{mark.rule}</p>{found}</div>
        </li>
    }
    .into_child()
}

/// Says what is found.
#[derive(Clone, Copy)]
struct Explain {
    text: &'static CaCertificates,
    format: Format,
}

impl Explain {
    fn mark(self, rule: Rule, holds: bool, ca: &Certificate, verification: &Certificate) -> Mark {
        let text = self.text;
        let (says, found) = match rule {
            Rule::CaMark => (text.rule_ca_mark, text.broken_ca_mark.to_owned()),
            Rule::CaKey => (
                text.rule_ca_key,
                (text.broken_ca_key)(&ca.facts().public_key),
            ),
            Rule::CaSerial => {
                let bytes = ca.facts().serial_number.len();
                (
                    text.rule_ca_serial,
                    (text.broken_ca_serial)(&self.format.number(bytes as u64)),
                )
            }
            Rule::CaValidity => (text.rule_ca_validity, self.validity(ca)),
            Rule::Validity => (text.rule_validity, self.validity(verification)),
            Rule::Issuer => {
                let issuer = shown_text(&verification.facts().issuer);
                let subject = shown_text(&ca.facts().subject);
                (text.rule_issuer, (text.broken_issuer)(&issuer, &subject))
            }
            Rule::Code => {
                let found = match verification.common_names() {
                    [] => text.no_common_name.to_owned(),
                    names => (text.broken_code)(&shown_text(&names.join(", "))),
                };
                (text.rule_code, found)
            }
        };
        Mark {
            rule: says,
            holds: Some(holds),
            found: (!holds).then_some(found),
        }
    }

    fn validity(self, certificate: &Certificate) -> String {
        let facts = certificate.facts();
        let day = |at: Option<Timestamp>| {
            #[expect(
                clippy::cast_precision_loss,
                reason = "milliseconds of this calendar stay below 2^53"
            )]
            at.map_or_else(
                || "–".to_owned(),
                |at| self.format.time(at.as_millis() as f64),
            )
        };
        (self.text.broken_validity)(&day(facts.not_before), &day(facts.not_after))
    }

    fn signature(self, signature: Signature) -> Mark {
        let text = self.text;
        let (holds, found) = match signature {
            Signature::Good => (Some(true), None),
            Signature::Bad => (Some(false), Some(text.broken_signature)),
            Signature::Later => (None, Some(text.signature_later)),
            Signature::Unknown | Signature::Checking => (None, Some(text.signature_checking)),
        };
        Mark {
            rule: text.rule_signature,
            holds,
            found: found.map(str::to_owned),
        }
    }
}
