//! The seven operations on CA certificates.

use serde_json::{Value, json};
use signet_model::operations::{
    ActiveCaCertificate, CaCertificate, CaCertificateAnswer, CaCertificateDone, CaCertificates,
    DeleteCaCertificate, GetCaCertificate, GetRegisterCode, InactivateCaCertificate,
    ListCaCertificate, RegisterCaCertificate, RegisterCode,
};

use super::{decode_status, encode_status, wire};
use crate::read::{self, DecodeError};

wire! {
    ListCaCertificate: Get {
        instance_id = "MqttInstanceId",
        page_number = "PageNo",
        page_size = "PageSize",
    } decode_list, encode_list
}
wire! {
    GetCaCertificate: Get {
        instance_id = "MqttInstanceId",
        ca_serial_number = "Sn",
    } decode_one, encode_one
}
wire! { GetRegisterCode: Get { instance_id = "MqttInstanceId" } decode_code, encode_code }
wire! {
    RegisterCaCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_name = "CaName",
        ca_pem = "CaContent",
        verification_pem = "VerificationContent",
    } decode_done, encode_done
}
wire! {
    ActiveCaCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_serial_number = "Sn",
    } decode_done, encode_done
}
wire! {
    InactivateCaCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_serial_number = "Sn",
    } decode_done, encode_done
}
wire! {
    DeleteCaCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_serial_number = "Sn",
    } decode_done, encode_done
}

fn decode_list(answer: &Value) -> Result<CaCertificates, DecodeError> {
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

fn decode_one(answer: &Value) -> Result<CaCertificateAnswer, DecodeError> {
    Ok(CaCertificateAnswer {
        request_id: read::text(answer, "RequestId"),
        ca_certificate: decode_certificate(read::object(answer, "Data")?)?,
    })
}

fn decode_code(answer: &Value) -> Result<RegisterCode, DecodeError> {
    Ok(RegisterCode {
        request_id: read::text(answer, "RequestId"),
        register_code: read::required_text(answer, "RegisterCode")?,
    })
}

fn decode_done(answer: &Value) -> Result<CaCertificateDone, DecodeError> {
    Ok(CaCertificateDone {
        request_id: read::text(answer, "RequestId"),
        ca_serial_number: read::text(answer, "Sn"),
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

fn encode_list(output: &CaCertificates) -> Value {
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

fn encode_one(output: &CaCertificateAnswer) -> Value {
    json!({ "RequestId": output.request_id, "Data": encode_certificate(&output.ca_certificate) })
}

fn encode_code(output: &RegisterCode) -> Value {
    json!({ "RequestId": output.request_id, "RegisterCode": output.register_code })
}

fn encode_done(output: &CaCertificateDone) -> Value {
    json!({ "RequestId": output.request_id, "Sn": output.ca_serial_number })
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
