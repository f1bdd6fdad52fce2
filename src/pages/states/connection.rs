//! Nothing was ever heard of the proxy: why, and what to do now.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::api::VERSION;
use signet_view::view;

use crate::{
    api::use_api,
    components::{Problem, ProblemNote},
    pages::use_here,
    state::{Detail, Mounted, Trouble, use_mounted, use_reach},
    text::{States, use_text},
    ui::{Progress, Skeleton, effect, shown_text},
    view::IntoChild,
};

/// Why nothing is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cause {
    /// Nothing answers, or nothing that is a proxy.
    Unreachable,
    /// Something answers that does not let this page in.
    OriginRefused,
    /// It speaks another version of the API.
    Version(String),
}

impl Cause {
    fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "proxy_unreachable",
            Self::OriginRefused => "origin_refused",
            Self::Version(_) => "api_version",
        }
    }

    fn problem(&self, proxy: &str, origin: &str, text: &States) -> Problem {
        let (proxy, origin) = (shown_text(proxy), shown_text(origin));
        let (cause, remedy) = match self {
            Self::Unreachable => ((text.unreachable)(&proxy), text.unreachable_then.to_owned()),
            Self::OriginRefused => (
                (text.refused)(&origin, &proxy),
                (text.refused_then)(&origin),
            ),
            Self::Version(theirs) => (
                (text.version)(&shown_text(theirs), VERSION),
                text.version_then.to_owned(),
            ),
        };
        Problem {
            cause,
            remedy,
            ..Problem::default()
        }
    }
}

/// Whether pages of `origin` need leave to speak to a proxy there.
fn is_elsewhere(proxy: &str, origin: &str) -> bool {
    let rest = proxy.strip_prefix(origin);
    !proxy.is_empty() && !rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn tell(mounted: Mounted, cause: &Cause, problem: &Problem, proxy: &str, text: &States) {
    let message = (text.both)(&problem.cause, &problem.remedy);
    let detail = [
        ("code", Detail::Text(cause.code())),
        ("message", Detail::Text(&message)),
        ("value", Detail::Text(proxy)),
    ];
    mounted.emit("error", &detail);
}

/// The page in place of everything.
pub(in crate::pages) fn no_connection() -> Child {
    let (text, here, mounted) = (use_text(), use_here(), use_mounted());
    let (trouble, api) = (use_reach().trouble(), use_api());
    let origin = window().location().origin().unwrap_or_default();
    let elsewhere = is_elsewhere(&mounted.proxy(), &origin);
    let proxy = Some(mounted.proxy()).filter(|proxy| !proxy.is_empty());
    let proxy = proxy.unwrap_or_else(|| origin.clone());
    let cause: RwSignal<Option<Cause>> = RwSignal::new(None);
    let tries = RwSignal::new(0);
    effect(move || {
        tries.track();
        match trouble.get() {
            Some(Trouble::Version(theirs)) => cause.set(Some(Cause::Version(theirs))),
            Some(Trouble::Silent) => spawn_local_scoped_with_cancellation(async move {
                let answers = elsewhere && api.answers().await;
                let found = if answers {
                    Cause::OriginRefused
                } else {
                    Cause::Unreachable
                };
                if cause.with_untracked(|before| before.as_ref() != Some(&found)) {
                    cause.set(Some(found));
                }
            }),
            None => {}
        }
    });
    let again = Callback::new(move |()| {
        tries.update(|tries| *tries += 1);
        here.session().again();
        here.instances().again();
    });
    let body = move || {
        let Some(cause) = cause.get() else {
            return view! { <Skeleton lines=3 /> }.into_child();
        };
        let problem = cause.problem(&proxy, &origin, text.states());
        tell(mounted, &cause, &problem, &proxy, text.states());
        view! { <ProblemNote problem=problem on_retry=again /> }.into_child()
    };
    view! {
        <div class="panel entrance__panel">
            <Progress active=here.session().busy() label=text.states().looking />
            <div class="panel__body">{body}</div>
        </div>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn leave_is_needed_of_a_proxy_on_another_origin_only() {
        let here = "https://portal.example";
        assert!(!is_elsewhere("", here));
        assert!(!is_elsewhere("https://portal.example", here));
        assert!(!is_elsewhere("https://portal.example/signet", here));
        assert!(is_elsewhere("https://portal.example.evil", here));
        assert!(is_elsewhere("https://signet.example", here));
    }

    #[test]
    fn each_cause_names_what_is_concerned_and_what_to_do() {
        for locale in Locale::ALL {
            let text = locale.text().states();
            for (cause, named) in [
                (Cause::Unreachable, "https://s.example"),
                (Cause::OriginRefused, "https://p.example"),
                (Cause::Version("7".to_owned()), "7"),
            ] {
                let problem = cause.problem("https://s.example", "https://p.example", text);
                assert!(problem.cause.contains(named), "{}", problem.cause);
                assert!(!problem.remedy.is_empty());
            }
        }
    }
}
