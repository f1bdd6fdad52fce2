import { call, instanceOf, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

async function groups(url: string, instance_id: string): Promise<string[]> {
  const answer = await call<{ groups: { group_id: string }[] }>(url, "ListGroupId", { instance_id });
  return answer.groups.map(({ group_id }) => group_id);
}

test("made with its rules said as it is typed, and credentials can be listed in it", async ({ page, signet }) => {
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  const [known] = await groups(signet.url, instance_id);
  await page.goto(`/instances/${instance_id}/groups`);
  await page.getByRole("button", { name: "Create a group…" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a group" });
  await expect(dialog).toContainText(name);
  const field = dialog.getByRole("textbox", { name: "Group id" });
  await expect(field).toBeFocused();
  for (const [typed, said] of [
    ["press", "Starts with GID_ or GID-"],
    ["GID_ab", "At least 7 characters; this has 6."],
    ["GID_a b c", "character 6 is U+0020"],
    [`GID_${"x".repeat(61)}`, "At most 64 characters; this has 65."],
    ["GID＿abc", "the full-width form of _"],
    [known, "has a group with this id already"],
  ]) {
    await field.fill(typed);
    await expect(dialog).toContainText(said);
    await field.press("Enter");
    await expect(dialog).toBeVisible();
  }
  await expectAccessible(page);
  await field.fill(" GID_new_line ");
  await field.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("log")).toContainText("GID_new_line is created");
  expect(await groups(signet.url, instance_id)).toContain("GID_new_line");
  await page.getByRole("link", { name: "GID_new_line", exact: true }).click();
  await expect(page.getByText("No credentials in this group")).toBeVisible();
});

test("deleted with what hangs on it named and its id typed", async ({ page, signet }) => {
  const { instance_id, name, region } = await instanceOf(signet.url, "platinum");
  const group = "GID_Conveyor";
  const { items_total } = await listIds(signet.url, instance_id, group, 1, 1);
  expect(items_total).toBeGreaterThan(0);
  await page.goto(`/instances/${instance_id}/groups`);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Actions for ${group}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this group?" });
  for (const said of [group, name, instance_id, region, "Demo", `${items_total} credentials are in it`, "cannot be undone", "billed"]) {
    await expect(dialog).toContainText(said);
  }
  await expectAccessible(page);
  const act = dialog.getByRole("button", { name: "Delete the group" });
  await expect(act).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: `Type ${group} to confirm` }).fill(group);
  await act.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("log")).toContainText(`${group} is deleted`);
  await expect(page.getByRole("link", { name: group, exact: true })).toHaveCount(0);
  expect(await groups(signet.url, instance_id)).not.toContain(group);
});

test("one that is empty says so; the filter narrows by id and is in the URL", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "basic");
  await page.goto(`/instances/${instance_id}/groups`);
  await page.getByRole("searchbox", { name: "Filter groups" }).fill("watermeter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/filter=watermeter/);
  await page.reload();
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Actions for GID-WaterMeter" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(page.getByRole("dialog")).toContainText("No credentials are in it.");
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Filter groups" }).fill("zzzz");
  await expect(page.getByText("No group id holds “zzzz”")).toBeVisible();
});
