//! Signing in by name, password and one-time code.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use signet_identity::password::{verify, verify_nobody};
use signet_identity::totp::{SEED_BYTES, Seed};
use signet_identity::{Identity, Way};
use signet_model::api::{ApiError, ErrorCode, PasswordSignIn, Totp};
use signet_model::{Secret, Timestamp};
use signet_store::User;
use signet_store::ports::Users as _;
use tokio::sync::Semaphore;
use tracing::error;
use zeroize::Zeroizing;

use super::{From, SignIn, SignedIn, failed};
use crate::service::Refused;

/// Passwords that are checked at the same time: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;
/// Passwords that wait to be checked.
const QUEUE: usize = 32;
/// When a full queue is worth another try.
const QUEUE_FULL_MS: u64 = 2000;
/// No name of ours is longer, in characters.
const LONGEST_NAME: usize = 64;

/// What somebody typed.
pub(crate) type Typed = PasswordSignIn;

/// Where passwords are checked.
pub(super) struct Workers {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Default for Workers {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: AtomicUsize::new(0),
        }
    }
}

impl SignIn {
    /// Signs somebody in who typed that.
    ///
    /// # Errors
    /// `sign_in_failed`, which does not say what was wrong; `too_many_attempts`.
    pub(crate) async fn by_password(
        &self,
        typed: Typed,
        from: &From<'_>,
    ) -> Result<SignedIn, Refused> {
        let Some(totp) = self.password else {
            let error = ApiError::new(ErrorCode::UnknownPath, "nobody signs in by password here");
            return Err(Box::new(error.remedy("GET /api/sign-in lists the ways.")));
        };
        let now = self.clock.now();
        let begun = self.attempts.begin(&typed.name, from.address, now);
        let attempt = match begun {
            Ok(attempt) => attempt,
            Err(wait) => {
                let millis = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
                return Err(self.too_many(&typed.name, millis, from).await);
            }
        };
        match self.recognise(&typed, totp, from, now).await? {
            Ok(identity) => {
                self.attempts.succeeded(&attempt);
                self.welcome(&identity, from).await
            }
            Err(cause) => {
                self.failed_to_sign_in(&typed.name, cause, from).await;
                let what = "the name, the password or the one-time code is wrong";
                let error = ApiError::new(ErrorCode::SignInFailed, what);
                Err(Box::new(error.remedy(
                    "Try again with the code that the app shows now. An administrator of the proxy sees in the audit log what was wrong.",
                )))
            }
        }
    }

    /// Who it is, or what was wrong, which only the audit log learns.
    async fn recognise(
        &self,
        typed: &Typed,
        totp: Totp,
        from: &From<'_>,
        now: Timestamp,
    ) -> Result<Result<Identity, &'static str>, Refused> {
        let user = if typed.name.chars().count() <= LONGEST_NAME {
            let found = self.store.find(&typed.name).await;
            found.map_err(|error| failed(&error))?
        } else {
            None
        };
        let stored = user.as_ref().map(|user| user.password.clone());
        let right = self.check(typed, stored, from).await?;
        let Some(user) = user else {
            return Ok(Err("unknown name"));
        };
        if !right {
            return Ok(Err("wrong password"));
        }
        if user.disabled {
            return Ok(Err("disabled"));
        }
        if let Err(cause) = self
            .check_code(&user, totp, typed.code.as_ref(), now)
            .await?
        {
            return Ok(Err(cause));
        }
        Ok(Ok(Identity {
            subject: format!("user:{}", user.name),
            name: user.name,
            groups: Vec::new(),
            way: Way::Password,
            signed_in_at: now,
            expires_at: None,
        }))
    }

    /// Whether the password is right. Takes as long for a name that nobody has.
    async fn check(
        &self,
        typed: &Typed,
        stored: Option<Secret>,
        from: &From<'_>,
    ) -> Result<bool, Refused> {
        let workers = &self.workers;
        if workers.waiting.fetch_add(1, Ordering::Relaxed) >= QUEUE {
            workers.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(self.too_many(&typed.name, QUEUE_FULL_MS, from).await);
        }
        let waiting = Waiting(&workers.waiting);
        let place = Arc::clone(&workers.places).acquire_owned().await;
        drop(waiting);
        let password = typed.password.clone();
        let checked = tokio::task::spawn_blocking(move || {
            let _place = place;
            match stored {
                Some(stored) => verify(password.expose(), stored.expose()),
                None => {
                    verify_nobody(password.expose());
                    Ok(false)
                }
            }
        });
        let fault = |cause: &dyn std::fmt::Display| {
            error!(%cause, "a password cannot be checked");
            let what = "the password cannot be checked";
            Box::new(ApiError::new(ErrorCode::Internal, what))
        };
        checked
            .await
            .map_err(|cause| fault(&cause))?
            .map_err(|cause| fault(&cause))
    }

    async fn check_code(
        &self,
        user: &User,
        totp: Totp,
        code: Option<&Secret>,
        now: Timestamp,
    ) -> Result<Result<(), &'static str>, Refused> {
        let Some(sealed) = &user.totp_seed else {
            return Ok(match totp {
                Totp::Required => Err("no one-time code is set up"),
                Totp::Optional => Ok(()),
            });
        };
        let Some(code) = code.filter(|code| !code.expose().trim().is_empty()) else {
            return Ok(Err("one-time code missing"));
        };
        let Some(seed) = self.open_seed(&user.name, sealed) else {
            return Ok(Err("the seed of one-time codes cannot be read"));
        };
        let Ok(step) = seed.verify(code.expose(), user.totp_last_step, now) else {
            return Ok(Err("wrong one-time code"));
        };
        let taken = self.store.use_totp_step(&user.name, step).await;
        Ok(match taken.map_err(|error| failed(&error))? {
            true => Ok(()),
            false => Err("one-time code used before"),
        })
    }

    fn open_seed(&self, name: &str, sealed: &[u8]) -> Option<Seed> {
        let bytes: Zeroizing<Vec<u8>> = self.store.sealer().open(name, sealed).ok()?;
        let bytes: [u8; SEED_BYTES] = bytes.as_slice().try_into().ok()?;
        Some(Seed::from_bytes(bytes))
    }

    async fn too_many(&self, name: &str, wait_ms: u64, from: &From<'_>) -> Refused {
        if self
            .refusals
            .count(ErrorCode::TooManyAttempts, self.clock.now())
        {
            let code = ErrorCode::TooManyAttempts;
            self.record_failure(
                name,
                "too many attempts",
                code,
                from.address,
                from.request_id,
            )
            .await;
        }
        let mut error = ApiError::new(
            ErrorCode::TooManyAttempts,
            "too many attempts to sign in with this name or from this address",
        );
        error.retry_after_ms = Some(wait_ms);
        Box::new(error.remedy("Wait as long as it says, then try again."))
    }

    async fn failed_to_sign_in(&self, name: &str, cause: &'static str, from: &From<'_>) {
        if self
            .refusals
            .count(ErrorCode::SignInFailed, self.clock.now())
        {
            let code = ErrorCode::SignInFailed;
            self.record_failure(name, cause, code, from.address, from.request_id)
                .await;
        }
    }
}

/// Counts itself out when it goes, also where its request is dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
