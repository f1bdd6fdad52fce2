import type { Page } from "@playwright/test";
import { startEmpty, TWO_ACCOUNTS, type Empty } from "../support/empty.ts";
import { startFaultyCloud } from "../support/proxy.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const step = (page: Page, name: string) =>
  page.getByRole("list", { name: "Steps" }).getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

const lead = (page: Page) => page.getByRole("main").getByRole("status");

/** An installation that knows nothing; it gets its key when the test says so. */
const empty = test.extend<{ installation: Empty }>({
  installation: async ({}, use) => {
    const installation = await startEmpty();
    await use(installation);
    await installation.stop();
  },
  signet: async ({ installation }, use) => use(installation.proxy),
});

const faulty = (...faults: string[]) =>
  test.extend({
    signet: async ({}, use) => {
      const proxy = await startFaultyCloud(...faults);
      await use(proxy);
      await proxy.stop();
    },
  });

empty("from nothing to the instances: what to configure, the policy, a restart with a key", async ({ page, context, installation, watch }) => {
  watch.expectTrouble(/Failed to load resource/);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "First steps", level: 1 })).toBeVisible();
  await expect(lead(page)).toHaveText("Next: say where the proxy's key comes from. It is given to the proxy, never to this page.");
  const key = step(page, "The key");
  await expect(key).toHaveAttribute("aria-current", "step");
  await expect(key).toContainText("To do");
  await expect(page.locator("input[type=password]")).toHaveCount(0);
  await expectAccessible(page);

  await key.getByRole("button", { name: "Copy command" }).first().click();
  expect(await copied()).toMatch(/^printf [^\n]*\\\n[^\n]*\\\nexport [^\n]*\\\nsignet serve$/);
  await key.getByText("A profile of the aliyun CLI").click();
  await expect(key.getByText("signet serve --profile signet")).toBeVisible();
  await expect(key.getByText("stty -echo")).toBeHidden();

  await step(page, "What the key may do").getByRole("heading").click();
  const permissions = step(page, "What the key may do");
  const field = permissions.getByRole("textbox", { name: "Instance IDs" });
  await field.fill("post.cn");
  await expect(permissions).toContainText("post.cn is no instance ID");
  await field.fill("post-cn-0pp12gl0000, post-cn-other");
  await permissions.getByRole("button", { name: "Copy policy" }).click();
  const url = `${installation.proxy.url}/api/setup/ram-policy?instance=post-cn-0pp12gl0000&instance=post-cn-other`;
  expect(JSON.parse(await copied())).toEqual(await (await fetch(url)).json());
  const saved = page.waitForEvent("download");
  await permissions.getByRole("button", { name: "Save as a file" }).click();
  expect((await saved).suggestedFilename()).toBe("signet-ram-policy.json");

  await page.getByRole("button", { name: "Check now" }).click();
  await expect(key.getByText("nothing says where it comes from")).toBeVisible();
  await expect(key).toContainText("Set ALIBABA_CLOUD_ACCESS_KEY_ID");
  await expect(step(page, "This machine")).toContainText("Done");
  await expectAccessible(page);

  await installation.stopProxy();
  await expect(page.getByRole("alert")).toContainText("The signing proxy does not answer", { timeout: 30_000 });
  await installation.startWithKey();
  await expect(page).toHaveURL(/\/instances\//, { timeout: 45_000 });
  await expect(page.getByRole("heading", { name: "Credentials", level: 1 })).toBeVisible();
});

empty("a key that the cloud rejects is named by the check, with what to do", async ({ page, installation, watch }) => {
  watch.expectRefusals();
  await installation.stopProxy();
  await installation.startWithKey("NotTheSecret");
  await page.goto("/");
  const key = step(page, "The key");
  await expect(key).toContainText("Does not work");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(key).toContainText("SignatureDoesNotMatch");
  await expect(key).toContainText("What to do:");
  await expect(lead(page)).toContainText("Next: put the key right");
  await expect(page.getByRole("button", { name: "Check again" })).toBeVisible();
});

faulty("ListInstances:Forbidden.RAM")("a permission that is missing is named with the action to grant", async ({ page, watch }) => {
  watch.expectRefusals();
  await page.goto("/");
  const permissions = step(page, "What the key may do");
  await expect(permissions).toContainText("Does not work");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(permissions).toContainText("Forbidden.RAM");
  await expect(permissions).toContainText("mq:");
  await expect(lead(page)).toContainText("Next: let the key do what the operations need");
  await expectAccessible(page);
});

/** Two accounts, of which one has a secret that the cloud does not know. */
const half = test.extend({
  signet: async ({}, use) => {
    const installation = await startEmpty(TWO_ACCOUNTS);
    await use(installation.proxy);
    await installation.stop();
  },
});

half("where one of two accounts does not work, the check names it beside the one that does", async ({ page }) => {
  await page.goto("/first-steps");
  await page.getByRole("button", { name: "Check now" }).click();
  const key = step(page, "The key");
  await expect(key).toContainText("Does not work");
  await expect(key).toContainText("cn-hangzhou · lab");
  await expect(key).toContainText("SignatureDoesNotMatch");
  await expect(key).toContainText("Key of account factory");
  const place = step(page, "Regions and instances");
  await place.getByRole("heading").click();
  await expect(place).toContainText("cn-hangzhou · factory");
  await expect(place).toContainText("Instances that may be used: 3");
  await expectAccessible(page);
});

test("a check that finds nothing says so, and the page is found from the palette", async ({ page, watch }) => {
  watch.expectRefusals();
  await page.goto("/");
  await page.getByRole("heading", { name: "Credentials", level: 1 }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("ram policy");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/first-steps/);
  await expect(lead(page)).toHaveText("Next: check whether it works.");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(lead(page)).toHaveText("All is well: the last check found nothing to do.");
  for (const name of ["The key", "What the key may do", "Regions and instances", "This machine"]) {
    await expect(step(page, name)).toContainText("Done");
  }
  const permissions = step(page, "What the key may do");
  await permissions.getByRole("heading").click();
  await expect(permissions).toContainText("the key may call ListGroupId");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("alert")).toContainText("a check was over a moment ago");
});

for (const colorScheme of ["light", "dark"] as const) {
  empty.describe(colorScheme, () => {
    empty.use({ colorScheme });
    empty("fits a narrow window with everything open, in Chinese too", async ({ page, watch }) => {
      watch.expectRefusals();
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto("/");
      await step(page, "The key").waitFor();
      for (const summary of await page.getByRole("main").locator("summary").all()) {
        if (!(await summary.evaluate((node) => (node.parentElement as HTMLDetailsElement).open))) await summary.click();
      }
      await page.getByRole("textbox", { name: "Instance IDs" }).fill("post-cn-0pp12gl0000");
      await page.getByRole("button", { name: "Copy policy" }).waitFor();
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await overflow()).toBe(0);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Open navigation" }).click();
      await page.getByRole("dialog").getByRole("combobox", { name: "Language" }).selectOption({ label: "简体中文" });
      await expect(page.getByRole("heading", { name: "入门设置", level: 1 })).toBeVisible();
      expect(await overflow()).toBe(0);
    });
  });
}
