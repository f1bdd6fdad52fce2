import type { Locator, Page } from "@playwright/test";
import { call, groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

/** What the act in this dialog is as a command line, as it is shown and as it is copied. */
async function command(page: Page, dialog: Locator): Promise<string> {
  await dialog.getByText("Copy as aliyun command").click();
  await dialog.getByRole("button", { name: /^Copy aliyun/ }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("aliyun");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect((await dialog.locator("details code").allInnerTexts()).join("\n")).toBe(copied);
  return copied;
}

test.beforeEach(async ({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("deregistering a credential", async ({ page, signet }) => {
  const { instance_id, region } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}`);
  await page.getByRole("button", { name: "Deregister…" }).click();
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  expect(await command(page, dialog)).toBe(
    `aliyun onsmqtt UnRegisterDeviceCredential --ClientId ${id} --InstanceId ${instance_id} --region ${region} --secure`,
  );
  await expect(dialog).toContainText("It speaks to the real cloud, not to what is shown here (Demo).");
  await expectAccessible(page);
});

test("ids that a shell would take apart are quoted", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, region } = await instanceOf(signet.url, "platinum");
  for (const id of ["GID_Toolroom@@@spindle 3/axis-07", "GID_a@@@$(reboot)'; rm -rf ~ #"]) {
    await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}&act=deregister`);
    const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
    const quoted = `'${id.replaceAll("'", `'\\''`)}'`;
    expect(await command(page, dialog)).toBe(
      `aliyun onsmqtt UnRegisterDeviceCredential --ClientId ${quoted} --InstanceId ${instance_id} --region ${region} --secure`,
    );
  }
});

test("inactivating a certificate names its instance as certificates do", async ({ page, signet }) => {
  const { instance_id, region } = await instanceOf(signet.url, "platinum");
  const certificate = (await listCertificates(signet.url, instance_id)).find(({ status }) => status === "active");
  const { device_serial_number: device, ca_serial_number: ca } = certificate!;
  await page.goto(`/instances/${instance_id}/device-certificates?open=${device}&open_ca=${ca}`);
  await page.getByRole("complementary").getByRole("button", { name: "Inactivate…" }).click();
  expect(await command(page, page.getByRole("dialog"))).toBe(
    `aliyun onsmqtt InactivateDeviceCertificate --CaSn ${ca} --DeviceSn ${device} --MqttInstanceId ${instance_id} --region ${region} --secure`,
  );
});

test("pinning a ClientID is a call to the other product", async ({ page, signet }) => {
  const body = { product_key: "a1Of4PyPRnX", device_name: "sensor-0001" };
  const { iot_id } = (await call<{ device: { iot_id: string } }>(signet.url, "QueryDeviceDetail", body)).device;
  const { client_ids } = await call<{ client_ids: { client_id: string }[] }>(signet.url, "QueryClientIds", { iot_id });
  await page.goto(`/client-ids?iot_id=${iot_id}`);
  await page.getByRole("button", { name: `Pin… ${client_ids[0].client_id}` }).click();
  expect(await command(page, page.getByRole("dialog"))).toMatch(
    new RegExp(`^aliyun iot TransformClientId --ClientId ${client_ids[0].client_id} --IotId ${iot_id}( --region \\S+)? --secure$`),
  );
});

test("it is there when the proxy is not", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to load resource|ERR_/);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  let underWay = 0;
  page.on("request", () => (underWay += 1));
  for (const end of ["requestfinished", "requestfailed"] as const) page.on(end as "requestfinished", () => (underWay -= 1));
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}`);
  await page.getByRole("button", { name: "Deregister…" }).click();
  // What makes the line is loaded with the question, before anybody asks for it.
  await expect(page.getByText("Copy as aliyun command").last()).toBeVisible();
  await expect.poll(() => underWay).toBe(0);
  await page.route("**/*", (route) => route.abort());
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("does not answer");
  expect(await command(page, dialog)).toContain("aliyun onsmqtt UnRegisterDeviceCredential");
});
