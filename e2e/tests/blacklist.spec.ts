import { call, instanceOf } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

/** Blacklisted, and listed without being blocked, from the start: as the emulator's README names them. */
const BARRED = "GID_Conveyor@@@belt-0068";
const ALLOWED = "GID_Conveyor@@@belt-0087";
const OURS = "GID_BodyPress@@@press-0012";

async function barred(url: string, instance_id: string, client_id: string): Promise<boolean> {
  const body = { instance_id, client_id, page_size: 10 };
  const { entries } = await call<{ entries: { client_id: string; blocked: boolean }[] }>(url, "QueryCustomAuthConnectBlack", body);
  return entries.some((entry) => entry.client_id === client_id && entry.blocked);
}

test("who is on it, who set it and why; lifted with that said before", async ({ page, signet }) => {
  const { instance_id, name, region } = await instanceOf(signet.url, "platinum");
  await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id: OURS, reason: "Stolen <b>on Sunday</b>" });
  await page.goto(`/instances/${instance_id}/blacklist`);
  const row = (id: string) => page.getByRole("row").filter({ hasText: id });
  await expect(row(OURS)).toContainText("may not connect");
  await expect(row(OURS)).toContainText("Stolen <b>on Sunday</b>");
  await expect(row(BARRED)).toContainText("may not connect");
  await expect(row(BARRED)).toContainText("not set by Signet");
  await expect(row(ALLOWED)).toContainText("ALLOW: no block");
  await expectAccessible(page);

  await page.getByRole("button", { name: `Actions for ${OURS}` }).click();
  await page.getByRole("menuitem", { name: "Lift…" }).click();
  const dialog = page.getByRole("dialog", { name: "Let this client connect again?" });
  for (const said of [OURS, name, instance_id, region, "Demo", "Set by", "Stolen <b>on Sunday</b>", "billed"]) {
    await expect(dialog).toContainText(said);
  }
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Lift the block" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("log")).toContainText(`${OURS} may connect again`);
  await expect(row(OURS)).toHaveCount(0);
  expect(await barred(signet.url, instance_id, OURS)).toBe(false);

  await page.getByRole("button", { name: `Actions for ${BARRED}` }).click();
  await page.getByRole("menuitem", { name: "Lift…" }).click();
  await expect(dialog).toContainText("It was not set by Signet");
  await page.keyboard.press("Escape");
  expect(await barred(signet.url, instance_id, BARRED)).toBe(true);
});

test("one id looked up, and the way to bar it", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/blacklist`);
  const field = page.getByRole("textbox", { name: "Look up one id" });
  await field.fill(BARRED);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page).toHaveURL(/open=/);
  await field.fill(OURS);
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByText(`${OURS} is not blacklisted`)).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await expect(field).toHaveValue(BARRED);
  await page.goForward();
  await page.getByRole("link", { name: "Cut it off…" }).click();
  await expect(page.getByRole("button", { name: "Cut off now" })).toBeVisible();
});

test("page by page, and a link into the middle leads to the start", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  for (let number = 100; number < 118; number++) {
    await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id: `GID_BodyPress@@@press-0${number}` });
  }
  await page.goto(`/instances/${instance_id}/blacklist?size=10`);
  await expect(page.getByRole("row")).toHaveCount(11);
  const [first] = await page.getByRole("rowheader").allInnerTexts();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByRole("rowheader").first()).not.toHaveText(first);
  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page.getByRole("rowheader").first()).toContainText(first);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
  await page.reload();
  await expect(page).not.toHaveURL(/page=2/);
  await expect(page.getByRole("rowheader").first()).toContainText(first);
});

test("an instance that has none says so", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "basic");
  await page.goto(`/instances/${instance_id}/blacklist`);
  await expect(page.getByText("This instance has no blacklist")).toBeVisible();
  await expectAccessible(page);
});
