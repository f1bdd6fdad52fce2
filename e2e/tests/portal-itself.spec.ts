import { expect, test as base, type Page } from "@playwright/test";
import { startWithPortal, type WithPortal } from "../support/portals.ts";

const test = base.extend<{ site: WithPortal }>({
  site: async ({}, use) => {
    const site = await startWithPortal();
    await use(site);
    await site.stop();
  },
});

const address = (site: WithPortal) => `${site.portal}/html/element.html`;
const search = (page: Page) => page.getByRole("searchbox", { name: "Search the portal" });

/** The portal without the console: its module never comes. */
async function openWithout(page: Page, site: WithPortal): Promise<void> {
  await page.route("**/signet-element.js", (route) => route.abort());
  await page.goto(address(site));
}

async function openWith(page: Page, site: WithPortal): Promise<void> {
  await page.goto(address(site));
  await expect(page.getByRole("heading", { level: 1, name: "Credentials" })).toBeVisible();
}

/** How everything of the portal's own looks, and where it is. */
async function looks(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    [...document.querySelectorAll("html, body, header, header *, footer p")].map((element) => {
      const style = getComputedStyle(element);
      const { x, y, width } = element.getBoundingClientRect();
      const box = element.matches("html, body, footer p") ? [] : [x, y, width];
      return [element.localName, box, ...[...style].filter((name) => !/(block|inline)-size|height|width|origin|perspective/.test(name)).map((name) => `${name}: ${style.getPropertyValue(name)}`)];
    }),
  );
}

test("a portal looks the same with and without the console", async ({ page, site }) => {
  await openWithout(page, site);
  const without = await looks(page);
  await page.unrouteAll();
  await openWith(page, site);
  expect(await looks(page)).toEqual(without);
});

for (const [how, open] of [["without", openWithout], ["with", openWith]] as const) {
  test(`its links, shortcuts and history are its own ${how} the console`, async ({ page, site }) => {
    await open(page, site);
    const entries = await page.evaluate(() => history.length);

    // A shortcut of the portal's, where the focus is the portal's.
    await page.locator("body").press("/");
    await expect(search(page)).toBeFocused();
    await page.keyboard.type("/a");
    await expect(search(page)).toHaveValue("/a");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toHaveCount(0);

    // A link within the page, and back.
    await page.getByRole("link", { name: "News" }).click();
    await expect(page).toHaveURL(`${address(site)}#news`);
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);
    await page.goBack();
    await expect(page).toHaveURL(address(site));

    // A link to another page, and back.
    await page.getByRole("link", { name: "The same in an iframe" }).click();
    await expect(page).toHaveURL(/iframe\.html$/);
    await page.goBack();
    await expect(page).toHaveTitle("Plant portal");
    await expect(search(page)).toBeVisible();
  });
}

test("what is done in the console leaves the address, the title and the history alone", async ({ page, site }) => {
  await openWith(page, site);
  const before = await page.evaluate(() => [location.href, document.title, history.length, document.body.children.length, document.head.children.length]);
  await page.getByRole("link", { name: "Groups" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Groups" })).toBeVisible();
  await page.getByRole("link", { name: "Device certificates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Device certificates" })).toBeVisible();
  // The shortcut of the portal is no shortcut in a field of the console, and the other way round.
  const filter = page.locator("signet-console").getByRole("searchbox").or(page.locator("signet-console").getByRole("textbox")).first();
  await filter.focus();
  await page.keyboard.type("/x");
  await expect(filter).toHaveValue("/x");
  expect(await page.evaluate(() => [location.href, document.title, history.length, document.body.children.length, document.head.children.length])).toEqual(before);
});
