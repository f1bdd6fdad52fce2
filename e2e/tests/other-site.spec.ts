import type { BrowserContext, Locator, Page, Route } from "@playwright/test";
import { groupOf, instanceOf, listIds } from "../support/cloud.ts";
import { startWithProvider } from "../support/oidc.ts";
import { addUser, PASSWORD, WITH_SIGN_IN } from "../support/people.ts";
import { freePort, startConfigured, type Proxy } from "../support/proxy.ts";
import { startStatic, type StaticHost } from "../support/static.ts";
import { expect, expectAccessible, test as base } from "../support/test.ts";
import { Watch } from "../support/watch.ts";

interface Site {
  proxy: Proxy;
  host: StaticHost;
}

/** The dashboard on a site of its own: `localhost`, while the proxy is at `127.0.0.1`, so that no cookie reaches it. */
const test = base.extend<{ site: Site }>({
  site: async ({}, use) => {
    const port = await freePort();
    const proxy = await startConfigured(`allowed_origins = ["http://localhost:${port}"]\n${WITH_SIGN_IN}`);
    const host = await startStatic("nginx", { proxy: proxy.url, base: "/devices/", port });
    await addUser(proxy, "olga", [["--role", "custodian"]]);
    await use({ proxy, host });
    await host.stop();
    await proxy.stop();
  },
  baseURL: async ({ site }, use) => use(site.host.url),
  watch: async ({ page, site }, use) => {
    const watch = new Watch(page, site.proxy.url);
    watch.expectVisits(site.host.origin);
    watch.expectRefusals();
    await use(watch);
    watch.verify();
  },
});

const signIn = (page: Page) => page.getByRole("button", { name: "Sign in", exact: true });
const again = (page: Page) => page.getByRole("dialog", { name: "Sign in again" });
const olga = (page: Page) => page.getByRole("button", { name: "olga", exact: true });

/** At the proxy, where the page has led. */
async function typePassword(page: Page): Promise<void> {
  await page.getByLabel("Name").fill("olga");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
}

/** From the page's first view, by the proxy, and back. */
async function comeIn(page: Page, { proxy, host }: Site): Promise<void> {
  await signIn(page).click();
  await expect(page.getByText(`A page of ${host.origin} asks who you are.`)).toBeVisible();
  expect(page.url()).toContain(`${proxy.url}/sign-in/exchange?`);
  await typePassword(page);
  await page.waitForURL(`${host.url}**`);
  await expect(olga(page)).toBeVisible();
}

/** Asks whether a credential is to be deregistered, and types all that is asked for. */
async function askToDeregister(page: Page, id: string): Promise<Locator> {
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  const question = page.getByRole("dialog", { name: "Deregister this credential?" });
  await question.getByLabel("Reason").fill("scrapped");
  await question.getByLabel(/^Type .* to confirm$/).fill(id.split("@@@")[1]);
  return question;
}

/** Presses *Sign in* in a dialog, which opens a tab. */
async function inAnotherTab(context: BrowserContext, dialog: Locator): Promise<Page> {
  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  return opened;
}

/** The tab says that it is not needed any more, or is gone already where the browser lets it close itself. */
async function isDone(tab: Page): Promise<void> {
  await Promise.race([tab.waitForEvent("close"), expect(tab.getByText("You are signed in.")).toBeVisible()]);
}

/** They look at the first tab again; headless, no tab is ever hidden. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("focus")));

/** Ends all sessions of olga, as from another machine. */
async function endSessions(proxy: Proxy): Promise<void> {
  const headers = { "content-type": "application/json", "x-signet": "1" };
  const post = (path: string, body: object, cookie = "") =>
    fetch(`${proxy.url}/api/${path}`, { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify(body) });
  const came = await post("sign-in/password", { name: "olga", password: PASSWORD });
  const left = await post("sign-out/everywhere", {}, came.headers.getSetCookie()[0].split(";")[0]);
  expect(left.status).toBe(200);
}

/** The list of credentials, at an address that can be opened by itself. */
async function aList({ proxy, host }: Site): Promise<{ address: string; id: string }> {
  const made = await proxy.run(["token", "create", "--name", "look", "--role", "viewer", "--expires", "1h"]);
  const cloud = { url: proxy.url, token: made.trim() };
  const { instance_id } = await instanceOf(cloud, "platinum");
  const { group_id } = await groupOf(cloud, instance_id, 1);
  const [id] = (await listIds(cloud, instance_id, group_id, 1, 1)).client_ids;
  return { address: `${host.url}instances/${instance_id}/credentials?group=${group_id}`, id };
}

/** What is kept of this by the page's own site. */
async function kept(context: BrowserContext, page: Page, { host }: Site): Promise<string> {
  const cookies = await context.cookies(host.url);
  const storage = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  return JSON.stringify(cookies) + storage;
}

test("a page on another site signs in at the proxy and comes back to its place; a reload needs no password", async ({ page, context, site }) => {
  const { address, id } = await aList(site);
  const bearers: string[] = [];
  page.on("request", (request) => {
    const bearer = request.headers().authorization;
    if (bearer) bearers.push(bearer);
    expect(request.headers().cookie && request.url().startsWith(`${site.proxy.url}/api/operations`)).toBeFalsy();
  });
  await page.goto(address);
  await expect(page.getByText("You sign in at the proxy, which leads back here.")).toBeVisible();
  await expectAccessible(page);
  await signIn(page).click();
  await expect(page.getByText(`A page of ${site.host.origin} asks who you are.`)).toBeVisible();
  await expectAccessible(page);
  await typePassword(page);
  await expect(page.getByRole("link", { name: id, exact: true })).toBeVisible();
  expect(page.url(), "at the place that was asked for, without the code").toBe(address);
  expect(new Set(bearers).size).toBe(1);
  expect(bearers[0]).toMatch(/^Bearer sgs_[\w-]{43}$/);
  const secret = bearers[0].slice("Bearer sgs_".length);
  expect(await kept(context, page, site)).not.toContain(secret);

  await page.reload();
  await signIn(page).click();
  await expect(page.getByRole("link", { name: id, exact: true })).toBeVisible();
  expect(page.url()).toBe(address);
});

test("it is renewed in time, and signing out ends the session at the proxy too", async ({ page, site }) => {
  await page.clock.install();
  await page.goto(site.host.url);
  await comeIn(page, site);
  const renewed = page.waitForResponse(`${site.proxy.url}/api/session/renew`);
  await page.clock.fastForward("11:00");
  expect((await renewed).status()).toBe(200);
  await page.getByRole("link", { name: "Tokens" }).or(page.getByRole("link", { name: "People" })).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await olga(page).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByText("You sign in at the proxy, which leads back here.")).toBeVisible();
  await signIn(page).click();
  await expect(page.getByLabel("Password"), "the proxy does not know them any more").toBeVisible();
});

test("a session that ends while a page is open is begun again in another tab, and nothing typed is lost", async ({ page, context, site }) => {
  const { address, id } = await aList(site);
  await page.goto(address);
  await comeIn(page, site);
  const question = await askToDeregister(page, id);
  await endSessions(site.proxy);
  await question.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(again(page)).toBeVisible();

  const tab = await inAnotherTab(context, again(page));
  await typePassword(tab);
  await isDone(tab);
  await comeBack(page);
  await expect(again(page)).toHaveCount(0);
  await expect(question.getByLabel("Reason")).toHaveValue("scrapped");
  await question.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
});

test("an act that needs a recent sign-in has one sign in anew at the proxy, in another tab", async ({ page, context, site }) => {
  const { address, id } = await aList(site);
  await page.goto(address);
  await comeIn(page, site);
  const question = await askToDeregister(page, id);
  // The clock of the proxy is not ours: its answers after 15 minutes, once each.
  const json = { error: { code: "sign_in_again", message: "this needs a sign-in of the last 15 minutes" } };
  const headers = { "access-control-allow-origin": site.host.origin, "access-control-allow-credentials": "true" };
  await page.route("**/UnRegisterDeviceCredential", (route) => route.fulfill({ status: 403, headers, json }), { times: 1 });
  const tooOld = async (route: Route) => route.fulfill({ response: await route.fetch({ url: `${site.proxy.url}/` }) });
  await context.route(/\/sign-in\/exchange\?.*max_age=60/, tooOld, { times: 1 });
  await question.getByRole("button", { name: "Deregister", exact: true }).click();
  const recent = page.getByRole("dialog", { name: "Sign in once more for this" });
  const tab = await inAnotherTab(context, recent);
  const there = tab.getByRole("dialog", { name: "Sign in once more for this" });
  await expect(tab.getByText("The page that sent you here needs a sign-in of the last minutes.")).toBeVisible();
  await there.getByLabel("Password").fill(PASSWORD);
  await tab.keyboard.press("Enter");
  await isDone(tab);
  await comeBack(page);
  await expect(recent).toHaveCount(0);
  await question.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
});

test("by a provider of OpenID Connect one comes back to the page as well", async ({ page, watch }) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const grant = `[[grants]]\nto = "group:iot-ops"\nrole = "operator"\n`;
  const { provider, proxy } = await startWithProvider(`allowed_origins = ["${origin}"]\n${grant}`);
  const host = await startStatic("nginx", { proxy: proxy.url, base: "/devices/", port });
  for (const place of [origin, proxy.url, provider.url]) watch.expectVisits(place);
  watch.expectTrouble(/401 \(Unauthorized\)/);
  await page.goto(`${host.url}plans`);
  await signIn(page).click();
  await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
  await expect(page.getByRole("button", { name: "Alice Zhang" })).toBeVisible();
  expect(page.url()).toBe(`${host.url}plans`);
  await host.stop();
  await proxy.stop();
  provider.stop();
});

test("a page whose origin is not allowed is told so at the proxy, in both languages", async ({ page, site, watch }) => {
  watch.expectTrouble(/403 \(Forbidden\)/);
  const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  await page.goto(`${site.proxy.url}/sign-in/exchange?return_to=${encodeURIComponent("http://localhost:1/x")}&challenge=${challenge}&state=s`);
  await expect(page.getByRole("heading", { name: "That page may not sign you in" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "该页面无权让你登录" })).toBeVisible();
  await expect(page.getByText('allowed_origins = ["http://localhost:1"]').first()).toBeVisible();
  await expectAccessible(page);
});
