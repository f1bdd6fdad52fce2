import { call, demoIotId } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

test("above the limit: seen against it, all deleted, none left", async ({ page, signet }) => {
  const iot_id = demoIotId(signet.log());
  const { client_ids } = await call<{ client_ids: { client_id: string }[] }>(signet.url, "QueryClientIds", { iot_id });
  await page.goto("/client-ids");
  await expect(page.getByText("Which device?")).toBeVisible();
  await page.getByRole("textbox", { name: "IotId" }).fill(iot_id);
  await page.getByRole("button", { name: "Show ClientIDs" }).click();
  await expect(page).toHaveURL(new RegExp(`iot_id=${iot_id}`));
  await expect(page.getByText(`${client_ids.length} of 5`)).toBeVisible();
  await expect(page.getByText("Registering again fails until they are deleted.")).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(client_ids.length + 1);

  await page.getByRole("button", { name: "Delete all…" }).click();
  const dialog = page.getByRole("dialog", { name: `Delete all ${client_ids.length} ClientIDs of this device?` });
  for (const { client_id } of client_ids) await expect(dialog).toContainText(client_id);
  await expect(dialog).toContainText("cannot be undone");
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(iot_id.slice(-12));
  if (iot_id.length <= 24) await dialog.getByRole("textbox", { name: /to confirm/ }).fill(iot_id);
  await dialog.getByRole("button", { name: `Delete all ${client_ids.length}` }).click();
  await expect(page.getByText("This device has no ClientIDs")).toBeVisible();
  const left = await call<{ client_ids: unknown[] }>(signet.url, "QueryClientIds", { iot_id });
  expect(left.client_ids).toEqual([]);
});

test("a device that does not exist is said to be so", async ({ page, watch }) => {
  watch.expectRefusals();
  await page.goto("/client-ids");
  await page.getByRole("textbox", { name: "IotId" }).fill("NoSuchDevice00000000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No such device")).toBeVisible();
});
