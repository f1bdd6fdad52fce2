//! The device certificates of a CA beside a pasted list of serial numbers, which stays in this browser.

use crate::prelude::*;
use leptos::ev::Event;
use signet_view::view;

use super::{
    super::compare::{Compared, compare},
    Below,
};
use crate::{
    pages::walk::MOST_ROWS,
    text::{use_format, use_text},
    ui::{Button, CopyButton, shown, unique_id},
};

impl Below {
    pub(super) fn comparison(self) -> Child {
        let (text, format) = (use_text().ca_certificates(), use_format());
        let (field, hint) = (unique_id(), unique_id());
        let count = move || {
            let known = self
                .pasted
                .with(|pasted| compare(std::iter::empty(), pasted).known);
            (text.compare_of)(&format.number(known as u64))
        };
        let input = move |event: Event| self.pasted.set(event_target_value(&event));
        let result = move || {
            if self.pasted.with(|pasted| pasted.trim().is_empty()) {
                ().into_child()
            } else if self.is_done() {
                self.result()
            } else {
                view! { <p class="quiet">{text.compare_wait}</p> }.into_child()
            }
        };
        let toggled = move |event: Event| {
            let open = js_sys::Reflect::get(&event, &"newState".into())
                .ok()
                .and_then(|state| state.as_string());
            self.compares.set(open.as_deref() == Some("open"));
        };
        let body = move || {
            self.compares.get().then(|| {
                let (field, hint) = (field.clone(), hint.clone());
                view! {
                    <div class="ui-field">
                        <label class="ui-field__label" for=field.clone()>{text.compare_label}</label>
                        <textarea
                            id=field
                            class="lines"
                            rows="5"
                            spellcheck="false"
                            autocomplete="off"
                            autocapitalize="off"
                            autocorrect="off"
                            aria-describedby=hint.clone()
                            prop:value=move || self.pasted.get()
                            on:input=input
                        ></textarea>
                        <div class="ui-field__told" id=hint>
                            <span>{text.compare_hint}</span>
                            <span class="ui-field__counter">{count}</span>
                        </div>
                    </div>
                    <div aria-live="polite">{result}</div>
                }
            })
        };
        view! {
            <details class="compare" on:toggle=toggled>
                <summary>{text.compare}</summary>
                {body}
            </details>
        }
        .into_child()
    }

    fn result(self) -> Child {
        let (text, scan, format) = (
            use_text().ca_certificates(),
            use_text().certificate_scan(),
            use_format(),
        );
        let number = move |number: usize| format.number(number as u64);
        let (compared, unknown) = self.pasted.with(|pasted| {
            self.walk.with_found(|found| {
                let compared = compare(found.iter().map(|found| &*found.device), pasted);
                let unknown: Vec<_> = compared
                    .unknown
                    .iter()
                    .filter_map(|at| found.get(*at).cloned())
                    .collect();
                (compared, unknown)
            })
        });
        let Compared { absent, both, .. } = compared;
        let first = |serials: &mut dyn Iterator<Item = &str>| {
            serials
                .take(MOST_ROWS)
                .map(|serial| view! { <li><code>{shown(serial)}</code></li> })
                .collect::<Vec<_>>()
        };
        let more = move |count: usize| {
            (count > MOST_ROWS)
                .then(|| view! { <p class="quiet">{(scan.first_rows)(&number(MOST_ROWS), &number(count))}</p> })
        };
        let unknown_rows = first(&mut unknown.iter().map(|found| &*found.device));
        let absent_rows = first(&mut absent.iter().map(String::as_str));
        let (unknown_count, absent_count) = (unknown.len(), absent.len());
        let all_absent = absent.join("\n");
        let export = (unknown_count > 0).then(|| {
            let save = move |()| self.save("not-in-my-list", unknown.iter());
            view! { <Button on_press=Callback::new(save)>{scan.export}</Button> }
        });
        let copy = (absent_count > 0).then(|| {
            let value = Callback::new(move |()| Some(all_absent.clone()));
            view! { <CopyButton label=text.copy_list value=value /> }
        });
        view! {
            <div class="compare__result">
                <section>
                    <h3>{(text.not_in_mine)(&number(unknown_count))}</h3>
                    <ul class="serials">{unknown_rows}</ul>
                    {more(unknown_count)}
                    {export}
                </section>
                <section>
                    <h3>{(text.not_here)(&number(absent_count))}</h3>
                    <ul class="serials">{absent_rows}</ul>
                    {more(absent_count)}
                    {copy}
                </section>
                <p class="quiet">{(text.in_both)(&number(both))}</p>
            </div>
        }
        .into_child()
    }
}
