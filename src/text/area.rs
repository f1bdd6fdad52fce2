//! How an area of text is written down: each key once, with both its texts side by side.

/// Declares an area: a struct, and its `EN` and `ZH`. A key is a word unless it names a type.
///
/// ```ignore
/// area! {
///     /// What the struct is about.
///     Shell {
///         title = "Credentials", "设备凭证";
///         items_of: fn(&str) -> String = |total| ["of ", total].concat(), |total| ["共 ", total, " 条"].concat();
///     }
/// }
/// ```
macro_rules! area {
    ($(#[$doc:meta])* $name:ident { $($key:ident $(: $kind:ty)? = $en:expr, $zh:expr;)* }) => {
        $(#[$doc])*
        pub struct $name {
            $(#[doc = concat!("```text\n", stringify!($en), "\n```")] pub $key: area!(@kind $($kind)?),)*
        }

        pub(super) const EN: $name = $name { $($key: $en,)* };
        pub(super) const ZH: $name = $name { $($key: $zh,)* };
    };
    (@kind) => { &'static str };
    (@kind $kind:ty) => { $kind };
}
