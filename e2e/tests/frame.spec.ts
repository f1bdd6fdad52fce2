import { expect, test as base, type Page } from "@playwright/test";
import { startStranger, type Stranger } from "../support/stranger.ts";
import { Watch } from "../support/watch.ts";

type Told = [name: string, detail: { code?: string; message?: string; route?: string; title?: string }];

/** What the page around the iframe keeps for the tests. */
interface Host {
  told: Told[];
  connection: { navigate(route: string): void; set(name: string, value: unknown): void; close(): void };
}

const test = base.extend<{ listed: boolean; stranger: Stranger; watch: Watch }>({
  listed: [true, { option: true }],
  stranger: async ({ listed }, use) => {
    const stranger = await startStranger({ listed });
    await use(stranger);
    await stranger.stop();
  },
  watch: [
    async ({ page, stranger }, use) => {
      const watch = new Watch(page, stranger.proxy.url);
      watch.expectVisits(stranger.origin);
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
});

/** A portal's page with the console in an iframe; it does not speak to it yet. */
async function open(page: Page, { page: made, proxy }: Stranger, path = "/"): Promise<void> {
  await page.goto(made(`<iframe title="Devices" width="1200" height="700" src="${proxy.url}${path}"></iframe><script type="module" src="/token.js"></script>`));
}

/** The portal's page connects, with these options beside the usual ones. */
async function connect(page: Page, { proxy }: Stranger, options: Record<string, unknown> = {}, from = proxy.url): Promise<void> {
  await page.evaluate(
    async ([url, options, from]) => {
      const { connect } = await import(`${from}/embed/signet-frame.js`);
      const told: unknown[] = [];
      const { getToken } = globalThis as Record<string, unknown>;
      const onEvent = (...event: unknown[]) => told.push(event);
      const iframe = document.querySelector("iframe");
      Object.assign(globalThis, { told, connection: connect(iframe, { origin: url, getToken, onEvent, autoHeight: true, ...options }) });
    },
    [proxy.url, options, from] as const,
  );
}

const console_ = (page: Page) => page.frameLocator("iframe");
const person = (page: Page) => console_(page).getByRole("button", { name: "Wang Wei" });
const told = (page: Page, name: string) => page.evaluate((name) => (globalThis as unknown as Host).told.filter(([said]) => said === name), name);

test("it gets tokens, tells where it is, grows with what it shows, and does as it is told", async ({ page, stranger }) => {
  await open(page, stranger);
  await connect(page, stranger, { locale: "zh-CN" });
  const address = page.url();
  await expect(person(page)).toBeVisible();
  await expect(console_(page).getByRole("link", { name: "审计" })).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as Host).connection.set("locale", "en"));
  await console_(page).getByRole("link", { name: "Audit" }).click();
  await expect.poll(async () => (await told(page, "navigate")).at(-1)?.[1].title).toContain("Audit");
  await page.evaluate(() => (globalThis as unknown as Host).connection.navigate("/people"));
  await expect(console_(page).getByRole("heading", { level: 1, name: /People/ })).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as Host).connection.set("theme", "dark"));
  await expect(console_(page).locator("[data-theme=dark]")).toBeVisible();
  const height = () => page.locator("iframe").evaluate((iframe: HTMLIFrameElement) => iframe.clientHeight);
  await expect.poll(height).toBeGreaterThan(300);
  expect(await console_(page).locator("html").evaluate((html) => html.scrollHeight - html.clientHeight), "nothing to scroll inside").toBeLessThanOrEqual(1);
  expect(page.url()).toBe(address);
  expect(await page.context().cookies(), "no cookie is needed").toEqual([]);
  expect(stranger.asked).toBe(1);
});

test("whichever comes first, page or portal, and when the page is loaded again, they find each other", async ({ page, stranger }) => {
  await open(page, stranger);
  await expect(console_(page).getByText("Loading Signet")).toBeVisible();
  await connect(page, stranger);
  await expect(person(page)).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as Host).connection.set("locale", "zh-CN"));
  await page.locator("iframe").evaluate((iframe: HTMLIFrameElement) => (iframe.src = `${iframe.src}`));
  await expect(console_(page).getByRole("link", { name: "审计" })).toBeVisible();
  await expect(person(page)).toBeVisible();
});

test("closed, it asks no more of the portal", async ({ page, stranger, watch }) => {
  watch.expectRefusals();
  await open(page, stranger);
  await connect(page, stranger);
  await expect(person(page)).toBeVisible();
  await page.evaluate(() => (globalThis as unknown as Host).connection.close());
  const before = (await told(page, "navigate")).length;
  await console_(page).getByRole("link", { name: "Audit" }).click();
  await expect(console_(page).getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
  expect(await told(page, "navigate")).toHaveLength(before);
});

test("a portal that does not connect leaves a page that says so, and may connect later", async ({ page, stranger, watch }) => {
  watch.expectTrouble(/frame_refused/);
  await page.clock.install();
  await open(page, stranger);
  await expect(console_(page).getByText("Loading Signet")).toBeVisible();
  await expect(async () => {
    await page.clock.fastForward(10_000);
    await expect(console_(page).getByRole("alert")).toContainText("may not be shown here", { timeout: 500 });
  }).toPass();
  await expect(console_(page).getByRole("alert")).toContainText(stranger.origin);
  await page.clock.resume();
  await connect(page, stranger);
  await expect(person(page)).toBeVisible();
});

test("what does not come from the page around it is not heard, and another frame gets nothing of the portal", async ({ page, stranger }) => {
  await open(page, stranger);
  await expect(console_(page).getByText("Loading Signet")).toBeVisible();
  await page.evaluate((url) => {
    const more = (title: string, src: string) => document.body.append(Object.assign(document.createElement("iframe"), { title, src }));
    more("Listed, and not around it", "about:blank");
    more("Another console", url);
  }, stranger.proxy.url);
  const stranger_ = page.frames().find((frame) => frame.url() === "about:blank");
  await stranger_!.evaluate((url) => {
    const { port1, port2 } = new MessageChannel();
    const heard: string[] = [];
    port1.onmessage = ({ data }) => heard.push(data.type);
    Object.assign(globalThis, { heard });
    parent.frames[0].postMessage({ signet: 1, type: "connect", settings: { token: true } }, url, [port2]);
  }, stranger.proxy.url);
  const [first, , other] = [0, 1, 2].map((at) => page.frameLocator("iframe").nth(at));
  await expect(other.getByText("Loading Signet")).toBeVisible();
  await connect(page, stranger);
  await expect(first.getByRole("button", { name: "Wang Wei" })).toBeVisible();
  expect(await stranger_!.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([]);
  await expect(other.getByText("Loading Signet")).toBeVisible();
});

test("a portal that does not know where the console is, is told", async ({ page, stranger }) => {
  await open(page, stranger);
  for (const origin of ["signet", "", undefined]) {
    await connect(page, stranger, { origin });
    await expect.poll(async () => (await told(page, "error")).map(([, { code }]) => code)).toEqual(["frame_refused"]);
  }
  await page.evaluate(async (url) => {
    const { connect } = await import(`${url}/embed/signet-frame.js`);
    const { told } = globalThis as unknown as Host;
    connect(null, { origin: url, onEvent: (...event: Told) => told.push(event) }).set("locale", "en");
    connect(undefined);
  }, stranger.proxy.url);
  await expect.poll(async () => (await told(page, "error")).length).toBe(2);
});

test("a getToken that throws is told inside and outside", async ({ page, stranger, watch }) => {
  watch.expectTrouble(/401/);
  stranger.give = () => Promise.reject(new Error("signed out"));
  await open(page, stranger);
  await connect(page, stranger);
  await expect.poll(async () => (await told(page, "error")).at(0)?.[1]).toMatchObject({
    code: "token_refused",
    message: "getToken gave no token: the portal gave no token: 401",
  });
  const again = console_(page).getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  stranger.give = () => stranger.portal.token();
  await again.click();
  await expect(person(page)).toBeVisible();
});

test.describe("an origin that the proxy does not list", () => {
  test.use({ listed: false });
  test("may not hold it at all, and hears that nobody answers", async ({ page, stranger, watch }) => {
    watch.expectTrouble(/frame-ancestors|chrome-error/);
    await page.clock.install();
    await open(page, stranger);
    await connect(page, stranger, {}, stranger.origin);
    await page.clock.fastForward(30_000);
    await expect.poll(async () => (await told(page, "error")).map(([, { code }]) => code)).toEqual(["frame_refused"]);
  });
});
