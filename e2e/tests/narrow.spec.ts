import type { Page } from "@playwright/test";
import { demoIotId, groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test.use({ viewport: { width: 400, height: 800 } });

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, "pixels beyond the edge").toBe(0);
}

test("no page scrolls sideways at 400 px", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  const [certificate] = await listCertificates(signet.url, instance_id, 1);
  const list = `/instances/${instance_id}/device-certificates`;
  for (const [url, said] of [
    [`/instances/${instance_id}/credentials?group=${group_id}`, id],
    [`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}`, "Access key id"],
    [`/instances/${instance_id}/register?open=${group_id}`, "Register 0"],
    [list, certificate.device_serial_number],
    [`${list}?open=${certificate.device_serial_number}&open_ca=${certificate.ca_serial_number}`, "SHA-256"],
    [`/client-ids?iot_id=${demoIotId(signet.log())}`, "Registering again fails"],
  ]) {
    await page.goto(url);
    await page.getByText(said).first().waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});

test("what is opened has a page of its own, and the way back leads to its row", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 20);
  const id = (await listIds(signet.url, instance_id, group_id, 1, 20)).client_ids[5];
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  const row = page.getByRole("link", { name: id, exact: true });
  await row.click();
  await expect(page.getByRole("main")).toContainText("Access key id");
  await expect(row).toBeHidden();
  await page.getByRole("button", { name: "Deregister…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(row).toBeVisible();
});

test("the sheet leads to every page and says which cloud this is", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/credentials`);
  await expect(page.getByText("Demo", { exact: true }).and(page.locator(":visible"))).toBeVisible();
  await page.getByRole("button", { name: "Open navigation" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("signed by proxy");
  await expectAccessible(page);
  await sheet.getByRole("link", { name: "Device certificates" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Device certificates");
});
