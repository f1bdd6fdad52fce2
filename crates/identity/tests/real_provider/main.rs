//! Signing in against a real provider (npm `oidc-provider`), which `tests/provider/server.mjs` runs and can make misbehave.

mod browser;
mod honest;
mod jwt;
mod keys;
mod provider;
mod refused;
