//! The role of an ECS instance, from its metadata in the hardened mode (`cloud-api.md` section 9): a token by PUT first, which no
//! forged GET can get. The mode without a token is never used, whatever `ALIBABA_CLOUD_IMDSV1_DISABLED` says.

use http::{Method, Request, Response};

use super::fault::KeyFault;
use super::lent::{Lent, coded};
use super::source::KeyPorts;
use crate::outbound::ECS_METADATA;

const WHO: &str = "the metadata of this ECS instance";
const ROLES: &str = "/latest/meta-data/ram/security-credentials/";
const TOKEN: &str = "x-aliyun-ecs-metadata-token";
const TOKEN_TTL: &str = "x-aliyun-ecs-metadata-token-ttl-seconds";
/// The token is used at once and thrown away.
const SECONDS: &str = "60";

const REMEDY: &str =
    "Check that this machine is an ECS instance and that nothing keeps it from 100.100.100.200.";
const NO_ROLE: &str = "Attach the RAM role to the instance, and check the name in ALIBABA_CLOUD_ECS_METADATA or ecs_role.";

/// Whether a text can be the name of a RAM role; anything else would change the path that it stands in.
pub(super) fn is_role_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && !name.starts_with('.')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// Gets the key of a role, by default of the one that the instance has.
pub(super) async fn ask(role: Option<&str>, ports: &KeyPorts) -> Result<Lent, KeyFault> {
    let token = token(ports).await?;
    let role = match role {
        Some(role) => role.to_owned(),
        None => name_of_role(&token, ports).await?,
    };
    let answer = get(&format!("{ROLES}{role}"), &token, ports).await?;
    coded(WHO, answer)
}

async fn token(ports: &KeyPorts) -> Result<String, KeyFault> {
    let answer = send(
        Method::PUT,
        "/latest/api/token",
        (TOKEN_TTL, SECONDS),
        ports,
    )
    .await?;
    let status = answer.status().as_u16();
    if status != 200 {
        return Err(by_status(
            format!("{WHO} gave no token: status {status}"),
            status,
            "Check that the instance offers its metadata in the hardened mode; the mode without a token is never used.",
        ));
    }
    let token = String::from_utf8(answer.into_body()).unwrap_or_default();
    let token = token.trim();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(KeyFault::refused(
            format!("{WHO} gave a token that cannot be one"),
            REMEDY,
        ));
    }
    Ok(token.to_owned())
}

async fn name_of_role(token: &str, ports: &KeyPorts) -> Result<String, KeyFault> {
    let answer = get(ROLES, token, ports).await?;
    let names = String::from_utf8(answer.into_body()).unwrap_or_default();
    let name = names.lines().next().unwrap_or_default().trim();
    if is_role_name(name) {
        Ok(name.to_owned())
    } else {
        Err(KeyFault::refused(format!("{WHO} names no role"), NO_ROLE))
    }
}

async fn get(path: &str, token: &str, ports: &KeyPorts) -> Result<Response<Vec<u8>>, KeyFault> {
    let answer = send(Method::GET, path, (TOKEN, token), ports).await?;
    match answer.status().as_u16() {
        200 => Ok(answer),
        404 => Err(KeyFault::refused(
            format!("{WHO} knows no such role"),
            NO_ROLE,
        )),
        status => Err(by_status(
            format!("{WHO} answered with status {status}"),
            status,
            REMEDY,
        )),
    }
}

async fn send(
    method: Method,
    path: &str,
    (name, value): (&str, &str),
    ports: &KeyPorts,
) -> Result<Response<Vec<u8>>, KeyFault> {
    let request = Request::builder()
        .method(method)
        .uri(format!("http://{ECS_METADATA}{path}"))
        .header(name, value)
        .body(Vec::new())
        .map_err(|_| KeyFault::refused(format!("{WHO} cannot be asked for that role"), NO_ROLE))?;
    let answer = ports.fetch.fetch(request).await;
    answer.map_err(|error| KeyFault::no_answer(WHO, &error, REMEDY))
}

fn by_status(what: String, status: u16, remedy: &'static str) -> KeyFault {
    if status == 429 || status >= 500 {
        KeyFault::unreachable(what, remedy)
    } else {
        KeyFault::refused(what, remedy)
    }
}
