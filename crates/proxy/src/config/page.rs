//! `[page]`.

use super::ConfigError;
use crate::dashboard::Page;

/// How the dashboard presents itself.
///
/// # Errors
/// The key that is wrong.
pub(super) fn page(page: Page) -> Result<Page, ConfigError> {
    page.check()
        .map_err(|flaw| ConfigError::about(&format!("page.{}", flaw.field), flaw.what))?;
    Ok(page)
}
