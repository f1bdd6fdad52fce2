//! What the documents say of parameters that are left out.

use signet_model::operations::OperationName as Name;

/// Adds documented defaults.
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
}
