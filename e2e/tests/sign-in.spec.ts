import type { Page } from "@playwright/test";
import { addUser, oneTimeCode, PASSWORD, test } from "../support/people.ts";
import type { Proxy } from "../support/proxy.ts";
import { expect, expectAccessible } from "../support/test.ts";

const CUSTODIAN = [["--role", "custodian"]];

test.beforeEach(({ watch }) => watch.expectRefusals());

const rows = (page: Page) => page.getByRole("table").getByRole("link");
const again = (page: Page) => page.getByRole("dialog", { name: "Sign in again" });
const question = (page: Page) => page.getByRole("dialog", { name: "Deregister this credential?" });

/** Fills in the page that stands in place of everything. */
async function comeIn(page: Page, name: string, code?: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  if (code) await page.getByLabel("One-time code").fill(code);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name, exact: true })).toBeVisible();
}

async function comeBack(page: Page): Promise<void> {
  await again(page).getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(again(page)).toHaveCount(0);
}

/** Ends all sessions of somebody, as from another machine. */
async function endSessions(proxy: Proxy, name: string): Promise<void> {
  const post = (path: string, body: object, cookie = "") =>
    fetch(`${proxy.url}/api/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-signet": "1", cookie },
      body: JSON.stringify(body),
    });
  const came = await post("sign-in/password", { name, password: PASSWORD });
  expect(came.status).toBe(200);
  const left = await post("sign-out/everywhere", {}, came.headers.getSetCookie()[0].split(";")[0]);
  expect(left.status).toBe(200);
}

/** Asks whether the first credential of the list is to be deregistered, and types the end of its client id, which is given. */
async function askToDeregister(page: Page): Promise<string> {
  const id = await rows(page).first().innerText();
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  const reason = question(page).getByLabel("Reason");
  await reason.fill("scrapped");
  await question(page)
    .getByLabel(/^Type .* to confirm$/)
    .fill(id.split("@@@")[1]);
  return id;
}

test("by keyboard alone, with a wrong password first, to the place that was asked for and out again", async ({ page, signet }) => {
  const seed = (await addUser(signet, "olga", CUSTODIAN, true)) ?? "";
  await page.goto("/protected");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page).toHaveTitle("Sign in · Signet");
  await expect(page.getByLabel("Name")).toBeFocused();
  await expectAccessible(page);
  await expect(page.getByLabel("Name")).toHaveAttribute("autocomplete", "username");
  await expect(page.getByLabel("Password")).toHaveAttribute("autocomplete", "current-password");
  await expect(page.getByLabel("One-time code")).toHaveAttribute("autocomplete", "one-time-code");
  await expect(page.getByLabel("One-time code")).toHaveAttribute("inputmode", "numeric");

  await page.keyboard.type("olga");
  await page.keyboard.press("Tab");
  await page.keyboard.type("not her password");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("The sign-in failed");
  await expect(page.getByLabel("Name")).toHaveValue("olga");
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expect(page.getByLabel("Password")).toBeFocused();

  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Tab");
  // As authenticator apps show it.
  await page.keyboard.type(oneTimeCode(seed).replace(/^.../, "$& "));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Protected", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/protected$/);
  await expect(page.getByRole("main")).toBeFocused();

  await page.getByRole("button", { name: "olga", exact: true }).press("Enter");
  const account = page.getByRole("dialog", { name: "Account of olga" });
  await expect(account).toContainText("user:olga");
  await expect(account).toContainText("by password");
  await expect(account).toContainText("custodian");
  await expectAccessible(page);
  await account.getByRole("button", { name: "Sign out", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await page.request.get("/api/session")).status()).toBe(401);
});

test("a viewer sees what may not be done, and which role it takes", async ({ page, signet }) => {
  await addUser(signet, "vera", [["--role", "viewer"]]);
  await page.goto("/");
  await comeIn(page, "vera");
  const id = await rows(page).first().innerText();
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  for (const act of ["Rotate the secret…", "Deregister…"]) {
    const item = page.getByRole("menuitem", { name: act });
    await expect(item).toHaveAttribute("aria-disabled", "true");
    await expect(item).toContainText("This needs the role custodian here.");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Groups" }).click();
  const create = page.getByRole("button", { name: "Create a group…" }).first();
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAttribute("title", "This needs the role operator here.");
  await create.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a session that ends in the middle of a question and of a form loses nothing", async ({ page, signet }) => {
  await addUser(signet, "olga", CUSTODIAN);
  await page.goto("/");
  await comeIn(page, "olga");
  const id = await askToDeregister(page);
  await endSessions(signet, "olga");
  await page.keyboard.press("Enter");
  await expect(again(page)).toContainText("What you typed is still there");
  await expect(again(page).getByLabel("Name")).toHaveValue("olga");
  await expect(again(page).getByLabel("Password")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await expect(again(page).getByRole("alert")).toContainText("The sign-in failed");
  await comeBack(page);
  await expect(question(page).getByLabel(/^Type .* to confirm$/)).toHaveValue(id.split("@@@")[1]);
  await expect(question(page).getByLabel("Reason")).toHaveValue("scrapped");
  await question(page).getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);

  await page.getByRole("link", { name: "Groups" }).click();
  await page.getByRole("button", { name: "Create a group…" }).first().click();
  const group = page.getByRole("dialog").getByRole("textbox", { name: "Group id" });
  await group.fill("GID_typed_before");
  await endSessions(signet, "olga");
  await page.keyboard.press("Enter");
  await comeBack(page);
  await expect(group).toHaveValue("GID_typed_before");
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("log")).toContainText("GID_typed_before is created");
});

test("what was put off is asked by the next thing one does, and a sign-in in another tab is noticed", async ({ page, signet, context }) => {
  await addUser(signet, "olga", CUSTODIAN);
  await page.goto("/");
  await comeIn(page, "olga");
  await rows(page).first().waitFor();
  await endSessions(signet, "olga");
  const reload = page.getByRole("button", { name: "Reload" });
  // The clock may notice it first, and the dialog be over the button.
  await reload.dispatchEvent("click");
  await again(page).getByRole("button", { name: "Not now" }).click();
  await expect(again(page)).toHaveCount(0);
  await expect(rows(page).first()).toBeVisible();
  await reload.click();
  await expect(again(page)).toBeVisible();

  const elsewhere = await context.newPage();
  await elsewhere.goto("/signed-in");
  await comeIn(elsewhere, "olga");
  await expect(elsewhere.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  await elsewhere.close();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(again(page)).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
});

test("an act that needs a recent sign-in asks for one, and is made by the next press", async ({ page, signet }) => {
  await addUser(signet, "olga", CUSTODIAN);
  await page.goto("/");
  await comeIn(page, "olga");
  const id = await askToDeregister(page);
  // The clock of the proxy is not ours: its answer after 15 minutes, once.
  const json = { error: { code: "sign_in_again", message: "this needs a sign-in of the last 15 minutes" } };
  await page.route("**/UnRegisterDeviceCredential", (route) => route.fulfill({ status: 403, json }), { times: 1 });
  await page.keyboard.press("Enter");
  const recent = page.getByRole("dialog", { name: "Sign in once more for this" });
  await recent.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(recent).toHaveCount(0);
  await question(page).getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
});

test("signing out everywhere ends the session in another browser, where somebody else may sign in", async ({ page, browser, signet }) => {
  await addUser(signet, "olga", CUSTODIAN);
  await addUser(signet, "vera", [["--role", "viewer"]]);
  const other = await browser.newContext({ baseURL: signet.url, locale: "en-US" });
  const there = await other.newPage();
  await there.goto("/");
  await comeIn(there, "olga");
  await askToDeregister(there);
  await page.goto("/");
  await comeIn(page, "olga");

  await page.getByRole("button", { name: "olga", exact: true }).click();
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await there.keyboard.press("Enter");
  await again(there).getByLabel("Name").fill("vera");
  await again(there).getByLabel("Password").fill(PASSWORD);
  await there.keyboard.press("Enter");
  await expect(again(there)).toHaveCount(0);
  // What one person typed is not sent by another.
  await expect(there.getByRole("button", { name: "vera", exact: true })).toBeVisible();
  await expect(there.getByLabel("Reason")).not.toHaveValue("scrapped");
  await other.close();
});

test("who was granted nothing copies what to send to whom", async ({ page, context, signet }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await addUser(signet, "nora", []);
  await page.goto("/");
  await comeIn(page, "nora");
  const main = page.getByRole("main");
  await expect(main).toContainText("You were not granted anything yet");
  await main.getByRole("button", { name: /^Copy/ }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("user:nora");
  await expectAccessible(page);
});

test("who decides about people only is not shown devices, and nothing is refused to them", async ({ page, signet }) => {
  await addUser(signet, "adam", [["--role", "admin"]]);
  const refused: string[] = [];
  page.on("response", (answer) => answer.status() === 403 && refused.push(answer.url()));
  await page.goto("/");
  await comeIn(page, "adam");
  await expect(page.getByRole("main")).toContainText("Your roles show no devices");
  await page.getByRole("main").getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  expect(refused).toEqual([]);
});

test("over a page, other ways open in a tab of their own", async ({ page, signet }) => {
  await addUser(signet, "olga", CUSTODIAN);
  const corp = { kind: "oidc", id: "corp", label: "Keycloak", url: "/sign-in/oidc/corp" };
  await page.route("**/api/sign-in", (route) => route.fulfill({ json: { ways: [{ kind: "password", totp: "optional" }, corp] } }));
  await page.goto("/audit?actor=a%20b");
  const link = page.getByRole("link", { name: "Go on with Keycloak" });
  await expect(link).toHaveAttribute("href", "/sign-in/oidc/corp?return_to=%2Faudit%3Factor%3Da%2520b");
  await expect(link).not.toHaveAttribute("target");
  await comeIn(page, "olga");
  await endSessions(signet, "olga");
  await page.getByRole("button", { name: "Reload" }).click();
  const over = again(page).getByRole("link", { name: "Go on with Keycloak" });
  await expect(over).toHaveAttribute("href", "/sign-in/oidc/corp?return_to=%2Fsigned-in");
  await expect(over).toHaveAttribute("target", "_blank");
  await again(page).getByRole("button", { name: "I have signed in" }).click();
  await expect(again(page)).toContainText("Not yet");
});

test("after too many attempts it says how long to wait", async ({ page }) => {
  await page.goto("/");
  const json = { error: { code: "too_many_attempts", message: "too many attempts", retry_after_ms: 30_000 } };
  await page.route("**/api/sign-in/password", (route) => route.fulfill({ status: 429, json }));
  await page.getByLabel("Name").fill("olga");
  await page.getByLabel("Password").fill("guess");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Too many attempts to sign in");
  await expect(page.getByRole("alert")).toContainText("Wait 30 s before that.");
});

test.describe("narrow, dark, in Chinese", () => {
  test.use({ locale: "zh-CN", colorScheme: "dark", viewport: { width: 400, height: 800 } });
  test("the way in says what a provider refused", async ({ page }) => {
    await page.goto("/?sign_in_error=declined");
    await expect(page.getByRole("alert")).toContainText("身份提供方拒绝了登录");
    await expect(page.getByLabel("用户名")).toBeFocused();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
  });
});

test("a grant on one group opens its credentials, and nothing that belongs to no group", async ({ page, signet }) => {
  const token = (await signet.run(["token", "create", "--name", "look", "--role", "viewer", "--expires", "1h"])).trim();
  const ask = async (operation: string, body: object) => {
    const headers = { "content-type": "application/json", "x-signet": "1", authorization: `Bearer ${token}` };
    return (await fetch(`${signet.url}/api/operations/${operation}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  const { instances } = await ask("ListInstances", {});
  const { instance_id } = instances.find(({ edition }: { edition: string }) => edition === "platinum");
  const { groups } = await ask("ListGroupId", { instance_id });
  const { group_id } = groups[0];
  await addUser(signet, "gus", [["--role", "custodian", "--instance", instance_id, "--group", group_id]]);
  await page.goto("/");
  await comeIn(page, "gus");
  await expect(page.getByRole("combobox", { name: "Group", exact: true }).getByRole("option")).toHaveCount(1);
  const id = await rows(page).first().innerText();
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await expect(page.getByRole("menuitem", { name: "Deregister…" })).not.toHaveAttribute("aria-disabled");
  await page.keyboard.press("Escape");
  await page.goto(`/instances/${instance_id}/register-ca`);
  await expect(page.getByRole("button", { name: "Register the CA" })).toHaveAttribute("title", "This needs the role operator here.");
  await page.goto(`/instances/${instance_id}/ca-certificates`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Your role does not allow this here");
});
