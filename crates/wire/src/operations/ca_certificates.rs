//! `ListCaCertificate`.

use serde_json::{Value, json};
use signet_model::operations::{CaCertificate, CaCertificates, ListCaCertificate};

use super::{decode_status, encode_status, wire};
use crate::read::{self, DecodeError};

wire! {
    ListCaCertificate: Get {
        instance_id = "MqttInstanceId",
        page_number = "PageNo",
        page_size = "PageSize",
    } decode, encode
}

fn decode(answer: &Value) -> Result<CaCertificates, DecodeError> {
    let data = read::object(answer, "Data")?;
    let certificates = read::records(data, "CaCertificateVOS")?;
    Ok(CaCertificates {
        request_id: read::text(answer, "RequestId"),
        ca_certificates: certificates
            .into_iter()
            .map(decode_certificate)
            .collect::<Result<_, _>>()?,
        items_total: None,
        pages_total: read::count(data, "Total"),
        page_number: read::page(data, "PageNo"),
        page_size: read::page(data, "PageSize"),
    })
}

fn decode_certificate(value: &Value) -> Result<CaCertificate, DecodeError> {
    Ok(CaCertificate {
        ca_serial_number: read::required_text(value, "Sn")?,
        name: read::text(value, "CaName"),
        status: decode_status(value),
        valid_from: read::moment(value, "ValidBegin"),
        valid_to: read::moment(value, "ValidEnd"),
        pem: read::pem(value, "CaContent"),
        verification_pem: read::pem(value, "VerificationContent"),
        registration_code: read::text(value, "RegistrationCode"),
        decoded: None,
    })
}

fn encode(output: &CaCertificates) -> Value {
    json!({
        "RequestId": output.request_id,
        "Data": {
            "Total": output.pages_total,
            "PageNo": output.page_number,
            "PageSize": output.page_size,
            "CaCertificateVOS": output.ca_certificates.iter().map(encode_certificate).collect::<Vec<_>>(),
        },
    })
}

fn encode_certificate(certificate: &CaCertificate) -> Value {
    json!({
        "Sn": certificate.ca_serial_number,
        "CaName": certificate.name,
        "Status": encode_status(certificate.status),
        "ValidBegin": read::write_moment(certificate.valid_from),
        "ValidEnd": read::write_moment(certificate.valid_to),
        "CaContent": read::write_pem(&certificate.pem),
        "VerificationContent": read::write_pem(&certificate.verification_pem),
        "RegistrationCode": certificate.registration_code,
    })
}
