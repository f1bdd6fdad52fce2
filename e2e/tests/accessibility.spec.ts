import type { Page } from "@playwright/test";
import { demoIotId, groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import type { Proxy } from "../support/proxy.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

/** Every page in its states and every dialog, each looked at by axe. */
async function look(page: Page, signet: Proxy): Promise<void> {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { instance_id: basic } = await instanceOf(signet.url, "basic");
  const { group_id } = await groupOf(signet.url, instance_id, 20);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 20);
  const certificates = await listCertificates(signet.url, instance_id, 20);
  const credentials = `/instances/${instance_id}/credentials?group=${group_id}&size=20`;
  const certificate = certificates[0];
  const dialog = page.getByRole("dialog");
  const close = async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  };
  const settled = () => expect(page.locator("[aria-busy=true]")).toHaveCount(0);

  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(client_ids[0])}`);
  await page.getByRole("button", { name: "Deregister…" }).waitFor();
  await settled();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Deregister…" }).click();
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await close();
  await page.goto(credentials);
  await page.getByRole("button", { name: "Go to id…" }).click();
  await dialog.getByRole("textbox").fill("＠");
  await expectAccessible(page);
  await close();
  await page.getByRole("button", { name: /^Instance .*change/ }).click();
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await close();
  await page.getByRole("button", { name: `Actions for ${client_ids[2]}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).waitFor();
  await expectAccessible(page);

  for (const [url, said] of [
    [`${credentials}&page=99`, "There is nothing on page 99"],
    [`${credentials}&filter=zzzz`, "No client id of this page"],
    [`${credentials}&open=${encodeURIComponent(`${group_id}@@@nobody`)}`, "Not registered"],
    ["/instances/post-cn-nobody/credentials", "No instance post-cn-nobody"],
    [`/instances/${basic}/device-certificates`, "This edition has no certificates"],
    ["/client-ids", "Which device?"],
    ["/nowhere", "There is nothing here"],
    ["/audit", "Head of the chain"],
    ["/audit?object=nobody", "No entry matches"],
    ["/people", "Nobody yet"],
    ["/protected", "Nothing is marked"],
  ]) {
    await page.goto(url);
    await page.getByText(said).first().waitFor();
    await settled();
    await expectAccessible(page);
  }

  const open = `open=${certificate.device_serial_number}&open_ca=${certificate.ca_serial_number}`;
  await page.goto(`/instances/${instance_id}/device-certificates?size=20&${open}`);
  await page.getByText("SHA-256").waitFor();
  await page.getByText("Certificate as PEM").click();
  await settled();
  await expectAccessible(page);
  for (const act of ["Inactivate…", "Delete…"]) {
    const button = page.getByRole("complementary").getByRole("button", { name: act, exact: true });
    if ((await button.getAttribute("aria-disabled")) === "true") continue;
    await button.click();
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await close();
  }
  await page.getByRole("button", { name: "Go to serial…" }).click();
  await dialog.getByRole("textbox", { name: "Device serial number" }).fill("号".repeat(43));
  await expectAccessible(page);
  await close();

  await page.goto(`/client-ids?iot_id=${demoIotId(signet.log())}`);
  await page.getByRole("button", { name: "Delete all…" }).click();
  await expect(dialog).toBeVisible();
  await settled();
  await expectAccessible(page);
  await close();
  await expectAccessible(page);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });
    test("axe finds nothing on any page, in any state, in any dialog", async ({ page, signet, watch }) => {
      watch.expectRefusals();
      test.slow();
      await look(page, signet);
    });
  });
}

test("a list that fails is accessible too", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to load resource|ERR_FAILED/);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.route("**/ListDeviceCredentialClientId", (route) => route.abort());
  await page.goto(`/instances/${instance_id}/credentials`);
  await expect(page.getByRole("alert")).toContainText("does not answer");
  await expectAccessible(page);
});
