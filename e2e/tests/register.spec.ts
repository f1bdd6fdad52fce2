import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { call, groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { startFaultyCloud } from "../support/proxy.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const ids = (page: Page) => page.getByRole("textbox", { name: "Client IDs" });
const state = (page: Page, id: string) => page.getByRole("row").filter({ hasText: id });

/** Goes on by Tab alone until an element has the focus. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  while (!(await element.evaluate((it) => it.matches(":focus")))) await page.keyboard.press("Tab");
}

async function group(url: string) {
  const { instance_id } = await instanceOf(url, "platinum");
  return { instance_id, ...(await groupOf(url, instance_id, 1)) };
}

test("one, by keyboard alone", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("link", { name: "Register…" }).press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  const field = ids(page);
  await tabTo(page, field);
  await expect(field).toHaveValue(`${group_id}@@@`);
  await page.keyboard.press("End");
  await page.keyboard.type("new-device-1");
  const id = `${group_id}@@@new-device-1`;
  await expect(state(page, id)).toContainText("Free");
  await tabTo(page, page.getByRole("button", { name: "Register 1" }));
  await page.keyboard.press("Enter");
  await expect(state(page, id)).toContainText("Registered");
  await expect(page.getByText("1 registered, 0 existed already, 0 failed.")).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, id)).toBe(true);
  await expectAccessible(page);
});

test("many, by keyboard alone: what exists is left alone, and the table holds what signs in", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  const [existing] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  const before = await call<{ credential: object }>(signet.url, "GetDeviceCredential", { instance_id, client_id: existing, reveal: true });
  const made = Array.from({ length: 5 }, (_, number) => `${group_id}@@@line-${number}`);
  await page.goto(`/instances/${instance_id}/register`);
  const separators = ["\n", "，", "、", "；\t", "\u3000"];
  await tabTo(page, ids(page));
  await page.keyboard.insertText(`${made.map((id, at) => id + separators[at]).join("")}${existing}`);
  await expect(page.getByText("6 follow the rules, 0 break one.")).toBeVisible();
  await expect(state(page, existing)).toContainText("Exists already");
  await tabTo(page, page.getByRole("button", { name: "Register 6" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("5 registered, 1 existed already, 0 failed.")).toBeVisible();
  await expect(state(page, existing)).toContainText("left alone");
  const after = await call<{ credential: object }>(signet.url, "GetDeviceCredential", { instance_id, client_id: existing, reveal: true });
  expect(after.credential).toEqual(before.credential);

  await tabTo(page, page.getByRole("button", { name: "Save as CSV" }));
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const rows = (await readFile(await download.path(), "utf8")).split("\r\n").map((line) => line.split(","));
  expect(rows[0]).toEqual(["client_id", "device_access_key_id", "device_access_key_secret", "username", "password"]);
  expect(rows.at(-1)).toEqual([""]);
  expect(rows.slice(1, -1).map(([id]) => id)).toEqual(made);
  for (const [id, key, secret, username, password] of rows.slice(1, -1)) {
    const { credential } = await call<{ credential: Record<string, string> }>(signet.url, "GetDeviceCredential", {
      instance_id,
      client_id: id,
      reveal: true,
    });
    expect([key, secret]).toEqual([credential.device_access_key_id, credential.device_access_key_secret]);
    expect(username).toBe(`DeviceCredential|${key}|${instance_id}`);
    expect(password).toBe(createHmac("sha1", secret).update(id).digest("base64"));
  }
  await expect(page.getByText("Taken.")).toBeVisible();
  await expectAccessible(page);
});

test("each line that breaks a rule is named before anything is sent", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  await page.goto(`/instances/${instance_id}/register`);
  const long = `${group_id}@@@${"x".repeat(65 - group_id.length - 3)}`;
  const lines: [string, string][] = [
    [`${group_id}@@@ok`, "Free"],
    [`${group_id}@@@ok`, "The same as line 1"],
    [long, "At most 64 characters; this has 65"],
    [`${group_id}@@@a@@@b`, "One @@@ between group and device; this has 2"],
    ["press-1", "this has 0"],
    ["GIDx@@@a", "must begin with GID_ or GID-"],
    [`${group_id}@@@a/b`, "is /"],
    [`${group_id}@@@`, "the device is missing"],
    [`${group_id}＠＠＠a`, "the full-width form of @"],
    ["GID_nobody@@@a", "lists no such group"],
    [`${group_id}@@@<img/src=x>`, "is <"],
  ];
  await ids(page).fill(lines.map(([line]) => line).join("\n"));
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(lines.length + 1);
  for (const [at, [, said]] of lines.entries()) await expect(rows.nth(at + 1)).toContainText(said);
  const register = page.getByRole("button", { name: "Register 2" });
  await expect(register).toHaveAttribute("aria-disabled", "true");
  await register.click({ force: true });
  expect(await isRegistered(signet.url, instance_id, `${group_id}@@@ok`)).toBe(false);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Replace full-width characters" }).click();
  await expect(rows.nth(9)).not.toContainText("full-width");

  await ids(page).fill(Array.from({ length: 101 }, (_, number) => `${group_id}@@@n${number}`).join(" "));
  await expect(page.getByText("At most 100 at once; these are 101.").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Register/ })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("101 / 100")).toBeVisible();
});

test("what is to be registered can be had as command lines, which say that they do not look first", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  await page.goto(`/instances/${instance_id}/register`);
  await ids(page).fill(`${group_id}@@@c1 ${group_id}@@@c2`);
  await page.getByText("Copy as aliyun command").click();
  for (const device of ["c1", "c2"]) {
    await expect(page.getByText(`aliyun onsmqtt RegisterDeviceCredential --ClientId ${group_id}@@@${device} --InstanceId ${instance_id}`)).toBeVisible();
  }
  await expect(page.getByText("the command does not look first")).toBeVisible();
  await expectAccessible(page);
});

test("a blacklisted id is warned about", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  const client_id = `${group_id}@@@barred-1`;
  await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id });
  await page.goto(`/instances/${instance_id}/register?open=${encodeURIComponent(client_id)}`);
  await expect(state(page, client_id)).toContainText("Blacklisted");
});

test("leaving before the table was taken is asked about, and wipes it", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await page.getByRole("link", { name: "Register…" }).click();
  await ids(page).fill(`${group_id}@@@leaving-1`);
  await page.getByRole("button", { name: "Register 1" }).click();
  await expect(page.getByText("1 registered")).toBeVisible();
  const asked: string[] = [];
  let stay = true;
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void (stay ? dialog.dismiss() : dialog.accept());
  });
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Register credentials");
  expect(asked).toHaveLength(1);
  await page.goBack();
  await expect.poll(() => asked.length).toBe(2);
  await expect(page.getByText("1 registered")).toBeVisible();
  await expect(page).toHaveURL(/\/register\?open=/);
  stay = false;
  await page.getByRole("link", { name: "Back to the list" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Credentials");
  expect(asked).toHaveLength(3);
  await page.goto(`/instances/${instance_id}/register`);
  await expect(page.getByRole("button", { name: "Save as CSV" })).toHaveCount(0);
});

test("it can be stopped, and goes on with what is left", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  const made = Array.from({ length: 4 }, (_, number) => `${group_id}@@@stop-${number}`);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/RegisterDeviceCredential", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/instances/${instance_id}/register`);
  await ids(page).fill(made.join("\n"));
  await page.getByRole("button", { name: "Register 4" }).click();
  await expect(page.getByRole("progressbar", { name: "Registering" })).toBeVisible();
  await page.getByRole("button", { name: "Stop after this one" }).click();
  release();
  await expect(page.getByText("1 registered, 0 existed already, 0 failed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop after this one" })).toBeHidden();
  await expect(page.getByText("3 were not tried.")).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, made[1])).toBe(false);
  await page.getByRole("button", { name: "Register 3" }).click();
  await expect(page.getByText("4 registered, 0 existed already, 0 failed.")).toBeVisible();
});

const full = test.extend({
  signet: async ({}, use) => {
    const proxy = await startFaultyCloud("RegisterDeviceCredential:DeviceCredentialNumExceed");
    await use(proxy);
    await proxy.stop();
  },
});

full("an instance that is full stops it, with what to do about that", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, group_id } = await group(signet.url);
  const made = Array.from({ length: 3 }, (_, number) => `${group_id}@@@full-${number}`);
  let calls = 0;
  page.on("request", (request) => (calls += Number(request.url().endsWith("/RegisterDeviceCredential"))));
  await page.goto(`/instances/${instance_id}/register`);
  await ids(page).fill(made.join("\n"));
  await page.getByRole("button", { name: "Register 3" }).click();
  await expect(page.getByText("0 registered, 0 existed already, 1 failed.")).toBeVisible();
  await expect(page.getByText("2 were not tried.")).toBeVisible();
  await expect(state(page, made[0])).toContainText("Failed:");
  expect(calls).toBe(1);
  await expect(page.getByRole("button", { name: "Save as CSV" })).toHaveCount(0);
});

test.describe("narrow and in Chinese", () => {
  test.use({ viewport: { width: 400, height: 800 }, locale: "zh-CN" });
  test("nothing is cut off at the edge", async ({ page, signet, watch }) => {
    watch.expectRefusals();
    const { instance_id, group_id } = await group(signet.url);
    const [existing] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
    await page.goto(`/instances/${instance_id}/register`);
    await page.getByRole("textbox", { name: "客户端 ID" }).fill(`${group_id}@@@${"x".repeat(50)}/\n${existing}`);
    await expect(page.getByText("已存在")).toBeVisible();
    await expectNothingCut(page);
    await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(existing)}`);
    await page.getByRole("button", { name: "显示密钥" }).click();
    await expect(page.getByRole("timer")).toBeVisible();
    await expectNothingCut(page);
    await expectAccessible(page);
  });
});

/** Panels clip what is too wide for them: nothing may be. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() => [...document.querySelectorAll(".panel")].filter((panel) => panel.scrollWidth > panel.clientWidth).map((panel) => panel.textContent));
  expect(cut).toEqual([]);
}
