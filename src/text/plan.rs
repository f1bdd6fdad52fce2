//! One plan.

use signet_model::plans::Act;

use super::count::counted;

area! {
    /// One plan.
    Plan {
        gone = "There is no such plan, or you may not see it", "没有此计划，或你无权查看";
        gone_detail = "Its id may have been mistyped. Plans are shown to their author, to whoever may read the place, and to its approvers.", "编号可能有误。计划对作者、可读取该范围的人员及其审批人可见。";
        to_plans = "All plans", "全部计划";
        history = "Audit log of this plan", "此计划的审计日志";
        made_by: fn(&str) -> String = |who| ["made by ", who].concat(), |who| ["由 ", who, " 创建"].concat();
        reason = "Reason", "原因";
        no_reason = "none given", "未填写";
        after = "Follows", "前一计划";
        starts = "Begins by itself", "自动开始";
        selection = "Items come from", "对象来源";
        // What it would hit.
        exposure = "What it would hit", "影响范围";
        nothing_runs = "Nothing has run. This is what running it would do, as far as the walk showed.", "尚未执行任何操作。以下是根据遍历结果预计的影响。";
        selecting = "Putting the list together", "正在汇集对象";
        selecting_detail = "Nothing runs. When the list is complete it is frozen and shown.", "尚未执行任何操作。列表完整后即冻结并展示。";
        listed: fn(&str) -> String = |count| counted(count, " line taken", " lines taken"), |count| ["已接收 ", count, " 行"].concat();
        walked: fn(&str) -> String = |count| counted(count, " identity walked", " identities walked"), |count| ["已遍历 ", count, " 个身份"].concat();
        list_open = "The list is not complete yet. If the page that was sending it is gone, freeze it with what has arrived, or cancel it.", "列表尚未完整。如果发送列表的页面已关闭，可用已收到的内容冻结，或取消。";
        online = "Online now", "当前在线";
        online_sample: fn(&str) -> String = |count| ["a sample of ", count].concat(), |count| ["抽样 ", count, " 个"].concat();
        online_asked: fn(&str, &str) -> String = |asked, of| ["asked ", asked, " of ", of].concat(), |asked, of| ["已查询 ", asked, " / ", of].concat();
        online_about: fn(&str) -> String = |count| ["about ", count].concat(), |count| ["约 ", count].concat();
        online_untold = "The cloud does not tell for certificates.", "云端不提供证书的在线状态。";
        surveying = "Asking who is online", "正在查询在线状态";
        protected = "Protected", "受保护";
        protected_left = "left alone", "不会改动";
        unfit = "Nothing to do", "无需操作";
        unfit_detail = "so already, or not there", "原已如此或不存在";
        takes = "Takes about", "约需";
        at_rate: fn(&str) -> String = |rate| ["at ", rate, " calls/s"].concat(), |rate| ["按 ", rate, " 次/秒"].concat();
        calls = "Billed calls", "计费调用";
        calls_detail = "each takes one message of the instance's rate", "每次占用实例一条消息的额度";
        hash = "Hash of the manifest", "清单哈希";
        hash_detail = "Approving and running name it: any change makes another.", "批准和执行都以它为准，任何更改都会产生新的哈希。";
        shares = "Share of each group or CA", "各分组或 CA 占比";
        share_place = "Group or CA", "分组或 CA";
        share_items = "In the plan", "计划内";
        share_of = "Of", "总数";
        share = "Share", "占比";
        share_unknown = "not walked", "未遍历";
        more_places: fn(&str) -> String = |count| ["and ", count, " more"].concat(), |count| ["另有 ", count, " 个"].concat();
        consequences: fn(Act) -> &'static [&'static str] = consequences_en, consequences_zh;
        other_side: fn(&str) -> String = |count| ["The other side of the difference has ", count, "."].concat(), |count| ["差异的另一侧有 ", count, " 个。"].concat();
        // Bad lines.
        bad_lines: fn(&str) -> String = |count| ["Lines that are not in the plan: ", count].concat(), |count| [count, " 行未进入计划"].concat();
        duplicates: fn(&str) -> String = |count| ["Duplicates that were folded: ", count].concat(), |count| ["已合并 ", count, " 个重复项"].concat();
        line = "Line", "行";
        found = "Found", "内容";
        why_not = "Why not", "原因";
        first_bad: fn(&str) -> String = |count| ["The first ", count, " are shown."].concat(), |count| ["仅显示前 ", count, " 行。"].concat();
        // Approval.
        approval = "Approval", "审批";
        approval_needed = "Somebody with the role approver has to approve exactly this before it may run. Not its author.", "执行前须由审批人批准此份计划，作者本人不能审批。";
        approved_by: fn(&str) -> String = |who| ["Approved by ", who].concat(), |who| ["由 ", who, " 批准"].concat();
        approved_until = "may begin until", "须在此前开始";
        approved_rule = "by a standing approval", "依据长期审批";
        rejected_by: fn(&str) -> String = |who| ["Rejected by ", who].concat(), |who| ["被 ", who, " 驳回"].concat();
        emergency_by: fn(&str) -> String = |who| ["Let go as an emergency by ", who].concat(), |who| ["由 ", who, " 紧急放行"].concat();
        // Commands.
        commands = "What may be told to it", "可用操作";
        freeze = "Freeze the list", "冻结列表";
        approve = "Approve…", "批准…";
        approve_title = "Approve this plan?", "批准此计划？";
        approve_act = "Approve", "批准";
        approve_hash = "You approve exactly this hash. Any change voids the approval.", "你批准的是此哈希对应的内容，任何更改都会使批准失效。";
        approve_runs = "It does not run by this: its author begins it, within the time that the configuration gives.", "批准后不会自动执行，须由作者在配置规定的时限内开始。";
        approved = "The plan is approved", "计划已批准";
        reject = "Reject…", "驳回…";
        reject_title = "Reject this plan?", "驳回此计划？";
        reject_act = "Reject", "驳回";
        reject_detail = "It stays as it is and cannot run. Its author sees the reason.", "计划保持原样且不能执行，作者会看到原因。";
        rejected = "The plan is rejected", "计划已驳回";
        run = "Run…", "执行…";
        run_title = "Run this plan?", "执行此计划？";
        run_act: fn(&str) -> String = |count| ["Run on ", count].concat(), |count| ["对 ", count, " 个执行"].concat();
        run_waves = "It goes in waves and stops by itself where a gate says so; you can pause or cancel it at any time.", "分批执行，达到阈值时自动停止，可随时暂停或取消。";
        run_on = "It goes on when you close this page.", "关闭页面后继续执行。";
        running = "The plan runs", "计划已开始执行";
        emergency = "Run as an emergency…", "紧急执行…";
        emergency_title = "Run without approval?", "未经审批即执行？";
        emergency_detail = "Everybody who gets notices is told at once, with your name and the reason.", "会立即通知所有接收通知的人，并附上你的名字和原因。";
        pause = "Pause", "暂停";
        paused = "The plan rests. What was sent is still being settled.", "计划已暂停；已发出的请求会继续确认结果。";
        resume = "Resume", "继续";
        resumed = "The plan goes on", "计划继续执行";
        cancel = "Cancel the plan…", "取消计划…";
        cancel_title = "Cancel this plan for good?", "永久取消此计划？";
        cancel_act = "Cancel the plan", "取消计划";
        cancel_detail: fn(&str) -> String = |count| ["Not begun, and staying as they are: ", count, "."].concat(), |count| ["尚未开始的 ", count, " 个对象保持原样。"].concat();
        cancel_done = "What was done stays done, and stays in the report.", "已完成的保持不变，并保留在报告中。";
        cancelled = "The plan is cancelled", "计划已取消";
        undo = "Undo what it did…", "撤销其操作…";
        undo_title = "Undo what this plan did?", "撤销此计划的操作？";
        undo_act = "Undo", "撤销";
        undo_detail: fn(&str, &str) -> String =
            |act, count| ["A plan is made and run at once: ", act, ", for ", &counted(count, " item", " items"), " that this one did."].concat(),
            |act, count| ["将立即创建并执行计划：", act, "，共 ", count, " 个此计划已处理的对象。"].concat();
        undo_not = "What has changed since is left alone and said so.", "此后又有变化的对象不会改动，并会注明。";
        undone = "The undoing plan runs", "撤销计划已开始执行";
        adjust = "Change…", "更改…";
        adjust_title = "Change how it runs", "更改执行方式";
        adjust_act = "Change", "更改";
        adjusted = "It has another hash now; an approval is void.", "哈希已更新，原批准失效。";
        // Progress.
        live = "Live", "实时";
        live_lost = "Live updates stopped, trying again", "实时更新中断，正在重试";
        live_rests = "Live updates rest while nobody is here", "无人操作，实时更新暂停";
        frozen_now = "Frozen and shown", "已冻结并展示";
        left: fn(&str) -> String = |time| ["about ", time, " left"].concat(), |time| ["约剩 ", time].concat();
        waits = "waits until", "等待至";
        ran: fn(&str) -> String = |time| ["took ", time].concat(), |time| ["历时 ", time].concat();
        calls_sent: fn(&str) -> String = |count| counted(count, " call", " calls"), |count| [count, " 次调用"].concat();
        throttled: fn(&str) -> String = |count| [count, " throttled"].concat(), |count| [count, " 次被限流"].concat();
        waves = "Waves", "批次";
        wave: fn(&str) -> String = |number| ["Wave ", number].concat(), |number| ["第 ", number, " 批"].concat();
        wave_waiting = "waiting", "等待";
        wave_running = "running", "进行中";
        wave_watching = "watching", "观察中";
        wave_passed = "passed", "已通过";
        wave_stopped = "stopped", "已停止";
        wave_back: fn(&str, &str) -> String = |back, of| [back, " of ", of, " back online"].concat(), |back, of| ["重新上线 ", back, " / ", of].concat();
        failed_of: fn(&str) -> String = |count| [count, " failed"].concat(), |count| ["失败 ", count].concat();
        moved_of: fn(&str) -> String = |count| [count, " had moved"].concat(), |count| ["已变化 ", count].concat();
        causes = "Why items failed or were left alone", "失败或未处理的原因";
        cause = "Cause", "原因";
        totals = "Totals", "合计";
        total_all = "All items", "全部对象";
        outcome = "Outcome", "结果";
        said_percent: fn(&str, &str) -> String =
            |percent, failed| [percent, " done, ", failed, " failed"].concat(),
            |percent, failed| ["已完成 ", percent, "，失败 ", failed, " 个"].concat();
        outcome_count: fn(&str, &str) -> String =
            |outcome, count| [outcome, " (", count, ")"].concat(),
            |outcome, count| [outcome, "（", count, "）"].concat();
        state_why: fn(&str, &str) -> String =
            |state, why| [state, ": ", why].concat(),
            |state, why| [state, "：", why].concat();
        code_said: fn(&str) -> Option<&'static str> = code_en, code_zh;
        item_said: fn(&str) -> Option<&'static str> = in_its_note, code_zh;
        // Items.
        items = "Items", "对象";
        number = "No.", "序号";
        item = "Item", "对象";
        before = "Before", "此前";
        said = "What was said", "说明";
        ended = "Ended", "结束";
        any_outcome = "Any outcome", "全部结果";
        find = "Find items", "查找对象";
        find_hint = "Beginning of an id", "ID 的开头";
        look = "Find", "查找";
        first = "First", "首页";
        more = "More", "后续";
        no_more = "There are no more.", "没有更多。";
        at_first = "These are the first.", "已是首页。";
        none_items = "No item is like this", "没有这样的对象";
        none_items_detail = "Other outcomes, or other beginnings, may have some.", "请尝试其他结果或其他开头。";
        all_items = "Show all items", "显示全部对象";
        take_out: fn(&str) -> String = |count| ["Take ", count, " out"].concat(), |count| ["移出 ", count, " 个"].concat();
        take_out_title: fn(&str) -> String = |count| ["Take ", &counted(count, " item", " items"), " out of the plan?"].concat(), |count| ["将 ", count, " 个对象移出计划？"].concat();
        take_out_act = "Take out", "移出";
        take_out_detail = "The plan has another hash then, and an approval is void.", "计划会有新的哈希，原批准失效。";
        taken_out = "They are out of the plan", "已移出计划";
        tick: fn(&str) -> String = |id| ["Tick ", id].concat(), |id| ["勾选 ", id].concat();
        // Report and secrets.
        report = "Report", "报告";
        report_detail = "Every item with what it was, what was done, when, and what the cloud said. It ends with the totals and the hash of the plan.", "逐项记录此前状态、操作、时间与云端应答，末尾附合计与计划哈希。";
        report_partial = "So far. The plan is not over.", "截至目前，计划尚未结束。";
        csv = "CSV", "CSV";
        jsonl = "JSON Lines", "JSON Lines";
        secrets = "Secrets", "密钥";
        secrets_detail: fn(&str) -> String =
            |count| [&counted(count, " secret is", " secrets are"), " kept here, encrypted to the plan's recipient: only its private key opens them."].concat(),
            |count| ["此处保存 ", count, " 个密钥，已加密给计划的接收者，只有其私钥能打开。"].concat();
        hand_out = "Receive the secrets…", "领取密钥…";
        hand_out_title = "Receive the secrets?", "领取密钥？";
        hand_out_once = "They are handed out once, to you, as one file. It is recorded.", "密钥以一个文件的形式只交付给你一次，并会留下记录。";
        hand_out_then = "When you have the file, confirm it: they are wiped here at once, and in ten minutes in any case.", "收到文件后请确认：此处会立即清除，十分钟后也会自动清除。";
        hand_out_act = "Receive", "领取";
        handed: fn(&str) -> String = |count| counted(count, " secret was handed to you", " secrets were handed to you"), |count| ["已交付 ", count, " 个密钥"].concat();
        handed_detail = "Check that the file opens with the private key, then confirm. Until then you may save it again.", "请确认文件可用私钥打开，再点击确认；在此之前可再次保存。";
        save_failed = "The browser did not save the file", "浏览器未能保存文件";
        save_again = "Save the file again", "再次保存文件";
        received = "I have the file: wipe them here", "已收到文件，清除此处的密钥";
        wiped = "The secrets are wiped here", "此处的密钥已清除";
    }
}

/// What a code of the cloud means; the other codes are words already.
fn code_en(code: &str) -> Option<&'static str> {
    let known = signet_model::cloud_code::meaning(code);
    let is_cloud = code.starts_with(|first: char| first.is_ascii_uppercase());
    is_cloud.then_some(known.remedy)
}

fn code_zh(code: &str) -> Option<&'static str> {
    super::errors::cloud::chinese(code).map(|said| said.cause)
}

/// What is said of an item is English.
fn in_its_note(_: &str) -> Option<&'static str> {
    None
}

fn consequences_en(act: Act) -> &'static [&'static str] {
    match act {
        Act::Register => &[
            "Each gets a credential of its own. One that has a credential already is left alone, and its secret stays.",
            "Secrets are kept encrypted to the recipient, handed out once, then wiped.",
        ],
        Act::Rotate => &[
            "Each old secret stops working at once, and this cannot be undone: a device without the new one cannot sign in again.",
            "Live connections stay until they drop.",
        ],
        Act::Deregister => &[
            "None of them can sign in again. This cannot be undone: registering anew makes another secret.",
            "Nothing is blocked: live connections stay until they drop.",
        ],
        Act::Blacklist => &[
            "The blacklist blocks them: none can connect again until the block is lifted.",
            "Live connections stay until they drop. Cutting off closes them too.",
            "It can be undone.",
        ],
        Act::Lift => &["They may connect again. It can be undone."],
        Act::CutOff => &[
            "The blacklist blocks them, and their connections are closed now.",
            "It can be undone; the connections come back by themselves.",
        ],
        Act::Inactivate => &[
            "The certificate blocks: no new connection with it. Live connections stay until they drop.",
            "It can be undone.",
        ],
        Act::Activate => &["They may connect with it again. It can be undone."],
        Act::DeleteCertificate => &[
            "The cloud forgets them. This cannot be undone.",
            "Deleting blocks nothing: while its CA is active, a device may register its certificate again at its next connect. Inactive is what blocks.",
        ],
        Act::DeleteClientIds => &[
            "All ClientIDs of each device are deleted. This cannot be undone: it gets another one when it connects next.",
        ],
    }
}

fn consequences_zh(act: Act) -> &'static [&'static str] {
    match act {
        Act::Register => &[
            "每个都会获得自己的凭证；已有凭证的不会改动，其密钥不变。",
            "密钥加密给接收者保存，仅交付一次，随后清除。",
        ],
        Act::Rotate => &[
            "旧密钥立即失效，且无法撤销：没有新密钥的设备无法再登录。",
            "现有连接保持到断开为止。",
        ],
        Act::Deregister => &[
            "它们无法再登录，且无法撤销：重新注册会生成新的密钥。",
            "注销不会封禁：现有连接会保持到断开为止。",
        ],
        Act::Blacklist => &[
            "由黑名单封禁：解除之前都无法再连接。",
            "现有连接保持到断开为止；“切断”会同时断开。",
            "可以撤销。",
        ],
        Act::Lift => &["它们可以重新连接。可以撤销。"],
        Act::CutOff => &[
            "由黑名单封禁，并立即断开现有连接。",
            "可以撤销，连接会自行恢复。",
        ],
        Act::Inactivate => &[
            "不能再用此证书建立新连接，现有连接会保持到断开为止。",
            "可以撤销。",
        ],
        Act::Activate => &["它们可以再次用此证书连接。可以撤销。"],
        Act::DeleteCertificate => &[
            "云端将不再保存它们，且无法撤销。",
            "删除不会封禁：只要 CA 处于启用状态，设备下次连接可能再次注册证书；停用才会封禁。",
        ],
        Act::DeleteClientIds => {
            &["每个设备的全部 ClientID 将被删除，且无法撤销：设备下次连接时会获得新的 ClientID。"]
        }
    }
}
