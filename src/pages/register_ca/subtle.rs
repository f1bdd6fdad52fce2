//! Checks signatures with the browser's `SubtleCrypto`, where it has one.

use js_sys::{Object, Reflect, Uint8Array};
use leptos::prelude::window;
use signet_x509::{Key, SignatureCheck};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Whether a signature is good; `None` where this browser cannot tell: the page is not served securely, or it does not know
/// the key's kind.
pub(super) async fn is_good(check: SignatureCheck) -> Option<bool> {
    let subtle = subtle()?;
    let (name, curve) = match check.key {
        Key::Rsa => ("RSASSA-PKCS1-v1_5", None),
        Key::Ec(curve) => ("ECDSA", Some(curve)),
    };
    let algorithm = Object::new();
    set(&algorithm, "name", &name.into())?;
    let hash = Object::new();
    set(&hash, "name", &check.hash.into())?;
    set(&algorithm, "hash", &hash)?;
    if let Some(curve) = curve {
        set(&algorithm, "namedCurve", &curve.into())?;
    }
    let key = subtle
        .import_key_with_object(
            "spki",
            &Uint8Array::from(&*check.public_key),
            &algorithm,
            false,
            &js_sys::Array::of1(&"verify".into()),
        )
        .ok()?;
    let key: CryptoKey = JsFuture::from(key).await.ok()?.unchecked_into();
    let verdict = subtle
        .verify_with_object_and_js_u8_array_and_js_u8_array(
            &algorithm,
            &key,
            &Uint8Array::from(&*check.signature),
            &Uint8Array::from(&*check.signed),
        )
        .ok()?;
    JsFuture::from(verdict).await.ok()?.as_bool()
}

/// Absent where the page is not served securely.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = window().crypto().ok()?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok()?;
    (!subtle.is_undefined()).then(|| subtle.unchecked_into())
}

fn set(object: &Object, name: &str, value: &JsValue) -> Option<()> {
    Reflect::set(object, &name.into(), value).ok().map(drop)
}
