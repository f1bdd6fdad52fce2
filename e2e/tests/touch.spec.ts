import type { Page } from "@playwright/test";
import { groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import { smallTargets } from "../support/layout.ts";
import { ROOMS } from "../support/screens.ts";
import { expect, test } from "../support/test.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, contextOptions: { reducedMotion: "reduce" } });

for (const room of ROOMS) {
  test(`fingers hit everything: ${room.name}`, async ({ page, signet, watch }) => {
    watch.expectRefusals();
    const screens = await room.screens(signet);
    test.setTimeout(20_000 * screens.length);
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await screen.show(page);
        expect.soft(await smallTargets(page, 24, 44), `too small: ${screen.name}`).toEqual([]);
      });
    }
  });
}

const cutOff = (page: Page) => page.getByRole("banner").getByRole("link", { name: "Cut off now" }).and(page.locator(":visible"));
const instance = (page: Page) => page.getByRole("button", { name: /^Instance .*change/ }).and(page.locator(":visible"));

test("wherever one is, the instance and the way to cut off are one tap away", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 20);
  const [, , id] = (await listIds(signet.url, instance_id, group_id, 1, 20)).client_ids;
  const [{ device_serial_number, ca_serial_number }] = await listCertificates(signet.url, instance_id, 1);
  const home = `/instances/${instance_id}`;
  for (const url of [
    `${home}/credentials?group=${group_id}`,
    `${home}/credential?open=${encodeURIComponent(id)}`,
    `${home}/register`,
    `${home}/blacklist`,
    `${home}/groups`,
    `${home}/device-certificates`,
    `${home}/ca-certificates`,
    `${home}/register-ca`,
    `${home}/certificate-scan`,
    `/client-ids?instance=${instance_id}`,
    `/audit?from=${instance_id}`,
    `/people?from=${instance_id}`,
    `/protected?from=${instance_id}`,
    `/plans?from=${instance_id}`,
    `/plans/new?instance=${instance_id}`,
  ]) {
    await page.goto(url);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect(instance(page), url).toContainText(name);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    for (const target of [instance(page), cutOff(page)]) {
      await expect(target, url).toBeInViewport({ ratio: 1 });
      const box = (await target.boundingBox())!;
      expect(Math.min(box.width, box.height), url).toBeGreaterThanOrEqual(44);
    }
    await cutOff(page).tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Cut off now");
    expect(new URL(page.url()).pathname).toBe(`${home}/cut-off`);
  }
  // What is open is what is meant.
  await page.goto(`${home}/credential?open=${encodeURIComponent(id)}`);
  await cutOff(page).tap();
  await expect(page.getByRole("main")).toContainText(id);
  await page.goto(`${home}/device-certificates?open=${device_serial_number}&open_ca=${ca_serial_number}`);
  await cutOff(page).tap();
  await expect(page.getByRole("main")).toContainText(device_serial_number);

  const choice = page.getByRole("dialog", { name: "Choose an instance" });
  await instance(page).tap();
  await expect(choice).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Open navigation" }).tap();
  await page.getByRole("dialog").getByRole("button", { name: /^Instance .*change/ }).tap();
  await expect(choice).toBeVisible();
});
