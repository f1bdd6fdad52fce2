import { groupOf, instanceOf } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

test("each message keeps its own time, however many come after it", async ({ page, context, signet }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  await page.clock.install();
  await page.goto(`/instances/${instance_id}/credentials?group=${encodeURIComponent(group_id)}`);
  const copy = page.getByRole("button", { name: "Copy page" });
  await expect(copy).toBeEnabled();
  await page.clock.pauseAt(new Date(Date.now() + 600_000));
  const toasts = page.locator(".ui-toast");
  await copy.click();
  await expect(toasts).toHaveCount(1);
  const first = await toasts.first().elementHandle();
  await page.clock.runFor(4_000);
  await copy.click();
  await expect(toasts).toHaveCount(2);
  expect(await first!.evaluate((node) => node.isConnected), "the older one is drawn anew").toBe(true);
  await page.clock.runFor(3_000);
  await expect(toasts).toHaveCount(1);
  await page.clock.runFor(4_000);
  await expect(toasts).toHaveCount(0);
});
