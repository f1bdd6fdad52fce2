import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { call, groupOf, instanceOf, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

interface Credential {
  device_access_key_id: string;
  device_access_key_secret: string;
}

/** The credential with its secret, past the dashboard. */
async function reveal(url: string, instance_id: string, client_id: string): Promise<Credential> {
  const answer = await call<{ credential: Credential }>(url, "GetDeviceCredential", { instance_id, client_id, reveal: true });
  return answer.credential;
}

function signIn(credential: Credential, instance_id: string, client_id: string) {
  const code = createHmac("sha1", credential.device_access_key_secret).update(client_id);
  return { username: `DeviceCredential|${credential.device_access_key_id}|${instance_id}`, password: code.digest("base64") };
}

async function one(url: string) {
  const { instance_id } = await instanceOf(url, "platinum");
  const { group_id } = await groupOf(url, instance_id, 1);
  const [id] = (await listIds(url, instance_id, group_id, 1, 1)).client_ids;
  return { instance_id, group_id, id, place: `/instances/${instance_id}/credential?open=${encodeURIComponent(id)}` };
}

/** Whether any of the texts is anywhere in the document, values of fields and shadow roots included. */
async function holds(page: Page, ...texts: string[]): Promise<boolean> {
  const html = await page.evaluate(() => {
    const all = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll("*")]
        .map((element) => [...element.attributes].map((one) => one.value).join(" ") + ((element as HTMLInputElement).value ?? "") + (element.shadowRoot ? all(element.shadowRoot) : ""))
        .join(" ") + (root.textContent ?? "") + (root as Document).documentElement?.innerText;
    return all(document);
  });
  return texts.some((text) => html.includes(text));
}

test("the secret is shown when it is asked for, with what signs in", async ({ page, context, signet }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { instance_id, id, place } = await one(signet.url);
  const credential = await reveal(signet.url, instance_id, id);
  const { username, password } = signIn(credential, instance_id, id);
  await page.goto(place);
  await expect(page.getByText(username, { exact: true })).toBeVisible();
  expect(await holds(page, credential.device_access_key_secret, password), "before it is revealed").toBe(false);

  await page.getByRole("button", { name: "Reveal the secret" }).click();
  await expect(page.getByText(credential.device_access_key_secret, { exact: true })).toBeVisible();
  await expect(page.getByText(password, { exact: true })).toBeVisible();
  const configuration = page.getByLabel("Device configuration");
  const lines = ((await configuration.textContent()) ?? "").trim().split("\n");
  expect(lines).toContain(`-i ${id}`);
  expect(lines).toContain(`-u ${username}`);
  expect(lines).toContain(`-P ${password}`);
  expect(lines).toContain("-h BROKER_HOST");
  await expect(page.getByText("(umask 077 && mkdir")).not.toContainText(password);
  await expectAccessible(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  for (const [name, value] of [
    ["Copy secret", credential.device_access_key_secret],
    ["Copy password", password],
  ]) {
    await page.getByRole("button", { name }).click();
    await expect.poll(copied).toBe(value);
  }
  await page.getByRole("button", { name: "Copy options" }).click();
  await expect.poll(copied).toContain(`-P ${password}\n`);
});

test("after 30 seconds secret and password are wiped", async ({ page, signet }) => {
  const { instance_id, id, place } = await one(signet.url);
  const credential = await reveal(signet.url, instance_id, id);
  const { password } = signIn(credential, instance_id, id);
  await page.clock.install();
  await page.goto(place);
  const button = page.getByRole("button", { name: "Reveal the secret" });
  await button.waitFor();
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  await button.click();
  const timer = page.getByRole("timer");
  await expect(timer).toContainText(" 30 s");
  expect(await holds(page, credential.device_access_key_secret)).toBe(true);
  expect(await holds(page, password)).toBe(true);
  await page.clock.runFor(10_000);
  await expect(timer).toContainText(" 20 s");
  await page.clock.runFor(19_000);
  await expect(timer).toContainText(" 1 s");
  await page.clock.runFor(1_000);
  await expect(button).toBeVisible();
  expect(await holds(page, credential.device_access_key_secret, password), "after 30 seconds").toBe(false);
});

test("a secret is hidden when it is no longer wanted, and when its page is left", async ({ page, signet }) => {
  const { instance_id, id, place } = await one(signet.url);
  const { device_access_key_secret: secret } = await reveal(signet.url, instance_id, id);
  await page.goto(place);
  for (const leave of ["button", "link"] as const) {
    await page.getByRole("button", { name: "Reveal the secret" }).click();
    await expect(page.getByText(secret, { exact: true })).toBeVisible();
    await page.getByRole(leave, { name: leave === "button" ? "Hide it now" : "Back to the list" }).click();
    await expect(page.getByText(secret, { exact: true })).toHaveCount(0);
    expect(await holds(page, secret)).toBe(false);
  }
  await page.goBack();
  await expect(page.getByRole("button", { name: "Reveal the secret" })).toBeVisible();
  expect(await holds(page, secret)).toBe(false);
});

test("rotated with its end typed; the new secret is shown once", async ({ page, signet }) => {
  const { instance_id, group_id, id } = await one(signet.url);
  const before = await reveal(signet.url, instance_id, id);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Rotate the secret…" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate the secret of this credential?" });
  for (const said of [id, instance_id, "Demo", "Not documented by the vendor", "live connection", "cannot be undone", "billed"]) {
    await expect(dialog).toContainText(said);
  }
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/act=/);
  await expect(page.getByRole("log")).toContainText("is rotated");
  const after = await reveal(signet.url, instance_id, id);
  expect(after.device_access_key_secret).not.toBe(before.device_access_key_secret);
  await expect(page.getByText(after.device_access_key_secret, { exact: true })).toBeVisible();
  await expect(page.getByText(signIn(after, instance_id, id).password, { exact: true })).toBeVisible();
});

test("rotated by keyboard alone, and the focus comes back", async ({ page, signet }) => {
  const { instance_id, id, place } = await one(signet.url);
  const before = await reveal(signet.url, instance_id, id);
  await page.goto(place);
  const rotate = page.getByRole("button", { name: "Rotate the secret…" });
  await rotate.waitFor();
  while (!(await rotate.evaluate((button) => button.matches(":focus")))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Rotate the secret of this credential?" });
  await expect(dialog.getByRole("textbox", { name: /to confirm/ })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rotate).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("textbox", { name: /to confirm/ })).toBeFocused();
  await page.keyboard.type(id.split("@@@")[1]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("log")).toContainText("is rotated");
  const after = await reveal(signet.url, instance_id, id);
  expect(after.device_access_key_secret).not.toBe(before.device_access_key_secret);
});

test("revealing can be had as a command line", async ({ page, signet }) => {
  const { instance_id, id, place } = await one(signet.url);
  await page.goto(place);
  await page.getByText("Copy as aliyun command").click();
  await expect(page.getByText(`aliyun onsmqtt GetDeviceCredential --ClientId ${id} --InstanceId ${instance_id}`)).toBeVisible();
});

test("online or not and blacklisted or not, and when that was asked", async ({ page, signet }) => {
  const { instance_id, id, place } = await one(signet.url);
  const { online } = await call<{ online: boolean }>(signet.url, "QuerySessionByClientId", { instance_id, client_id: id });
  await page.goto(place);
  await expect(page.getByText(online ? "Online" : "Offline", { exact: true })).toBeVisible();
  await expect(page.getByText("Not blacklisted")).toBeVisible();
  await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id: id, reason: "stolen from <b>lorry</b> 7" });
  await page.getByRole("button", { name: "Ask again whether it is blacklisted" }).click();
  await expect(page.getByText("Blacklisted: it may not connect")).toBeVisible();
  await expect(page.getByText("stolen from <b>lorry</b> 7")).toBeVisible();
  await expect(page.getByRole("link", { name: /Lift it/ })).toHaveAttribute("href", new RegExp(`/blacklist\\?open=`));
  await expect(page.getByRole("main").getByRole("link", { name: "Cut off now" })).toHaveAttribute("href", new RegExp(`/cut-off\\?open=`));
  await expectAccessible(page);
});

test("an edition without a blacklist says so", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "basic");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(id)}`);
  await expect(page.getByText("This edition has no blacklist")).toBeVisible();
});

test("a link from when credentials opened beside their list leads to the page", async ({ page, signet }) => {
  const { instance_id, group_id, id } = await one(signet.url);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&open=${encodeURIComponent(id)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Credential");
  await expect(page.getByRole("main")).toContainText("Access key id");
});

test("what a link may name and nobody can have is said to be so", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  for (const [open, said] of [
    ["", "Which credential?"],
    [`?open=${"x".repeat(300)}`, "This cannot be such an id."],
    ["?open=a%00b", "This cannot be such an id."],
    ["?open=%E2%80%AEevil", "Not registered"],
  ]) {
    await page.goto(`/instances/${instance_id}/credential${open}`);
    await expect(page.getByText(said)).toBeVisible();
    await expectAccessible(page);
  }
});

test.describe("read-only", () => {
  test.use({ flags: ["--read-only"] });
  test("a secret cannot be revealed where that is not allowed, and the button says why", async ({ page, signet }) => {
    const { place } = await one(signet.url);
    await page.goto(place);
    const session = await (await fetch(`${signet.url}/api/session`, { headers: { "x-signet": "1" } })).json();
    const button = page.getByRole("button", { name: "Reveal the secret" });
    if (session.allowed.includes("reveal")) await expect(button).not.toHaveAttribute("aria-disabled", "true");
    else await expect(button).toHaveAttribute("title", "The proxy is read-only.");
    await expect(page.getByRole("button", { name: "Rotate the secret…" })).toHaveAttribute("title", "The proxy is read-only.");
  });
});
