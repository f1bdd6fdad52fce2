//! A role in a place, as the command line says it.

use clap::Args;
use signet_model::identifiers::InstanceId;
use signet_model::roles::{Grant, Role};

use super::desk::{Trouble, shown};
use crate::config::File;

/// A role in a place.
#[derive(Args, Clone, Debug)]
pub(super) struct Given {
    /// viewer, operator, custodian, approver or admin.
    #[arg(long, value_parser = role)]
    role: Role,
    /// The account of the configuration; every account where left out.
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// One ApsaraMQ for MQTT instance.
    #[arg(long, value_name = "ID")]
    instance: Option<InstanceId>,
    /// One group of that instance.
    #[arg(long, value_name = "GROUP", requires = "instance")]
    group: Option<String>,
    /// One IoT Platform instance, or `public` for the one without an id.
    #[arg(long, value_name = "ID")]
    iot_instance: Option<String>,
}

impl Given {
    /// The grant.
    ///
    /// # Errors
    /// The rule between its parts that it breaks, or the account that `file` does not have: a grant on it would be a slip.
    pub(super) fn grant(self, file: &File) -> Result<Grant, Trouble> {
        if let Some(account) = &self.account {
            check_account(account, file)?;
        }
        let grant = Grant {
            role: self.role,
            account: self.account,
            instance: self.instance.map(|instance| instance.to_string()),
            group: self.group,
            iot_instance: self.iot_instance,
        };
        grant.check().map_err(|flaw| {
            let (field, rule) = flaw.field_and_rule();
            format!("--{}: {rule}", field.replace('_', "-"))
        })?;
        Ok(grant)
    }
}

fn check_account(account: &str, file: &File) -> Result<(), Trouble> {
    let names = file.account_names();
    if names.contains(&account) {
        return Ok(());
    }
    let there_is = if file.accounts.is_empty() {
        "no configuration that names accounts was read (--config), so there is"
    } else {
        "the configuration has"
    };
    Err(format!(
        "--account: there is no account `{}`; {there_is} {}",
        shown(account),
        names.join(", ")
    ))
}

/// A grant on one line.
pub(super) fn line(grant: &Grant) -> String {
    let places = [
        ("account", &grant.account),
        ("instance", &grant.instance),
        ("group", &grant.group),
        ("iot-instance", &grant.iot_instance),
    ];
    let mut line = grant.role.as_str().to_owned();
    for (name, place) in places {
        if let Some(place) = place {
            line.push_str(&format!(" {name}={}", place.escape_debug()));
        }
    }
    line
}

fn role(text: &str) -> Result<Role, String> {
    Role::find(text).ok_or_else(|| {
        let roles: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("there are {}", roles.join(", "))
    })
}
