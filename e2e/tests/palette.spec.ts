import type { Page } from "@playwright/test";
import { groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Go to…" });
const fieldOf = (page: Page) => page.getByRole("combobox", { name: "Go to or do" });
// Not those of the selects behind it.
const optionsOf = (page: Page) => page.getByRole("listbox", { name: /Results|结果/ }).getByRole("option");
const active = (page: Page) => optionsOf(page).and(page.locator("[aria-selected=true]"));

async function openByKey(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await expect(fieldOf(page)).toBeFocused();
}

test("by keyboard alone: opened, searched, left, and the focus comes back", async ({ page, signet }) => {
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/credentials`);
  const reload = page.getByRole("button", { name: "Reload" });
  await reload.focus();
  await openByKey(page);
  await expect(active(page)).toContainText("Page");
  await expect(active(page)).toContainText("Credentials");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
  await expect(reload).toBeFocused();

  await page.keyboard.press("Meta+k");
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.type("certif");
  await expect(active(page)).toContainText("certificates");
  const before = await active(page).innerText();
  await page.keyboard.press("ArrowDown");
  await expect(active(page)).not.toHaveText(before);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  const options = await optionsOf(page).count();
  await expect(optionsOf(page).nth(options - 1)).toHaveAttribute("aria-selected", "true");
  await expect(fieldOf(page)).toHaveAttribute("aria-activedescendant", (await active(page).getAttribute("id")) ?? "?");

  await fieldOf(page).fill("cut off");
  await expect(active(page)).toContainText("Act");
  await expect(active(page)).toContainText(name);
  await page.keyboard.press("Enter");
  await expect(dialogOf(page)).toBeHidden();
  await expect(page).toHaveURL(`${signet.url}/instances/${instance_id}/cut-off`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cut off now");
  // The page that is opened has the focus, this one in its first field.
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);

  await openByKey(page);
  await fieldOf(page).fill("groups");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Groups");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a client id leads to its credential however it was pasted, and an unfinished one to nothing", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials`);
  await openByKey(page);
  await fieldOf(page).fill(`\u{feff}\u{a0}${id.replace("@@@", "＠＠＠")}\u{3000}`);
  await expect(page.getByRole("status").filter({ hasText: "＠" })).toContainText("the full-width form of @");
  await expect(active(page)).toContainText("Client id");
  await expect(active(page)).toContainText(id);
  for (const kind of ["Cut off now", "Deregister", "Rotate the secret"]) {
    await expect(optionsOf(page).filter({ hasText: kind }).first()).toContainText(id);
  }
  // Enter that ends a composition chooses nothing.
  await fieldOf(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await fieldOf(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  await expect(dialogOf(page)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${signet.url}/instances/${instance_id}/credential?open=${encodeURIComponent(id).replaceAll("%40", "@")}`);

  await openByKey(page);
  await fieldOf(page).fill("zzzz no such thing");
  await expect(page.getByText("Nothing has this name.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialogOf(page)).toBeVisible();
});

test("an act on a pasted client id is asked about at once", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credentials`);
  await openByKey(page);
  await fieldOf(page).fill(id);
  await optionsOf(page).filter({ hasText: "Deregister" }).click();
  await expect(page.getByRole("dialog", { name: "Deregister this credential?" })).toContainText(id);
  // A question that waits for its answer is not covered by the palette.
  await page.keyboard.press("Control+k");
  await expect(dialogOf(page)).toBeHidden();
});

test("a serial number leads to its certificate, written as openssl does too", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const certificates = await listCertificates(signet.url, instance_id);
  const { device_serial_number, ca_serial_number } = certificates[certificates.length - 1];
  const pairs = (device_serial_number.match(/../g) ?? []).join(":").toUpperCase();
  await page.goto(`/instances/${instance_id}/credentials`);
  await openByKey(page);
  await fieldOf(page).fill(pairs);
  await expect(active(page)).toContainText("Serial number");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`device-certificates\\?open=${device_serial_number}&open_ca=${ca_serial_number}`));

  await openByKey(page);
  await fieldOf(page).fill(ca_serial_number);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`ca-certificates\\?open=${ca_serial_number}`));

  await openByKey(page);
  await fieldOf(page).fill("00112233445566");
  await page.keyboard.press("Enter");
  await expect(dialogOf(page)).toContainText("No CA or device certificate of this instance has the serial number 00112233445566.");
});

test("groups, other instances and new groups are one word away", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const other = await instanceOf(signet.url, "basic");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  await page.goto(`/instances/${instance_id}/credentials`);
  await openByKey(page);
  await fieldOf(page).fill(group_id.toLowerCase());
  await expect(active(page)).toContainText("Group");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Group" })).toHaveValue(group_id);

  await openByKey(page);
  await fieldOf(page).fill("create group");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Groups");
  await expect(page.getByRole("dialog", { name: "Create a group" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${signet.url}/instances/${instance_id}/groups`);

  await openByKey(page);
  await fieldOf(page).fill(other.name);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/instances/${other.instance_id}/credentials`));
});

test("it speaks Chinese and finds by either language", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/credentials`);
  await page.getByRole("combobox", { name: "Language" }).selectOption("zh-CN");
  await page.getByRole("button", { name: "前往…" }).click();
  const field = page.getByRole("combobox", { name: "前往或执行" });
  await field.fill("黑名单");
  await expect(active(page)).toContainText("页面");
  await field.fill("blacklist");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${signet.url}/instances/${instance_id}/blacklist`);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 400, height: 800 }, hasTouch: true });
  test("a finger finds it in the top bar and in the sheet", async ({ page, signet }) => {
    const { instance_id } = await instanceOf(signet.url, "platinum");
    await page.goto(`/instances/${instance_id}/credentials`);
    await page.getByRole("button", { name: "Go to…" }).tap();
    await expect(fieldOf(page)).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond).toBe(0);
    await expectAccessible(page);
    await dialogOf(page).getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: "Open navigation" }).tap();
    await page.getByRole("dialog", { name: "Main" }).getByRole("button", { name: "Go to…" }).tap();
    await expect(page.getByRole("dialog", { name: "Main" })).toBeHidden();
    await optionsOf(page).filter({ hasText: "Groups" }).first().tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Groups");
  });
});

test("inside somebody else's page its key is theirs until the focus is ours", async ({ page, signet }) => {
  const index = await (await fetch(signet.url)).text();
  const found = (kind: RegExp) => {
    const link = index.match(/<link[^>]*>/g)?.find((tag) => kind.test(tag));
    return link?.match(/href="?([^"\s>]+)/)?.[1] ?? "";
  };
  await page.route("**/somebody-else", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Plant portal</title><label>Notes <input></label><div id="host"></div>`,
    }),
  );
  await page.goto("/somebody-else");
  await page.evaluate(
    async ([script, style, wasm]) => {
      const shadow = document.querySelector("#host")!.attachShadow({ mode: "open" });
      const place = document.createElement("div");
      shadow.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }), place);
      const dashboard = await import(script);
      await dashboard.default({ module_or_path: wasm });
      dashboard.mount(place, { location: "memory" });
    },
    [found(/rel="?modulepreload/), found(/rel="?stylesheet/), found(/\.wasm/)],
  );
  const reload = page.getByRole("button", { name: "Reload" });
  await reload.waitFor();
  await page.getByRole("textbox", { name: "Notes" }).focus();
  await page.keyboard.press("Control+k");
  await expect(dialogOf(page)).toBeHidden();
  await reload.focus();
  await openByKey(page);
  await page.keyboard.press("Escape");
  await expect(reload).toBeFocused();
});
