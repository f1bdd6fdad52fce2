//! Names: the subject, the issuer, and alternative ones.

use std::net::{Ipv4Addr, Ipv6Addr};

use x509_parser::asn1_rs::Oid;
use x509_parser::oid_registry::{
    OID_DOMAIN_COMPONENT, OID_PKCS9_EMAIL_ADDRESS, OID_X509_COMMON_NAME, OID_X509_COUNTRY_NAME,
    OID_X509_GIVEN_NAME, OID_X509_LOCALITY_NAME, OID_X509_ORGANIZATION_NAME,
    OID_X509_ORGANIZATIONAL_UNIT, OID_X509_SERIALNUMBER, OID_X509_STATE_OR_PROVINCE_NAME,
    OID_X509_STREET_ADDRESS, OID_X509_SURNAME, OID_X509_TITLE,
};
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
    let kind = kind(attribute.attr_type());
    let value = match attribute.as_str() {
        Ok(text) => escape(text),
        Err(_) => format!("#{}", crate::hex(attribute.as_slice())),
    };
    format!("{kind}={value}")
}

/// `CN`, or the object identifier.
fn kind(id: &Oid<'_>) -> String {
    let names = [
        (OID_X509_COMMON_NAME, "CN"),
        (OID_X509_ORGANIZATION_NAME, "O"),
        (OID_X509_ORGANIZATIONAL_UNIT, "OU"),
        (OID_X509_COUNTRY_NAME, "C"),
        (OID_X509_LOCALITY_NAME, "L"),
        (OID_X509_STATE_OR_PROVINCE_NAME, "ST"),
        (OID_X509_STREET_ADDRESS, "street"),
        (OID_X509_SERIALNUMBER, "serialNumber"),
        (OID_X509_SURNAME, "SN"),
        (OID_X509_GIVEN_NAME, "GN"),
        (OID_X509_TITLE, "title"),
        (OID_DOMAIN_COMPONENT, "DC"),
        (OID_PKCS9_EMAIL_ADDRESS, "Email"),
    ];
    names
        .into_iter()
        .find(|(known, _)| known == id)
        .map_or_else(|| id.to_id_string(), |(_, name)| name.to_owned())
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
