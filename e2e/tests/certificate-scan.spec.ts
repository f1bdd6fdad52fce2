import { readFile } from "node:fs/promises";
import { call, instanceOf, type Certificate } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const DAY = 86_400_000;

async function everything(url: string, instance_id: string): Promise<Certificate[]> {
  const all: Certificate[] = [];
  for (let page_number = 1; ; page_number += 1) {
    const body = { instance_id, page_number, page_size: 100 };
    const { certificates } = await call<{ certificates: Certificate[] }>(url, "ListDeviceCertificate", body);
    all.push(...certificates);
    if (certificates.length < 100) return all;
  }
}

test("all of them walked, and those found that need somebody", async ({ page, signet }) => {
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  const all = await everything(signet.url, instance_id);
  const left = (certificate: Certificate) => Date.parse(certificate.valid_to) - Date.now();
  const expired = all.filter((certificate) => left(certificate) <= 0);
  const within = (days: number) => all.filter((certificate) => left(certificate) > 0 && left(certificate) <= days * DAY);
  const inactive = all.filter((certificate) => certificate.status === "inactive");
  const any = all.filter((certificate) => expired.includes(certificate) || inactive.includes(certificate) || within(30).includes(certificate));
  expect(Math.min(expired.length, inactive.length, within(90).length)).toBeGreaterThan(0);

  await page.goto(`/instances/${instance_id}/device-certificates`);
  await page.getByRole("link", { name: "Scan all…" }).click();
  await expect(page.getByRole("main")).toContainText(name);
  await expect(page.getByRole("main")).toContainText("Demo");
  await expect(page.getByText("Nothing read yet.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Read all" }).click();
  await expect(page.getByRole("main")).toContainText(`All ${all.length} read.`);
  const found = page.getByRole("status").filter({ hasText: "found among" });
  await expect(found).toHaveText(`${any.length} found among ${all.length} read`);
  await expectAccessible(page);

  await page.getByRole("combobox", { name: "Show" }).selectOption("expired");
  await expect(found).toContainText(`${expired.length} found`);
  await page.getByRole("combobox", { name: "Show" }).selectOption("inactive");
  await expect(found).toContainText(`${inactive.length} found`);
  await page.getByRole("combobox", { name: "Show" }).selectOption("expiring");
  await page.getByRole("combobox", { name: "Expiring within" }).selectOption("90");
  await expect(found).toContainText(`${within(90).length} found`);
  await expect(page).toHaveURL(/open=expiring-90/);
  const one = within(90)[0];
  await page.getByRole("searchbox").fill(one.device_serial_number);
  await expect(found).toContainText("1 found");

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const rows = (await readFile(await (await saved).path(), "utf8")).trim().split("\r\n");
  expect(rows).toHaveLength(2);
  expect(rows[1]).toContain(one.device_serial_number);
  await page.getByRole("link", { name: one.device_serial_number, exact: true }).click();
  await expect(page.getByRole("complementary", { name: "Certificate" })).toContainText("SHA-256 fingerprint");
});

test("stopped, it says what is missing; gone on with, it comes to the end", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const all = await everything(signet.url, instance_id);
  const pages = Math.ceil(all.length / 100);
  let hold = true;
  await page.route("**/ListDeviceCertificate", async (route) => {
    if (hold && route.request().postDataJSON().page_number === 3) return;
    await route.continue();
  });
  await page.goto(`/instances/${instance_id}/certificate-scan`);
  await page.getByRole("button", { name: "Read all" }).click();
  await expect(page.getByText(`200 read, page 2 of ${pages} that the cloud counts`)).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Reading…" })).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Stopped before the end: 200 read").first()).toBeVisible();
  hold = false;
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("main")).toContainText(`All ${all.length} read.`);
});

test("a page that fails keeps what was read, and the walk goes on from there", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to load resource|ERR_FAILED/);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const all = await everything(signet.url, instance_id);
  let fails = true;
  const asked: number[] = [];
  await page.route("**/ListDeviceCertificate", async (route) => {
    const { page_number } = route.request().postDataJSON();
    asked.push(page_number);
    if (fails && page_number === 2) return route.abort();
    await route.continue();
  });
  await page.goto(`/instances/${instance_id}/certificate-scan`);
  await page.getByRole("button", { name: "Read all" }).click();
  await expect(page.getByRole("alert")).toContainText("does not answer");
  await expect(page.getByRole("main")).toContainText("Stopped before the end: 100 read");
  fails = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("main")).toContainText(`All ${all.length} read.`);
  expect(asked.slice(0, 3)).toEqual([1, 2, 2]);
});

test("one CA alone, counted in records", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const [{ ca_serial_number }] = await everything(signet.url, instance_id);
  await page.goto(`/instances/${instance_id}/certificate-scan?ca=${ca_serial_number}`);
  await expect(page.getByRole("main")).toContainText(`signed by ${ca_serial_number}`);
  await page.getByRole("button", { name: "Read all" }).click();
  await expect(page.getByRole("main")).toContainText(/All \d+ read\./);
  await page.getByRole("link", { name: "Of all CAs" }).click();
  await expect(page.getByText("Nothing read yet.")).toBeVisible();
});

test("a certificate leads to cutting off its device", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const [{ ca_serial_number, device_serial_number }] = await everything(signet.url, instance_id);
  await page.goto(`/instances/${instance_id}/device-certificates?open=${device_serial_number}&open_ca=${ca_serial_number}`);
  await page.getByRole("link", { name: "Cut off the device…" }).click();
  await expect(page).toHaveURL(new RegExp(`/cut-off\\?open=${device_serial_number}&ca=${ca_serial_number}`));
  await expect(page.getByRole("main")).toContainText("Which client id");
});
