import type { Locator, Page } from "@playwright/test";
import { call, groupOf, instanceOf, isRegistered, listCertificates, listIds } from "../support/cloud.ts";
import { expectWalkable, unreached, walk } from "../support/focus.ts";
import { ROOMS, settled } from "../support/screens.ts";
import { expect, test } from "../support/test.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const room of ROOMS) {
  test(`Tab leads to everything, in order, and is seen: ${room.name}`, async ({ page, signet, watch }) => {
    watch.expectRefusals();
    const screens = await room.screens(signet);
    test.setTimeout(20_000 * screens.length);
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await screen.show(page);
        const stops = await walk(page);
        expectWalkable(stops, screen.name);
        // A menu is walked by arrows, and Tab leaves it.
        if (!screen.name.startsWith("menu")) expect.soft(await unreached(page), `${screen.name}: never reached`).toEqual([]);
      });
    }
  });
}

const focused = (page: Page) => page.locator(":focus");
const dialog = (page: Page) => page.getByRole("dialog");

/** Goes on by Tab alone until an element has the focus. */
async function tabTo(page: Page, element: Locator, key = "Tab"): Promise<void> {
  await element.waitFor();
  for (let left = 300; left > 0; left -= 1) {
    if (await element.evaluate((it) => it.matches(":focus"))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${element}`);
}

/** Whatever is pressed, the focus stays in the dialog, or goes to the browser's own controls. */
async function expectTrapped(page: Page): Promise<void> {
  for (const key of ["Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog[open]") !== null)).toBe(true);
  }
}

async function fleet(url: string) {
  const { instance_id } = await instanceOf(url, "platinum");
  const { group_id } = await groupOf(url, instance_id, 60);
  const { client_ids } = await listIds(url, instance_id, group_id, 1, 20);
  return { instance_id, group_id, client_ids, list: `/instances/${instance_id}/credentials?group=${group_id}&size=20` };
}

test("the first Tab skips to the content", async ({ page, signet }) => {
  const { list, client_ids } = await fleet(signet.url);
  await page.goto(list);
  await page.getByRole("link", { name: client_ids[0], exact: true }).waitFor();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

test("a menu goes by arrows, Home, End and letters; Escape and Tab leave it", async ({ page, signet }) => {
  const { list, client_ids } = await fleet(signet.url);
  await page.goto(list);
  const button = page.getByRole("button", { name: `Actions for ${client_ids[1]}` });
  const items = page.getByRole("menuitem");
  for (const key of ["Enter", "Space", "ArrowDown"]) {
    await tabTo(page, button);
    await page.keyboard.press(key);
    await expect(items.first()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
    await expect(items).toHaveCount(0);
  }
  await page.keyboard.press("ArrowUp");
  const last = (await items.count()) - 1;
  await expect(items.nth(last)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("End");
  await expect(items.nth(last)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("d");
  await expect(focused(page)).toHaveText(/^D/);
  await page.keyboard.press("Tab");
  await expect(items).toHaveCount(0);
  // On from the button, as if the menu had not been there.
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("a block is lifted from its row, and the focus goes to the row that takes its place", async ({ page, signet }) => {
  const { instance_id, client_ids } = await fleet(signet.url);
  for (const client_id of client_ids.slice(0, 3)) await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id, reason: "Lost" });
  await page.goto(`/instances/${instance_id}/blacklist`);
  const actions = (id: string) => page.getByRole("button", { name: `Actions for ${id}` });
  const ask = async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem").first()).toBeFocused();
    await tabToItem(page, "Lift…");
    await page.keyboard.press("Enter");
    await expect(dialog(page).locator(":focus")).toHaveCount(1);
  };
  await actions(client_ids[1]).waitFor();
  await tabTo(page, actions(client_ids[1]));
  await ask();
  await expectTrapped(page);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(actions(client_ids[1])).toBeFocused();
  await ask();
  await tabTo(page, dialog(page).getByRole("button", { name: "Lift the block" }));
  await page.keyboard.press("Enter");
  await expect(actions(client_ids[1])).toHaveCount(0);
  await expect(page.locator(".ui-row :focus")).toHaveAccessibleName(/^Actions for /);
});

test("a credential is deregistered from the list, and the list has the focus again", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, list, client_ids } = await fleet(signet.url);
  await page.goto(list);
  await tabTo(page, page.getByRole("button", { name: `Actions for ${client_ids[1]}` }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await tabToItem(page, "Deregister…");
  await page.keyboard.press("Enter");
  await expect(dialog(page).locator(":focus")).toHaveCount(1);
  await expectTrapped(page);
  await tabTo(page, dialog(page).getByRole("textbox", { name: /to confirm$/ }));
  await page.keyboard.type(client_ids[1].split("@@@")[1]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText(`${client_ids[1]} is deregistered`);
  await expect(dialog(page)).toHaveCount(0);
  expect(await isRegistered(signet.url, instance_id, client_ids[1])).toBe(false);
  await expect(page.locator("main:focus, main :focus")).toHaveCount(1);
});

async function tabToItem(page: Page, name: string): Promise<void> {
  const item = page.getByRole("menuitem", { name });
  for (let left = 20; left > 0; left -= 1) {
    if (await item.evaluate((it) => it.matches(":focus"))) return;
    await page.keyboard.press("ArrowDown");
  }
  throw new Error(`no arrow leads to ${name}`);
}

test("a certificate is opened, inactivated and left; the focus comes back to where it was", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const certificates = await listCertificates(signet.url, instance_id, 20);
  const { device_serial_number } = certificates.find(({ status }) => status === "active")!;
  await page.goto(`/instances/${instance_id}/device-certificates?size=20`);
  const row = page.getByRole("link", { name: device_serial_number, exact: true });
  await tabTo(page, row);
  await page.keyboard.press("Enter");
  const detail = page.getByRole("complementary", { name: "Certificate" });
  await expect(detail).toBeFocused();
  const act = detail.getByRole("button", { name: "Inactivate…" });
  await tabTo(page, act);
  await page.keyboard.press("Enter");
  await expect(dialog(page).locator(":focus")).toHaveCount(1);
  await expectTrapped(page);
  await tabTo(page, dialog(page).getByRole("button", { name: "Inactivate", exact: true }));
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect(act).toHaveAttribute("aria-disabled", "true");
  await expect(act).toBeFocused();
  await tabTo(page, detail.getByRole("button", { name: "Close details" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(detail).toHaveCount(0);
  await expect(row).toBeFocused();
});

test("a device is cut off, and the focus stays where what follows is said", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "professional");
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent("GID_CityBus@@@bus-0089")}`);
  await tabTo(page, page.getByRole("main").getByRole("link", { name: /Cut off/ }));
  await page.keyboard.press("Enter");
  const press = page.getByRole("button", { name: "Cut off now" });
  await tabTo(page, page.getByRole("textbox", { name: "Reason" }));
  await page.keyboard.type("Stolen from bus 89");
  await tabTo(page, press);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Outcome" }).getByRole("status")).toHaveText(/Offline since/);
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

test("a plan is made and asked to run", async ({ page, signet }) => {
  const { instance_id, client_ids } = await fleet(signet.url);
  await page.goto(`/plans/new?instance=${instance_id}`);
  await tabTo(page, page.getByRole("radio", { name: "Rotate secrets" }).or(page.getByRole("radio").first()).first());
  const wanted = page.getByRole("radio", { name: "Deregister credentials" });
  for (let left = 20; left > 0 && !(await wanted.isChecked()); left -= 1) await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeChecked();
  await tabTo(page, page.getByRole("textbox", { name: "Client ids" }));
  await page.keyboard.insertText(client_ids.slice(0, 3).join("\n"));
  await tabTo(page, page.getByRole("button", { name: "Make the plan" }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".plan__state .ui-status")).toHaveText("Shown");
  await settled(page);
  await expect(page.getByRole("main")).toBeFocused();
  const run = page.getByRole("region", { name: "What may be told to it" }).getByRole("button", { name: "Run…" });
  await tabTo(page, run);
  await page.keyboard.press("Enter");
  await expect(dialog(page).locator(":focus")).toHaveCount(1);
  await expectTrapped(page);
  await page.keyboard.press("Escape");
  await expect(run).toBeFocused();
});

test("pages are turned without losing the focus", async ({ page, signet }) => {
  const { list } = await fleet(signet.url);
  await page.goto(list);
  const next = page.getByRole("button", { name: "Next" });
  await tabTo(page, next);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/page=2/);
  await expect(page.locator(".ui-pager__summary")).toContainText("21–40");
  await expect(next).toBeFocused();
  const first = page.getByRole("button", { name: "First page" });
  await tabTo(page, first, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator(".ui-pager__summary")).toContainText("1–20");
  await expect(first).toBeFocused();
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test("the sheet keeps the focus, gives it back, and follows a link to its page", async ({ page, signet }) => {
    const { list } = await fleet(signet.url);
    await page.goto(list);
    const open = page.getByRole("button", { name: "Open navigation" });
    await tabTo(page, open);
    await page.keyboard.press("Enter");
    await expect(dialog(page).locator(":focus")).toHaveCount(1);
    await expectTrapped(page);
    await page.keyboard.press("Escape");
    await expect(open).toBeFocused();
    await page.keyboard.press("Enter");
    await tabTo(page, dialog(page).getByRole("link", { name: "Groups" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Groups");
    await expect(page.getByRole("main")).toBeFocused();
  });
});
