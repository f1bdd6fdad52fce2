import { groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { change, embed, heard, portal } from "../support/embed.ts";
import { startProxy } from "../support/proxy.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test("it works inside a shadow root of somebody else's page and leaves that page alone", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 51);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 50)).client_ids;
  await portal(page);
  await embed(page, signet.url);

  await page.getByRole("combobox", { name: "Group" }).selectOption(group_id);
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
  expect(await isRegistered(signet.url, instance_id, id)).toBe(false);

  await page.getByRole("link", { name: "Device certificates" }).click();
  await expect(page.getByRole("heading", { name: "Device certificates" })).toHaveCSS("color", /^(?!rgb\(255, 0, 0\)).*/);
  // How a page is divided is its owner's business.
  await expectAccessible(page, ["landmark-no-duplicate-banner", "landmark-unique", "region"]);
  expect(page.url()).toBe(`${signet.url}/somebody-else`);
  await expect(page).toHaveTitle("Plant portal");
  expect(await page.evaluate(() => document.body.children.length)).toBe(2);

  await page.evaluate(() => window.handle.unmount());
  await expect(page.getByRole("combobox", { name: "Group" })).toHaveCount(0);
});

test("the page around it hears where it is, and links lead to the whole dashboard", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await portal(page);
  const route = `/instances/${instance_id}/device-certificates`;
  await embed(page, signet.url, { route, console: "https://signet.example/", product: "Plant 4 devices" });
  await expect(page.getByRole("heading", { name: "Device certificates" })).toBeVisible();
  await expect(page.getByText("Plant 4 devices").first()).toBeVisible();
  await expect.poll(() => heard(page, "ready")).toEqual([{ route }]);

  const link = page.getByRole("link", { name: "Groups" });
  await expect(link).toHaveAttribute("href", `https://signet.example/instances/${instance_id}/groups`);
  await link.click();
  const groups = { route: `/instances/${instance_id}/groups`, title: `Groups · ${instance_id} · Plant 4 devices` };
  await expect.poll(() => heard(page, "navigate")).toEqual([groups]);
  expect(page.url()).toBe(`${signet.url}/somebody-else`);

  await change(page, "route", "/plans");
  await expect(page.getByRole("heading", { name: "Plans", level: 1 })).toBeVisible();
  await expect.poll(async () => (await heard(page, "navigate")).at(-1)?.route).toBe("/plans");
});

test("the page around it changes language, theme, instance and what may be changed, and says what is wrong", async ({ page, signet, watch }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const other = await instanceOf(signet.url, "professional");
  watch.expectRefusals();
  await portal(page);
  await embed(page, signet.url, { instance: instance_id, locale: "en", theme: "drak", pages: ["credentials", "groups", "secrets"] });
  await expect(page.getByRole("heading", { name: "Credentials", level: 1 })).toBeVisible();
  await expect(page.getByText("The option theme cannot be drak")).toBeVisible();
  await expect(page.getByText("There is no page secrets")).toBeVisible();
  const codes = async () => (await heard(page, "error")).map(({ code, value }) => `${code} ${value}`);
  await expect.poll(codes).toEqual(["unknown_page secrets", "unknown_theme drak"]);

  // The language is fixed, the theme is not: it was no theme.
  await expect(page.getByRole("combobox", { name: "Language" })).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Theme" })).toHaveCount(1);
  await change(page, "theme", "dark");
  await expect(page.locator("[data-theme=dark]")).toHaveCount(1);
  await expect(page.getByText("The option theme cannot be drak")).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Theme" })).toHaveCount(0);

  // Only what is named is offered.
  await expect(page.getByRole("link", { name: "Groups" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Plans" })).toHaveCount(0);
  await change(page, "route", "/plans");
  await expect(page.getByRole("heading", { name: "This page is not offered here" }).first()).toBeVisible();
  await page.getByRole("link", { name: "Go to the start" }).click();

  await change(page, "instance", other.instance_id);
  await expect.poll(async () => (await heard(page, "navigate")).at(-1)?.route).toContain(other.instance_id);
  await change(page, "instance", instance_id);

  const menu = page.getByRole("button", { name: /^Actions for / }).first();
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "Deregister…" })).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");
  await change(page, "readonly", true);
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "Deregister…" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("The page around this lets nothing be changed.").first()).toBeVisible();
  await page.keyboard.press("Escape");

  await change(page, "locale", "zh-CN");
  await expect(page.getByRole("heading", { name: "设备凭证", level: 1 })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await change(page, "locale", "tlh");
  await expect(page.getByText("选项 locale 不能为 tlh")).toBeVisible();
});

test("one view is shown without a frame, and one that there is not is named", async ({ page, signet }) => {
  await portal(page);
  await embed(page, signet.url, { view: "certificates" });
  await expect(page.getByRole("heading", { name: "Device certificates" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("banner")).toHaveCount(1);

  await change(page, "view", "client-ids");
  await expect(page.getByRole("heading", { name: "IoT devices", level: 1 })).toBeVisible();
  await change(page, "view", "credentialz");
  await expect(page.getByRole("heading", { name: "There is no view credentialz" })).toBeVisible();
  await expect.poll(async () => (await heard(page, "error")).at(-1)).toMatchObject({ code: "unknown_view", value: "credentialz" });
  await expectAccessible(page, ["landmark-no-duplicate-banner", "landmark-unique", "region"]);
  await change(page, "view", null);
  await expect(page.getByRole("navigation")).toBeVisible();
  await expect(page.getByRole("heading", { name: "IoT devices", level: 1 })).toBeVisible();
});

test("fragments of the page around it are its own, and steps back are ours", async ({ page, signet }) => {
  await portal(page);
  await page.evaluate(() => history.replaceState({ own: 1 }, "", "?tab=2#section"));
  await embed(page, signet.url, { location: "hash", embedded: true, view: "plans" });
  await expect(page.getByRole("heading", { name: "Plans", level: 1 })).toBeVisible();
  await page.evaluate(() => (location.hash = "other"));
  await expect(page.getByRole("heading", { name: "Plans", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Make a plan" }).first().click();
  await expect(page.getByRole("heading", { name: "Make a plan" })).toBeVisible();
  await expect(page).toHaveURL(/\?tab=2#\/plans\/new/);
  await expect(page).toHaveTitle("Plant portal");
  await page.evaluate(() => (location.hash = "/plans"));
  await expect(page.getByRole("heading", { name: "Plans", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Make a plan" })).toBeVisible();
});

test("a portal's token goes along with every call, another one after it was refused, and its end is said", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const refused = { error: { code: "session_expired", message: "over" } };
  let good = "second";
  const bearers: string[] = [];
  await page.route("**/api/**", async (route) => {
    const headers = await route.request().allHeaders();
    bearers.push(headers.authorization);
    expect(headers.cookie).toBeUndefined();
    if (headers.authorization === `Bearer ${good}`) {
      // The demo knows no bearer.
      const { authorization: _, ...others } = headers;
      return route.continue({ headers: others });
    }
    await route.fulfill({ status: 401, json: refused, headers: { "x-signet-api-version": "1" } });
  });
  await page.context().addCookies([{ name: "signet", value: "not-ours", url: signet.url }]);
  await portal(page);
  await page.evaluate(() => {
    const tokens = ["first", "second"];
    window.portal = { token: async (again: boolean) => (again ? tokens[1] : tokens[0]) };
  });
  await embed(page, signet.url);
  await expect(page.getByRole("heading", { name: "Credentials", level: 1 })).toBeVisible();
  await expect.poll(() => bearers.slice(0, 2)).toEqual(["Bearer first", "Bearer second"]);

  good = "third";
  await change(page, "route", "/plans");
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog.getByText("The page around this signs you in.")).toBeVisible();
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
  await expect.poll(() => heard(page, "session-expired")).toEqual([{}]);
  good = "second";
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog).toHaveCount(0);
});

test("who is never heard is named, with what to do", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to load resource|Failed to fetch|foreign request|CORS/);
  await portal(page);
  await page.route("**/api/**", (route) => route.abort());
  await embed(page, signet.url);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(`No proxy answers at ${signet.url}`);
  await expect.poll(async () => (await heard(page, "error")).map(({ code }) => code)).toEqual(["proxy_unreachable"]);
  await page.unroute("**/api/**");
  await page.route("**/api/session", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), "x-signet-api-version": "7" } });
  });
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toContainText("The proxy speaks version 7 of the API, this page version 1");
  await expect.poll(async () => (await heard(page, "error")).at(-1)?.code).toBe("api_version");
  await page.unroute("**/api/session");
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Credentials", level: 1 })).toBeVisible();
});

test("a proxy that does not let the page in is told from one that is not there", async ({ page, signet, watch }) => {
  const other = await startProxy();
  try {
    watch.expectVisits(other.url);
    watch.expectTrouble(/CORS|Failed to load resource/);
    // The page of the test comes from nowhere; a real one on this machine may speak to this machine.
    await page.context().grantPermissions(["local-network-access"]);
    await portal(page);
    await embed(page, signet.url, { proxy: other.url });
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(`Pages of ${signet.url} may not speak to ${other.url}`);
    await expect(alert).toContainText("allowed_origins");
    await expect.poll(async () => (await heard(page, "error")).map(({ code }) => code)).toEqual(["origin_refused"]);
    await other.stop();
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("alert")).toContainText(`No proxy answers at ${other.url}`);
  } finally {
    await other.stop();
  }
});

test("what is on its way when the dashboard is taken away comes to nothing", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 51);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 50)).client_ids;
  await portal(page);
  await embed(page, signet.url, { route: `/instances/${instance_id}/credential?open=${id}&act=deregister` });
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/UnRegisterDeviceCredential", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest("**/UnRegisterDeviceCredential");
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await asked;
  await page.evaluate(() => {
    window.handle.unmount();
    window.handle.unmount();
    window.handle.set("theme", "dark");
  });
  const answered = page.waitForResponse("**/UnRegisterDeviceCredential");
  answer();
  await (await answered).finished();
  // What was sent is not taken back.
  expect(await isRegistered(signet.url, instance_id, id)).toBe(false);
  await page.evaluate(() => void (window.handle = window.again()));
  await change(page, "route", "/plans");
  await expect(page.getByRole("heading", { name: "Plans", level: 1 })).toBeVisible();
});

test("fifty mounts and unmounts leave nothing behind", async ({ page, signet }) => {
  test.slow();
  await portal(page);
  await embed(page, signet.url);
  const used = await page.context().newCDPSession(page);
  await used.send("HeapProfiler.enable");
  // Mounted until its rows are there, and taken away.
  const once = () =>
    page.evaluate(async () => {
      window.handle = window.again();
      const shadow = document.querySelector("#host")!.shadowRoot!;
      await new Promise<void>((resolve) => {
        const look = () => (shadow.querySelector("tbody tr, .ui-row") ? resolve() : requestAnimationFrame(look));
        look();
      });
      window.handle.unmount();
      window.heard.length = 0;
    });
  const memory = async () => {
    await used.send("HeapProfiler.collectGarbage");
    const { usedSize } = await used.send("Runtime.getHeapUsage");
    const counters = await used.send("Memory.getDOMCounters");
    const taken = await page.evaluate(() => window.used());
    return { bytes: usedSize + taken, taken, usedSize, listeners: counters.jsEventListeners, nodes: counters.nodes };
  };
  await page.evaluate(() => window.handle.unmount());
  await once();
  const first = await memory();
  for (let cycle = 0; cycle < 50; cycle++) await once();
  const last = await memory();
  expect(last.bytes - first.bytes).toBeLessThan(2 * 1024 * 1024);
  expect(last.listeners).toBeLessThanOrEqual(first.listeners);
});
