//! Cutting off a device.

area! {
    /// Cutting off a device.
    CutOff {
        lead = "Bars one client id, closes its connection where the cloud can, and watches until it is gone.", "封禁一个客户端 ID，在云端支持时断开其连接，并持续观察直到下线。";
        // Which device.
        which = "Which device?", "切断哪个设备？";
        which_certificate = "Which client id does the device of this certificate use?", "持有此证书的设备使用哪个客户端 ID？";
        which_certificate_detail = "The cloud bars client ids and has no way from a certificate to the client id that uses it. The device's log, its configuration or a message trace tells.", "云端按客户端 ID 封禁，且无法由证书查到使用它的客户端 ID。请查看设备日志、设备配置或消息轨迹。";
        client_id = "Client ID", "客户端 ID";
        client_id_hint = "Such as GID_press_line@@@press-0104.", "形如 GID_press_line@@@press-0104。";
        on = "Continue", "继续";
        another = "Another device", "换一个设备";
        certificate = "Its certificate", "其证书";
        credential = "Its credential", "其凭证";
        // What is known before.
        now = "Now", "当前";
        online = "online", "在线";
        offline = "offline", "离线";
        session_unknown = "not known", "未知";
        asked_ago: fn(&str) -> String = |ago| ["asked ", ago].concat(), |ago| [ago, "查询"].concat();
        barred = "blacklisted", "已在黑名单中";
        not_barred = "not blacklisted", "不在黑名单中";
        set_by: fn(&str, &str) -> String = |who, ago| ["by ", who, ", ", ago].concat(), |who, ago| ["由 ", who, " 于", ago, "设置"].concat();
        // The plan.
        plan = "What happens", "将执行";
        blacklist = "Blacklist the client id", "将客户端 ID 加入黑名单";
        blacklist_detail = "It may not connect any more, whatever it signs in with. Can be lifted.", "无论用何种方式登录都不能再连接；可以解除。";
        close = "Close its connection", "断开其连接";
        close_detail = "Ends the live session.", "结束当前会话。";
        close_elsewhere: fn(&str) -> String =
            |here| ["The cloud is testing this and has it in Professional Edition in China (Shanghai) only; this instance is ", here, "."].concat(),
            |here| ["此功能处于公测阶段，仅上海地域的专业版支持；此实例为 ", here, "。"].concat();
        edition_in: fn(&str, &str) -> String = |edition, region| [edition, " in ", region].concat(), |edition, region| [region, " 的", edition].concat();
        watch = "Watch its session for 60 seconds", "观察其会话 60 秒";
        watch_detail = "Asks about every 2 seconds whether it is connected.", "约每 2 秒查询一次是否在线。";
        inactivate = "Inactivate its certificate", "停用其证书";
        inactivate_detail = "It cannot sign in with it under any client id. Can be activated again.", "无法再以任何客户端 ID 用它登录；可以重新启用。";
        ca_serial = "CA serial number", "CA 序列号";
        device_serial = "Device serial number", "设备证书序列号";
        deregister = "Deregister its credential", "注销其凭证";
        deregister_detail = "Cannot be undone: registering again makes a new secret.", "无法撤销：重新注册会生成新的密钥。";
        reason = "Reason", "原因";
        reason_hint = "Optional; kept by Signet and shown to who lifts it. Not sent to the cloud.", "可选；由 Signet 保存，解除封禁时显示，不会发送到云端。";
        reason_required = "Required; kept by Signet and shown to who lifts it. Not sent to the cloud.", "必填；由 Signet 保存，解除封禁时显示，不会发送到云端。";
        reason_counter: fn(&str) -> String = |count| [count, " / 200"].concat(), |count| [count, " / 200"].concat();
        reason_too_long = "At most 200 characters.", "最多 200 个字符。";
        reason_control = "No control characters.", "不能包含控制字符。";
        press = "Cut off now", "立即切断";
        press_again = "Cut off again", "再次切断";
        watch_again = "Watch for another 60 seconds", "再观察 60 秒";
        missing_serials = "Enter both serial numbers of the certificate.", "请填写证书的两个序列号。";
        calls_billed = "Each step is one call, each question while watching another; the cloud bills them.", "每个步骤为一次调用，观察时每次查询也是一次调用，均由云端计费。";
        // How each step went.
        waiting = "waiting", "等待中";
        doing = "doing", "执行中";
        done_at: fn(&str) -> String = |at| ["done at ", at].concat(), |at| [at, " 已完成"].concat();
        already: fn(&str) -> String = |at| ["was so already, seen at ", at].concat(), |at| ["此前已是如此（", at, " 确认）"].concat();
        left_out = "left out", "已跳过";
        not_offered = "the cloud does not offer it for this instance", "云端在此实例上不提供此功能";
        failed = "failed", "失败";
        // What came of it.
        outcome = "Outcome", "结果";
        asking = "Asking whether it is connected…", "正在查询是否在线…";
        offline_since: fn(&str) -> String = |at| ["Offline since ", at].concat(), |at| ["自 ", at, " 起离线"].concat();
        still_online = "Still online", "仍然在线";
        online_at: fn(&str) -> String = |at| ["asked at ", at].concat(), |at| ["查询于 ", at].concat();
        unknown = "Not known whether it is online", "不清楚是否在线";
        watching: fn(&str) -> String = |seconds| ["Watching for another ", seconds, " s"].concat(), |seconds| ["继续观察 ", seconds, " 秒"].concat();
        watched = "Watched for 60 seconds.", "已观察 60 秒。";
        question_failed = "The last question was not answered:", "最近一次查询没有得到回答：";
        left = "What is left to do", "后续操作";
        nothing_left = "Nothing is left to do: it is off and may not connect again with this client id.", "无需其他操作：设备已下线，且不能再用此客户端 ID 连接。";
        left_blacklist = "It is not blacklisted and may connect again. Press again.", "未能加入黑名单，设备可能重新连接。请再次切断。";
        left_take_credential = "This instance has no blacklist, so nothing keeps it out yet. Tick what takes away what it signs in with, and press again.", "此实例没有黑名单，目前没有任何措施阻止它连接。请勾选停用证书或注销凭证后再次切断。";
        left_close = "Its connection was not closed. Press again.", "未能断开其连接，请再次切断。";
        left_drop = "The cloud has no way to end its session here. It is out as soon as its connection drops: take its network or its power away (SIM, switch port, firewall).", "云端在此无法结束其会话。一旦连接断开，它就无法再连接：请切断其网络或电源（SIM 卡、交换机端口、防火墙）。";
        left_still_there = "Its connection was closed and it is connected all the same. Press again; then take its network or its power away.", "连接已断开但设备仍在线。请再次切断；仍无效时请切断其网络或电源。";
        left_inactivate = "Its certificate was not inactivated. Press again.", "证书未能停用，请再次切断。";
        left_deregister = "Its credential was not deregistered. Press again.", "凭证未能注销，请再次切断。";
        left_look = "The cloud did not tell whether it is connected. Watch again.", "云端没有回答它是否在线，请再次观察。";
        not_finished: fn(&str) -> String = |id| ["Cutting off ", id, " did not finish"].concat(), |id| ["切断 ", id, " 未全部完成"].concat();
        not_finished_detail = "A step failed after you left its page. Open it again and press again.", "离开页面后有步骤失败，请重新打开并再次切断。";
        // Other ways back.
        ways = "How else it could come back", "它还可能如何重新连接";
        ways_lead = "The blacklist bars this one client id. Under another one, a device may still sign in with:", "黑名单只封禁这一个客户端 ID。设备仍可能以其他客户端 ID 通过以下方式登录：";
        way_certificate = "a certificate, while it and its CA are active: inactivate it (deleting lets it register itself again).", "证书：只要证书及其 CA 处于启用状态。请停用证书（删除后设备可能自动重新注册）。";
        way_token = "a token (user name Token|…), until it expires: revoke it where your own service applied for it. Signet does not see tokens.", "Token（用户名 Token|…）：在过期之前有效。请在申请它的业务服务中吊销；Signet 看不到 Token。";
        way_signature = "a signature (user name Signature|…), if it carries an AccessKey of the account: disable that AccessKey in RAM.", "签名（用户名 Signature|…）：若设备持有账号的 AccessKey。请在 RAM 中禁用该 AccessKey。";
        way_credential = "Its own credential works with this client id only.", "它自己的凭证只能用于此客户端 ID。";
    }
}
