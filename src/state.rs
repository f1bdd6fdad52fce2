//! What outlives a page: the options of the mount, whether somebody is signed in, theme, locale, toasts, refresh by key and the clock.
//!
//! Every part is a small `Copy` struct with private fields, provided once by [`crate::app`] and read by its
//! `use_…` function. Knows nothing of HTTP and of pages.
//!
//! ```ignore
//! let refresh = use_refresh();
//! let version = refresh.watch("credentials/post-cn-1/GID_a");   // read it where the list is loaded
//! refresh.invalidate("credentials/post-cn-1/GID_a");            // after an act: every view of the key reloads
//! use_toasts().say(ToastKind::Done, "Deregistered.", None);
//! ```

mod clock;
mod gate;
mod locale;
mod mounted;
mod reach;
mod refresh;
mod shared;
mod storage;
mod theme;
mod toasts;

pub use clock::{Clock, provide_clock, use_clock};
pub use gate::{Asked, Gate, provide_gate, use_gate};
pub use locale::{LocaleChoice, provide_locale, use_locale};
pub use mounted::{Detail, Mounted, Said, Wrong, provide_mounted, use_mounted};
pub use reach::{Reach, Trouble, provide_reach, use_reach};
pub use refresh::{Refresh, provide_refresh, use_refresh};
pub use shared::Shared;
pub use theme::{Theme, ThemeChoice, provide_theme, use_theme};
pub use toasts::{Toasts, provide_toasts, use_toasts};
