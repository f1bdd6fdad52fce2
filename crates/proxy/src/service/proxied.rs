//! What the proxy adds to each operation: what must be seen before it is sent, how answers of several regions become one, what an
//! answer is completed with, what is kept of it, and how an act is settled whose answer was lost.

mod blacklist;
mod certificates;
mod credentials;
mod devices;
mod groups;
mod reads;
mod sessions;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use signet_model::Operation;
use signet_model::api::ErrorCode;
use signet_model::operations::DeviceCredential;
use signet_model::roles::Grant;
use signet_wire::Wire;
use tokio::time::sleep;

use super::directory::Directory;
use super::way::Way;
use super::{Actor, Ports, Refused, Service, Target};
use crate::quota::Class;
use crate::record::Ending;

/// A lost call may still be on its way through the cloud: "nothing changed" is believed only when seen twice, this far apart.
const SECOND_LOOK: Duration = Duration::from_secs(1);

/// An operation that the proxy can execute.
pub trait Proxied: Wire {
    /// The cloud's RequestId of an answer.
    fn request_id(output: &Self::Output) -> &str;

    /// Makes one answer of those of several accounts and regions; `None` where there are none.
    fn merge(parts: Vec<Part<Self>>) -> Option<Self::Output> {
        parts.into_iter().find_map(|(_, output)| output.ok())
    }

    /// Tells the directory what was listed.
    fn learn(_parts: &[Part<Self>], _directory: &Directory) {}

    /// Which quota the call counts to.
    fn class(&self) -> Class {
        Class::Of(Self::NAME)
    }

    /// Why it is done, where the operation itself says so.
    fn reason(&self) -> Option<&str> {
        None
    }

    /// Takes out of an answer what is not granted. The account is the one that answered; none where several did.
    fn restrict(&self, _output: &mut Self::Output, _grants: &[Grant], _account: Option<&str>) {}

    /// Adds to an answer what the cloud does not tell.
    fn complete(
        &self,
        _output: &mut Self::Output,
        _ports: &Ports,
    ) -> impl Future<Output = ()> + Send {
        async {}
    }

    /// Whose secret the act may replace, as instance and client id. Such acts go one after the other, and each looks first.
    fn replaces(&self) -> Option<(&str, &str)> {
        None
    }

    /// Looks at what there is before an act that [replaces](Self::replaces) something.
    ///
    /// # Errors
    /// The act must not be sent, because of what was seen or because nothing could be seen.
    fn look(&self, _reader: &Reader<'_>) -> impl Future<Output = Result<Before, Refused>> + Send {
        async { Ok(Before::default()) }
    }

    /// What else the object of an act is called that may be on the protected list: asked only where something there could be.
    ///
    /// # Errors
    /// It could not be found out, so the act must not be sent.
    fn other_names(
        &self,
        _reader: &Reader<'_>,
    ) -> impl Future<Output = Result<Vec<(&'static str, String)>, Refused>> + Send {
        async { Ok(Vec::new()) }
    }

    /// Finds out whether an act whose answer was lost was done.
    fn settle(
        &self,
        _reader: &Reader<'_>,
        _before: &Before,
    ) -> impl Future<Output = Settled<Self::Output>> + Send {
        async { Settled::Unknown }
    }

    /// Keeps what the cloud does not, once an act has ended.
    fn remember(
        &self,
        _ending: Ending,
        _actor: &Actor,
        _ports: &Ports,
    ) -> impl Future<Output = ()> + Send {
        async {}
    }
}

/// What one account and region answered.
pub type Part<O> = (Arc<Target>, Result<<O as Operation>::Output, Refused>);

/// What there was before an act.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Before {
    /// The credential that the act would replace.
    pub credential: Option<DeviceCredential>,
}

/// What reading back showed.
#[derive(Debug)]
pub enum Settled<Output> {
    /// It was done.
    Done(Output),
    /// It was not done.
    NotDone,
    /// It cannot be told.
    Unknown,
}

/// Reads back from where an act went.
pub struct Reader<'a> {
    service: &'a Service,
    way: Way<'a>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(service: &'a Service, way: Way<'a>) -> Self {
        Self { service, way }
    }

    async fn read<R: Proxied>(&self, read: &R) -> Result<R::Output, Refused> {
        self.service.read(read, self.way).await
    }

    /// Reads until the act is seen to be done, twice at most. `judge` says whether an answer shows it.
    async fn settle<R: Proxied, Output>(
        &self,
        read: R,
        judge: impl Fn(Result<R::Output, Refused>) -> Settled<Output>,
    ) -> Settled<Output> {
        let first = judge(self.read(&read).await);
        if matches!(first, Settled::Done(_)) {
            return first;
        }
        sleep(SECOND_LOOK).await;
        judge(self.read(&read).await)
    }
}

/// The cloud's RequestId of a refusal that is an answer: the object is gone.
fn gone<T>(answer: &Result<T, Refused>) -> Option<String> {
    let refused = answer.as_ref().err()?;
    (refused.code == ErrorCode::NotFound)
        .then(|| refused.cloud_request_id.clone().unwrap_or_default())
}

/// Settles by whether what was read back is as the act leaves it; gone or unreadable tells nothing.
fn by_state<T, Output>(
    answer: Result<T, Refused>,
    as_wanted: impl FnOnce(&T) -> bool,
    done: impl FnOnce(T) -> Output,
) -> Settled<Output> {
    match answer {
        Ok(seen) if as_wanted(&seen) => Settled::Done(done(seen)),
        Ok(_) => Settled::NotDone,
        Err(_) => Settled::Unknown,
    }
}
