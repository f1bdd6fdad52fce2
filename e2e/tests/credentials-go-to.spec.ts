import { groupOf, instanceOf, listIds } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

test("an id that is on no page shown is opened, without what was pasted along", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 101);
  const [id] = (await listIds(signet.url, instance_id, group_id, 3, 50)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("button", { name: "Go to id…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go to a client id" });
  await dialog.getByRole("textbox", { name: "Client ID" }).fill(` \u200b${id}\u00a0`);
  await expect(dialog.getByText(`${id.length} / 256 bytes`)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const main = page.getByRole("main");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Credential");
  for (const said of [id, "DC.", "Registered"]) await expect(main).toContainText(said);
  await page.reload();
  await expect(main).toContainText("DC.");
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Credentials");
  await expect(page).toHaveURL(new RegExp(`group=${group_id}`));
});

test("full-width characters are named and can be replaced", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("button", { name: "Go to id…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go to a client id" });
  await dialog.getByRole("textbox", { name: "Client ID" }).fill(id.replace("@@@", "＠＠＠"));
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("＠, the full-width form of @")).toBeVisible();
  await dialog.getByRole("button", { name: `Use ${id}` }).click();
  await dialog.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("main")).toContainText("DC.");
});

test("an id that the cloud does not know is said to be so", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  const filter = page.getByRole("searchbox", { name: "Filter this page" });
  await filter.fill(`${group_id}@@@nobody-at-all`);
  await filter.press("Enter");
  await expect(page.getByText("Not registered")).toBeVisible();
  await expect(page.getByRole("button", { name: "Deregister…" })).toBeHidden();
  await page.getByRole("link", { name: "Register this id…" }).click();
  await expect(page.getByRole("textbox", { name: "Client IDs" })).toHaveValue(`${group_id}@@@nobody-at-all`);
});
