import type { Page } from "@playwright/test";
import { call } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

// Of the demo's fleet; crates/emulator/README.md names them.
const PRODUCT = "a1Of4PyPRnX";
const ONLINE = "sensor-0001";
const OFFLINE = "sensor-0037";
const DISABLED = "sensor-0018";
const NEVER = "sensor-0010";

interface Device {
  iot_id: string;
  status: string;
}

async function device(url: string, device_name: string): Promise<Device> {
  const body = { product_key: PRODUCT, device_name };
  return (await call<{ device: Device }>(url, "QueryDeviceDetail", body)).device;
}

async function clientIds(url: string, iot_id: string): Promise<string[]> {
  const { client_ids } = await call<{ client_ids: { client_id: string }[] }>(url, "QueryClientIds", { iot_id });
  return client_ids.map(({ client_id }) => client_id);
}

async function open(page: Page, name: string): Promise<void> {
  await page.goto("/client-ids");
  await page.getByRole("textbox", { name: "ProductKey" }).fill(PRODUCT);
  await page.getByRole("textbox", { name: "DeviceName" }).fill(name);
  await page.getByRole("button", { name: "Find devices" }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

test("a product's devices are listed with their states, and one leads to its page and back", async ({ page, signet }) => {
  await page.goto("/client-ids");
  await page.getByRole("textbox", { name: "ProductKey" }).fill(` ${PRODUCT}\t`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`product=${PRODUCT}`));
  const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  for (const [name, state] of [
    [ONLINE, "Online"],
    [OFFLINE, "Offline"],
    [DISABLED, "Disabled"],
    [NEVER, "Never active"],
  ]) {
    await expect(row(name)).toContainText(state);
  }
  await expect(row(ONLINE).getByText(/^now$|ago$/)).toBeVisible();
  await expect(page.getByText(/states\s*read/)).toBeVisible();
  await expectAccessible(page);

  await row(ONLINE).getByRole("link").click();
  const { iot_id } = await device(signet.url, ONLINE);
  await expect(page).toHaveURL(new RegExp(`iot_id=${iot_id}`));
  await expect(page.getByRole("heading", { level: 2, name: ONLINE })).toBeVisible();
  const ids = await clientIds(signet.url, iot_id);
  await expect(page.getByText(`${ids.length} of 5`, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("heading", { level: 2, name: ONLINE })).toBeVisible();
  await page.getByRole("link", { name: "All devices of the product" }).click();
  await expect(row(NEVER)).toBeVisible();
});

test("no page and no answer holds a DeviceSecret", async ({ page }) => {
  const answers: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/api/operations/")) answers.push(response.text());
  });
  await open(page, ONLINE);
  await page.getByRole("link", { name: "All devices of the product" }).click();
  await expect(page.getByRole("link", { name: NEVER, exact: true })).toBeVisible();
  const all = await Promise.all(answers);
  expect(all.length).toBeGreaterThan(3);
  for (const answer of all) expect(answer).not.toMatch(/secret/i);
});

test("pages of the list, and what is beyond its end", async ({ page }) => {
  await page.goto(`/client-ids?product=${PRODUCT}&size=5`);
  await expect(page.getByText(/^1–5 of/)).toBeVisible();
  const first = await page.getByRole("rowheader").or(page.getByRole("row").nth(1)).first().innerText();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByText(/^6–10 of/)).toBeVisible();
  await expect(page.getByRole("row").nth(1)).not.toHaveText(first);
  await page.goto(`/client-ids?product=${PRODUCT}&page=99`);
  await expect(page.getByText("There is nothing on page 99")).toBeVisible();
});

test("one ClientID is pinned and the others are gone", async ({ page, signet }) => {
  await open(page, ONLINE);
  const { iot_id } = await device(signet.url, ONLINE);
  const ids = await clientIds(signet.url, iot_id);
  const kept = ids[2];
  await page.getByRole("button", { name: `Pin… ${kept}` }).click();
  const dialog = page.getByRole("dialog", { name: "Pin this ClientID as the one valid one?" });
  for (const id of ids) await expect(dialog).toContainText(id);
  for (const said of [ONLINE, iot_id, "Demo", `one of the other ${ids.length - 1}`, "cannot be undone"]) {
    await expect(dialog).toContainText(said);
  }
  await expectAccessible(page);
  const pin = dialog.getByRole("button", { name: "Pin this ClientID" });
  await expect(pin).toHaveAttribute("aria-disabled", "true");
  const label = (await dialog.locator("label", { hasText: "to confirm" }).innerText()).match(/Type (\S+) to confirm/)?.[1];
  expect(kept.endsWith(label ?? "?")).toBe(true);
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(label ?? "");
  await pin.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("log")).toContainText(`${kept} is the one valid ClientID`);
  await expect(page.getByText("1 of 5", { exact: true })).toBeVisible();
  expect(await clientIds(signet.url, iot_id)).toEqual([kept]);
});

test("disabled and enabled again", async ({ page, signet }) => {
  await open(page, ONLINE);
  const [disable, enable] = ["Disable…", "Enable…"].map((name) => page.getByRole("button", { name }));
  await expect(enable).toHaveAttribute("title", "It is not disabled.");
  await disable.click();
  const dialog = page.getByRole("dialog", { name: "Disable this device?" });
  await expect(dialog).toContainText("cannot connect to IoT Platform until it is enabled again");
  await dialog.getByRole("button", { name: "Disable", exact: true }).click();
  await expect(page.getByRole("main").getByText("Disabled", { exact: true })).toBeVisible();
  expect((await device(signet.url, ONLINE)).status).toBe("disable");

  await expect(disable).toHaveAttribute("title", "It is disabled.");
  await expect(disable).toBeFocused();
  await enable.click();
  await page.getByRole("dialog", { name: "Enable this device?" }).getByRole("button", { name: "Enable", exact: true }).click();
  await expect(enable).toHaveAttribute("aria-disabled", "true");
  expect((await device(signet.url, ONLINE)).status).not.toBe("disable");
});

test("what the cloud refuses within a good answer is a failure with its cause and its code", async ({ page, watch }) => {
  watch.expectRefusals();
  await page.goto("/client-ids?product=a1NobodyHasIt");
  await expect(page.getByRole("alert")).toContainText("iot.prod.NotExistedProduct");
  await expectAccessible(page);
  await page.goto(`/client-ids?product=${PRODUCT}&name=nobody`);
  await expect(page.getByText("No such device")).toBeVisible();
});

test("a name that breaks a rule is named before anything is asked", async ({ page }) => {
  await page.goto("/client-ids");
  await page.getByRole("textbox", { name: "ProductKey" }).fill("a1 b");
  await page.getByRole("button", { name: "Find devices" }).click();
  await expect(page.getByText("Letters, digits, - and _ only; character 3 is")).toBeVisible();
  await expect(page).toHaveURL(/client-ids$/);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 400, height: 800 } });
  test("list and device fit into 400 px", async ({ page }) => {
    for (const url of [`/client-ids?product=${PRODUCT}`, `/client-ids?product=${PRODUCT}&name=${ONLINE}`]) {
      await page.goto(url);
      await expect(page.getByText(ONLINE).first()).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, url).toBe(0);
      await expectAccessible(page);
    }
  });
});
