//! Whether the clients of a list are connected.

area! {
    /// Whether the clients of a list are connected.
    Online {
        online = "online", "在线";
        offline = "offline", "离线";
        not_told = "The cloud did not tell whether it is connected.", "云端没有告知它是否在线。";
    }
}
