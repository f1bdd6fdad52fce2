//! Devices of IoT Platform and their ClientIDs.

use super::count::counted;

area! {
    /// Devices of IoT Platform and their ClientIDs.
    ClientIds {
        title = "ClientIDs", "ClientID";
        lead = "Devices of IoT Platform: their state, and the ClientIDs of those that sign in without preregistration. A device may have 5; above that, registering again fails.", "物联网平台的设备：状态，以及免预注册设备的 ClientID。每个设备最多 5 个，超出后将无法再次注册。";
        by_id = "By IotId", "按 IotId";
        by_product = "By product", "按产品";
        product_key = "ProductKey", "ProductKey";
        product_key_hint = "From the product's page in IoT Platform; case matters.", "见物联网平台的产品页，区分大小写。";
        device_name = "DeviceName", "DeviceName";
        device_name_hint = "Leave empty to list the devices of the product.", "留空则列出该产品的所有设备。";
        find = "Find devices", "查找设备";
        devices = "Devices", "设备";
        devices_of = "Devices of", "产品设备：";
        back_to_product = "All devices of the product", "该产品的所有设备";
        states = "states", "状态";
        states_failed = "States are those of the list, up to 10 s older:", "状态取自列表，最多滞后 10 秒：";
        state = "State", "状态";
        state_since = "State, changed", "状态与变更时间";
        last_online = "Last online", "最近在线";
        activated = "Activated", "激活时间";
        created = "Created", "创建时间";
        product = "Product", "产品";
        nickname = "Nickname", "备注名称";
        kind = "Kind", "类型";
        gateway = "Gateway", "网关";
        no_gateway = "Directly connected or sub-device", "直连设备或子设备";
        firmware = "Firmware", "固件版本";
        ip_address = "IP address", "IP 地址";
        region = "Region", "地域";
        no_secret = "Its DeviceSecret is not shown: the proxy keeps it back.", "不显示 DeviceSecret：代理不会将其交出。";
        online = "Online", "在线";
        offline = "Offline", "离线";
        unactive = "Never active", "未激活";
        disabled = "Disabled", "已禁用";
        unknown_state = "Unknown state", "状态未知";
        no_devices = "This product has no devices", "该产品没有设备";
        no_devices_detail = "Devices that belong to another IoT instance are not listed here.", "属于其他物联网实例的设备不会在此列出。";
        iot_device = "Device", "设备";
        iot_id = "IotId", "IotId";
        iot_id_hint = "The id of the device in IoT Platform, from its details page.", "设备在物联网平台中的 ID，见设备详情页。";
        iot_instance = "IoT instance", "物联网实例";
        iot_instance_public = "Public instance", "公共实例";
        iot_instance_other = "Another…", "其他…";
        iot_instance_id = "IoT instance id", "物联网实例 ID";
        iot_instance_hint = "Like iot-060a0abc; leave empty for the public instance.", "形如 iot-060a0abc；公共实例请留空。";
        show = "Show ClientIDs", "查看 ClientID";
        ask = "Which device?", "查看哪个设备？";
        ask_detail = "Enter an IotId, or a ProductKey and a DeviceName. A ProductKey alone lists the devices of the product.", "输入 IotId，或输入 ProductKey 和 DeviceName；仅输入 ProductKey 则列出该产品的所有设备。";
        client_id = "ClientID", "ClientID";
        registered = "Registered", "注册时间";
        of_limit: fn(&str, &str) -> String = |count, limit| [count, " of ", limit].concat(), |count, limit| [count, " / ", limit].concat();
        above = "Registering again fails until they are deleted.", "删除之前将无法再次注册。";
        at_limit = "The next registration will fail.", "下一次注册将会失败。";
        below = "The device can register again.", "设备可以再次注册。";
        empty = "This device has no ClientIDs", "此设备没有 ClientID";
        empty_detail = "It gets one when it signs in without preregistration the next time. There is nothing to delete.", "设备下次免预注册登录时会获得一个，目前无需删除。";
        not_found = "No such device", "没有此设备";
        not_found_detail = "Check the IotId, or ProductKey and DeviceName, and that the IoT instance is the device's own.", "请检查 IotId，或 ProductKey 和 DeviceName，并确认所选物联网实例是设备所在的实例。";
        pin = "Pin…", "固定…";
        pin_word = "pin", "pin";
        pin_title = "Pin this ClientID as the one valid one?", "将此 ClientID 固定为唯一有效的 ClientID？";
        pin_act = "Pin this ClientID", "固定此 ClientID";
        pin_valid = "The cloud takes it as the one valid ClientID of the device.", "云端将其视为该设备唯一有效的 ClientID。";
        pin_others: fn(&str) -> String =
            |count| ["Whatever signs in with one of the other ", count, " is turned away as illegal."].concat(),
            |count| ["使用其余 ", count, " 个 ClientID 登录将被视为非法登录而拒绝。"].concat();
        pin_live = "Whether it also cuts a connection that one of them has now is not documented.", "其余 ClientID 当前已有的连接是否会被断开，文档未说明。";
        pin_gone = "The device no longer has this ClientID.", "设备已没有此 ClientID。";
        pinned: fn(&str) -> String =
            |id| [id, " is the one valid ClientID"].concat(),
            |id| [id, " 已是唯一有效的 ClientID"].concat();
        disable = "Disable…", "禁用…";
        disable_title = "Disable this device?", "禁用此设备？";
        disable_act = "Disable", "禁用";
        disable_blocks = "It cannot connect to IoT Platform until it is enabled again.", "在重新启用之前，设备无法连接物联网平台。";
        disable_keeps = "The device, its data and its ClientIDs stay.", "设备、其数据及 ClientID 均会保留。";
        disabled_now: fn(&str) -> String = |id| [id, " is disabled"].concat(), |id| [id, " 已禁用"].concat();
        is_disabled = "It is disabled.", "设备已禁用。";
        is_not_disabled = "It is not disabled.", "设备未被禁用。";
        enable = "Enable…", "启用…";
        enable_title = "Enable this device?", "启用此设备？";
        enable_act = "Enable", "启用";
        enable_allows = "It may connect to IoT Platform again.", "设备可以再次连接物联网平台。";
        enabled_now: fn(&str) -> String = |id| [id, " is enabled"].concat(), |id| [id, " 已启用"].concat();
        delete_all = "Delete all…", "全部删除…";
        delete_act: fn(&str) -> String = |count| ["Delete all ", count].concat(), |count| ["删除全部 ", count, " 个"].concat();
        delete_title: fn(&str) -> String =
            |count| ["Delete all ", &counted(count, " ClientID", " ClientIDs"), " of this device?"].concat(),
            |count| ["删除此设备的全部 ", count, " 个 ClientID？"].concat();
        delete_all_of = "The cloud deletes all ClientIDs of the device; single ones cannot be chosen.", "云端会删除该设备的全部 ClientID，无法只删除其中一部分。";
        delete_again = "A device that uses one of them has to register again; it then gets a new one.", "正在使用其中之一的设备需要重新注册，并会获得新的 ClientID。";
        delete_final = "This cannot be undone.", "此操作无法撤销。";
        deleted: fn(&str) -> String =
            |id| ["All ClientIDs of ", id, " are deleted"].concat(),
            |id| [id, " 的全部 ClientID 已删除"].concat();
        deleted_detail = "The device gets a new one when it registers again.", "设备重新注册时会获得新的 ClientID。";
        nothing_to_delete = "It has no ClientIDs.", "没有 ClientID。";
        refreshing = "Reading what is there now…", "正在读取当前内容…";
    }
}
