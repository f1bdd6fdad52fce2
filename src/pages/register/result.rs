//! What came of registering, and the table of it that is handed out once.

use signet_model::operations::DeviceCredential;

use crate::{
    api::Failure,
    pages::{
        csv,
        sign_in::{password, username},
    },
};

/// What came of one client id.
#[derive(Clone)]
pub(super) enum Outcome {
    /// It is being registered.
    Now,
    /// It is registered; its secret is here and nowhere else on the page.
    Registered(Box<DeviceCredential>),
    /// It has a credential already, which was left alone.
    Exists,
    /// It was not registered, or nobody knows.
    Failed(Failure),
}

/// The client ids that were tried, each with what came of it, in the order in which they were.
#[derive(Clone, Default)]
pub(super) struct Outcomes(Vec<(String, Outcome)>);

impl Outcomes {
    /// What came of this id, if it was tried.
    pub(super) fn of(&self, id: &str) -> Option<&Outcome> {
        self.0
            .iter()
            .find(|(tried, _)| tried == id)
            .map(|(_, outcome)| outcome)
    }

    /// Says what came of an id.
    pub(super) fn set(&mut self, id: &str, outcome: Outcome) {
        match self.0.iter_mut().find(|(tried, _)| tried == id) {
            Some((_, before)) => *before = outcome,
            None => self.0.push((id.to_owned(), outcome)),
        }
    }

    /// Whether nothing was tried yet.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this id needs no other try.
    pub(super) fn is_settled(&self, id: &str) -> bool {
        matches!(self.of(id), Some(Outcome::Registered(_) | Outcome::Exists))
    }

    /// How many are registered, exist already, and failed.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let count = |is: fn(&Outcome) -> bool| self.0.iter().filter(|(_, it)| is(it)).count();
        (
            count(|it| matches!(it, Outcome::Registered(_))),
            count(|it| matches!(it, Outcome::Exists)),
            count(|it| matches!(it, Outcome::Failed(_))),
        )
    }

    /// The table of what was registered.
    pub(super) fn csv(&self) -> String {
        let mut out = String::new();
        csv::row(
            &mut out,
            &[
                "client_id",
                "device_access_key_id",
                "device_access_key_secret",
                "username",
                "password",
            ],
        );
        for (_, outcome) in &self.0 {
            let Outcome::Registered(credential) = outcome else {
                continue;
            };
            let Some(secret) = &credential.device_access_key_secret else {
                continue;
            };
            let username = username(credential);
            let fields: [&str; 4] = [
                &credential.client_id,
                &credential.device_access_key_id,
                secret.expose(),
                &username,
            ];
            // A password may begin with `+` and must stay as it is for the device; its end, `=`, makes a formula of none.
            let password = password(secret, &credential.client_id);
            let [id, key, secret_text, username] = &fields.map(csv::text);
            csv::row(
                &mut out,
                &[id, key, secret_text, username, password.expose()],
            );
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use signet_model::Secret;

    use super::*;

    fn registered(client_id: &str) -> Outcome {
        Outcome::Registered(Box::new(DeviceCredential {
            client_id: client_id.to_owned(),
            instance_id: "post-cn-1".to_owned(),
            device_access_key_id: "=DC.key".to_owned(),
            device_access_key_secret: Some(Secret::new("XXXXX")),
            created_at: None,
            updated_at: None,
        }))
    }

    #[test]
    fn the_table_holds_what_was_registered_and_nothing_to_compute() {
        let mut outcomes = Outcomes::default();
        outcomes.set("GID_Test@@@0001", Outcome::Now);
        outcomes.set("GID_Test@@@0002", Outcome::Exists);
        outcomes.set("GID_Test@@@0003", Outcome::Failed(Failure::Unreachable));
        outcomes.set("GID_Test@@@0001", registered("GID_Test@@@0001"));
        assert_eq!(
            outcomes.csv(),
            "client_id,device_access_key_id,device_access_key_secret,username,password\r\n\
             GID_Test@@@0001,'=DC.key,XXXXX,DeviceCredential|=DC.key|post-cn-1,vI009IZJZVGRwBwZvnbwjfuXxVM=\r\n"
        );
        assert_eq!(outcomes.counts(), (1, 1, 1));
    }

    #[test]
    fn only_what_failed_is_tried_again() {
        let mut outcomes = Outcomes::default();
        assert!(outcomes.is_empty() && !outcomes.is_settled("a"));
        for (outcome, settled) in [
            (Outcome::Failed(Failure::Unreachable), false),
            (Outcome::Exists, true),
            (registered("a"), true),
        ] {
            outcomes.set("a", outcome);
            assert_eq!(outcomes.is_settled("a"), settled);
        }
    }
}
