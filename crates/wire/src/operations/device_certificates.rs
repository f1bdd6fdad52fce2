//! The six operations on device certificates.

use serde_json::{Value, json};
use signet_model::operations::{
    ActiveDeviceCertificate, DeleteDeviceCertificate, DeviceCertificate, DeviceCertificateAnswer,
    DeviceCertificateDone, DeviceCertificates, GetDeviceCertificate, InactivateDeviceCertificate,
    ListDeviceCertificate, ListDeviceCertificateByCaSn,
};

use super::{decode_status, encode_status, wire};
use crate::read::{self, DecodeError};

wire! {
    ListDeviceCertificate: Get {
        instance_id = "MqttInstanceId",
        page_number = "PageNo",
        page_size = "PageSize",
    } decode_pages, encode_pages
}
wire! {
    ListDeviceCertificateByCaSn: Get {
        instance_id = "MqttInstanceId",
        ca_serial_number = "CaSn",
        page_number = "PageNo",
        page_size = "PageSize",
    } decode_records, encode_records
}
wire! {
    GetDeviceCertificate: Get {
        instance_id = "MqttInstanceId",
        ca_serial_number = "CaSn",
        device_serial_number = "DeviceSn",
    } decode_one, encode_one
}
wire! {
    ActiveDeviceCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_serial_number = "CaSn",
        device_serial_number = "DeviceSn",
    } decode_done, encode_done
}
wire! {
    InactivateDeviceCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_serial_number = "CaSn",
        device_serial_number = "DeviceSn",
    } decode_done, encode_done
}
wire! {
    DeleteDeviceCertificate: Post {
        instance_id = "MqttInstanceId",
        ca_serial_number = "CaSn",
        device_serial_number = "DeviceSn",
    } decode_done, encode_done
}

/// `Total` is the number of pages.
fn decode_pages(answer: &Value) -> Result<DeviceCertificates, DecodeError> {
    decode_list(answer).map(|(total, list)| DeviceCertificates {
        pages_total: total,
        ..list
    })
}

/// `Total` is the number of records.
fn decode_records(answer: &Value) -> Result<DeviceCertificates, DecodeError> {
    decode_list(answer).map(|(total, list)| DeviceCertificates {
        items_total: total,
        ..list
    })
}

fn decode_list(answer: &Value) -> Result<(Option<u64>, DeviceCertificates), DecodeError> {
    let data = read::object(answer, "Data")?;
    let certificates = read::records(data, "DeviceCertificateVOS")?;
    let list = DeviceCertificates {
        request_id: read::text(answer, "RequestId"),
        certificates: certificates
            .into_iter()
            .map(decode_certificate)
            .collect::<Result<_, _>>()?,
        items_total: None,
        pages_total: None,
        page_number: read::page(data, "PageNo"),
        page_size: read::page(data, "PageSize"),
    };
    Ok((read::count(data, "Total"), list))
}

fn decode_one(answer: &Value) -> Result<DeviceCertificateAnswer, DecodeError> {
    Ok(DeviceCertificateAnswer {
        request_id: read::text(answer, "RequestId"),
        certificate: decode_certificate(read::object(answer, "Data")?)?,
    })
}

fn decode_certificate(value: &Value) -> Result<DeviceCertificate, DecodeError> {
    Ok(DeviceCertificate {
        device_serial_number: read::required_text(value, "DeviceSn")?,
        ca_serial_number: read::text(value, "CaSn"),
        name: read::text(value, "DeviceName"),
        status: decode_status(value),
        valid_from: read::moment(value, "ValidBegin"),
        valid_to: read::moment(value, "ValidEnd"),
        pem: read::pem(value, "DeviceContent"),
        decoded: None,
    })
}

fn decode_done(answer: &Value) -> Result<DeviceCertificateDone, DecodeError> {
    Ok(DeviceCertificateDone {
        request_id: read::text(answer, "RequestId"),
        device_serial_number: read::text(answer, "DeviceSn"),
    })
}

fn encode_pages(output: &DeviceCertificates) -> Value {
    encode_list(output.pages_total, output)
}

fn encode_records(output: &DeviceCertificates) -> Value {
    encode_list(output.items_total, output)
}

fn encode_list(total: Option<u64>, output: &DeviceCertificates) -> Value {
    json!({
        "RequestId": output.request_id,
        "Data": {
            "Total": total,
            "PageNo": output.page_number,
            "PageSize": output.page_size,
            "DeviceCertificateVOS": output.certificates.iter().map(encode_certificate).collect::<Vec<_>>(),
        },
    })
}

fn encode_one(output: &DeviceCertificateAnswer) -> Value {
    json!({ "RequestId": output.request_id, "Data": encode_certificate(&output.certificate) })
}

fn encode_certificate(certificate: &DeviceCertificate) -> Value {
    json!({
        "DeviceSn": certificate.device_serial_number,
        "CaSn": certificate.ca_serial_number,
        "DeviceName": certificate.name,
        "Status": encode_status(certificate.status),
        "ValidBegin": read::write_moment(certificate.valid_from),
        "ValidEnd": read::write_moment(certificate.valid_to),
        "DeviceContent": read::write_pem(&certificate.pem),
    })
}

fn encode_done(output: &DeviceCertificateDone) -> Value {
    json!({ "RequestId": output.request_id, "DeviceSn": output.device_serial_number })
}
