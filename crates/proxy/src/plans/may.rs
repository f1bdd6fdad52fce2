//! Who may know of a plan, and who may tell it what. What commands go by is what is offered.

use signet_model::Effect;
use signet_model::identifiers::{GroupId, InstanceId, IotInstanceId};
use signet_model::operations::Scope;
use signet_model::plans::{Act, Command, Selection};
use signet_model::roles::{self, Grant, Object};

use super::{Head, approval};
use crate::asker::Asker;
use crate::service::{self, Actor, Refused};

/// Where a plan is, as far as it matters who may: the groups that it is limited to, or else all of the instance.
pub(super) struct Place<'a> {
    instance: Option<&'a str>,
    iot_instance: Option<&'a str>,
    groups: &'a [String],
}

impl<'a> Place<'a> {
    pub(super) fn of(head: &'a Head) -> Self {
        Self::new(
            head.instance_id.as_deref(),
            head.iot_instance_id.as_deref(),
            &head.selection,
        )
    }

    pub(super) fn new(
        instance: Option<&'a str>,
        iot_instance: Option<&'a str>,
        selection: &'a Selection,
    ) -> Self {
        let groups = match selection {
            Selection::Groups { groups } | Selection::Difference { groups, .. } => groups,
            Selection::Unseen { group, .. } => std::slice::from_ref(group),
            Selection::List
            | Selection::Instance
            | Selection::Ca { .. }
            | Selection::DoneBy { .. } => &[],
        };
        Self {
            instance,
            iot_instance,
            groups,
        }
    }

    pub(super) const fn groups(&self) -> &'a [String] {
        self.groups
    }

    /// As grants see it; all of it must be reached.
    pub(super) fn objects(&self) -> Vec<Object<'a>> {
        match self.instance {
            None => vec![Object::Iot(self.iot_instance)],
            Some(instance) if self.groups.is_empty() => vec![Object::Instance(instance)],
            Some(instance) => {
                let group = |group: &'a String| Object::Group { instance, group };
                self.groups.iter().map(group).collect()
            }
        }
    }
}

/// The identifiers of a place that was not looked up yet.
pub(super) struct Ids {
    pub(super) instance: Option<InstanceId>,
    pub(super) iot_instance: Option<IotInstanceId>,
    pub(super) groups: Vec<GroupId>,
}

impl Ids {
    /// What grants must reach, each of them.
    pub(super) fn scopes(&self) -> Vec<Scope<'_>> {
        match &self.instance {
            None => vec![Scope::Iot(self.iot_instance.as_ref())],
            Some(instance) if self.groups.is_empty() => vec![Scope::Instance(instance)],
            Some(instance) => {
                let groups = self.groups.iter();
                groups
                    .map(|group| Scope::Group(instance, Some(group.as_str())))
                    .collect()
            }
        }
    }
}

/// Whether grants give an effect on all of a plan.
///
/// # Errors
/// `no_grant` or `role_required`.
pub(super) fn check(
    grants: &[Grant],
    what: &str,
    effect: Effect,
    head: &Head,
) -> Result<(), Refused> {
    let objects = Place::of(head).objects();
    let mut objects = objects.into_iter();
    objects.try_for_each(|object| service::check(grants, what, effect, &head.account, object))
}

/// Whether somebody may know of a plan: whoever made it, may read what it is about, or may approve it.
pub(super) fn shows(by: &Asker, head: &Head) -> bool {
    let grants = &by.actor.grants;
    let objects = Place::of(head).objects();
    let all = |rule: &dyn Fn(Object<'_>) -> bool| objects.iter().all(|object| rule(*object));
    is_author(&by.actor, head)
        || all(&|object| roles::may(grants, Effect::Read, &head.account, object).is_ok())
        || approval::case(head).may_be_approved_with(grants)
}

/// Whether somebody made a plan, themselves or by a token of theirs.
pub(super) fn is_author(actor: &Actor, head: &Head) -> bool {
    let author = &head.author;
    actor.subject == author.subject || actor.budget == author.budget
}

/// Whether somebody may tell a plan that, whatever state it is in.
///
/// # Errors
/// `no_grant` or `role_required`.
pub(super) fn check_command(by: &Asker, head: &Head, command: Command) -> Result<(), Refused> {
    let what = name(head.act, command);
    match command {
        // Of these, the rules of approval decide.
        Command::Approve | Command::Reject => Ok(()),
        Command::Pause | Command::Cancel if is_author(&by.actor, head) => Ok(()),
        _ => check(&by.actor.grants, &what, effect(head.act, command), head),
    }
}

/// What a command comes to in the world.
fn effect(act: Act, command: Command) -> Effect {
    match command {
        Command::Pause | Command::Cancel => Effect::Suspend,
        Command::Undo => act.undone_by().unwrap_or(act).effect(),
        Command::HandOut => Effect::Reveal,
        _ => act.effect(),
    }
}

/// A command for people: `run of a plan to deregister`.
pub(super) fn name(act: Act, command: Command) -> String {
    let command = command.as_str().replace('_', "-");
    format!("{command} of a plan to {}", act.as_str().replace('_', " "))
}
