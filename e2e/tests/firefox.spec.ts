import { expect, test } from "@playwright/test";
import puppeteer, { type Browser, type Frame, type Page } from "puppeteer-core";
import { groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { startWithPortal } from "../support/portals.ts";
import { startProxy } from "../support/proxy.ts";

// Playwright speaks to a Firefox of its own making only, which cannot be had everywhere; Puppeteer speaks to the one of the system.
const executablePath = process.env.SIGNET_FIREFOX ?? "/usr/bin/firefox-esr";

test.describe.configure({ mode: "serial", timeout: 120_000 });

let firefox: Browser;
test.beforeAll(async () => {
  firefox = await puppeteer.launch({ browser: "firefox", executablePath, defaultViewport: null, args: ["--width=1280", "--height=900"] });
});
test.afterAll(async () => firefox.close());

/** A page that notes what no user may ever cause. */
async function opened(): Promise<{ page: Page; troubles: string[] }> {
  const page = await firefox.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  return { page, troubles };
}

/** Puppeteer's own locators wait in Firefox for what never comes: the element is pressed as soon as it is to be seen. */
async function press(root: Page | Frame, selector: string): Promise<void> {
  const element = await root.waitForSelector(selector, { visible: true });
  // Where a frame lies in its page, this Firefox does not tell.
  if ("mainFrame" in root) await element?.click();
  else await element?.evaluate((it) => (it as HTMLElement).click());
}

/** By words, in shadow roots too. Firefox does not find by role for Puppeteer. */
const said = (words: string) => `::-p-text(${words})`;

test("a credential is deregistered, its end typed", async () => {
  const proxy = await startProxy();
  const { instance_id } = await instanceOf(proxy.url, "platinum");
  const { group_id } = await groupOf(proxy.url, instance_id, 51);
  const [id] = (await listIds(proxy.url, instance_id, group_id, 1, 50)).client_ids;
  const { page, troubles } = await opened();
  await page.goto(`${proxy.url}/instances/${instance_id}/credentials?group=${group_id}`);
  await press(page, `button[aria-label="Actions for ${id}"]`);
  await press(page, said("Deregister…"));
  await page.waitForSelector("dialog[open] input:focus");
  await page.keyboard.type(id.split("@@@")[1]);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.$eval("[role=log]", (log) => log.textContent)).toContain(`${id} is deregistered`);
  expect(await isRegistered(proxy.url, instance_id, id)).toBe(false);
  expect(troubles).toEqual([]);
  await page.close();
  await proxy.stop();
});

for (const kind of ["element", "iframe"] as const) {
  test(`${kind}: who is signed in at the portal is signed in here`, async () => {
    const site = await startWithPortal();
    const { page, troubles } = await opened();
    await page.goto(`${site.portal}/html/${kind}.html`);
    const root: Page | Frame = kind === "element" ? page : await page.waitForFrame((frame) => frame.url().startsWith(site.proxy.url));
    await root.waitForSelector(said("Wang Wei"), { visible: true });
    await press(root, said("Audit"));
    await expect.poll(() => page.$eval("output", (output) => output.textContent)).toContain("Audit");
    expect(page.url()).toBe(`${site.portal}/html/${kind}.html`);
    expect(troubles).toEqual([]);
    await page.close();
    await site.stop();
  });
}
