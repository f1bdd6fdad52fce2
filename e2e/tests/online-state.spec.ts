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

async function states(url: string, instance_id: string, client_ids: string[]): Promise<Map<string, boolean>> {
  type Answer = { sessions: { client_id: string; online: boolean }[] };
  const { sessions } = await call<Answer>(url, "BatchQuerySessionByClientIds", { instance_id, client_ids });
  return new Map(sessions.map(({ client_id, online }) => [client_id, online]));
}

/** Those that neither came nor went between two looks. */
function steady(before: Map<string, boolean>, after: Map<string, boolean>): [string, boolean][] {
  const same = [...before].filter(([id, online]) => after.get(id) === online);
  expect(same.length).toBeGreaterThan(0);
  return same;
}

test("the rows in view say whether they are online, ten to a question", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 100);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 100);
  const first = client_ids.slice(0, 10);
  const before = await states(signet.url, instance_id, first);
  const asked = questions(page);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&size=100`);
  const cell = (id: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name: id, exact: true }) }).getByRole("cell").nth(1);
  await expect(cell(client_ids[0])).toContainText(/online|offline/);
  for (const [id, online] of steady(before, await states(signet.url, instance_id, first))) {
    await expect(cell(id)).toContainText(online ? "online" : "offline");
    await expect(cell(id).locator("time"), "with its age").not.toBeEmpty();
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
