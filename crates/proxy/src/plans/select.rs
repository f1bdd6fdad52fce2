//! Selecting: a list is taken in slices, the cloud is walked, and what is left becomes the items of the plan.

mod lines;
mod listing;
mod sources;

use std::sync::Arc;

use signet_model::plans::{MAX_ITEMS, Selection, State};
use signet_plans::lifecycle::{self, Event};
use signet_store::ports::Keep;
use tracing::{error, info};

use super::freeze::Known;
use super::walk::{Halt, Walk};
use super::{Head, Live, Plans};

/// What a walk leaves to be frozen.
struct Chosen {
    /// How many items there are.
    items: u64,
    /// For a difference: how many the other side has.
    other_side: Option<u64>,
    /// What is known of those that nothing is written down of.
    known: Known,
}

impl Plans {
    /// Walks and freezes a plan in `selecting`, in the background. To be called at create for what takes no list, at freeze for what takes one, at
    /// resume after a walk that failed, and after a start for every plan in `selecting` that takes no list or whose list is complete, unless its
    /// walk failed. To call it twice does no harm.
    pub(super) fn select(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let _alone = live.select_alone().await;
            if !live.head(|head| head.state == State::Selecting && head.why.is_none()) {
                return;
            }
            match plans.select_and_freeze(&live).await {
                Ok(()) => plans.survey_online(Arc::clone(&live)),
                Err(halt) => {
                    if let Some(text) = halt.text() {
                        plans.walk_failed(&live, text).await;
                    }
                }
            }
        });
    }

    async fn select_and_freeze(self: &Arc<Self>, live: &Arc<Live>) -> Result<(), Halt> {
        let walk = Walk::new(self, live).await?;
        let head = live.head(Clone::clone);
        if head.selection.takes_list() {
            self.ports.store.forget_walk(&head.id).await?;
        } else {
            self.ports.store.forget_found(&head.id).await?;
        }
        // A slice that was on its way when the process ended may have been kept and not counted.
        let (listed, _) = self.ports.store.counts(&head.id).await?;
        live.change(|head| head.listed = listed);
        live.progress(|progress| (progress.listed, progress.walked) = (listed, 0));
        let chosen = walk.choose(&head).await?;
        let walked = walk.walked();
        live.progress(|progress| {
            progress.walked = walked;
            progress.items = chosen.items;
        });
        live.change(|head| {
            head.walked = walked;
            head.other_side = chosen.other_side;
        });
        self.freeze(live, chosen.items, &chosen.known, &walk.places())
            .await
    }

    /// Says why nothing was frozen.
    async fn walk_failed(&self, live: &Arc<Live>, text: String) {
        let _turn = live.turn().await;
        let id = live.change(|head| {
            if let Some((state, why)) = lifecycle::happen(head.state, head.why, Event::WalkFailed) {
                (head.state, head.why) = (state, why);
                head.why_text = Some(format!(
                    "{text} Nothing was frozen. Resume the plan to begin the walk anew, or cancel it."
                ));
            }
            head.id.clone()
        });
        info!(plan = id, why = text, "a plan was not frozen");
        if let Err(cause) = self.keep(live).await {
            error!(plan = id, %cause, "that a plan was not frozen cannot be kept");
            live.tell();
        }
    }
}

impl Walk {
    /// Numbers what is kept, unless that is nothing or too much: then what was found stays as it is.
    async fn number(&self, keep: Keep) -> Result<u64, Halt> {
        let (store, id) = self.kept_in();
        match store.count_of(id, keep).await? {
            0 => Err(Halt::Failed(nothing(keep, &self.selection()))),
            found if found > MAX_ITEMS => Err(Halt::Failed(format!(
                "A plan has {MAX_ITEMS} items at most, and this one would have {found}. Select less."
            ))),
            _ => Ok(store.number(id, keep).await?),
        }
    }
}

/// Why there is nothing in a plan.
fn nothing(keep: Keep, selection: &Selection) -> String {
    let what = match (keep, selection) {
        (_, Selection::Unseen { group, .. }) => {
            format!("surveys saw everybody of group {group} online, or asked for them less often")
        }
        (_, Selection::DoneBy { plan }) => format!("plan {plan} did nothing"),
        (Keep::Listed, _) => "nothing was listed".to_owned(),
        (Keep::Walked, _) => "the walk showed nothing".to_owned(),
        (Keep::WalkedOnly, _) => "everything that the walk showed is on the list".to_owned(),
        (Keep::ListedOnly, _) => "the walk showed everything that is on the list".to_owned(),
    };
    format!("Nothing is in the plan: {what}.")
}

/// Why a selection cannot be one of the act's: there is no such list.
fn no_such(head: &Head) -> Halt {
    let selection = match &head.selection {
        Selection::List => "a list",
        Selection::Groups { .. } => "groups",
        Selection::Instance => "an instance",
        Selection::Ca { .. } => "a CA",
        Selection::Difference { .. } => "a difference",
        Selection::Unseen { .. } => "what was not seen online",
        Selection::DoneBy { .. } => "what another plan did",
    };
    Halt::Failed(format!(
        "{} cannot be selected by {selection}: the cloud has no such list. Send a list.",
        head.act.as_str()
    ))
}
