//! ClientIDs of IoT devices.

area! {
    /// ClientIDs of IoT devices.
    ClientIds {
        title = "IoT ClientIDs", "IoT ClientID";
        lead = "The ClientIDs of one IoT Platform device that signs in without preregistration. It may have 5; above that, registering again fails.", "物联网平台免预注册设备的 ClientID。每个设备最多 5 个，超出后将无法再次注册。";
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
        ask_detail = "Enter an IotId above to see its ClientIDs and when each was registered.", "在上方输入 IotId，即可查看其 ClientID 及各自的注册时间。";
        client_id = "ClientID", "ClientID";
        registered = "Registered", "注册时间";
        of_limit: fn(&str, &str) -> String = |count, limit| [count, " of ", limit].concat(), |count, limit| [count, " / ", limit].concat();
        above = "Registering again fails until they are deleted.", "删除之前将无法再次注册。";
        at_limit = "The next registration will fail.", "下一次注册将会失败。";
        below = "The device can register again.", "设备可以再次注册。";
        empty = "This device has no ClientIDs", "此设备没有 ClientID";
        empty_detail = "It gets one when it signs in without preregistration the next time. There is nothing to delete.", "设备下次免预注册登录时会获得一个，目前无需删除。";
        not_found = "No such device", "没有此设备";
        not_found_detail = "Check the IotId, and that the IoT instance is the device's own.", "请检查 IotId，并确认所选物联网实例是设备所在的实例。";
        delete_all = "Delete all…", "全部删除…";
        delete_act: fn(&str) -> String = |count| ["Delete all ", count].concat(), |count| ["删除全部 ", count, " 个"].concat();
        delete_title: fn(&str) -> String =
            |count| ["Delete all ", count, " ClientIDs of this device?"].concat(),
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
