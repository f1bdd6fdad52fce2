//! Where notices go.

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use super::Event;

/// How the body of a notice looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Our own JSON, for programs.
    Generic,
    /// A robot of a DingTalk group.
    Dingtalk,
    /// A robot of a Feishu (Lark) group.
    Feishu,
    /// A robot of a WeCom group.
    Wecom,
    /// An incoming webhook of Slack.
    Slack,
}

impl Format {
    /// Whether what is sent may be signed with a secret of the webhook.
    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Dingtalk | Self::Feishu)
    }
}

/// A webhook. Its URL is a secret: whoever knows it may write there.
#[derive(Clone)]
pub struct Webhook {
    /// Its place in the configuration, such as `webhooks[0]`: what logs call it.
    pub name: String,
    /// Where to; `https`, or plain `http` to this machine.
    pub url: Zeroizing<String>,
    /// How.
    pub format: Format,
    /// What DingTalk and Feishu sign with.
    pub secret: Option<Zeroizing<String>>,
    /// What it wants to know.
    pub events: Vec<Event>,
}

impl Webhook {
    /// Whether it wants to know of this.
    #[must_use]
    pub fn wants(&self, event: Event) -> bool {
        self.events.contains(&event)
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook")
            .field("name", &self.name)
            .field("format", &self.format)
            .field("events", &self.events)
            .finish_non_exhaustive()
    }
}
