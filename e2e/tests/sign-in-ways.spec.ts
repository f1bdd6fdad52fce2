import type { Page } from "@playwright/test";
import { ISSUER, startPortal, type Portal } from "../support/jwt.ts";
import { atProvider, startWithProvider, type Provider } from "../support/oidc.ts";
import { addUser, signIn, test as withPeople } from "../support/people.ts";
import { startConfigured, type Proxy } from "../support/proxy.ts";
import { startReverse, type Reverse } from "../support/reverse.ts";
import { expect, expectAccessible, test as base } from "../support/test.ts";

const OPERATORS = `
[[grants]]
to = "group:iot-ops"
role = "operator"
`;

const account = (page: Page, name: string) => page.getByRole("button", { name });

/** Asks as a program does, with an API token of the command line. */
async function ask<Answer>(proxy: Proxy, token: string, operation: string, body: object = {}): Promise<Answer> {
  const headers = { "content-type": "application/json", "x-signet": "1", authorization: `Bearer ${token}` };
  const answer = await fetch(`${proxy.url}/api/operations/${operation}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${operation}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

/** What only the command line knows of a proxy that asks who one is. */
async function instanceOf(proxy: Proxy): Promise<string> {
  const token = (await proxy.run(["token", "create", "--name", "look", "--role", "viewer", "--expires", "1h"])).trim();
  const { instances } = await ask<{ instances: { instance_id: string; edition: string }[] }>(proxy, token, "ListInstances");
  const found = instances.find(({ edition }) => edition === "platinum");
  if (!found) throw new Error("the fleet has no platinum instance");
  return found.instance_id;
}

/** Makes a group on the page that is open, as somebody who may. */
async function makeGroup(page: Page, group: string): Promise<void> {
  await page.getByRole("button", { name: "Create a group…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Group id" }).fill(group);
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${group} is created`);
}

/** The actors of what the audit log has of an operation. */
async function actorsOf(proxy: Proxy, operation: string): Promise<[string, string | undefined][]> {
  const lines = (await proxy.run(["audit", "export", "--operation", operation])).trim().split("\n").filter(Boolean);
  const entries = lines.map((line) => (JSON.parse(line) as { entry: { actor: string; address?: string } }).entry);
  return entries.map(({ actor, address }) => [actor, address]);
}

base.describe("a provider of OpenID Connect", () => {
  const test = base.extend<{ provider: Provider; both: { provider: Provider; proxy: Proxy } }>({
    both: async ({}, use) => {
      const both = await startWithProvider(OPERATORS);
      await use(both);
      await both.proxy.stop();
      both.provider.stop();
    },
    provider: async ({ both }, use) => use(both.provider),
    signet: async ({ both }, use) => use(both.proxy),
  });

  test.beforeEach(({ watch, provider }) => {
    // Nobody is signed in at first.
    watch.expectRefusals();
    watch.expectVisits(provider.url);
  });

  test("leads back to the place that was asked for; a group of the provider may act; signed out is out", async ({ page, signet }) => {
    const place = `/instances/${await instanceOf(signet)}/groups?filter=way`;
    await page.goto(place);
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
    await expect(page).toHaveURL(place);
    await expect(account(page, "Alice Zhang")).toBeVisible();
    await makeGroup(page, "GID_way_in");
    expect(await actorsOf(signet, "CreateGroupId")).toContainEqual(["oidc:corp:alice", "127.0.0.1"]);

    await account(page, "Alice Zhang").click();
    const dialog = page.getByRole("dialog", { name: "Account of Alice Zhang" });
    await expect(dialog).toContainText("oidc:corp:alice");
    await expect(dialog).toContainText("by OpenID Connect");
    await expect(dialog).toContainText("operator");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByText("GID_way_in")).toHaveCount(0);
    expect((await page.request.get("/api/session")).status()).toBe(401);
    // What the browser keeps of the way here opens nothing.
    await page.goBack();
    await expect(page.getByText("GID_way_in")).toHaveCount(0);
  });

  test("the address of the way back is good once, and neither it nor the back button harms who is in", async ({ page, browser, signet }) => {
    const callbacks: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/callback?")) callbacks.push(request.url());
    });
    const place = `/instances/${await instanceOf(signet)}/groups`;
    const isIn = async () => {
      await expect(account(page, "Alice Zhang")).toBeVisible();
      await expect(page.getByRole("heading", { name: "Groups", exact: true })).toBeVisible();
    };
    await page.goto(place);
    await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
    await isIn();
    await page.goBack();
    await isIn();
    expect(callbacks).toHaveLength(1);

    await page.goto(callbacks[0]);
    await expect(account(page, "Alice Zhang")).toBeVisible();
    const thief = await browser.newContext();
    const stolen = await thief.newPage();
    await stolen.goto(callbacks[0]);
    await expect(stolen.getByRole("alert")).toContainText("Begin again");
    expect((await stolen.request.get(new URL("/api/session", callbacks[0]).href)).status()).toBe(401);
    await thief.close();
  });

  test("a sign-in that was declined is said in words, and the next one still leads to the place", async ({ page, signet }) => {
    const place = `/instances/${await instanceOf(signet)}/groups`;
    await atProvider(page, "nobody");
    await page.goto(place);
    await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
    await expect(page.getByRole("alert")).toContainText("You are not signed in");
    await expect(page.getByRole("alert")).toContainText("The identity provider declined");
    await expectAccessible(page);
    await page.unrouteAll();
    await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
    await expect(account(page, "Alice Zhang")).toBeVisible();
    await expect(page).toHaveURL(place);
  });

  test("who was granted nothing learns whom to send their subject to, and is let in by a grant", async ({ page, signet }) => {
    await atProvider(page, "bob");
    await page.goto("/");
    await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
    await expect(page.getByRole("heading", { name: "You were not granted anything yet" }).first()).toBeVisible();
    await expect(page.getByText("oidc:corp:bob")).toBeVisible();
    await expectAccessible(page);
    await signet.run(["grant", "add", "oidc:corp:bob", "--role", "viewer"]);
    await page.getByRole("main").getByRole("button", { name: "Reload" }).click();
    await expect(page.getByRole("combobox", { name: "Group" })).toBeVisible();
    await expect(page.getByText("You were not granted anything yet")).toHaveCount(0);
  });

  test("a provider that is away is said in words", async ({ page, provider }) => {
    provider.stop();
    await expect.poll(() => fetch(provider.url).then(() => "there", () => "away")).toBe("away");
    await page.goto("/");
    await page.getByRole("link", { name: "Go on with Company sign-in" }).click();
    await expect(page.getByRole("alert")).toContainText("does not answer");
  });
});

base.describe("a portal's token", () => {
  const test = base.extend<{ portal: Portal }>({
    portal: async ({}, use) => {
      const portal = await startPortal();
      await use(portal);
      portal.stop();
    },
    signet: async ({ portal }, use) => {
      const proxy = await startConfigured(`${OPERATORS}
[sign_in.jwt]
issuer = "${ISSUER}"
audience = "signet"
jwks_url = "${portal.keys}"
algorithms = ["ES256"]
`);
      await use(proxy);
      await proxy.stop();
    },
  });
  const bearer = (page: Page, token: string) => page.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });

  test("opens the dashboard as who it names; when it runs out nothing typed is lost", async ({ page, portal, signet, watch }) => {
    const place = `/instances/${await instanceOf(signet)}/groups`;
    await bearer(page, portal.token());
    await page.goto(place);
    await account(page, "Wang Wei").click();
    const dialog = page.getByRole("dialog", { name: "Account of Wang Wei" });
    await expect(dialog).toContainText("jwt:wang");
    await expect(dialog).toContainText("by your company's portal");
    // What Signet does not keep it cannot end.
    await expect(dialog).toContainText("Sign out there");
    await expect(dialog.getByRole("button", { name: "Sign out" })).toHaveCount(0);
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Create a group…" }).click();
    const form = page.getByRole("dialog", { name: "Create a group" });
    await form.getByRole("textbox", { name: "Group id" }).fill("GID_of_portal");
    watch.expectRefusals();
    await bearer(page, portal.token({ issued: -600, expires: -300 }));
    await form.getByRole("button", { name: "Create", exact: true }).click();
    const again = page.getByRole("dialog", { name: "Sign in again" });
    await expect(again).toContainText("Your session has ended");
    await expect(again).toContainText("a portal or reverse proxy in front of it signs people in");
    await expectAccessible(page);
    await bearer(page, portal.token());
    // The page asks by itself from time to time, and may find out first.
    await Promise.any([again.getByRole("button", { name: "I have signed in" }).click(), expect(again).toBeHidden()]);
    await expect(again).toBeHidden();
    await expect(form.getByRole("textbox", { name: "Group id" })).toHaveValue("GID_of_portal");
    await form.getByRole("button", { name: "Create", exact: true }).click();
    await expect(page.getByRole("log")).toContainText("GID_of_portal is created");
    expect(await actorsOf(signet, "CreateGroupId")).toContainEqual(["jwt:wang", "127.0.0.1"]);
  });

  test("that is meant for another service opens nothing, and the page says so", async ({ page, portal, signet, watch }) => {
    watch.expectRefusals();
    await bearer(page, portal.token({ aud: "another" }));
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByText("Open Signet from there, then reload")).toBeVisible();
    await expectAccessible(page);
    expect(signet.log()).toContain(`"code":"wrong_audience"`);
    await bearer(page, portal.token());
    await page.getByRole("button", { name: "Reload" }).click();
    await expect(account(page, "Wang Wei")).toBeVisible();
  });
});

base.describe("identity headers of a reverse proxy", () => {
  const test = base.extend<{ reverse: Reverse; direct: Proxy }>({
    reverse: async ({}, use) => {
      const reverse = await startReverse();
      await use(reverse);
      reverse.stop();
    },
    direct: async ({ reverse }, use) => {
      const proxy = await startConfigured(`public_url = "${reverse.url}"
trusted_proxies = ["127.0.0.1"]
${OPERATORS}
[sign_in.headers]
user = "x-remote-user"
groups = "x-remote-groups"
peers = ["127.0.0.1"]
`);
      reverse.towards(proxy.url);
      await use(proxy);
      await proxy.stop();
    },
    signet: async ({ direct, reverse }, use) => use({ ...direct, url: reverse.url }),
  });

  test("open the dashboard as who they name, from where they are", async ({ page, direct, reverse, signet }) => {
    const instance = await instanceOf(direct);
    Object.assign(reverse, { user: "chen", groups: ["iot-ops"] });
    await page.goto(`/instances/${instance}/groups`);
    await expect(account(page, "chen")).toBeVisible();
    await makeGroup(page, "GID_of_header");
    expect(await actorsOf(signet, "CreateGroupId")).toContainEqual(["header:chen", "203.0.113.9"]);
    await account(page, "chen").click();
    await expect(page.getByRole("dialog", { name: "Account of chen" })).toContainText("by a reverse proxy");
  });

  test("that name nobody open nothing", async ({ page, reverse, signet, watch }) => {
    watch.expectRefusals();
    await page.goto("/");
    await expect(page.getByText("Open Signet from there, then reload")).toBeVisible();
    Object.assign(reverse, { user: "chen" });
    await page.getByRole("button", { name: "Reload" }).click();
    // Known, and granted nothing: the group is absent.
    await expect(page.getByText("header:chen")).toBeVisible();
    expect(await actorsOf(signet, "SignIn")).toEqual([["header:chen", "203.0.113.9"]]);
  });
});

base("identity headers of anybody else are refused, however they are spelt", async () => {
  const proxy = await startConfigured(`${OPERATORS}
[sign_in.headers]
user = "x-remote-user"
groups = "x-remote-groups"
peers = ["10.0.0.5"]
`);
  for (const name of ["X-Remote-User", "X_Remote_User", "x-remote_user", "X-Remote-Groups", "X_REMOTE_GROUPS"]) {
    for (const path of ["/", "/api/session"]) {
      const answer = await fetch(proxy.url + path, { headers: { [name]: "iot-ops" } });
      expect([name, path, answer.status]).toEqual([name, path, 403]);
      expect(await answer.text()).toContain("forwarded_header");
    }
  }
  expect((await fetch(`${proxy.url}/api/session`)).status).toBe(401);
  await proxy.stop();
});

withPeople("an API token is made on its page, works for a program, and not once it is revoked", async ({ page, signet }) => {
  await addUser(signet, "li", [["--role", "operator"]]);
  await signIn(page, signet, "li");
  await page.goto("/tokens");
  await page.getByRole("button", { name: "Create a token…" }).first().click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("nightly");
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  const made = page.getByRole("dialog", { name: "Token nightly is made" });
  const secret = (await made.locator("code").textContent()) ?? "";
  expect(secret).toMatch(/^sgn_[\w-]{43}$/);
  await expectAccessible(page);
  await made.getByText("Close", { exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: "nightly" })).toContainText("user:li");
  expect(await page.content()).not.toContain(secret);

  const get = (path: string) => fetch(signet.url + path, { headers: { authorization: `Bearer ${secret}` } });
  const session = (await (await get("/api/session")).json()) as Record<string, unknown>;
  expect(session).toMatchObject({ actor: "token:nightly", via: "token", grants: [{ role: "viewer" }] });
  const { instances } = await ask<{ instances: { instance_id: string }[] }>(signet, secret, "ListInstances");
  expect(instances.length).toBeGreaterThan(0);
  await expect(ask(signet, secret, "CreateGroupId", { ...instances[0], group_id: "GID_of_token" })).rejects.toThrow();
  const metrics = await get("/metrics");
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).toContain("signet_");
  expect((await fetch(`${signet.url}/metrics`)).status).toBe(401);

  await page.getByRole("button", { name: "Actions for nightly" }).click();
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  await page.getByRole("dialog", { name: "Revoke this token?" }).getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(page.getByRole("log")).toContainText("Token nightly is revoked");
  for (const path of ["/api/session", "/metrics"]) expect((await get(path)).status).toBe(401);
  await expect(ask(signet, secret, "ListInstances")).rejects.toThrow("sign_in_required");
});
