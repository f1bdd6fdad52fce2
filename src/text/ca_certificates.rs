//! CA certificates, and registering one.

use signet_x509::NotOne;

use super::count::counted;

area! {
    /// CA certificates, and registering one.
    CaCertificates {
        empty = "No CA certificates", "没有 CA 证书";
        empty_detail = "Devices sign in with certificates once the CA that signs them is registered.", "注册签发设备证书的 CA 之后，设备即可使用证书登录。";
        detail = "CA certificate", "CA 证书";
        registration = "Registered with code", "注册码";
        filtered_out: fn(&str) -> String =
            |filter| ["No CA of this page holds “", filter, "”"].concat(),
            |filter| ["本页没有包含“", filter, "”的 CA"].concat();
        filter = "Filter this page", "筛选本页";
        filter_hint = "Filter this page by name, serial number or subject", "按名称、序列号或主题筛选本页";
        not_registered = "Not registered", "未注册";
        not_registered_detail = "The cloud knows no CA certificate with this serial number in this instance.", "云端在此实例中没有该序列号的 CA 证书。";
        verification_pem = "Verification certificate as PEM", "验证证书 PEM 原文";
        device_list = "Show as a list", "以列表显示";
        scan = "Find expiring and inactive ones", "查找即将过期和停用的证书";
        // Acts.
        inactivate_title = "Inactivate this CA?", "停用此 CA？";
        inactivate_blocks = "No device can connect with a certificate of this CA, whatever the status of the device's own. You can activate it again.", "无论设备证书自身状态如何，持有此 CA 所签证书的设备都无法再连接；之后可以重新启用。";
        inactivate_new = "No certificate of this CA registers itself any more.", "此 CA 签发的证书不再自动注册。";
        inactivate_live = "What happens to live connections is not documented by the cloud.", "云端文档没有说明已有连接会怎样。";
        inactivated: fn(&str) -> String = |serial| ["CA ", serial, " is inactive"].concat(), |serial| ["CA ", serial, " 已停用"].concat();
        activate_title = "Activate this CA?", "启用此 CA？";
        activate_allows = "Devices can connect with its certificates again where those are active and valid, and certificates that are not registered yet register themselves.", "其有效且启用的设备证书可再次连接，尚未注册的证书会自动注册。";
        activated: fn(&str) -> String = |serial| ["CA ", serial, " is active"].concat(), |serial| ["CA ", serial, " 已启用"].concat();
        already_inactive = "It is inactive already.", "它已经停用。";
        already_active = "It is active already.", "它已经启用。";
        active_first = "Inactivate it first: only an inactive CA can be deleted here.", "请先停用：此处只能删除已停用的 CA。";
        status_unknown = "Its status is not known yet.", "尚不清楚其状态。";
        delete_title = "Delete this CA and its device certificates?", "删除此 CA 及其设备证书？";
        delete_final = "This cannot be undone. Registering the CA again needs its key, a new code and a new verification certificate.", "无法撤销。重新注册需要其密钥、新的注册码和新的验证证书。";
        delete_devices = "The devices can no longer connect with these certificates.", "设备将无法再用这些证书连接。";
        delete_with: fn(&str) -> String =
            |count| counted(count, " device certificate goes with it, read just now.", " device certificates go with it, each read just now."),
            |count| ["将同时删除 ", count, " 个设备证书（刚刚逐一读取）。"].concat();
        delete_with_none = "No device certificate goes with it: its list was read just now and is empty.", "没有设备证书随之删除：刚刚读取的列表为空。";
        counting: fn(&str) -> String =
            |progress| ["Counting the device certificates that go with it. ", progress].concat(),
            |progress| ["正在统计将随之删除的设备证书。", progress].concat();
        count_stopped = "It is offered once all of them were counted.", "全部统计完成后才能删除。";
        stop_counting = "Stop counting", "停止统计";
        count_on = "Go on counting", "继续统计";
        count_again = "Count again", "重新统计";
        count_failed: fn(&str) -> String =
            |cause| ["The device certificates could not be counted: ", cause, "."].concat(),
            |cause| ["无法统计设备证书：", cause, "。"].concat();
        deleted: fn(&str) -> String = |serial| ["CA ", serial, " is deleted"].concat(), |serial| ["CA ", serial, " 已删除"].concat();
        // Below it.
        devices = "Its device certificates", "其设备证书";
        devices_none = "It has no device certificates", "它没有设备证书";
        devices_none_detail = "A device's certificate is registered by itself when the device first connects.", "设备首次连接时，其证书会自动注册。";
        devices_filter = "Filter by serial number or subject", "按序列号或主题筛选";
        compare = "Compare with my list", "与我的列表比较";
        compare_hint = "One serial number a line, or separated by commas, semicolons or blanks. Case, colons and leading zeros make no difference. The list stays in this browser.", "每行一个序列号，或以逗号、分号、空白分隔。不区分大小写、冒号和前导零。列表只留在此浏览器中。";
        compare_label = "Serial numbers that I know", "已知的序列号";
        compare_of: fn(&str) -> String = |count| counted(count, " serial number", " different serial numbers"), |count| [count, " 个不同的序列号"].concat();
        compare_wait = "All of its device certificates have to be read before they can be compared.", "需读取其全部设备证书后才能比较。";
        not_in_mine: fn(&str) -> String = |count| [count, " here, not in my list"].concat(), |count| [count, " 个在此处，不在我的列表中"].concat();
        not_here: fn(&str) -> String = |count| [count, " in my list, not here"].concat(), |count| [count, " 个在我的列表中，不在此处"].concat();
        in_both: fn(&str) -> String = |count| [count, " in both"].concat(), |count| [count, " 个两边都有"].concat();
        copy_list = "Copy them", "复制列表";
        // Registering one.
        lead = "A CA is registered with a certificate that proves that you hold its key. The key itself stays with you.", "注册 CA 需要一个能证明你持有其密钥的验证证书，密钥本身始终由你保管。";
        step_code = "Registration code", "注册码";
        code_detail = "It is used once and belongs to this instance.", "注册码属于此实例，只能使用一次。";
        copy_code = "Copy the code", "复制注册码";
        another_code = "Ask again", "重新获取";
        step_commands = "Make the certificates", "制作证书";
        commands_detail = "In a directory that only you can read, where openssl is at hand.", "请在只有你可以读取、且有 openssl 的目录中执行。";
        commands_ca = "Only if there is no CA yet: its key and its certificate", "仅在还没有 CA 时：CA 密钥与证书";
        commands_request = "A key for the proof, and a request that carries the code", "用于验证的密钥，以及携带注册码的证书请求";
        commands_sign = "The proof, signed by the CA", "由 CA 签发的验证证书";
        step_files = "Hand in both certificates", "提交两个证书";
        files_detail = "Drop both anywhere on this page, or one at a time below. They are read in this browser and sent only when you register.", "可将两个文件一起拖放到本页，或在下方逐个提交。文件在浏览器中读取，注册时才会发送。";
        ca_file = "CA.crt", "CA.crt";
        ca_file_is = "The CA certificate", "CA 证书";
        verification_file = "verificationCert.crt", "verificationCert.crt";
        verification_file_is = "The verification certificate", "验证证书";
        choose: fn(&str) -> String = |file| ["Choose ", file, "…"].concat(), |file| ["选择 ", file, "…"].concat();
        drop: fn(&str) -> String = |file| ["or drop ", file, " here"].concat(), |file| ["或将 ", file, " 拖放到此处"].concat();
        paste: fn(&str) -> String = |file| ["or paste ", file].concat(), |file| ["或粘贴 ", file, " 的内容"].concat();
        remove: fn(&str) -> String = |file| ["Remove ", file].concat(), |file| ["移除 ", file].concat();
        swap = "Swap them", "互换";
        swapped = "The two look swapped: the second one is a CA certificate, the first is not.", "两个证书似乎放反了：第二个是 CA 证书，第一个不是。";
        pasted = "pasted text", "粘贴的文本";
        refused: fn(&str) -> String = |name| [name, " was not taken"].concat(), |name| ["未接受 ", name].concat();
        refused_because: fn(&str, &str) -> String = |title, why| [title, ". ", why].concat(), |title, why| [title, "：", why].concat();
        unreadable = "The browser could not read the file.", "浏览器无法读取此文件。";
        what: fn(&NotOne) -> String = en, zh;
        step_checks = "Checked in this browser", "在浏览器中检查";
        checks_wait = "Hand in both certificates first.", "请先提交两个证书。";
        checks_code = "The registration code is not known yet.", "尚未获得注册码。";
        rule_ca_mark = "CA.crt says that it is a CA (CA:TRUE)", "CA.crt 声明为 CA（CA:TRUE）";
        broken_ca_mark = "Its BasicConstraints do not say CA:TRUE; the cloud refuses it.", "其 BasicConstraints 没有 CA:TRUE，云端会拒绝。";
        rule_ca_key = "Its key is RSA or EC", "其密钥为 RSA 或 EC";
        broken_ca_key: fn(&str) -> String = |key| ["It is ", key, "; the cloud takes RSA and EC."].concat(), |key| ["其密钥为 ", key, "，云端只接受 RSA 和 EC。"].concat();
        rule_ca_serial = "Its serial number has at most 128 bytes", "其序列号不超过 128 字节";
        broken_ca_serial: fn(&str) -> String = |bytes| ["It has ", bytes, " as the cloud writes it."].concat(), |bytes| ["按云端写法有 ", bytes, " 字节。"].concat();
        rule_ca_validity = "CA.crt is valid now", "CA.crt 当前有效";
        rule_validity = "verificationCert.crt is valid now", "verificationCert.crt 当前有效";
        broken_validity: fn(&str, &str) -> String =
            |from, until| ["It is valid from ", from, " until ", until, "."].concat(),
            |from, until| ["有效期为 ", from, " 至 ", until, "。"].concat();
        rule_issuer = "verificationCert.crt was issued by this CA", "verificationCert.crt 由此 CA 颁发";
        broken_issuer: fn(&str, &str) -> String =
            |issuer, ca| ["It was issued by ", issuer, ", and CA.crt is ", ca, "."].concat(),
            |issuer, ca| ["其颁发者为 ", issuer, "，而 CA.crt 的主题为 ", ca, "。"].concat();
        rule_code = "verificationCert.crt carries the registration code in its common name", "verificationCert.crt 的通用名携带注册码";
        broken_code: fn(&str) -> String = |found| ["Its common name is ", found, "."].concat(), |found| ["其通用名为 ", found, "。"].concat();
        no_common_name = "It has no common name.", "它没有通用名。";
        rule_signature = "verificationCert.crt is signed with the key of this CA", "verificationCert.crt 由此 CA 的密钥签名";
        broken_signature = "The signature is of another key, even where the names agree.", "即使名称一致，签名也出自另一个密钥。";
        signature_checking = "Checking…", "检查中…";
        signature_later = "This browser cannot check it here; the cloud will when you register.", "此浏览器无法在此检查，注册时由云端检查。";
        holds = "Holds", "符合";
        broken = "Broken", "不符合";
        open_rule = "Open", "待定";
        step_register = "Register", "注册";
        name = "Name of the CA", "CA 名称";
        name_hint = "What people will know it by.", "便于识别的名称。";
        register = "Register the CA", "注册 CA";
        register_allows = "It is active at once: devices with a valid certificate of this CA can connect, and register themselves as they do.", "注册后立即启用：持有此 CA 有效证书的设备即可连接，并自动注册。";
        not_all_hold = "Not every rule holds yet.", "尚有规则不符合。";
        registered = "The CA is registered", "CA 已注册";
        registered_serial = "Serial number", "序列号";
        registered_open = "Open the CA", "查看 CA";
        registered_more = "Register another", "再注册一个";
    }
}

fn en(found: &NotOne) -> String {
    match found {
        NotOne::Empty => "It is empty.".to_owned(),
        NotOne::PrivateKey => {
            "It holds a private key. Nothing of it was kept or sent; a key never belongs in a browser.".to_owned()
        }
        NotOne::TooLarge { limit, found } => {
            ["It has ", &found.to_string(), " bytes; a certificate here has at most ", &limit.to_string(), "."].concat()
        }
        NotOne::Chain(count) => {
            ["It is a chain of ", &count.to_string(), " certificates. Hand in one certificate alone."].concat()
        }
        NotOne::Der => "It is a certificate in DER. Convert it: openssl x509 -inform der -in FILE -out FILE.crt".to_owned(),
        NotOne::Utf16 => "It is UTF-16 text, as PowerShell writes it. Save it as UTF-8 or ASCII.".to_owned(),
        NotOne::Request => "It is a certificate request (CSR), not a certificate yet.".to_owned(),
        NotOne::PublicKey => "It is or holds a public key, not one certificate alone.".to_owned(),
        NotOne::Other(label) => ["It is PEM of another kind: ", label, "."].concat(),
        NotOne::NoPem => "There is no PEM certificate in it.".to_owned(),
        NotOne::Unended => "The end of the certificate is missing: copy it with its last line.".to_owned(),
        NotOne::Damaged => "It says that it is a certificate, but it is damaged.".to_owned(),
    }
}

fn zh(found: &NotOne) -> String {
    match found {
        NotOne::Empty => "内容为空。".to_owned(),
        NotOne::PrivateKey => {
            "其中含有私钥。内容未被保留，也未发送；私钥绝不应放入浏览器。".to_owned()
        }
        NotOne::TooLarge { limit, found } => [
            "共 ",
            &found.to_string(),
            " 字节；此处的证书最多 ",
            &limit.to_string(),
            " 字节。",
        ]
        .concat(),
        NotOne::Chain(count) => [
            "这是包含 ",
            &count.to_string(),
            " 个证书的证书链，请只提交一个证书。",
        ]
        .concat(),
        NotOne::Der => {
            "这是 DER 格式的证书。请转换：openssl x509 -inform der -in FILE -out FILE.crt"
                .to_owned()
        }
        NotOne::Utf16 => {
            "这是 UTF-16 文本（PowerShell 的写法）。请另存为 UTF-8 或 ASCII。".to_owned()
        }
        NotOne::Request => "这是证书请求（CSR），还不是证书。".to_owned(),
        NotOne::PublicKey => "这是公钥或含有公钥，不是单独一个证书。".to_owned(),
        NotOne::Other(label) => ["这是另一种 PEM：", label, "。"].concat(),
        NotOne::NoPem => "其中没有 PEM 证书。".to_owned(),
        NotOne::Unended => "证书缺少结尾，请连同最后一行一起复制。".to_owned(),
        NotOne::Damaged => "它自称是证书，但已损坏。".to_owned(),
    }
}
