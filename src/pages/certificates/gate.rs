//! Which instances have certificates at all.

use crate::prelude::*;
use signet_model::identifiers::InstanceId;
use signet_view::view;

use crate::{
    components::edition_name,
    pages::here::{on_known_instance, use_here},
    router::{Credentials, Link, Place},
    text::use_text,
    ui::{Empty, Held, IconName, PageHeader, memo},
    view::IntoChild,
};

/// A page about the certificates of the instance `id`, or why there is none.
pub fn with_certificates(
    title: &'static str,
    id: Held<String>,
    page: impl Fn() -> Child + Send + 'static,
) -> Child {
    let here = use_here();
    let without = memo(move || {
        here.instance(&id.get())
            .map(|instance| instance.edition)
            .filter(|edition| !edition.has_certificates())
    });
    on_known_instance(title, id, move || match without.get() {
        Some(edition) => no_certificates(title, &id.get(), edition_name(edition)),
        None => page(),
    })
}

/// The instance to ask about. Not asked before the edition is known: the cloud would refuse, and a refusal is no good first
/// thing to see.
pub fn asked_instance(id: Held<String>) -> Held<Option<InstanceId>> {
    let here = use_here();
    memo(move || {
        let id = id.get();
        let has = match here.instance(&id) {
            Some(instance) => instance.edition.has_certificates(),
            None => here.instances().failure().with(Option::is_some),
        };
        InstanceId::parse(id).ok().filter(|_| has)
    })
}

/// An instance of an edition without certificates: nothing is asked, nothing fails.
fn no_certificates(title: &'static str, instance: &str, edition: &str) -> Child {
    let text = use_text().certificates();
    let to = Place::from(Credentials::of(instance));
    let why = (text.no_edition_detail)(edition);
    view! {
        <PageHeader title=title />
        <div class="panel">
            <Empty icon=IconName::Certificate title=text.no_edition>
                <p>{why}</p>
                <Link to=to class="ui-button ui-button--plain">{text.to_credentials}</Link>
            </Empty>
        </div>
    }
    .into_child()
}
