//! What went wrong, to which object, and what to do now.

mod chinese;
pub(super) mod cloud;
mod english;

use std::cell::Cell;

use leptos::wasm_split::wasm_split;
use signet_model::api::ErrorCode;

use super::ChunkError;

/// What is said of an error code.
#[derive(Clone, Copy)]
pub struct Sentences {
    /// What happened.
    pub cause: &'static str,
    /// What to do now.
    pub remedy: &'static str,
}

/// Says what an error code means.
pub type Explain = fn(ErrorCode) -> Sentences;

area! {
    /// What went wrong, to which object, and what to do now.
    Errors {
        try_again = "Try again", "重试";
        retry_in: fn(&str) -> String =
            |seconds| ["Wait ", seconds, " s before that."].concat(),
            |seconds| ["请在 ", seconds, " 秒后再试。"].concat();
        cloud_code = "Cloud's code", "云端错误码";
        request_id = "RequestId", "RequestId";
        copy_request_id = "Copy RequestId", "复制 RequestId";
        what_to_do = "What to do", "处理办法";
        stale = "What is shown was read before this and may be out of date.", "当前显示的是此前读取的内容，可能已经过时。";
        unreachable: Sentences =
            Sentences { cause: "The signing proxy does not answer", remedy: "Check that it is running and that this machine reaches it." },
            Sentences { cause: "签名代理没有响应", remedy: "请确认代理正在运行，且本机可以访问它。" };
        unreadable: Sentences =
            Sentences { cause: "The answer cannot be read", remedy: "Something between this page and the proxy may have answered instead, or the two are of different versions. Reload the page." },
            Sentences { cause: "无法读取返回的内容", remedy: "可能是中间的网关代为应答，或页面与代理版本不一致。请重新加载页面。" };
        chunk: Sentences =
            Sentences { cause: "A part of this page could not be loaded", remedy: "Check the connection and try again. If Signet was updated meanwhile, reload the page." },
            Sentences { cause: "页面的一部分无法加载", remedy: "请检查网络后重试；如果 Signet 刚刚更新过，请重新加载页面。" };
        refused: Explain = in_english, chinese::sentences;
        cloud: fn(&str) -> Option<Sentences> = in_the_proxys_words, cloud::chinese;
    }
}

const fn say(cause: &'static str, remedy: &'static str) -> Sentences {
    Sentences { cause, remedy }
}

thread_local! {
    /// English, once it is loaded.
    static ENGLISH: Cell<Option<Explain>> = const { Cell::new(None) };
}

/// Has what is said of refusals loaded, before the first of them is told. Without it, the proxy's own words have to do.
pub async fn load_refusals() {
    if ENGLISH.get().is_none() {
        ENGLISH.set(refusals().await.ok());
    }
}

#[wasm_split(errors, fallible, wasm_split_path = leptos::wasm_split)]
fn refusals() -> Result<Explain, ChunkError> {
    Ok(english::sentences)
}

/// In English the proxy explains the cloud's codes.
fn in_the_proxys_words(_: &str) -> Option<Sentences> {
    None
}

fn in_english(code: ErrorCode) -> Sentences {
    let explain = if cfg!(test) {
        Some(english::sentences as Explain)
    } else {
        ENGLISH.get()
    };
    explain.map_or_else(
        || say("The proxy refused", "Read what it says of it. Try again."),
        |explain| explain(code),
    )
}
