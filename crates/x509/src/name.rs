//! Names: the subject, the issuer, and alternative ones.

use std::net::{Ipv4Addr, Ipv6Addr};

use x509_parser::objects::{oid_registry, oid2abbrev};
use x509_parser::prelude::{AttributeTypeAndValue, GeneralName, X509Name};

/// `CN=press-0104, O=Factory`, most specific part first. A comma, plus or backslash inside a value is escaped, so that one
/// value cannot pretend to be two parts (RFC 4514).
pub(crate) fn show(name: &X509Name<'_>) -> String {
    let mut parts: Vec<String> = name
        .iter_rdn()
        .map(|part| {
            part.iter()
                .map(show_attribute)
                .collect::<Vec<_>>()
                .join("+")
        })
        .collect();
    parts.reverse();
    parts.join(", ")
}

pub(crate) fn show_alternative(name: &GeneralName<'_>) -> String {
    match name {
        GeneralName::DNSName(name) => format!("DNS:{name}"),
        GeneralName::URI(uri) => format!("URI:{uri}"),
        GeneralName::RFC822Name(address) => format!("email:{address}"),
        GeneralName::DirectoryName(name) => format!("DN:{}", show(name)),
        GeneralName::IPAddress(bytes) => {
            match (<[u8; 4]>::try_from(*bytes), <[u8; 16]>::try_from(*bytes)) {
                (Ok(bytes), _) => format!("IP:{}", Ipv4Addr::from(bytes)),
                (_, Ok(bytes)) => format!("IP:{}", Ipv6Addr::from(bytes)),
                _ => format!("IP:{}", crate::hex(bytes)),
            }
        }
        GeneralName::RegisteredID(id) => format!("ID:{id}"),
        _ => "other name".to_owned(),
    }
}

fn show_attribute(attribute: &AttributeTypeAndValue<'_>) -> String {
    let kind = attribute.attr_type();
    let kind = oid2abbrev(kind, oid_registry()).map_or_else(|_| kind.to_id_string(), str::to_owned);
    let value = match attribute.as_str() {
        Ok(text) => escape(text),
        Err(_) => format!("#{}", crate::hex(attribute.as_slice())),
    };
    format!("{kind}={value}")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, ',' | '+' | '"' | '\\' | '<' | '>' | ';') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
