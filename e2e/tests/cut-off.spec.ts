import type { Page } from "@playwright/test";
import { call, instanceOf, isRegistered, listCertificates } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

/** Devices of the demo's fleet, as the emulator's README names them. */
const LEAVES = { edition: "professional", id: "GID_CityBus@@@bus-0089" };
const STAYS = { edition: "platinum", id: "GID_BodyPress@@@press-0012" };
const NO_WAY = { edition: "basic", id: "GID_HeatMeter@@@heat-0015" };

const step = (page: Page, name: string) => page.locator(`[data-step=${name}]`);
const outcome = (page: Page) => page.getByRole("region", { name: "Outcome" });
const press = (page: Page) => page.getByRole("button", { name: "Cut off now" });

async function open(page: Page, url: string, device: { edition: string; id: string }): Promise<string> {
  const { instance_id } = await instanceOf(url, device.edition);
  await page.clock.install();
  await page.goto(`/instances/${instance_id}/cut-off?open=${encodeURIComponent(device.id)}`);
  await press(page).waitFor();
  return instance_id;
}

/** The minute of watching, without waiting for it. */
async function watched(page: Page): Promise<void> {
  await page.clock.fastForward(61_000);
  await expect(outcome(page).getByRole("button", { name: "Watch for another 60 seconds" })).toBeVisible();
}

async function entry(url: string, instance_id: string, client_id: string) {
  const body = { instance_id, client_id, page_size: 10 };
  type Entry = { client_id: string; blocked: boolean; note?: { set_by: string; reason?: string } };
  const { entries } = await call<{ entries: Entry[] }>(url, "QueryCustomAuthConnectBlack", body);
  return entries.find((found) => found.client_id === client_id);
}

test("from its credential: blacklisted, closed, and offline since a second ago", async ({ page, signet }) => {
  const { instance_id, name, region } = await instanceOf(signet.url, LEAVES.edition);
  await page.clock.install();
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(LEAVES.id)}`);
  await page.getByRole("main").getByRole("link", { name: /Cut off/ }).click();
  await expect(page).toHaveURL(/\/cut-off\?open=/);
  const main = page.getByRole("main");
  for (const said of [LEAVES.id, name, region, "Demo", "online", "not blacklisted"]) await expect(main).toContainText(said);
  for (const way of ["certificate", "Token|…", "Signature|…"]) await expect(main).toContainText(way);
  await expectAccessible(page);

  await page.getByRole("textbox", { name: "Reason" }).fill("Stolen from bus 89");
  await press(page).click();
  await expect(outcome(page).getByRole("status")).toHaveText(/Offline since \d\d:\d\d:\d\d/);
  await expect(step(page, "blacklist")).toContainText(/done at \d\d:\d\d:\d\d/);
  await expect(step(page, "close")).toContainText(/done at \d\d:\d\d:\d\d/);
  await expect(outcome(page)).toContainText(/Watching for another \d+ s/);
  await watched(page);
  await expect(outcome(page)).toContainText("Nothing is left to do");
  await expectAccessible(page);
  expect(await entry(signet.url, instance_id, LEAVES.id)).toMatchObject({ blocked: true, note: { reason: "Stolen from bus 89" } });
});

test("one that nothing in the cloud can end: still online, and what is left to do", async ({ page, signet }) => {
  const instance_id = await open(page, signet.url, STAYS);
  await expect(step(page, "close")).toContainText("Professional Edition in China (Shanghai) only; this instance is Platinum");
  await press(page).click();
  await expect(outcome(page).getByRole("status")).toHaveText("Still online");
  await expect(step(page, "close")).toContainText("left out");
  await watched(page);
  await expect(outcome(page).getByRole("status")).toHaveText("Still online");
  await expect(outcome(page)).toContainText("The cloud has no way to end its session here");
  await expectAccessible(page);
  expect(await entry(signet.url, instance_id, STAYS.id)).toMatchObject({ blocked: true });

  await outcome(page).getByRole("button", { name: "Watch for another 60 seconds" }).click();
  await expect(outcome(page)).toContainText(/Watching for another \d+ s/);
});

test("where there is no blacklist, it says so and what takes its place", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const instance_id = await open(page, signet.url, NO_WAY);
  await press(page).click();
  await expect(step(page, "blacklist")).toContainText("the cloud does not offer it for this instance");
  await expect(outcome(page)).toContainText("This instance has no blacklist");

  await page.getByRole("checkbox", { name: "Deregister its credential" }).check();
  const again = page.getByRole("button", { name: "Cut off again" });
  await expect(again).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("textbox", { name: "Type heat-0015 to confirm" }).fill("heat-0015");
  await again.click();
  await expect(step(page, "deregister")).toContainText("done at");
  expect(await isRegistered(signet.url, instance_id, NO_WAY.id)).toBe(false);
  await expect(outcome(page)).not.toContainText("This instance has no blacklist");
});

test("a failed step stops none after it, and pressing again finishes", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const instance_id = await open(page, signet.url, LEAVES);
  let broken = true;
  await page.route("**/api/operations/AddCustomAuthConnectBlack", async (route) => {
    if (!broken) return route.continue();
    const error = { code: "cloud_throttled", message: "The cloud throttled it", remedy: "Wait a moment.", cloud_code: "SystemOverFlow" };
    await route.fulfill({ status: 429, json: { error } });
  });
  await press(page).click();
  await expect(step(page, "blacklist")).toContainText("The cloud is throttling calls");
  await expect(step(page, "blacklist")).toContainText("Wait a moment.");
  await expect(step(page, "close")).toContainText("done at");
  await expect(outcome(page)).toContainText("It is not blacklisted and may connect again. Press again.");
  expect(await entry(signet.url, instance_id, LEAVES.id)).toBeUndefined();

  broken = false;
  const again = page.getByRole("button", { name: "Cut off again" });
  await again.click();
  await expect(step(page, "blacklist")).toContainText("done at");
  await expect(outcome(page).getByRole("status")).toHaveText(/Offline since/);
  await again.click();
  await expect(step(page, "blacklist")).toContainText("was so already");
  expect(await entry(signet.url, instance_id, LEAVES.id)).toMatchObject({ blocked: true });
});

test("an answer that was lost on its way here: what is so counts as done", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  await open(page, signet.url, LEAVES);
  await page.route("**/api/operations/AddCustomAuthConnectBlack", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await press(page).click();
  await expect(step(page, "blacklist")).toContainText("was so already");
});

test("by keyboard alone, from no device named to offline", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, LEAVES.edition);
  await page.goto(`/instances/${instance_id}/cut-off`);
  const id = page.getByRole("textbox", { name: "Client ID" });
  await expect(id).toBeFocused();
  await page.keyboard.type("GID_CityBus＠＠＠bus-0089");
  await page.keyboard.press("Enter");
  await expect(page.getByText("the full-width form of @")).toBeVisible();
  await id.selectText();
  await page.keyboard.type(LEAVES.id);
  await page.keyboard.press("Enter");
  await press(page).waitFor();
  const focused = (name: string) => page.evaluate((name) => document.activeElement?.textContent?.includes(name) ?? false, name);
  for (let presses = 0; presses < 60 && !(await focused("Cut off now") && (await press(page).evaluate((button) => button.matches(":focus")))); presses++) {
    await page.keyboard.press("Tab");
  }
  await expect(press(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(outcome(page).getByRole("status")).toHaveText(/Offline since/);
});

test("from a certificate: the client id is asked for, the certificate inactivated where it is ticked", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, STAYS.edition);
  const certificate = (await listCertificates(signet.url, instance_id)).find(({ status }) => status === "active");
  if (!certificate) throw new Error("the fleet has no active certificate");
  const { device_serial_number, ca_serial_number } = certificate;
  await page.goto(`/instances/${instance_id}/cut-off?open=${device_serial_number}&ca=${ca_serial_number}`);
  await expect(page.getByText("Which client id does the device of this certificate use?")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Client ID" }).fill(STAYS.id);
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "Inactivate its certificate" }).check();
  await expect(page.getByRole("textbox", { name: "CA serial number" })).toHaveValue(ca_serial_number);
  await expect(page.getByRole("textbox", { name: "Device serial number" })).toHaveValue(device_serial_number);
  await page.reload();
  await page.getByRole("checkbox", { name: "Inactivate its certificate" }).check();
  await press(page).click();
  await expect(step(page, "inactivate")).toContainText("done at");
  const body = { instance_id, device_serial_number, ca_serial_number };
  const now = await call<{ certificate: { status: string } }>(signet.url, "GetDeviceCertificate", body);
  expect(now.certificate.status).toBe("inactive");
  expect(await isRegistered(signet.url, instance_id, STAYS.id), "what was not ticked is not done").toBe(true);
});

test.describe("narrow", () => {
  test.use({ viewport: { width: 400, height: 800 } });

  test("the button is in reach and the outcome in sight", async ({ page, signet }) => {
    await open(page, signet.url, LEAVES);
    await expect(press(page)).toBeInViewport();
    await expectAccessible(page);
    await press(page).click();
    await expect(outcome(page).getByRole("status")).toHaveText(/Offline since/);
    await expect(outcome(page).getByRole("status")).toBeInViewport();
    await expect(page.getByRole("button", { name: "Cut off again" })).toBeInViewport();
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond, "pixels beyond the edge").toBe(0);
    await expectAccessible(page);
  });
});

test.describe("read-only", () => {
  test.use({ flags: ["--read-only"] });

  test("what may not be done says why", async ({ page, signet }) => {
    await open(page, signet.url, LEAVES);
    await expect(press(page)).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByRole("main")).toContainText("The proxy is read-only.");
    await press(page).click({ force: true });
    await expect(outcome(page)).toBeHidden();
  });
});
