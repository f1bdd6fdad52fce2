//! What the cloud's own error codes mean, in Chinese. In English the proxy says it; both follow `signet_model::cloud_code`.

use super::{Sentences, say};

/// What a code of the cloud means and what to do now; nothing for one that is not known.
pub(in super::super) fn chinese(code: &str) -> Option<Sentences> {
    Some(match code {
        "ApiNotSupport" => say(
            "云端在此地域或此实例上不提供该操作",
            "请检查地域和实例版本，或改用其他操作。",
        ),
        "ApplyTokenOverFlow" => say("云端繁忙：申请 Token 过于频繁", "请稍后重试。"),
        "SystemOverFlow" => say("云端繁忙：系统限流", "请稍后重试。"),
        "CheckAccountInfoFailed" => say(
            "云端无法解析 STS Token 所属的账号",
            "请更新代理使用的 STS Token。",
        ),
        "InstancePermissionCheckFailed" | "MqttOwnerCheckError" => say(
            "实例权限校验失败：实例属于其他账号，或其版本不支持此功能",
            "请检查账号；证书功能需要铂金版或专业版实例。",
        ),
        "PermissionCheckFailed" => say(
            "资源权限校验失败",
            "请为代理的 RAM 用户授予此实例上该操作的权限。",
        ),
        "ParameterCheckFailed" | "ParameterFieldCheckFailed" => say(
            "云端不接受某个参数：缺失或无效",
            "请确认 ID 和序列号完整，且属于此实例。",
        ),
        "DeviceCredentialNumExceed" => say(
            "实例的设备凭证数量已达上限",
            "请注销不再使用的凭证。云端原文虽写作“证书”，实际指的是凭证。",
        ),
        "DeviceCredentialExsit" => say(
            "此客户端 ID 已有凭证",
            "请直接使用或轮换它，也可先将其注销。",
        ),
        "DeviceCredentialNotFound" => say(
            "此客户端 ID 在该实例中没有凭证",
            "可能已被注销，请重新加载列表。",
        ),
        "InternalError" => say(
            "云端内部出错",
            "请重试；如仍失败，请凭 RequestId 联系云端支持。",
        ),
        "CreateGroupIdError" => say("云端未能创建分组", "请重新加载分组列表，确认结果后再试。"),
        "DeleteGroupIdError" => say("云端未能删除分组", "请重新加载分组列表，确认结果后再试。"),
        "SendMessageFailed" => say(
            "云端未能发送消息",
            "请重试；如仍失败，请凭 RequestId 联系云端支持。",
        ),
        "GroupIdAlreadyExsited" => say("此实例已有此 ID 的分组", "请直接使用它，或换一个 ID。"),
        "GroupIdAlreadyUsedByOtherUsers" => say("此分组 ID 已被其他账号使用", "请换一个 ID。"),
        "InstanceNotFound" | "MqttInstanceNotFound" => {
            say("云端没有此实例", "请检查实例 ID 及其地域。")
        }
        "RegisterCodeError" => say(
            "验证证书中的注册码不正确",
            "请以注册码作为通用名（CN）重新制作验证证书，并由此 CA 签发。",
        ),
        "RegisterCodeUsed" => say(
            "注册码已被使用，每个注册码只能注册一个 CA",
            "请获取新的注册码，并用它重新制作验证证书。",
        ),
        "GetCaNumError" => say("云端未能统计实例的 CA 证书数量", "请重试。"),
        "CaNumExceed" => say("实例的 CA 证书数量已达上限", "请删除不再使用的 CA 证书。"),
        "CertificateContentError" => say(
            "CA 证书的 BasicConstraints 必须为 CA:TRUE",
            "请重新制作 CA 证书，或选择正确的文件。",
        ),
        "SnNotUnique" => say(
            "已有相同序列号的 CA 证书，可能在此实例或其他实例中",
            "请在那里查找，或以其他序列号重新签发证书。",
        ),
        "FindCaBySnError" => say(
            "云端没有此序列号的 CA 证书",
            "请检查 CA 序列号；它可能已被删除，请重新加载列表。",
        ),
        "FindDeviceBySnError" => say(
            "云端没有此序列号的设备证书",
            "请检查两个序列号；它可能已被删除，请重新加载列表。",
        ),
        "Customauth.over.capacity" => say(
            "实例的黑名单已满",
            "请解除不再需要的封禁；也可改为停用证书或注销凭证。",
        ),
        "ServiceUnavailable" => say(
            "云端暂时不可用；实例 ID 有误时也会如此应答",
            "请检查实例 ID 后重试。",
        ),
        "SignatureDoesNotMatch" => say(
            "AccessKey Secret 与 AccessKey ID 不匹配",
            "请检查配置中的 Secret 前后是否有空格。",
        ),
        "SignatureNonceUsed" => say("请求在途中被重复发送", "请重试。"),
        "InvalidTimeStamp.Expired" | "InvalidTimeStamp.Format" => {
            say("代理主机的时钟偏差超过 15 分钟", "请校准代理主机的时钟。")
        }
        "iot.system.InstanceNotFound" | "iot.Sre.InstanceNotFound" => {
            say("云端没有此物联网实例", "请检查物联网实例 ID 及其地域。")
        }
        code => return family(code),
    })
}

/// Codes that begin alike mean the same.
fn family(code: &str) -> Option<Sentences> {
    const FAMILIES: [(&[&str], Sentences); 9] = [
        (
            &["Throttling"],
            say(
                "云端正在限流",
                "可能有其他程序在使用同一账号或地址，请稍后重试。",
            ),
        ),
        (
            &["InvalidAccessKeyId", "InvalidSecurityToken"],
            say(
                "云端不认识代理的 AccessKey，或它已被禁用或已过期",
                "请为代理配置有效的密钥。",
            ),
        ),
        (
            &[
                "Forbidden",
                "NoPermission",
                "iot.common.RamActionPermissionDeny",
                "iot.common.AuthActionPermissionDeny",
            ],
            say(
                "代理的密钥缺少权限",
                "请为代理的 RAM 用户授予此实例上该操作的权限。",
            ),
        ),
        (
            &[
                "InvalidApi",
                "InvalidAction",
                "InvalidProduct",
                "InvalidVersion",
            ],
            say("此接入点不提供该操作", "请检查配置中的接入点和地域。"),
        ),
        (
            &[
                "iot.device.NotExist",
                "iot.device.NotFound",
                "iot.device.InvalidIotId",
            ],
            say(
                "云端没有此设备",
                "请检查 IotId，或 ProductKey 和 DeviceName，并确认物联网实例是设备所在的实例。",
            ),
        ),
        (
            &["iot.prod.NotExist", "iot.prod.InvalidProductKey"],
            say(
                "云端没有此产品",
                "请检查 ProductKey，并确认物联网实例是产品所在的实例。",
            ),
        ),
        (
            &["iot.system.SystemException", "iot.Sre.SystemException"],
            say(
                "物联网平台内部出错",
                "请重试；如仍失败，请凭 RequestId 联系云端支持。",
            ),
        ),
        (
            &["Missing"],
            say(
                "请求缺少必填参数",
                "请确认 ID 和序列号完整；如仍失败，请凭 RequestId 联系云端支持。",
            ),
        ),
        (
            &["Invalid"],
            say(
                "云端不接受某个参数",
                "请确认 ID 和序列号完整，且属于此实例。",
            ),
        ),
    ];
    FAMILIES
        .into_iter()
        .find(|(begins, _)| begins.iter().any(|begin| code.starts_with(begin)))
        .map(|(_, sentences)| sentences)
}

#[cfg(test)]
mod tests {
    use signet_model::cloud_code::LISTED;

    use super::*;

    #[test]
    fn every_code_that_the_cloud_lists_is_explained() {
        for code in LISTED {
            let said = chinese(code).unwrap_or_else(|| panic!("{code} is not explained"));
            assert!(
                !said.cause.is_ascii() && said.remedy.ends_with('。'),
                "{code}"
            );
        }
        assert!(chinese("Coffee.Empty").is_none());
        assert!(chinese("").is_none());
    }
}
