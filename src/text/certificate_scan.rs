//! A walk over all device certificates.

use super::count::counted;

area! {
    /// A walk over all device certificates.
    CertificateScan {
        lead = "Reads every device certificate, 100 a call; each call is billed.", "读取全部设备证书，每次调用 100 条，每次调用均计费。";
        lead_ca: fn(&str) -> String =
            |ca| ["Reads every device certificate signed by ", ca, ", 100 a call; each call is billed."].concat(),
            |ca| ["读取由 ", ca, " 签发的全部设备证书，每次调用 100 条，每次调用均计费。"].concat();
        all_cas = "Of all CAs", "不限 CA";
        // The walk.
        idle = "Nothing read yet.", "尚未读取。";
        start = "Read all", "读取全部";
        stop = "Stop", "停止";
        go_on = "Go on", "继续";
        again = "Read again", "重新读取";
        walking = "Reading…", "读取中…";
        read: fn(&str) -> String = |items| [items, " read"].concat(), |items| ["已读取 ", items, " 条"].concat();
        stopped: fn(&str) -> String = |items| ["Stopped before the end: ", items, " read"].concat(), |items| ["未读完：已读取 ", items, " 条"].concat();
        of_items: fn(&str) -> String = |all| [" of ", all, " that the cloud counts"].concat(), |all| ["，云端计数 ", all, " 条"].concat();
        of_pages: fn(&str, &str) -> String =
            |page, pages| [", page ", page, " of ", pages, " that the cloud counts"].concat(),
            |page, pages| ["，第 ", page, " 页，云端计数 ", pages, " 页"].concat();
        of_unknown: fn(&str) -> String = |page| [", page ", page, ", total unknown"].concat(), |page| ["，第 ", page, " 页，总数未知"].concat();
        all_read: fn(&str) -> String = |items| ["All ", items, " read."].concat(), |items| ["已全部读取，共 ", items, " 条。"].concat();
        other_total: fn(&str) -> String =
            |total| [" The cloud itself counts ", total, "; the list may have changed meanwhile."].concat(),
            |total| ["云端自己的计数为 ", total, "，期间列表可能有变动。"].concat();
        // What is looked for.
        looked_for = "Show", "显示";
        every = "Expiring, expired or inactive", "即将过期、已过期或停用";
        expiring = "Expiring", "即将过期";
        expired = "Expired", "已过期";
        inactive = "Inactive", "停用";
        within = "Expiring within", "多少天内过期";
        days: fn(&str) -> String = |days| counted(days, " day", " days"), |days| [days, " 天"].concat();
        filter = "Filter by serial number, subject or CA", "按序列号、主题或 CA 筛选";
        found: fn(&str, &str) -> String =
            |found, read| [found, " found among ", read, " read"].concat(),
            |found, read| ["已读取 ", read, " 条，符合 ", found, " 条"].concat();
        first_rows: fn(&str, &str) -> String =
            |shown, all| ["The first ", shown, " of ", all, " are shown; filter, or export them all."].concat(),
            |shown, all| ["此处显示 ", all, " 条中的前 ", shown, " 条，可筛选或导出全部。"].concat();
        nothing_found = "Nothing of the kind found", "没有符合条件的证书";
        nothing_found_all = "All certificates were read.", "已读取全部证书。";
        nothing_found_yet = "Not all certificates were read.", "尚未读取全部证书。";
        export = "Export CSV", "导出 CSV";
        export_none = "There is nothing to export.", "没有可导出的内容。";
        export_untold = "Not exported: the audit log could not be told", "未导出：无法记入审计日志";
        export_failed = "The browser did not save the file.", "浏览器未能保存文件。";
        exported_part = "The file holds what was read so far.", "文件只包含目前已读取的部分。";
        exported: fn(&str) -> String = |rows| counted(rows, " row exported", " rows exported"), |rows| ["已导出 ", rows, " 行"].concat();
    }
}
