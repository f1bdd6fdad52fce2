//! Every word the user reads, by typed key, in English and Simplified Chinese.
//!
//! One file per area of the screen; each key stands there once with both its texts, so a missing translation does
//! not compile. [`use_text`] is a plain reference: changing the language draws the page anew. Knows nothing
//! of places, state and HTTP.
//!
//! ```ignore
//! let text = use_text();
//! view! { <h1>{text.credentials.title}</h1> <p>{(text.shell.not_found_detail)(&path)}</p> }
//! let format = use_format();
//! format.number(2400.0)   // "2,400"
//! ```

#[macro_use]
mod area;
mod certificates;
mod client_ids;
mod credentials;
mod dialogs;
mod errors;
mod format;
mod locale;
mod relative;
mod shell;
mod words;

use crate::prelude::*;

pub use certificates::Certificates;
pub use client_ids::ClientIds;
pub use credentials::Credentials;
pub use dialogs::Dialogs;
pub use errors::{Errors, Sentences};
pub use format::Format;
pub use locale::Locale;
pub use shell::Shell;

use crate::ui::Words;

/// All texts of one language.
pub struct Text {
    /// The frame around every page.
    pub shell: Shell,
    /// Device credentials.
    pub credentials: Credentials,
    /// Device and CA certificates.
    pub certificates: Certificates,
    /// ClientIDs of IoT devices.
    pub client_ids: ClientIds,
    /// What went wrong and what to do now.
    pub errors: Errors,
    /// Questions asked before an act.
    pub dialogs: Dialogs,
    /// What `ui` says by itself.
    pub words: Words,
}

static EN: Text = Text {
    shell: shell::EN,
    credentials: credentials::EN,
    certificates: certificates::EN,
    client_ids: client_ids::EN,
    errors: errors::EN,
    dialogs: dialogs::EN,
    words: words::EN,
};

static ZH: Text = Text {
    shell: shell::ZH,
    credentials: credentials::ZH,
    certificates: certificates::ZH,
    client_ids: client_ids::ZH,
    errors: errors::ZH,
    dialogs: dialogs::ZH,
    words: words::ZH,
};

impl Locale {
    /// All texts in this language.
    pub fn text(self) -> &'static Text {
        match self {
            Self::En => &EN,
            Self::Zh => &ZH,
        }
    }
}

#[derive(Clone, Copy)]
struct InUse {
    text: &'static Text,
    format: Format,
}

/// Provides texts and formats of a language to everything below, and to `ui` its words.
pub fn provide_text(locale: Locale) {
    let text = locale.text();
    provide_context(InUse {
        text,
        format: Format::new(locale),
    });
    crate::ui::provide_words(&text.words);
}

/// The texts in the language in use.
pub fn use_text() -> &'static Text {
    expect_context::<InUse>().text
}

/// Numbers and times as the language in use writes them.
pub fn use_format() -> Format {
    expect_context::<InUse>().format
}
