//! What the documents say of parameters that are left out, or that say the same thing twice.

use signet_model::operations::OperationName as Name;

/// Adds documented defaults and drops what is not looked at.
pub(crate) fn complete(operation: Name, parameters: &mut Vec<(String, String)>) {
    let defaults: &[(&str, &str)] = match operation {
        // The newer pages call it optional, older ones required (`cloud-api.md` section 1.1).
        Name::ListDeviceCredentialClientId => &[("PageNo", "1")],
        Name::QueryDevice => &[("CurrentPage", "1"), ("PageSize", "10")],
        _ => &[],
    };
    for (name, value) in defaults {
        parameters.push(((*name).to_owned(), (*value).to_owned()));
    }
    if matches!(
        operation,
        Name::QueryDeviceDetail
            | Name::BatchGetDeviceState
            | Name::DisableThing
            | Name::EnableThing
    ) && parameters
        .iter()
        .any(|(name, value)| is_id(name) && !value.is_empty())
    {
        // An IotId takes precedence over ProductKey and DeviceName.
        parameters.retain(|(name, _)| name != "ProductKey" && !name.starts_with("DeviceName"));
    }
}

fn is_id(name: &str) -> bool {
    name == "IotId" || name.starts_with("IotId.")
}
