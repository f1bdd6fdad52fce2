//! An operation with some arguments, for tests that are about its answer.

use serde_json::{Map, Value, json};
use signet_model::Operation;
use signet_model::fields::Fields;

/// An operation with plain arguments: whatever must be there, and the id of the device where one must be named.
pub(crate) fn any<O: Operation>() -> O {
    with::<O>(&json!({}))
}

/// The same with these fields as well.
pub(crate) fn with<O: Operation>(more: &Value) -> O {
    let mut fields = Map::new();
    for field in O::FIELDS {
        let value = match field.name {
            "page_number" | "page_size" => json!(1),
            "client_ids" | "iot_ids" => json!(["one"]),
            "client_id" => json!("GID_test@@@one"),
            "group_id" => json!("GID_test"),
            "ca_pem" | "verification_pem" => {
                json!("-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n")
            }
            _ if field.kind == "boolean" => continue,
            "iot_id" => json!("d"),
            _ if !field.required => continue,
            _ => json!("x"),
        };
        fields.insert(field.name.to_owned(), value);
    }
    for (name, value) in more.as_object().expect("an object") {
        fields.insert(name.clone(), value.clone());
    }
    O::from_fields(Fields::new(fields)).expect("good arguments")
}
