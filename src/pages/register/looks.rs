//! What the cloud knows of the client ids that are typed, asked politely: when the typing rests, one after the other, each once.

use std::time::Duration;

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::{
    api::ErrorCode,
    identifiers::{ClientId, InstanceId, PageSize},
    operations::{GetDeviceCredential, QueryCustomAuthConnectBlack},
};

use crate::{
    api::{Api, Failure, use_api},
    ui::{Held, effect},
};

/// How long the typing rests before the cloud is asked.
const REST: Duration = Duration::from_millis(600);

/// What the cloud knows of one client id; absent while it was not asked or did not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether it has a credential.
    pub(super) exists: Option<bool>,
    /// Whether it may not connect.
    pub(super) blacklisted: Option<bool>,
}

/// What the cloud knows of the client ids that were typed so far.
#[derive(Clone, Copy)]
pub(super) struct Looks(RwSignal<Vec<(String, Look)>>);

impl Looks {
    /// Looks at `ids` of an instance, and again whenever they change.
    pub(super) fn start(instance: Held<Option<InstanceId>>, ids: Held<Vec<String>>) -> Self {
        let this = Self(RwSignal::new(Vec::new()));
        let api = use_api();
        effect(move || {
            let Some(instance) = instance.get() else {
                return;
            };
            let ids = ids.get();
            // The next run, and the end of the page, drop the rest of it.
            spawn_local_scoped_with_cancellation(async move {
                rest().await;
                for id in ids {
                    if this.0.with_untracked(|looks| find(looks, &id).is_some()) {
                        continue;
                    }
                    let Ok(client_id) = ClientId::parse(id.as_str()) else {
                        continue;
                    };
                    let Ok(look) = look(api, instance.clone(), client_id).await else {
                        break;
                    };
                    this.0.update(|looks| looks.push((id, look)));
                }
            });
        });
        this
    }

    /// What is known of an id; nothing while it was not looked at.
    pub(super) fn of(self, id: &str) -> Option<Look> {
        self.0.with(|looks| find(looks, id))
    }
}

fn find(looks: &[(String, Look)], id: &str) -> Option<Look> {
    looks
        .iter()
        .find(|(looked_at, _)| looked_at == id)
        .map(|(_, look)| *look)
}

async fn look(api: Api, instance_id: InstanceId, client_id: ClientId) -> Result<Look, Failure> {
    let exists = api
        .ask(&GetDeviceCredential {
            instance_id: instance_id.clone(),
            client_id: client_id.clone(),
            reveal: false,
        })
        .await;
    let exists = told(exists.map(|_| true))?;
    let id = client_id.as_str().to_owned();
    let blacklist = api
        .ask(&QueryCustomAuthConnectBlack {
            instance_id,
            client_id: Some(client_id),
            page_size: PageSize::MAX,
            next_token: None,
        })
        .await;
    let blacklisted = told(blacklist.map(|blacklist| {
        let denies = |entry: &signet_model::operations::BlacklistEntry| {
            entry.blocked && entry.client_id == id
        };
        blacklist.entries.iter().any(denies)
    }))?;
    Ok(Look {
        exists,
        blacklisted,
    })
}

/// What an answer tells: nothing where the cloud refuses to say for this instance. Any other failure would be the same for the next
/// id.
fn told(answer: Result<bool, Failure>) -> Result<Option<bool>, Failure> {
    match answer {
        Ok(is) => Ok(Some(is)),
        Err(Failure::Refused(error)) => match error.code {
            ErrorCode::NotFound => Ok(Some(false)),
            ErrorCode::CloudRefused => Ok(None),
            _ => Err(Failure::Refused(error)),
        },
        Err(failure) => Err(failure),
    }
}

/// Waits until the typing rests.
async fn rest() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || _ = resolve.call0(&wasm_bindgen::JsValue::UNDEFINED),
            REST,
        );
    });
    _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

#[cfg(test)]
mod tests {
    use signet_model::api::ApiError;

    use super::*;

    fn refused(code: ErrorCode) -> Result<bool, Failure> {
        Err(Failure::Refused(Box::new(ApiError::new(code, ""))))
    }

    #[test]
    fn a_client_that_is_not_found_is_free_and_trouble_is_no_answer() {
        assert_eq!(told(Ok(true)), Ok(Some(true)));
        assert_eq!(told(refused(ErrorCode::NotFound)), Ok(Some(false)));
        assert_eq!(told(refused(ErrorCode::CloudRefused)), Ok(None));
        assert!(told(refused(ErrorCode::QuotaExceeded)).is_err());
        assert!(told(Err(Failure::Unreachable)).is_err());
    }
}
