//! CA and device certificates, with dates and names of every kind that a real fleet has, and some of an attacker.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rand::{Rng, RngExt};
use signet_model::Timestamp;

use super::{Maker, Sizes, divide, ids, themes};
use crate::world::{Authority, Certificate, Instance};

/// Names that a certificate may carry because its maker wrote them: long, in another script, or made to deceive.
const ODD: [(&str, &str); 7] = [
    (
        "press-controller-of-the-second-stamping-line-in-hall-4-north-wing-spare",
        "Vereinigte Ostfälische Press- und Stanzwerke, Zweigniederlassung für Sonderanlagen und Ersatzteile, GmbH & Co. KG",
    ),
    ("冲压线-07.厂东", "东方冲压机械有限公司"),
    ("press-\u{202E}4010\u{202C}.factory-east", "East Works"),
    ("press-0999\n  Status: active\u{7}", "East Works"),
    (
        "<img src=x onerror=alert(1)>",
        "\"East\" & Works, Inc.\\, CN=root",
    ),
    ("press-0998\u{200B}\u{FEFF}", "East Works"),
    ("", "East Works"),
];

/// Gives the instances that can have certificates their CAs, and each CA its device certificates.
pub(super) fn fill(instances: &mut [Instance], sizes: &Sizes, maker: &Maker) {
    let mut rng = maker.rng(2);
    let able: Vec<_> = (0..instances.len())
        .filter(|index| instances[*index].edition.has_certificates())
        .collect();
    let weights: Vec<_> = (0..sizes.cas).map(|index| [4, 3, 2][index % 3]).collect();
    for (index, certificates) in divide(sizes.certificates, &weights).into_iter().enumerate() {
        // The first instance has two CAs before the next has one: a list by CA needs a choice.
        let instance = able[index / 2 % able.len()];
        let instance = (instance, &mut instances[instance]);
        let (serial_number, authority) =
            authority(index, instance.0, certificates, &mut rng, maker);
        instance
            .1
            .used_codes
            .insert(authority.registration_code.clone());
        instance.1.authorities.insert(serial_number, authority);
    }
}

fn authority(
    index: usize,
    instance: usize,
    certificates: usize,
    rng: &mut impl Rng,
    maker: &Maker,
) -> (String, Authority) {
    let theme = themes::instance(instance);
    let supplier = index % 3 == 1;
    let name = format!(
        "{}-{}-{}",
        theme.name,
        if supplier { "supplier-ca" } else { "root-ca" },
        index + 1
    );
    let mut made = BTreeMap::new();
    let odd = if index == 0 && certificates > 10 * ODD.len() {
        &ODD[..]
    } else {
        &[]
    };
    let mut number = rng.random_range(1..90);
    while made.len() < certificates {
        let (name, organization) = match odd.get(made.len()) {
            Some((name, organization)) => ((*name).to_owned(), (*organization).to_owned()),
            None => {
                let group = theme.groups[rng.random_range(0..theme.groups.len())];
                (
                    format!("{}-{number:04}.{}", group.device, theme.name),
                    organization(instance).to_owned(),
                )
            }
        };
        number += rng.random_range(1..4);
        made.insert(
            device_serial(rng),
            certificate(name, organization, rng, maker),
        );
    }
    let valid_to = if supplier {
        maker.days(41)
    } else {
        maker.days(rng.random_range(1500..2500))
    };
    let authority = Authority {
        name,
        active: !supplier,
        valid_from: maker.days(-1200),
        valid_to,
        registration_code: ids::registration_code(rng),
        certificates: made,
        handed_in: None,
        pems: OnceLock::new(),
    };
    (authority_serial(rng), authority)
}

fn organization(instance: usize) -> &'static str {
    ["East Works", "City Transit Authority", "North Metering"][instance % 3]
}

fn certificate(
    name: String,
    organization: String,
    rng: &mut impl Rng,
    maker: &Maker,
) -> Certificate {
    let (valid_from, valid_to) = validity(rng, maker);
    let active = rng.random_range(0..100) >= 8;
    Certificate {
        name,
        organization,
        active,
        valid_from,
        valid_to,
        pem: OnceLock::new(),
    }
}

/// Five in a hundred expired, eight about to expire, one not yet valid, the others good for months or years.
fn validity(rng: &mut impl Rng, maker: &Maker) -> (Timestamp, Timestamp) {
    let second = rng.random_range(0..86_400) * 1000;
    let at = |days: i64| {
        Timestamp::from_millis(maker.days(days).as_millis() + second).unwrap_or(maker.today)
    };
    match rng.random_range(0..100) {
        0..5 => {
            let ended = rng.random_range(2..200);
            (at(-ended - 730), at(-ended))
        }
        5..13 => {
            let left = rng.random_range(1..14);
            (at(left - 730), at(left))
        }
        13 => (at(3), at(733)),
        _ => {
            let left = rng.random_range(30..720);
            (at(left - 730), at(left))
        }
    }
}

/// Eighteen hexadecimal digits as in the samples; one in fifty has its top bit set, and so the zeros that DER puts before.
fn device_serial(rng: &mut impl Rng) -> String {
    if rng.random_range(0..50) == 0 {
        return format!(
            "00{:02x}{}",
            rng.random_range(0x80..=0xffu8),
            ids::hex(rng, 7)
        );
    }
    format!(
        "{:02x}{}",
        rng.random_range(0x10..=0x7fu8),
        ids::hex(rng, 8)
    )
}

/// As in the samples (`00f26900ba87…`): sixteen digits behind the zeros of DER.
fn authority_serial(rng: &mut impl Rng) -> String {
    format!(
        "00{:02x}{}",
        rng.random_range(0x80..=0xffu8),
        ids::hex(rng, 7)
    )
}
