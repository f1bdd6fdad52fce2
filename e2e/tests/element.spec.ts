import { expect, test as base, type Page, type Route } from "@playwright/test";
import { startStranger, type Stranger } from "../support/stranger.ts";
import { Watch } from "../support/watch.ts";

interface Heard {
  code?: string;
  message?: string;
  value?: string;
  route?: string;
  title?: string;
}

interface Kept {
  kept: Element;
}

/** Something that is on its way until the test lets it go. */
class Held {
  here!: () => Promise<void>;
  go!: () => void;
  readonly came = new Promise<void>((came) => {
    const gone = new Promise<void>((go) => (this.go = go));
    this.here = () => {
      came();
      return gone;
    };
  });
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

/** A page with these elements in it, which load as a portal would have them load. */
async function open(
  page: Page,
  { page: made, proxy }: Stranger,
  elements = `<signet-console proxy="${proxy.url}"></signet-console>`,
  from = proxy.url,
): Promise<void> {
  const module = `<script type="module" crossorigin src="${from}/embed/signet-element.js"></script>`;
  await page.goto(made(`${elements}<footer></footer>${module}<script type="module" src="/token.js"></script>`));
}

/** What the page heard under this name. */
async function heard(page: Page, name: string): Promise<Heard[]> {
  const all = await page.evaluate(() => (globalThis as { heard?: [string, Heard][] }).heard ?? []);
  return all.filter(([told]) => told === name).map(([, detail]) => detail);
}

const codes = (page: Page) => async () => (await heard(page, "error")).map(({ code }) => code);
const element = (page: Page) => page.locator("signet-console");
const person = (page: Page) => element(page).getByRole("button", { name: "Wang Wei" });

test("it lives in a stranger's page with a strict policy, and leaves that page's address, title and keys alone", async ({ page, stranger }) => {
  await open(page, stranger);
  const address = page.url();
  await expect(person(page)).toBeVisible();
  await expect.poll(() => heard(page, "ready")).toHaveLength(1);
  await element(page).getByRole("link", { name: "Audit" }).click();
  await expect(element(page).getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
  await expect.poll(async () => (await heard(page, "navigate")).at(-1)?.title).toContain("Audit");
  expect(page.url()).toBe(address);
  await expect(page).toHaveTitle("Plant portal");
  expect(await page.evaluate(() => document.head.querySelectorAll("link").length), "nothing is left in the head").toBe(0);
  expect(await page.context().cookies()).toEqual([]);
});

test("attributes are live", async ({ page, stranger }) => {
  await open(page, stranger);
  await expect(person(page)).toBeVisible();
  await element(page).evaluate((console) => console.setAttribute("locale", "zh-CN"));
  await expect(element(page).getByRole("link", { name: "审计" })).toBeVisible();
  await element(page).evaluate((console) => console.setAttribute("theme", "dark"));
  await expect(element(page).locator("[data-theme=dark]")).toBeVisible();
  await element(page).evaluate((console) => console.removeAttribute("locale"));
  await expect(element(page).getByRole("link", { name: "Audit" })).toBeVisible();
  await element(page).evaluate((console) => console.setAttribute("route", "/audit"));
  await expect(element(page).getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
  expect(stranger.asked, "one token for all that").toBe(1);
});

test("what was set before the element was known counts", async ({ page, stranger }) => {
  await page.goto(stranger.page(`<div></div><script type="module" src="/token.js"></script>`));
  await page.evaluate(async (url) => {
    const console = document.createElement("signet-console") as HTMLElement & Record<string, unknown>;
    Object.assign(console, { proxy: url, locale: "zh-CN", getToken: (globalThis as Record<string, unknown>).getToken });
    document.querySelector("div")!.append(console);
    await import(`${url}/embed/signet-element.js`);
  }, stranger.proxy.url);
  await expect(element(page).getByRole("link", { name: "审计" })).toBeVisible();
  await expect(person(page)).toBeVisible();
});

test("a proxy that is none, or that nobody answers for, is named", async ({ page, stranger, watch }) => {
  watch.expectVisits("http://127.0.0.1:1");
  watch.expectTrouble(/127\.0\.0\.1:1|ERR_UNSAFE_PORT|ERR_CONNECTION_REFUSED/);
  await open(page, stranger, `<signet-console proxy="signet.example"></signet-console>`);
  await expect(element(page).getByRole("alert")).toContainText("Signet has no proxy");
  await expect(element(page).getByRole("alert")).toContainText("signet.example");
  expect(await codes(page)()).toEqual(["no_proxy"]);
  await element(page).evaluate((console) => console.setAttribute("proxy", "http://127.0.0.1:1"));
  await expect.poll(codes(page)).toContain("proxy_unreachable");
  await expect(element(page).getByRole("alert").or(element(page).getByRole("heading", { level: 1 }))).toContainText(/reach|answer/);
  await element(page).evaluate((console, url) => console.setAttribute("proxy", url), stranger.proxy.url);
  await expect(person(page)).toBeVisible();
});

test.describe("an origin that the proxy does not list", () => {
  test.use({ listed: false });
  test("is refused, and told apart from a proxy that is not there", async ({ page, stranger, watch }) => {
    watch.expectTrouble(/CORS|ERR_FAILED|403/);
    await open(page, stranger, undefined, stranger.origin);
    await expect.poll(codes(page)).toContain("origin_refused");
    await expect(element(page)).toContainText("allowed_origins");
  });
});

for (const [what, claims] of Object.entries({ "of another audience": { aud: "somebody-else" }, "that has ended": { issued: -700, expires: -600 } })) {
  test(`a token ${what} is no way in: the portal has to give another`, async ({ page, stranger, watch }) => {
    watch.expectRefusals();
    stranger.give = () => stranger.portal.token(claims);
    await open(page, stranger);
    const again = element(page).getByRole("button", { name: "Try again" });
    await expect(again).toBeVisible();
    await expect(element(page).getByLabel("Password")).toHaveCount(0);
    expect(stranger.asked, "asked again once it was refused").toBeGreaterThan(1);
    stranger.give = () => stranger.portal.token();
    await again.click();
    await expect(person(page)).toBeVisible();
  });
}

test("a getToken that throws is told, and may do better later", async ({ page, stranger, watch }) => {
  watch.expectTrouble(/401/);
  stranger.give = () => Promise.reject(new Error("signed out"));
  await open(page, stranger);
  await expect.poll(codes(page)).toContain("token_refused");
  expect((await heard(page, "error"))[0].message).toBe("getToken gave no token: the portal gave no token: 401");
  const again = element(page).getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  stranger.give = () => stranger.portal.token();
  await again.click();
  await expect(person(page)).toBeVisible();
});

test("a getToken that gives no text is told", async ({ page, stranger, watch }) => {
  watch.expectRefusals();
  await page.goto(stranger.page(`<signet-console proxy="${stranger.proxy.url}"></signet-console><script type="module" src="/token.js"></script>`));
  await element(page).evaluate((console) => Object.assign(console, { getToken: () => 7 }));
  await page.evaluate((url) => import(`${url}/embed/signet-element.js`), stranger.proxy.url);
  await expect.poll(codes(page)).toContain("token_refused");
  expect((await heard(page, "error"))[0].message).toBe("getToken gave no token: it must be a text, found number");
  const again = element(page).getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await element(page).evaluate((console) => Object.assign(console, { getToken: (globalThis as Record<string, unknown>).getToken }));
  await again.click();
  await expect(person(page)).toBeVisible();
});

test("unknown words are told, and what can be shown is shown", async ({ page, stranger }) => {
  await open(page, stranger, `<signet-console proxy="${stranger.proxy.url}" locale="tlh" theme="pink"></signet-console>`);
  await expect(person(page)).toBeVisible();
  await expect.poll(codes(page)).toEqual(expect.arrayContaining(["unknown_locale", "unknown_theme"]));
  expect((await heard(page, "error")).find(({ code }) => code === "unknown_locale")?.value).toBe("tlh");
  await element(page).evaluate((console) => console.setAttribute("view", "everything"));
  await expect.poll(codes(page)).toContain("unknown_view");
  await expect(element(page)).toContainText("everything");
});

for (const [what, url] of Object.entries({ "its files load": "**/embed/*_bg.wasm", "it asks the proxy": "**/api/session" })) {
  test(`removed while ${what}: nothing comes of it, and put back it starts anew`, async ({ page, stranger }) => {
    const held = new Held();
    await page.route(url, async (route) => {
      await held.here();
      await route.continue().catch(() => undefined);
    });
    await open(page, stranger);
    await held.came;
    await element(page).evaluate((console) => {
      Object.assign(globalThis, { kept: console });
      console.remove();
    });
    held.go();
    expect(await page.evaluate(() => (globalThis as unknown as Kept).kept.shadowRoot!.childElementCount)).toBe(0);
    await page.evaluate(() => document.body.append((globalThis as unknown as Kept).kept));
    await expect(person(page)).toBeVisible();
    await expect(element(page).getByRole("banner")).toHaveCount(1);
  });
}

test("a file that does not come, or is another, is told; trying again loads it", async ({ page, stranger, watch }) => {
  watch.expectTrouble(/ERR_FAILED|integrity/);
  for (const file of ["**/embed/signet-dashboard-*.js", "**/embed/*_bg.wasm", "**/embed/signet-*.css"]) {
    const spoilt = [(route: Route) => route.abort(), (route: Route) => route.fulfill({ body: "another", headers: { "access-control-allow-origin": "*" } })];
    for (const spoil of spoilt) {
      await page.route(file, spoil);
      await open(page, stranger);
      await expect(element(page).getByRole("alert")).toContainText("Signet could not start");
      await expect(element(page).getByRole("alert")).toContainText("Signet 无法启动");
      expect(await codes(page)()).toEqual(["load_failed"]);
      await page.unroute(file);
      await element(page).getByRole("button", { name: "Try again" }).click();
      await expect(person(page)).toBeVisible();
    }
  }
});

test("two on one page: each its own place, language and view", async ({ page, stranger }) => {
  const { url } = stranger.proxy;
  await open(page, stranger, `<signet-console proxy="${url}" locale="zh-CN"></signet-console><signet-console proxy="${url}" locale="en" route="/audit"></signet-console>`);
  const [first, second] = [element(page).first(), element(page).last()];
  await expect(second.getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
  await expect(first.getByRole("link", { name: "审计" })).toBeVisible();
  await expect(first.getByRole("heading", { level: 1, name: /审计/ })).toHaveCount(0);
  await first.evaluate((console) => console.remove());
  await second.getByRole("link", { name: "People" }).first().click();
  await expect(second.getByRole("heading", { level: 1, name: /People/ })).toBeVisible();
});

test("moved within the page it goes on, removed it ends", async ({ page, stranger }) => {
  await open(page, stranger);
  await expect(person(page)).toBeVisible();
  await element(page).getByRole("link", { name: "Audit" }).click();
  await expect(element(page).getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
  await element(page).evaluate((console) => document.querySelector("footer")!.append(console));
  await expect(page.locator("footer signet-console").getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
  await element(page).evaluate((console) => {
    Object.assign(globalThis, { kept: console });
    console.remove();
  });
  expect(await page.evaluate(() => (globalThis as unknown as Kept).kept.shadowRoot!.childElementCount)).toBe(0);
  await page.evaluate(() => document.body.append((globalThis as unknown as Kept).kept));
  await expect(person(page)).toBeVisible();
  await expect(element(page).getByRole("heading", { level: 1, name: /Audit/ })).toHaveCount(0);
});

test("put in and taken out fifty times, it leaves nothing behind", async ({ page, stranger }) => {
  test.slow();
  await open(page, stranger);
  await expect(person(page)).toBeVisible();
  const out = () =>
    element(page).evaluate((console) => {
      Object.assign(globalThis, { kept: console });
      console.remove();
    });
  const back = () =>
    page.evaluate(async () => {
      const { kept } = globalThis as unknown as Kept;
      const ready = new Promise((resolve) => kept.addEventListener("signet-ready", resolve, { once: true }));
      document.body.append(kept);
      await ready;
    });
  const client = await page.context().newCDPSession(page);
  const used = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await client.send("Memory.getDOMCounters");
    const { usedSize } = await client.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(async (url) => {
      const glue = performance.getEntriesByType("resource").find(({ name }) => /signet-dashboard-[0-9a-f]+\.js$/.test(name));
      const dashboard = await import(glue?.name ?? url);
      return ((await dashboard.default()) as { memory: WebAssembly.Memory }).memory.buffer.byteLength;
    }, stranger.proxy.url);
    return { nodes, jsEventListeners, bytes: usedSize + wasm };
  };
  await out();
  const first = await used();
  for (let round = 0; round < 50; round += 1) {
    await back();
    await out();
  }
  // A tree has some 4,000 nodes. The browser may hold on to the last for a while, and `Shared` keeps three or four of each; fifty trees would
  // be 200,000.
  const last = await used();
  expect(last.bytes - first.bytes, "bytes that stay").toBeLessThan(2_000_000);
  expect(last.jsEventListeners - first.jsEventListeners, "listeners that stay").toBeLessThan(50);
  expect(last.nodes - first.nodes, "nodes that stay").toBeLessThan(10_000);
});
