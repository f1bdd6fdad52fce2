//! A plan in a terminal.

use std::fmt::Write;

use signet_model::api::{ApprovalRule, Plan};
use signet_model::plans::{Approval, Exposure};

use super::super::desk::{say, shown, tell};

/// Prints a plan: as JSON on standard output, or for people.
pub(super) fn print(plan: &Plan, json: bool) {
    if json {
        say(&serde_json::to_string(plan).unwrap_or_default());
    } else {
        say(&text(plan));
    }
}

/// Prints a plan in one line.
pub(super) fn line(plan: &Plan, json: bool) {
    if json {
        return print(plan, true);
    }
    say(&format!(
        "{}\t{}\t{}\t{} of {}\t{}\t{}\t{}",
        plan.id,
        plan.state.as_str(),
        plan.act.as_str(),
        plan.progress.ended(),
        plan.progress.items,
        plan.created_at,
        shown(&plan.author),
        shown(&plan.title),
    ));
}

/// Prints an approval that stands, in one line.
pub(super) fn rule(rule: &ApprovalRule, json: bool) {
    if json {
        return say(&serde_json::to_string(rule).unwrap_or_default());
    }
    let bounds = &rule.bounds;
    let place = bounds
        .instance_id
        .as_deref()
        .or(bounds.iot_instance_id.as_deref())
        .unwrap_or("the public IoT instance");
    say(&format!(
        "{}\t{}\t{}\t{}\tup to {} items\tuntil {}\tby {}",
        rule.id,
        shown(&bounds.author),
        bounds.act.as_str(),
        shown(place),
        bounds.max_items,
        bounds.until,
        shown(&rule.approved_by),
    ));
}

/// Prints the lines of a list that cannot be items.
pub(super) fn bad_lines(plan: &Plan) {
    for bad in &plan.bad_lines {
        tell(&format!(
            "line {}: {} ({})",
            bad.line,
            bad.reason,
            shown(&bad.found)
        ));
    }
    let more = plan
        .bad_lines_total
        .saturating_sub(plan.bad_lines.len() as u64);
    if more > 0 {
        tell(&format!("and {more} more bad lines"));
    }
}

/// A plan for people.
pub(super) fn text(plan: &Plan) -> String {
    let mut out = format!("{}  {}\n", plan.id, shown(&plan.title));
    let mut row = |name: &str, value: String| {
        let _ = writeln!(out, "  {name:<12} {value}");
    };
    row("act", plan.act.as_str().to_owned());
    let place = plan
        .instance_id
        .as_deref()
        .or(plan.iot_instance_id.as_deref());
    row(
        "where",
        format!(
            "{} ({}, {})",
            shown(place.unwrap_or("the public IoT instance")),
            shown(&plan.account),
            plan.region
        ),
    );
    row("author", shown(&plan.author));
    if let Some(reason) = &plan.reason {
        row("reason", shown(reason));
    }
    row("state", plan.state.as_str().to_owned());
    if let Some(why) = &plan.why_text {
        row("", shown(why));
    }
    if let Some(exposure) = &plan.exposure {
        for (name, value) in exposed(exposure) {
            row(name, value);
        }
    }
    if let Some(other) = plan.other_side {
        row("other side", format!("{other} identities are only there"));
    }
    row("approval", approval(&plan.approval));
    for (outcome, items) in &plan.progress.outcomes {
        row(outcome.as_str(), items.to_string());
    }
    if plan.secrets > 0 {
        row(
            "secrets",
            format!("{} to be taken with `signet plan secrets`", plan.secrets),
        );
    }
    if let Some(hash) = &plan.hash {
        row("hash", hash.clone());
    }
    out.trim_end().to_owned()
}

fn exposed(exposure: &Exposure) -> Vec<(&'static str, String)> {
    let mut rows = vec![("items", exposure.items.to_string())];
    for share in exposure.shares.iter().take(5) {
        let of = share.of.map_or(String::new(), |of| format!(" of {of}"));
        rows.push((
            "",
            format!("{}{of} in {}", share.items, shown(&share.place)),
        ));
    }
    if let Some(online) = &exposure.online {
        let sample = if online.is_sample { ", a sample" } else { "" };
        rows.push((
            "online",
            format!("{} of {} asked for{sample}", online.online, online.asked),
        ));
    }
    if exposure.protected > 0 {
        rows.push((
            "protected",
            format!("{}, will be left alone", exposure.protected),
        ));
    }
    if exposure.unfit > 0 {
        rows.push(("nothing to do", exposure.unfit.to_string()));
    }
    rows.push((
        "takes",
        format!(
            "{} at {:.0}/s, {} billed calls",
            super::progress::duration(exposure.seconds),
            exposure.per_second,
            exposure.calls
        ),
    ));
    rows
}

fn approval(approval: &Approval) -> String {
    match approval {
        Approval::NotNeeded => "not needed".to_owned(),
        Approval::Needed => "needed".to_owned(),
        Approval::Approved {
            by,
            until,
            rule: None,
            ..
        } => {
            format!("by {}, to begin until {until}", shown(by))
        }
        Approval::Approved {
            by,
            rule: Some(rule),
            ..
        } => {
            format!("by {}, as the standing approval {}", shown(by), shown(rule))
        }
        Approval::Rejected { by, reason, .. } => {
            format!("rejected by {}: {}", shown(by), shown(reason))
        }
        Approval::Emergency { by, reason, .. } => {
            format!(
                "went first as an emergency by {}: {}",
                shown(by),
                shown(reason)
            )
        }
    }
}
