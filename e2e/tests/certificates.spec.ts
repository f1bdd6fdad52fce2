import { call, instanceOf, listCertificates, type Certificate } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

const certificatesOf = (instance_id: string) => `/instances/${instance_id}/device-certificates`;

async function valid(url: string, instance_id: string): Promise<Certificate> {
  const found = (await listCertificates(url, instance_id)).find(
    (certificate) => certificate.status === "active" && Date.parse(certificate.valid_to) > Date.now(),
  );
  if (!found) throw new Error("the fleet has no valid active certificate");
  return found;
}

test("inactivated, which is what blocks, and activated again", async ({ page, signet }) => {
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  const { device_serial_number: serial, ca_serial_number, decoded } = await valid(signet.url, instance_id);
  const now = async () =>
    (await call<{ certificate: Certificate }>(signet.url, "GetDeviceCertificate", { instance_id, ca_serial_number, device_serial_number: serial }))
      .certificate.status;

  await page.goto(`${certificatesOf(instance_id)}?size=100`);
  await page.getByRole("link", { name: serial, exact: true }).click();
  const detail = page.getByRole("complementary", { name: "Certificate" });
  await expect(detail).toContainText(decoded.subject);
  await expect(detail).toContainText("EC P-256");
  await expect(detail).toContainText("days left");
  await expect(detail.getByRole("button", { name: "Activate…", exact: true })).toHaveAttribute("aria-disabled", "true");

  await detail.getByRole("button", { name: "Inactivate…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(serial);
  await expect(dialog).toContainText(name);
  await expect(dialog).toContainText("Demo");
  await dialog.getByRole("button", { name: "Inactivate", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(detail.getByText("Inactive", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: serial })).toContainText("Inactive");
  expect(await now()).toBe("inactive");

  await detail.getByRole("button", { name: "Activate…", exact: true }).click();
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(detail.getByText("Active", { exact: true })).toBeVisible();
  expect(await now()).toBe("active");
});

test("deleted with its serial typed, after it was said what blocks instead", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { device_serial_number: serial } = await valid(signet.url, instance_id);
  await page.goto(`${certificatesOf(instance_id)}?size=100`);
  await page.getByRole("button", { name: `Actions for ${serial}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this certificate's registration?" });
  await expect(dialog).toContainText("may register itself again");
  await expect(dialog.getByRole("button", { name: "Inactivate instead…" })).toBeVisible();
  const act = dialog.getByRole("button", { name: "Delete", exact: true });
  await expect(act).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(serial);
  await act.click();
  await expect(page.getByRole("log")).toContainText(`${serial} is deleted`);
  await expect(page.getByRole("link", { name: serial, exact: true })).toBeHidden();
  expect((await listCertificates(signet.url, instance_id)).map((left) => left.device_serial_number)).not.toContain(serial);
});

test("the question about deleting leads to inactivating instead", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { device_serial_number: serial } = await valid(signet.url, instance_id);
  await page.goto(`${certificatesOf(instance_id)}?size=100`);
  await page.getByRole("button", { name: `Actions for ${serial}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Inactivate instead…" }).click();
  const dialog = page.getByRole("dialog", { name: "Inactivate this certificate?" });
  await dialog.getByRole("button", { name: "Inactivate", exact: true }).click();
  await expect(page.getByRole("row").filter({ hasText: serial })).toContainText("Inactive");
});

test("those of one CA, counted in records; all of them, counted in pages", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const [{ ca_serial_number }] = await listCertificates(signet.url, instance_id, 1);
  const { items_total } = await call<{ items_total: number }>(signet.url, "ListDeviceCertificateByCaSn", {
    instance_id,
    ca_serial_number,
    page_number: 1,
    page_size: 20,
  });
  await page.goto(`${certificatesOf(instance_id)}?size=20`);
  await expect(page.getByText(/1–20, total unknown, page 1 of \d+/)).toBeVisible();
  await page.getByRole("combobox", { name: "Signed by" }).selectOption(ca_serial_number);
  await expect(page).toHaveURL(new RegExp(`ca=${ca_serial_number}`));
  await expect(page.getByText(`1–20 of ${items_total}`).first()).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText(`21–40 of ${items_total}`).first()).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Signed by" })).toHaveValue("");
});

test("a serial of 129 bytes is refused before any request leaves", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const [{ ca_serial_number, device_serial_number }] = await listCertificates(signet.url, instance_id, 1);
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/operations/Get") && asked.push(request.url()));
  await page.goto(certificatesOf(instance_id));
  await page.getByRole("button", { name: "Go to serial…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go to a device certificate" });
  await dialog.getByRole("textbox", { name: "CA serial number" }).fill(ca_serial_number);
  const serial = dialog.getByRole("textbox", { name: "Device serial number" });
  // 43 characters, 129 bytes.
  await serial.fill("号".repeat(43));
  await expect(dialog).toContainText("129 / 128 bytes");
  await expect(dialog).toContainText("At most 128 bytes of UTF-8; this has 129.");
  await serial.press("Enter");
  await dialog.getByRole("button", { name: "Open" }).click();
  await expect(dialog).toBeVisible();
  expect(asked).toEqual([]);

  await serial.fill(device_serial_number);
  await dialog.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("complementary", { name: "Certificate" })).toContainText("SHA-256");
  expect(asked).toHaveLength(1);
});

test("an edition without certificates says so and asks the cloud nothing that fails", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "basic");
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("Certificate") && asked.push(request.url()));
  await page.goto(certificatesOf(instance_id));
  await expect(page.getByText("This edition has no certificates")).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByRole("main").getByRole("link", { name: "Show its credentials" }).click();
  await expect(page).toHaveURL(new RegExp(`/instances/${instance_id}/credentials`));
});
