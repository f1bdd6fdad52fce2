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

/** Puppeteer's selectors by role and name look into shadow roots as a reader does. */
const named = (role: string, name: string) => `::-p-aria([name="${name}"][role="${role}"])`;

test("a credential is deregistered, its end typed", async () => {
  const proxy = await startProxy();
  const { instance_id } = await instanceOf(proxy.url, "platinum");
  const { group_id } = await groupOf(proxy.url, instance_id, 51);
  const [id] = (await listIds(proxy.url, instance_id, group_id, 1, 50)).client_ids;
  const { page, troubles } = await opened();
  await page.goto(`${proxy.url}/instances/${instance_id}/credentials?group=${group_id}`);
  await page.locator(named("button", `Actions for ${id}`)).click();
  await page.locator(named("menuitem", "Deregister…")).click();
  await page.locator("dialog[open] input").fill(id.split("@@@")[1]);
  await page.locator("dialog[open] button[type=submit]").click();
  await page.waitForFunction((id) => document.querySelector("[role=log]")?.textContent?.includes(`${id} is deregistered`), {}, id);
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
    await root.locator(named("button", "Wang Wei")).wait();
    await root.locator(named("link", "Audit")).click();
    await page.waitForFunction(() => document.querySelector("output")?.textContent?.includes("Audit"));
    expect(page.url()).toBe(`${site.portal}/html/${kind}.html`);
    expect(troubles).toEqual([]);
    await page.close();
    await site.stop();
  });
}
