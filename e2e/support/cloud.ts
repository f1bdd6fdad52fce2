/** A proxy by its address, and an API token where it asks who one is. */
export type Where = string | { url: string; token: string };

/** Asks the proxy as a script would, past the dashboard: what is so, whatever a page shows. */
export async function call<Answer = Record<string, unknown>>(where: Where, operation: string, body: object = {}): Promise<Answer> {
  const { url, token } = typeof where === "string" ? { url: where, token: undefined } : where;
  const answer = await fetch(`${url}/api/operations/${operation}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-signet": "1", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

export interface Instance {
  instance_id: string;
  name: string;
  edition: string;
  region: string;
}

export interface Certificate {
  device_serial_number: string;
  ca_serial_number: string;
  status: "active" | "inactive";
  valid_to: string;
  decoded: { subject: string };
}

/** The first instance of an edition. */
export async function instanceOf(url: Where, edition: string): Promise<Instance> {
  const { instances } = await call<{ instances: Instance[] }>(url, "ListInstances");
  const found = instances.find((instance) => instance.edition === edition);
  if (!found) throw new Error(`the fleet has no ${edition} instance`);
  return found;
}

/** A group that has at least so many credentials. */
export async function groupOf(url: Where, instance_id: string, least: number): Promise<{ group_id: string; items_total: number }> {
  const { groups } = await call<{ groups: { group_id: string }[] }>(url, "ListGroupId", { instance_id });
  for (const { group_id } of groups) {
    const { items_total } = await listIds(url, instance_id, group_id, 1, 1);
    if (items_total >= least) return { group_id, items_total };
  }
  throw new Error(`no group has ${least} credentials`);
}

export async function listIds(url: Where, instance_id: string, group_id: string, page_number: number, page_size: number) {
  return call<{ client_ids: string[]; items_total: number }>(url, "ListDeviceCredentialClientId", {
    instance_id,
    group_id,
    page_number,
    page_size,
  });
}

export async function listCertificates(url: Where, instance_id: string, page_size = 100): Promise<Certificate[]> {
  const body = { instance_id, page_number: 1, page_size };
  return (await call<{ certificates: Certificate[] }>(url, "ListDeviceCertificate", body)).certificates;
}

/** Whether the cloud has a credential of that id. */
export async function isRegistered(url: Where, instance_id: string, client_id: string): Promise<boolean> {
  const answer = await call(url, "GetDeviceCredential", { instance_id, client_id }).catch((error: Error) => error);
  if (!(answer instanceof Error)) return true;
  if (answer.message.includes("DeviceCredentialNotFound")) return false;
  throw answer;
}

/** The IotId that the demo names when it starts. */
export function demoIotId(log: string): string {
  const found = /IotId (\S+)/.exec(log)?.[1];
  if (!found) throw new Error(`the demo named no IotId:\n${log}`);
  return found;
}
