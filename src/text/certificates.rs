//! Device and CA certificates.

use super::count::counted;

area! {
    /// Device and CA certificates.
    Certificates {
        title = "Device certificates", "设备证书";
        ca = "CA", "CA";
        all_cas = "All CAs", "全部 CA";
        ca_choice = "Signed by", "签发 CA";
        more_cas = "Only the first 100 CAs are offered; go to others by serial number.", "此处只列出前 100 个 CA，其余请按序列号前往。";
        signed_by = " signed by ", "，签发 CA ";
        page_of: fn(&str, &str) -> String =
            |page, pages| ["page ", page, " of ", pages].concat(),
            |page, pages| ["第 ", page, " 页，共 ", pages, " 页"].concat();
        status = "Status", "状态";
        active = "Active", "启用";
        inactive = "Inactive", "停用";
        unknown = "Unknown", "未知";
        serial_number = "Serial number", "序列号";
        subject = "Subject", "主题";
        name = "Name", "名称";
        validity = "Validity", "有效期";
        expired: fn(&str) -> String = |days| ["expired ", &counted(days, " day", " days"), " ago"].concat(), |days| ["已过期 ", days, " 天"].concat();
        expired_today = "expired today", "今天已过期";
        ending: fn(&str) -> String = |days| ["expires in ", &counted(days, " day", " days")].concat(), |days| [days, " 天后到期"].concat();
        ending_today = "expires today", "今天到期";
        days_left: fn(&str) -> String = |days| counted(days, " day left", " days left"), |days| ["剩余 ", days, " 天"].concat();
        not_yet: fn(&str) -> String = |days| ["starts in ", &counted(days, " day", " days")].concat(), |days| [days, " 天后生效"].concat();
        validity_unknown = "not told", "未提供";
        filter = "Filter this page", "筛选本页";
        filter_hint = "Filter this page by serial number or subject", "按序列号或主题筛选本页";
        filtered_out: fn(&str) -> String =
            |filter| ["No certificate of this page holds “", filter, "”"].concat(),
            |filter| ["本页没有包含“", filter, "”的证书"].concat();
        go_to = "Go to serial…", "前往序列号…";
        go_to_title = "Go to a device certificate", "前往设备证书";
        go_to_detail = "Opens the certificate with these serial numbers, whether or not it is on the page you see.", "打开具有这些序列号的证书，无论它是否在当前页。";
        ca_serial = "CA serial number", "CA 序列号";
        device_serial = "Device serial number", "设备证书序列号";
        open = "Open", "打开";
        empty = "No device certificates", "没有设备证书";
        empty_detail = "The cloud registers a device's certificate by itself when the device first connects, if its CA is registered and active.", "设备首次连接时，若其 CA 已注册且启用，云端会自动注册设备证书。";
        no_edition = "This edition has no certificates", "此版本不支持证书";
        no_edition_detail: fn(&str) -> String =
            |edition| ["Device certificates need the Platinum or Professional edition; this instance is ", edition, ". Its devices sign in with credentials."].concat(),
            |edition| ["设备证书需要铂金版或专业版，此实例为", edition, "。其设备使用凭证登录。"].concat();
        to_credentials = "Show its credentials", "查看凭证";
        detail = "Certificate", "证书";
        issuer = "Issuer", "颁发者";
        serial_inside = "Serial in certificate", "证书内序列号";
        valid_from = "Valid from", "生效时间";
        valid_to = "Valid until", "失效时间";
        public_key = "Public key", "公钥";
        signature = "Signature", "签名算法";
        alternative_names = "Alternative names", "备用名称";
        none = "none", "无";
        fingerprint = "SHA-256 fingerprint", "SHA-256 指纹";
        is_ca = "Says it is a CA", "声明为 CA";
        yes = "yes", "是";
        undecoded = "The certificate itself could not be read; what is shown is what the cloud says of it.", "无法解析证书内容，以下为云端提供的信息。";
        pem = "Certificate as PEM", "PEM 原文";
        copy_pem = "Copy PEM", "复制 PEM";
        not_registered = "Not registered", "未注册";
        not_registered_detail = "The cloud knows no certificate with these serial numbers in this instance. It may be deleted, or the device has not connected yet.", "云端在此实例中没有具有这些序列号的证书：可能已删除，或设备尚未连接过。";
        inactivate = "Inactivate…", "停用…";
        inactivate_act = "Inactivate", "停用";
        inactivate_title = "Inactivate this certificate?", "停用此证书？";
        inactivate_blocks = "The device can no longer connect with it. You can activate it again.", "设备将无法再用它连接；之后可以重新启用。云控制台将停用称为“注销”，将启用称为“激活”。";
        inactivate_live = "What happens to a live connection is not documented by the cloud.", "云端文档没有说明已有连接会怎样。";
        inactivated: fn(&str) -> String = |serial| [serial, " is inactive"].concat(), |serial| [serial, " 已停用"].concat();
        activate = "Activate…", "启用…";
        activate_act = "Activate", "启用";
        activate_title = "Activate this certificate?", "启用此证书？";
        activate_allows = "The device can connect with it again while it is valid and its CA is active.", "在有效期内且其 CA 启用时，设备可再次用它连接。";
        activated: fn(&str) -> String = |serial| [serial, " is active"].concat(), |serial| [serial, " 已启用"].concat();
        delete = "Delete…", "删除…";
        delete_act = "Delete", "删除";
        delete_title = "Delete this certificate's registration?", "删除此证书的注册记录？";
        delete_returns = "This does not block the device: while its CA is active and the certificate is valid, it may register itself again at its next connect. Inactivate is what blocks.", "删除并不能阻止设备：只要其 CA 启用且证书有效，设备下次连接时可能自动重新注册。停用才能阻止。";
        delete_final = "The deletion itself cannot be undone.", "删除本身无法撤销。";
        inactivate_instead = "Inactivate instead…", "改为停用…";
        deleted: fn(&str) -> String = |serial| [serial, " is deleted"].concat(), |serial| [serial, " 已删除"].concat();
        acts_on: fn(&str) -> String = |id| ["Actions for ", id].concat(), |id| [id, " 的操作"].concat();
        cut_off = "Cut off the device…", "切断设备…";
        scan = "Scan all…", "扫描全部…";
        open_detail = "Show details", "查看详情";
        already_inactive = "It is inactive already.", "它已经停用。";
        already_active = "It is active already.", "它已经启用。";
    }
}
