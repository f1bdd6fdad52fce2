import { groupOf, instanceOf, listIds } from "../support/cloud.ts";
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
  await page.getByRole("combobox", { name: "语言" }).selectOption("English");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Device certificates");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Device certificates");
});
