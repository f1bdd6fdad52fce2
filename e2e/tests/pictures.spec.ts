import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { groupOf, instanceOf } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

const pictures = join(dirname(fileURLToPath(import.meta.url)), "../../docs/pictures");

test.use({ viewport: { width: 1360, height: 800 } });

/** The picture of the README; written with `UPDATE_PICTURES=1`, only composed otherwise. */
test("the picture of the README", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 150);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&page=3`);
  await expect(page.getByText(`101–150 of ${items_total}`).first()).toBeVisible();
  await expect(page.getByRole("row").nth(12)).toContainText(/online|offline/i);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  if (process.env.UPDATE_PICTURES) await page.screenshot({ path: join(pictures, "credentials.png"), animations: "disabled" });
});
