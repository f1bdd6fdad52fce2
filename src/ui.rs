//! The parts every page is made of. They know nothing of us: data and callbacks in, elements out.
//!
//! Native elements first (`<dialog>`, `<table>`, popovers, `<select>`); each part has its style sheet of the same
//! name in `style/ui/`. Parts say their own few words through [`Words`], everything else is handed in. Props that
//! change are signals and take plain values too.
//!
//! | to | use |
//! |---|---|
//! | let someone act | [`Button`], [`IconButton`], [`Menu`], [`CopyButton`], [`download`] |
//! | ask | [`Dialog`], [`Field`], [`Combo`], [`Select`] |
//! | list | [`Table`] with [`Row`] and [`Cell`], [`Pager`], [`Empty`] |
//! | show one thing | [`DescriptionList`] with [`Description`], [`CopyId`], [`Status`], [`Meter`], [`Badge`], [`When`] |
//! | tell | [`Note`], [`ToastStack`] of [`toasts`], [`announce`], [`Progress`], [`Skeleton`] |
//! | show an attacker's text | [`shown`] (elements) and [`shown_text`] (plain text, for labels) |

mod announce;
mod badge;
mod button;
mod combo;
mod composes;
mod copy_button;
mod copy_id;
mod description_list;
mod dialog;
mod download;
mod empty;
mod field;
mod icon;
mod icon_button;
mod ids;
mod menu;
mod meter;
mod modal;
mod note;
mod onward;
mod page_header;
mod pager;
mod progress;
mod select;
mod sheet;
mod shown;
mod skeleton;
mod status;
mod table;
mod toasts;
mod tone;
mod visually_hidden;
mod when;
mod words;

pub use crate::reactive::{Held, effect, memo};
pub use announce::{Announcements, announce, provide_announcements};
pub use badge::Badge;
pub use button::{Button, ButtonKind};
pub use combo::Combo;
pub use composes::composes;
pub use copy_button::CopyButton;
pub use copy_id::{CopyId, copy_text};
pub use description_list::{Description, DescriptionList};
pub use dialog::Dialog;
pub use download::{download, save};
pub use empty::Empty;
pub use field::Field;
pub use icon::{Icon, IconName};
pub use icon_button::IconButton;
pub use ids::unique_id;
pub use menu::{Menu, MenuItem};
pub use meter::Meter;
pub use modal::Modal;
pub use note::Note;
pub use onward::{OnwardWords, onward};
pub use page_header::PageHeader;
pub use pager::Pager;
pub use progress::Progress;
pub use select::{Choice, Select};
pub use sheet::Sheet;
pub use shown::{shown, shown_text};
pub use skeleton::Skeleton;
pub use status::Status;
pub use table::{Cell, Column, ColumnKind, Row, Table};
pub use toasts::{Toast, ToastKind, ToastStack, toasts};
pub use tone::Tone;
pub use visually_hidden::VisuallyHidden;
pub use when::When;
pub use words::{Words, provide_words};
