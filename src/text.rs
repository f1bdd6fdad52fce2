//! Every word the user reads, by typed key, in English and Simplified Chinese.
//!
//! One file per area of the screen; each key stands there once with both its texts, so a missing translation does
//! not compile. English travels with the pages that say it, Chinese as a file of its own ([`Text::load`]).
//! What things are called in Chinese (the cloud's own documentation calls them so too, but for the two that are marked):
//!
//! | English | Chinese |
//! |---|---|
//! | device credential, secret | 设备凭证（凭证）, 密钥 |
//! | register, rotate, deregister, reveal | 注册, 轮换 (the cloud: 更新), 注销, 显示密钥 |
//! | device certificate, CA certificate | 设备证书, CA 证书 |
//! | activate, inactivate | 启用, 停用 (the cloud: 激活, 注销: the latter is also what cannot be undone to a credential) |
//! | cut off, blacklist, lift | 切断, 黑名单（加入黑名单、封禁）, 解除封禁 |
//! | client id, ClientID of IoT Platform | 客户端 ID, ClientID |
//! | instance, IoT instance, group | 实例, 物联网实例, 分组 |
//! | plan, freeze, wave, item | 计划, 冻结, 批次, 对象 |
//! | approve, reject, emergency | 批准（审批）, 驳回, 紧急执行 |
//! | grant, withdraw, role, subject | 授予（授权）, 撤销, 角色, 主体 |
//! | token (API), revoke | 令牌, 吊销 |
//! | protect, act, reason | 保护, 操作, 原因 |
//! | proxy, cloud, account (of the cloud), account (of a person) | 代理, 云端, 账号, 账户 |
//!
//! Texts are plain references: changing the language draws the page anew. Knows nothing
//! of places, state and HTTP.
//!
//! ```ignore
//! let text = use_text();
//! view! { <h1>{text.credentials().title}</h1> <p>{(text.shell().not_found_detail)(&path)}</p> }
//! let format = use_format();
//! format.number(2400.0)   // "2,400"
//! ```

#[macro_use]
mod area;
mod audit;
mod bad_lines;
mod blacklist;
mod ca_certificates;
mod case;
mod certificate_scan;
mod certificates;
mod client_ids;
mod command_line;
mod count;
mod credential;
mod credentials;
mod cut_off;
mod dialogs;
mod errors;
mod first_steps;
mod format;
mod groups;
mod locale;
mod new_plan;
mod online;
mod palette;
mod people;
mod plan;
mod plans;
mod printed;
mod protected;
mod register;
mod relative;
mod shell;
mod sign_in;
mod states;
mod ticks;
mod tokens;
mod words;

use crate::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

pub use audit::Audit;
pub use bad_lines::BadLines;
pub use blacklist::Blacklist;
pub use ca_certificates::CaCertificates;
pub use case::lower;
pub use certificate_scan::CertificateScan;
pub use certificates::Certificates;
pub use client_ids::ClientIds;
pub use command_line::CommandLine;
pub use credential::Credential;
pub use credentials::Credentials;
pub use cut_off::CutOff;
pub use dialogs::Dialogs;
pub use errors::{Errors, Sentences, load_refusals};
pub use first_steps::FirstSteps;
pub use format::Format;
pub use groups::Groups;
pub use locale::Locale;
pub use new_plan::NewPlan;
pub use online::Online;
pub use palette::Palette;
pub use people::People;
pub use plan::Plan;
pub use plans::Plans;
pub use printed::Printed;
pub use protected::Protected;
pub use register::Register;
pub use shell::Shell;
pub use sign_in::SignIn;
pub use states::States;
pub use ticks::Ticks;
pub use tokens::Tokens;

use crate::ui::Words;

/// Part of the dashboard could not be loaded.
pub type ChunkError = SplitLoaderError;

/// Makes [`Text`] of the areas: of each, English lies where it is used, and Chinese in one piece that is loaded when it is
/// wanted.
macro_rules! areas {
    ($($(#[$doc:meta])* $area:ident: $kind:ty,)*) => {
        /// All areas in one language.
        struct Areas {
            $($area: $kind,)*
        }

        static ZH: Areas = Areas {
            $($area: $area::ZH,)*
        };

        impl Text {
            $($(#[$doc])*
            pub fn $area(self) -> &'static $kind {
                static EN: $kind = $area::EN;
                self.loaded.map_or(&EN, |areas| &areas.$area)
            })*
        }
    };
}

/// All texts of one language, an area at a time.
#[derive(Clone, Copy)]
pub struct Text {
    /// The areas of another language than English.
    loaded: Option<&'static Areas>,
}

areas! {
    /// The frame around every page.
    shell: Shell,
    /// Device credentials.
    credentials: Credentials,
    /// Device and CA certificates.
    certificates: Certificates,
    /// ClientIDs of IoT devices.
    client_ids: ClientIds,
    /// What went wrong and what to do now.
    errors: Errors,
    /// Questions asked before an act.
    dialogs: Dialogs,
    /// An act as a command line.
    command_line: CommandLine,
    /// One credential.
    credential: Credential,
    /// Registering credentials.
    register: Register,
    /// Cutting off a device.
    cut_off: CutOff,
    /// CA certificates, and registering one.
    ca_certificates: CaCertificates,
    /// A walk over all device certificates.
    certificate_scan: CertificateScan,
    /// The client ids that may not connect.
    blacklist: Blacklist,
    /// What to configure, and whether it works.
    first_steps: FirstSteps,
    /// Groups.
    groups: Groups,
    /// Whether the clients of a list are connected.
    online: Online,
    /// The command palette.
    palette: Palette,
    /// What was done.
    audit: Audit,
    /// Who may do what.
    people: People,
    /// What heads a page on paper.
    printed: Printed,
    /// What single acts may not take out of service.
    protected: Protected,
    /// Signing in, who one is then, and leaving.
    sign_in: SignIn,
    /// API tokens.
    tokens: Tokens,
    /// Plans.
    plans: Plans,
    /// One plan.
    plan: Plan,
    /// Why a line of a list cannot be an item.
    bad_lines: BadLines,
    /// How a plan is made.
    new_plan: NewPlan,
    /// Rows that are ticked.
    ticks: Ticks,
    /// What is shown where the dashboard cannot be what was asked for.
    states: States,
    /// What `ui` says by itself.
    words: Words,
}

impl Text {
    /// English, which is always there.
    pub const ENGLISH: Self = Self { loaded: None };

    /// All texts in a language, loaded if they are not there yet.
    ///
    /// # Errors
    /// The file could not be loaded.
    pub async fn load(locale: Locale) -> Result<Self, ChunkError> {
        Ok(match locale {
            Locale::En => Self::ENGLISH,
            Locale::Zh => Self {
                loaded: Some(chinese().await?),
            },
        })
    }
}

#[wasm_split(chinese, fallible, wasm_split_path = leptos::wasm_split)]
fn chinese() -> Result<&'static Areas, ChunkError> {
    Ok(&ZH)
}

#[derive(Clone, Copy)]
struct InUse {
    text: Text,
    format: Format,
}

/// Provides texts and formats of a language to everything below, and to `ui` its words.
pub fn provide_text(locale: Locale, text: Text) {
    provide_context(InUse {
        text,
        format: Format::new(locale),
    });
    crate::ui::provide_words(text.words());
}

/// The texts in the language in use.
pub fn use_text() -> Text {
    expect_context::<InUse>().text
}

/// Numbers and times as the language in use writes them.
pub fn use_format() -> Format {
    expect_context::<InUse>().format
}

#[cfg(test)]
impl Locale {
    /// All texts in this language, as if they were loaded.
    pub(crate) fn text(self) -> Text {
        Text {
            loaded: (self == Self::Zh).then_some(&ZH),
        }
    }
}
