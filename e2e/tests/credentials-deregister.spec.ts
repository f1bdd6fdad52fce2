import { call, groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

test("deregistered with its end typed, and gone", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, name, region } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 51);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 50);
  const id = client_ids[4];
  const device = id.split("@@@")[1];

  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  for (const said of [id, name, instance_id, region, "Demo", "stays until it drops", "cannot be undone", "billed"]) {
    await expect(dialog).toContainText(said);
  }
  const deregister = dialog.getByRole("button", { name: "Deregister", exact: true });
  await expect(deregister).toHaveAttribute("aria-disabled", "true");
  const confirm = dialog.getByRole("textbox", { name: `Type ${device} to confirm` });
  await confirm.fill(device.slice(0, -1));
  await confirm.press("Enter");
  await expect(dialog).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, id)).toBe(true);

  await confirm.fill(device);
  await deregister.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
  await expect(page.getByText("Not registered")).toBeVisible();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page.getByRole("link", { name: client_ids[5], exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: id, exact: true })).toBeHidden();
  await expect(page.getByText(`1–50 of ${items_total - 1}`).first()).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, id)).toBe(false);
});

test("by keyboard alone, and the focus comes back", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 51);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 50);
  const id = client_ids[0];
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  const row = page.getByRole("link", { name: id, exact: true });
  await row.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Credential");
  await expect(page.getByRole("main")).toBeFocused();
  const deregister = page.getByRole("button", { name: "Deregister…" });
  await deregister.waitFor();
  while (!(await deregister.evaluate((button) => button.matches(":focus")))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  await expect(dialog.getByRole("textbox", { name: /to confirm/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(deregister).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox", { name: /to confirm/ })).toBeFocused();
  await page.keyboard.type(id.split("@@@")[1]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
  expect(await isRegistered(signet.url, instance_id, id)).toBe(false);
});

test("Enter that ends a composition confirms nothing", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  const confirm = dialog.getByRole("textbox", { name: /to confirm/ });
  await confirm.fill(id.split("@@@")[1]);
  const prevented = await confirm.evaluate((field) => {
    const enter = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
    return !field.dispatchEvent(enter);
  });
  expect(prevented, "the Enter of an input method goes no further").toBe(true);
  await expect(dialog).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, id)).toBe(true);
});

test("after the last id of the last page, the way back leads on to the page before it", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 41);
  const last = Math.ceil(items_total / 20);
  const [id, ...others] = (await listIds(signet.url, instance_id, group_id, last, 20)).client_ids;
  for (const client_id of others) await call(signet.url, "UnRegisterDeviceCredential", { instance_id, client_id });

  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&page=${last}&size=20`);
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Not registered")).toBeVisible();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page.getByText(`There is nothing on page ${last}`)).toBeVisible();
  await page.getByRole("button", { name: `Go to page ${last - 1}` }).click();
  await expect(page.getByText(`of ${(last - 1) * 20}`).first()).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(21);
});

test("an id that nobody could make today can be opened and deregistered", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { client_ids } = await listIds(signet.url, instance_id, "GID_Toolroom", 1, 100);
  const id = client_ids.find((client_id) => !/^[\w@-]+$/.test(client_id) && /[\x21-\x7e]$/.test(client_id));
  if (!id) throw new Error("the fleet has no odd id");
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}&act=deregister`);
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  const label = (await dialog.getByRole("textbox", { name: /to confirm/ }).evaluate((field: HTMLInputElement) => field.labels?.[0].textContent)) ?? "";
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(label.replace(/^Type | to confirm$/g, ""));
  await page.keyboard.press("Enter");
  await expect(page.getByText("It breaks a rule for new ids")).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, id)).toBe(false);
});
