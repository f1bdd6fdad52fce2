import { groupOf, instanceOf, listIds } from "../support/cloud.ts";
import { startFaultyCloud } from "../support/proxy.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test.use({ locale: "zh-CN" });

test("a Chinese browser is answered in Chinese, through to the act", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 51);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 50)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("设备凭证");
  await expect(page.getByText(`第 1–50 条，共 ${items_total} 条`).first()).toBeVisible();
  await page.getByRole("button", { name: `${id} 的操作` }).click();
  await page.getByRole("menuitem", { name: "注销…" }).click();
  const dialog = page.getByRole("dialog", { name: "注销此凭证？" });
  await expect(dialog).toContainText("演示");
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: /以确认/ }).fill(id.split("@@@")[1]);
  await dialog.getByRole("button", { name: "注销", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} 已注销`);
});

test("the choice of a language is kept", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/device-certificates`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("设备证书");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("combobox", { name: "语言" }).selectOption("English");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Device certificates");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Device certificates");
});

test("why lines cannot be items is told in Chinese, before and after the list is frozen", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/plans/new?instance=${instance_id}&act=deregister`);
  await page.getByRole("textbox", { name: "客户端 ID" }).fill(["client_id", id, "3.56E+14", "no-separator", `GID_a@@@${"x".repeat(300)}`].join("\n"));
  await page.getByRole("button", { name: "创建计划" }).click();
  const lines = page.getByRole("region", { name: "原因" });
  const row = (found: string) => lines.getByRole("row").filter({ hasText: found });
  await expect(row("3.56E+14")).toContainText("数字已被电子表格缩写");
  await expect(row("no-separator")).toContainText("须有且只有一个 @@@");
  await expect(row("xxxx")).toContainText(/最多 \d+ 字节/);
  await expect(lines.locator("[lang=en]")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "忽略并继续" }).click();
  await page.getByRole("heading", { name: "3 行未进入计划" }).click();
  await expect(row("no-separator")).toContainText("须有且只有一个 @@@");
});

test.extend({
  signet: async ({}, use) => {
    const proxy = await startFaultyCloud("UnRegisterDeviceCredential:SystemOverFlow");
    await use(proxy);
    await proxy.stop();
  },
})("the cloud's own codes are explained in Chinese, what to do too", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("button", { name: `${id} 的操作` }).click();
  await page.getByRole("menuitem", { name: "注销…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /以确认/ }).fill(id.split("@@@")[1]);
  await dialog.getByRole("button", { name: "注销", exact: true }).click();
  const alert = dialog.getByRole("alert");
  await expect(alert).toContainText("云端繁忙：系统限流");
  await expect(alert).toContainText("请稍后重试。");
  await expect(alert).toContainText("SystemOverFlow");
  await expectAccessible(page);
});
