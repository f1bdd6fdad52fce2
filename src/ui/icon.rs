//! The icons: strokes on a grid of 16, in the colour of the text around them.

use crate::prelude::*;
use signet_view::view;

/// The icons there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// What was done.
    Audit,
    /// Blocked.
    Block,
    /// A certificate.
    Certificate,
    /// Done, in order.
    Check,
    /// Close, dismiss.
    Close,
    /// Copy to the clipboard.
    Copy,
    /// Something went wrong.
    Danger,
    /// A device.
    Device,
    /// Opens below.
    Down,
    /// The first page.
    First,
    /// Worth knowing.
    Info,
    /// A credential.
    Key,
    /// Protected.
    Lock,
    /// Opens the navigation.
    Menu,
    /// Opens a menu of acts.
    More,
    /// The next page.
    Next,
    /// Those who sign in.
    People,
    /// Many things to do, one after the other.
    Plan,
    /// The previous page.
    Previous,
    /// Read again.
    Reload,
    /// Search, go to.
    Search,
    /// Who is trusted: a CA.
    Shield,
    /// Cut off.
    Power,
    /// A group.
    Group,
    /// Make a new one.
    Add,
    /// Reveal.
    Eye,
    /// Will go wrong.
    Warning,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Add => "M8 3v10M3 8h10",
            Self::Audit => {
                "M3.500 2.500h9v11h-9zM5.800 5.500h4.400M5.800 8h4.400M5.800 10.500h2.400"
            }
            Self::Block => "M8 14A6 6 0 108 2a6 6 0 000 12zM3.800 3.800l8.400 8.400",
            Self::Eye => {
                "M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8zM8 10a2 2 0 100-4 2 2 0 000 4z"
            }
            Self::Group => "M2 4h4l1.500 1.500H14V13H2z",
            Self::Power => "M8 2v6M4.500 4.500a5 5 0 107 0",
            Self::Shield => "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z",
            Self::Certificate => {
                "M3 2.5h10v7.500H3zM5.500 5h5M5.500 7.300h3M9.500 10l-.5 4 1.700-1 1.800 1-.5-4"
            }
            Self::Check => "M3 8.500l3.300 3.200L13 5",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Copy => "M5.500 5.500V3h7.500v7.500h-2.500M3 5.500h7.500V13H3z",
            Self::Danger => "M5.500 2h5L14 5.500v5L10.500 14h-5L2 10.500v-5zM8 5v3.600M8 11v.1",
            Self::Device => {
                "M4.500 4.500h7v7h-7zM6.500 2v2.500M9.500 2v2.500M6.500 11.500V14M9.500 11.500V14M2 6.500h2.500M2 9.500h2.500M11.500 6.500H14M11.500 9.500H14"
            }
            Self::Down => "M4 6.500l4 4 4-4",
            Self::First => "M4 3.500v9M11.500 4l-4 4 4 4",
            Self::Info => "M8 14A6 6 0 108 2a6 6 0 000 12zM8 7.300V11M8 5v.1",
            Self::Key => "M5.500 13a3 3 0 100-6 3 3 0 000 6zM7.700 7.800L13 2.500M10.500 5l2 2",
            Self::Lock => "M3.500 7.500h9V14h-9zM5.500 7.500V5a2.500 2.500 0 015 0v2.500",
            Self::Menu => "M2.500 4.500h11M2.500 8h11M2.500 11.500h11",
            Self::More => "M3.500 8h.1M8 8h.1M12.500 8h.1",
            Self::Next => "M6 4l4 4-4 4",
            Self::People => {
                "M6 7.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5zM1.500 13.500a4.500 4.500 0 019 0M10.500 2.800a2.500 2.500 0 010 4.400M12.300 9.600a4.500 4.500 0 012.200 3.900"
            }
            Self::Plan => {
                "M2.500 4l1.200 1.200L6 2.800M2.500 11l1.200 1.200L6 9.800M8.500 4.500h5M8.500 11.500h5"
            }
            Self::Previous => "M10 4L6 8l4 4",
            Self::Reload => "M13 8a5 5 0 11-1.500-3.600L13 6M13 2.800V6H9.800",
            Self::Search => {
                "M7 11.500a4.500 4.500 0 100-9 4.500 4.500 0 000 9zM10.300 10.300L13.500 13.500"
            }
            Self::Warning => "M8 2.500L14.300 13.500H1.700zM8 6.500v3.300M8 11.700v.1",
        }
    }
}

/// An icon; it says nothing by itself.
#[component]
pub fn Icon(
    /// Which.
    name: IconName,
) -> Child {
    let class = if name == IconName::More {
        "ui-icon ui-icon--bold"
    } else {
        "ui-icon"
    };
    view! {
        <svg class=class viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d=name.path() />
        </svg>
    }
    .into_child()
}
