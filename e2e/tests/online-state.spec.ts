import type { Page } from "@playwright/test";
import { call, groupOf, instanceOf, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const ASKS = "**/api/operations/BatchQuerySessionByClientIds";

/** How many clients each question was about. */
function questions(page: Page): number[] {
  const sizes: number[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("BatchQuerySessionByClientIds")) sizes.push(request.postDataJSON().client_ids.length);
  });
  return sizes;
}

test("the rows in view say whether they are online, ten to a question", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 100);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 100);
  const asked = questions(page);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&size=100`);
  const cell = (id: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name: id, exact: true }) }).getByRole("cell").first();
  await expect(cell(client_ids[0])).toContainText(/online|offline/);
  const first = client_ids.slice(0, 10);
  const { sessions } = await call<{ sessions: { client_id: string; online: boolean }[] }>(signet.url, "BatchQuerySessionByClientIds", { instance_id, client_ids: first });
  for (const { client_id, online } of sessions) {
    await expect(cell(client_id)).toContainText(online ? "online" : "offline");
    await expect(cell(client_id).locator("time")).toHaveText(/now|second/);
  }
  await expect(cell(client_ids[99])).toHaveText("–");
  expect(asked.every((size) => size <= 10)).toBe(true);
  expect(asked.reduce((sum, size) => sum + size, 0), "only what is in view").toBeLessThan(60);
  await expectAccessible(page);

  await cell(client_ids[99]).scrollIntoViewIfNeeded();
  await expect(cell(client_ids[99])).toContainText(/online|offline/);
});

test("the list does not wait for it", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 50);
  const asked = page.waitForRequest(ASKS);
  await page.route(ASKS, () => {});
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  await asked;
  await expect(page.getByRole("row")).toHaveCount(51);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page).toHaveURL(/page=2/);
});

test("where it fails the list is as good as before, and hovering says why", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 20);
  await page.route(ASKS, (route) => route.fulfill({ status: 429, json: { error: { code: "cloud_throttled", message: "" } } }));
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&size=20`);
  await expect(page.getByTitle("The cloud is throttling calls").first()).toContainText("–");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("row")).toHaveCount(21);
});
