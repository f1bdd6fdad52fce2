//! Values in the bodies of the proxy's own API, read with the same answers as the fields of an operation.

use serde_json::{Map, Value};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::fields::{Field, Fields};
use signet_model::roles::{Grant, Role};
use signet_model::{FieldError, Quantity, Violation};

use crate::service::Refused;

/// A text of 1 to `MOST` bytes without control characters.
pub(super) struct Text<const MOST: usize>(pub(super) String);

/// A name for places and people: the longest that the configuration takes.
pub(super) type Name = Text<512>;

impl<const MOST: usize> Field for Text<MOST> {
    const KIND: &'static str = "string";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        let text = match value {
            None => return Err(Violation::Missing),
            Some(Value::String(text)) => text,
            Some(other) => return Err(Violation::wrong_type("a string", other)),
        };
        let control = text.chars().enumerate().find(|(_, one)| one.is_control());
        match (text.len(), control) {
            (0, _) => Err(Violation::Empty),
            (found, _) if found > MOST => Err(Violation::TooManyBytes { limit: MOST, found }),
            (_, Some((index, found))) => Err(Violation::ControlCharacter {
                found,
                at: index + 1,
            }),
            (_, None) => Ok(Self(text.clone())),
        }
    }
}

/// How many of something.
pub(super) struct Count(pub(super) u64);

impl Field for Count {
    const KIND: &'static str = "integer";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value {
            None => Err(Violation::Missing),
            Some(Value::Number(number)) => {
                number
                    .as_u64()
                    .map(Self)
                    .ok_or_else(|| Violation::OutOfRange {
                        minimum: 0,
                        maximum: u64::MAX,
                        found: number.to_string(),
                    })
            }
            Some(other) => Err(Violation::wrong_type("an integer", other)),
        }
    }
}

/// Any number of values up to `MOST`, none as well.
pub(super) struct Many<T, const MOST: usize>(pub(super) Vec<T>);

impl<T: Field, const MOST: usize> Field for Many<T, MOST> {
    const KIND: &'static str = "array";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        let values = match value {
            None => return Err(Violation::Missing),
            Some(Value::Array(values)) => values,
            Some(other) => return Err(Violation::wrong_type("an array", other)),
        };
        if values.len() > MOST {
            return Err(Violation::TooManyItems {
                limit: MOST,
                found: values.len(),
            });
        }
        let read = |(at, value)| T::read(Some(value)).map_err(|wrong: Violation| wrong.of_item(at));
        let values = (1..).zip(values).map(read);
        values.collect::<Result<_, _>>().map(Self)
    }
}

/// A text of any length, whatever is in it: whoever takes it looks at it.
pub(super) struct Raw(pub(super) String);

impl Field for Raw {
    const KIND: &'static str = "string";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value {
            None => Err(Violation::Missing),
            Some(Value::String(text)) => Ok(Self(text.clone())),
            Some(other) => Err(Violation::wrong_type("a string", other)),
        }
    }
}

/// A number, whole or not, on either side of none.
pub(super) struct Number(pub(super) f64);

impl Field for Number {
    const KIND: &'static str = "number";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value {
            None => Err(Violation::Missing),
            Some(Value::Number(number)) => Ok(Self(number.as_f64().unwrap_or(f64::NAN))),
            Some(other) => Err(Violation::wrong_type("a number", other)),
        }
    }
}

/// An object inside the body.
struct Inside(Map<String, Value>);

impl Field for Inside {
    const KIND: &'static str = "object";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value {
            None => Err(Violation::Missing),
            Some(Value::Object(object)) => Ok(Self(object.clone())),
            Some(other) => Err(Violation::wrong_type("an object", other)),
        }
    }
}

/// Objects inside the body.
struct Several(Vec<Map<String, Value>>);

impl Field for Several {
    const KIND: &'static str = "array of objects";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        let values = match value {
            None => return Err(Violation::Missing),
            Some(Value::Array(values)) => values,
            Some(other) => return Err(Violation::wrong_type("an array", other)),
        };
        let objects = values
            .iter()
            .map(|value| Inside::read(Some(value)).map(|Inside(object)| object));
        objects.collect::<Result<_, _>>().map(Self)
    }
}

/// Takes one field.
///
/// # Errors
/// 422 with field, limit and found.
pub(super) fn take<F: Field>(fields: &mut Fields, name: &str) -> Result<F, Refused> {
    fields.take(name).map_err(broken)
}

/// Ends reading.
///
/// # Errors
/// 422 for a field that does not belong there.
pub(super) fn finish(fields: Fields) -> Result<(), Refused> {
    fields.finish().map_err(broken)
}

/// Takes a grant.
///
/// # Errors
/// 422 with field, limit and found; fields of the grant as `grant.role`.
pub(super) fn take_grant(fields: &mut Fields, name: &str) -> Result<Grant, Refused> {
    let Inside(inside) = take(fields, name)?;
    read_grant(inside, name)
}

/// Takes a list of grants.
///
/// # Errors
/// 422 with field, limit and found; fields of a grant as `grants.0.role`.
pub(super) fn take_grants(fields: &mut Fields, name: &str) -> Result<Vec<Grant>, Refused> {
    let Several(several) = take(fields, name)?;
    let grants = several.into_iter().enumerate();
    grants
        .map(|(index, inside)| read_grant(inside, &format!("{name}.{index}")))
        .collect()
}

/// Takes an object inside the body, where it is there.
///
/// # Errors
/// 422 with field, limit and found; fields of the object as `name.field`.
pub(super) fn take_inside<T>(
    fields: &mut Fields,
    name: &str,
    read: impl FnOnce(&mut Fields) -> Result<T, Refused>,
) -> Result<Option<T>, Refused> {
    let inside: Option<Inside> = take(fields, name)?;
    inside
        .map(|Inside(inside)| read_inside(inside, name, read))
        .transpose()
}

/// Takes a list of objects, where it is there.
///
/// # Errors
/// As [`take_inside`]; fields of an object as `name.0.field`.
pub(super) fn take_several<T>(
    fields: &mut Fields,
    name: &str,
    read: impl Fn(&mut Fields) -> Result<T, Refused>,
) -> Result<Vec<T>, Refused> {
    let several: Option<Several> = take(fields, name)?;
    let Several(several) = several.unwrap_or(Several(Vec::new()));
    let several = several.into_iter().enumerate();
    several
        .map(|(index, inside)| read_inside(inside, &format!("{name}.{index}"), &read))
        .collect()
}

fn read_grant(inside: Map<String, Value>, name: &str) -> Result<Grant, Refused> {
    read_inside(inside, name, grant)
}

fn read_inside<T>(
    inside: Map<String, Value>,
    name: &str,
    read: impl FnOnce(&mut Fields) -> Result<T, Refused>,
) -> Result<T, Refused> {
    let mut inside = Fields::new(inside);
    read(&mut inside)
        .and_then(|read| inside.finish().map_err(broken).map(|()| read))
        .map_err(|mut refused| {
            let field = refused.field.take().unwrap_or_default();
            refused.message = refused
                .message
                .replacen(&field, &format!("{name}.{field}"), 1);
            refused.field = Some(format!("{name}.{field}"));
            refused
        })
}

fn grant(fields: &mut Fields) -> Result<Grant, Refused> {
    let Text::<64>(role) = take(fields, "role")?;
    let Some(role) = Role::find(&role) else {
        return Err(none_of("role", &Role::ALL.map(Role::as_str), &role));
    };
    let mut place = |name: &str| {
        let text: Option<Name> = take(fields, name)?;
        Ok::<_, Refused>(text.map(|Text(text)| text))
    };
    let grant = Grant {
        role,
        account: place("account")?,
        instance: place("instance")?,
        group: place("group")?,
        iot_instance: place("iot_instance")?,
    };
    grant.check().map_err(|flaw| {
        let (field, rule) = flaw.field_and_rule();
        invalid(field, format!("{field} cannot be so: {rule}"))
    })?;
    Ok(grant)
}

/// A field that names none of what there is.
pub(super) fn none_of(field: &str, allowed: &[&str], found: &str) -> Refused {
    let allowed = allowed.join(", ");
    let mut error = invalid(field, format!("{field} must be one of {allowed}"));
    error.limit = Some(Quantity::Text(allowed));
    error.found = Some(Quantity::Text(found.to_owned()));
    error
}

/// A field whose value cannot be.
pub(super) fn invalid(field: &str, message: impl Into<String>) -> Refused {
    let mut error = ApiError::new(ErrorCode::InvalidField, message);
    error.field = Some(field.to_owned());
    Box::new(error)
}

fn broken(error: FieldError) -> Refused {
    Box::new(ApiError::from(error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn grant_of(value: &Value) -> Result<Grant, Refused> {
        let Value::Object(object) = json!({ "grant": value }) else {
            panic!("not an object")
        };
        take_grant(&mut Fields::new(object), "grant")
    }

    #[test]
    fn a_grant_is_read() {
        let grant = grant_of(
            &json!({"role": "operator", "instance": "post-1", "group": "GID_a", "account": null}),
        );
        let grant = grant.expect("a grant");
        assert_eq!(
            (grant.role, grant.group.as_deref(), grant.account),
            (Role::Operator, Some("GID_a"), None)
        );
    }

    #[test]
    fn what_is_wrong_with_a_grant_is_named_by_its_path() {
        for (value, code, field) in [
            (json!("viewer"), ErrorCode::InvalidField, "grant"),
            (json!({}), ErrorCode::MissingField, "grant.role"),
            (
                json!({"role": "root"}),
                ErrorCode::InvalidField,
                "grant.role",
            ),
            (json!({"role": 1}), ErrorCode::InvalidField, "grant.role"),
            (
                json!({"role": "viewer", "instnace": "x"}),
                ErrorCode::UnknownField,
                "grant.instnace",
            ),
            (
                json!({"role": "viewer", "instance": ""}),
                ErrorCode::InvalidField,
                "grant.instance",
            ),
            (
                json!({"role": "viewer", "group": "GID_a"}),
                ErrorCode::InvalidField,
                "grant.group",
            ),
            (
                json!({"role": "admin", "account": "a"}),
                ErrorCode::InvalidField,
                "grant.role",
            ),
        ] {
            let refused = grant_of(&value).expect_err("wrong");
            assert_eq!(
                (refused.code, refused.field.as_deref()),
                (code, Some(field)),
                "{value}"
            );
            assert!(refused.message.contains(field), "{}", refused.message);
        }
    }
}
