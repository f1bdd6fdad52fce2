import { test as base } from "@playwright/test";
import { call, groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { startFaultyCloud } from "../support/proxy.ts";
import { expect, test } from "../support/test.ts";

const faulty = (...faults: string[]) =>
  test.extend({
    signet: async ({}, use) => {
      const proxy = await startFaultyCloud(...faults);
      await use(proxy);
      await proxy.stop();
    },
  });

faulty("UnRegisterDeviceCredential:SystemOverFlow")(
  "an act that the cloud refuses stays in its dialog, with cause, remedy and RequestId",
  async ({ page, context, signet, watch }) => {
    watch.expectRefusals();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const { instance_id } = await instanceOf(signet.url, "platinum");
    const { group_id } = await groupOf(signet.url, instance_id, 1);
    const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
    await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
    await expect(page.getByText("This machine").first()).toBeVisible();
    await page.getByRole("button", { name: `Actions for ${id}` }).click();
    await page.getByRole("menuitem", { name: "Deregister…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
    await page.keyboard.press("Enter");
    const alert = dialog.getByRole("alert");
    await expect(alert).toContainText("The cloud is throttling calls");
    await expect(alert).toContainText("Try again in a moment");
    await expect(alert).toContainText("SystemOverFlow");
    await alert.getByRole("button", { name: /^Copy / }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^[0-9A-F-]{36}$/);
    await expect(alert).toContainText(copied);
    expect(await isRegistered(signet.url, instance_id, id)).toBe(true);
  },
);

faulty("ListDeviceCredentialClientId:InternalError")(
  "a list that cannot be read says why and can be tried again",
  async ({ page, signet, watch }) => {
    watch.expectRefusals();
    const { instance_id } = await instanceOf(signet.url, "platinum");
    const { groups } = await call<{ groups: { group_id: string }[] }>(signet.url, "ListGroupId", { instance_id });
    await page.goto(`/instances/${instance_id}/credentials?group=${groups[0].group_id}`);
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toContainText("The cloud failed on its side");
    await expect(alert).toContainText("RequestId");
    const again = page.waitForRequest((request) => request.url().endsWith("/ListDeviceCredentialClientId"));
    await alert.getByRole("button", { name: "Try again" }).click();
    await again;
  },
);

test("what was read stays on show when the proxy is gone", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to load resource|ERR_CONNECTION_REFUSED/);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  const row = page.getByRole("link", { name: id, exact: true });
  await row.waitFor();
  await page.route("**/api/operations/**", (route) => route.abort());
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("alert").first()).toContainText("The signing proxy does not answer");
  await expect(page.getByRole("alert").first()).toContainText("may be out of date");
  await expect(row).toBeVisible();
});

base.describe("read-only", () => {
  test.use({ flags: ["--read-only"] });
  test("what may not be done is disabled and says why", async ({ page, signet }) => {
    const { instance_id } = await instanceOf(signet.url, "platinum");
    const { group_id } = await groupOf(signet.url, instance_id, 1);
    const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
    await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}`);
    const deregister = page.getByRole("button", { name: "Deregister…" });
    await expect(deregister).toHaveAttribute("aria-disabled", "true");
    await expect(deregister).toHaveAttribute("title", "The proxy is read-only.");
    await deregister.press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});
