import { readFile } from "node:fs/promises";
import { call, instanceOf } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

interface Authority {
  ca_serial_number: string;
  name: string;
  status: "active" | "inactive";
  decoded: { subject: string };
}

const place = (instance_id: string) => `/instances/${instance_id}/ca-certificates`;

async function authorities(url: string, instance_id: string): Promise<Authority[]> {
  const body = { instance_id, page_number: 1, page_size: 100 };
  return (await call<{ ca_certificates: Authority[] }>(url, "ListCaCertificate", body)).ca_certificates;
}

async function one(url: string, status: Authority["status"]) {
  const { instance_id, name } = await instanceOf(url, "platinum");
  const found = (await authorities(url, instance_id)).find((ca) => ca.status === status);
  if (!found) throw new Error(`the fleet has no ${status} CA`);
  return { instance_id, name, ca: found, serial: found.ca_serial_number };
}

async function devices(url: string, instance_id: string, ca_serial_number: string): Promise<string[]> {
  const serials: string[] = [];
  for (let page_number = 1; ; page_number += 1) {
    const body = { instance_id, ca_serial_number, page_number, page_size: 100 };
    const { certificates } = await call<{ certificates: { device_serial_number: string }[] }>(url, "ListDeviceCertificateByCaSn", body);
    serials.push(...certificates.map((certificate) => certificate.device_serial_number));
    if (certificates.length < 100) return serials;
  }
}

test("listed, opened, inactivated and activated again", async ({ page, signet }) => {
  test.slow();
  const { instance_id, name, ca, serial } = await one(signet.url, "active");
  const now = async () =>
    (await authorities(signet.url, instance_id)).find((listed) => listed.ca_serial_number === serial)?.status;
  await page.goto(place(instance_id));
  const row = page.getByRole("region", { name: "CA certificates" }).getByRole("row").filter({ hasText: serial });
  await expect(row).toContainText(ca.name);
  await expect(row).toContainText("Active");
  await expectAccessible(page);
  await page.getByRole("link", { name: serial, exact: true }).click();
  const detail = page.getByRole("complementary", { name: "CA certificate" });
  await expect(detail).toContainText(ca.decoded.subject);
  await expect(detail).toContainText("SHA-256 fingerprint");
  await expect(detail).toContainText("Says it is a CA");
  await expect(detail.getByRole("button", { name: "Delete…" })).toHaveAttribute("aria-disabled", "true");
  await expect(detail.getByRole("button", { name: "Delete…" })).toHaveAttribute("title", /Inactivate it first/);
  await expect(page.getByRole("region", { name: "Its device certificates" }).first()).toContainText("read");
  await expectAccessible(page);

  await detail.getByRole("button", { name: "Inactivate…" }).click();
  const dialog = page.getByRole("dialog");
  for (const said of [serial, name, "Demo", "No device can connect with a certificate of this CA", "not documented"]) {
    await expect(dialog).toContainText(said);
  }
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Inactivate", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`CA ${serial} is inactive`);
  await expect(row).toContainText("Inactive");
  expect(await now()).toBe("inactive");
  await detail.getByRole("button", { name: "Activate…", exact: true }).click();
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`CA ${serial} is active`);
  expect(await now()).toBe("active");
});

test("deleted once inactive, with its device certificates counted page by page", async ({ page, signet }) => {
  const { instance_id, serial } = await one(signet.url, "inactive");
  const count = (await devices(signet.url, instance_id, serial)).length;
  expect(count).toBeGreaterThan(100);
  await page.goto(`${place(instance_id)}?open=${serial}`);
  await page.getByRole("complementary").getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this CA and its device certificates?" });
  await expect(dialog).toContainText(`${count} device certificates go with it`);
  await expect(dialog).toContainText("cannot be undone");
  await expectAccessible(page);
  const act = dialog.getByRole("button", { name: "Delete", exact: true });
  await expect(act).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(serial);
  await act.click();
  await expect(page.getByRole("log")).toContainText(`CA ${serial} is deleted`);
  await expect(page.getByRole("link", { name: serial, exact: true })).toBeHidden();
  expect((await authorities(signet.url, instance_id)).map((left) => left.ca_serial_number)).not.toContain(serial);
});

test("without the whole count it is not deleted; counting is stopped and gone on with", async ({ page, signet }) => {
  const { instance_id, serial } = await one(signet.url, "inactive");
  const count = (await devices(signet.url, instance_id, serial)).length;
  let hold = true;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.goto(place(instance_id));
  await page.route("**/ListDeviceCertificateByCaSn", async (route) => {
    if (hold && route.request().postDataJSON().page_number === 2) await held;
    await route.continue().catch(() => {});
  });
  await page.getByRole("button", { name: `Actions for ${serial}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(`100 read of ${count} that the cloud counts`);
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(serial);
  await expect(dialog.getByRole("button", { name: "Delete", exact: true })).toHaveAttribute("title", /once all of them were counted/);
  await dialog.getByRole("button", { name: "Stop counting" }).click();
  await expect(dialog).toContainText("Stopped before the end: 100 read");
  await expect(dialog.getByRole("button", { name: "Delete", exact: true })).toHaveAttribute("aria-disabled", "true");
  hold = false;
  release();
  await dialog.getByRole("button", { name: "Go on counting" }).click();
  await expect(dialog).toContainText(`${count} device certificates go with it`);
  await expect(dialog.getByRole("button", { name: "Delete", exact: true })).not.toHaveAttribute("aria-disabled");
});

test("its device certificates against a list of one's own, both ways, and as a file", async ({ page, signet }) => {
  test.slow();
  const { instance_id, serial } = await one(signet.url, "inactive");
  const here = await devices(signet.url, instance_id, serial);
  await page.goto(`${place(instance_id)}?open=${serial}`);
  const below = page.getByRole("region", { name: "Its device certificates" }).first();
  await expect(below).toContainText(`Stopped before the end: 100 read of ${here.length}`);
  await below.getByText("Compare with my list").click();
  const mine = [...here.slice(3).map((known) => known.toUpperCase()), "dead01", "dead02"];
  await below.getByRole("textbox", { name: "Serial numbers that I know" }).fill(mine.join("，"));
  await expect(below).toContainText("All of its device certificates have to be read");
  await below.getByRole("button", { name: "Go on" }).click();
  await expect(below).toContainText(`All ${here.length} read.`);
  await expect(below).toContainText("3 here, not in my list");
  await expect(below).toContainText("2 in my list, not here");
  await expect(below).toContainText("dead02");
  for (const unknown of here.slice(0, 3)) await expect(below.getByRole("listitem").filter({ hasText: unknown })).toBeVisible();
  await expectAccessible(page);

  const part = page.waitForEvent("download");
  await below.getByRole("button", { name: "Export CSV" }).nth(1).click();
  const unknown = await readFile(await (await part).path(), "utf8");
  expect(unknown.trim().split("\r\n")).toHaveLength(4);
  const whole = page.waitForEvent("download");
  await below.getByRole("button", { name: "Export CSV" }).first().click();
  const download = await whole;
  expect(download.suggestedFilename()).toBe(`device-certificates_${serial}.csv`);
  const rows = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
  expect(rows).toHaveLength(here.length + 1);
  expect(rows[0]).toBe("device_serial_number,ca_serial_number,subject,status,valid_from,valid_to");
  for (const row of rows) expect(row).not.toMatch(/(^|,)"?[=+@-]/);
});

test("a CA that is not there, and an instance without certificates", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`${place(instance_id)}?open=00dead`);
  await expect(page.getByRole("complementary")).toContainText("Not registered");
  const { instance_id: basic } = await instanceOf(signet.url, "basic");
  for (const name of ["ca-certificates", "register-ca", "certificate-scan"]) {
    await page.goto(`/instances/${basic}/${name}`);
    await expect(page.getByText("This edition has no certificates")).toBeVisible();
  }
});

test.describe("where nothing may be changed", () => {
  test.use({ flags: ["--read-only"] });
  test("every act says why not", async ({ page, signet }) => {
    const { instance_id, serial } = await one(signet.url, "active");
    await page.goto(`${place(instance_id)}?open=${serial}`);
    const button = page.getByRole("complementary").getByRole("button", { name: "Inactivate…" });
    await expect(button).toHaveAttribute("title", "The proxy is read-only.");
    await page.goto(`/instances/${instance_id}/register-ca`);
    await expect(page.getByRole("button", { name: "Register the CA" })).toHaveAttribute("title", "The proxy is read-only.");
  });
});

test.describe("narrow, dark and in Chinese", () => {
  test.use({ viewport: { width: 400, height: 800 }, colorScheme: "dark", locale: "zh-CN" });
  test("each page fits, reads and is accessible", async ({ page, signet }) => {
    test.slow();
    const { instance_id, serial } = await one(signet.url, "active");
    for (const [url, said] of [
      [place(instance_id), serial],
      [`${place(instance_id)}?open=${serial}`, "SHA-256 指纹"],
      [`/instances/${instance_id}/register-ca`, "制作证书"],
      [`/instances/${instance_id}/certificate-scan`, "读取全部"],
    ]) {
      await page.goto(url);
      await page.getByText(said).first().waitFor();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, `pixels beyond the edge of ${url}`).toBe(0);
      await expectAccessible(page);
    }
  });
});
