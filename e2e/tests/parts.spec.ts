import { instanceOf } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test("a part of the dashboard that does not come is said to be missing, and may be tried again", async ({ page, signet, watch }) => {
  watch.expectTrouble(/identities-.*\.bin|Failed to fetch/);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.route("**/identities-*.bin", (route) => route.abort());
  await page.goto(`/instances/${instance_id}/groups`);
  const problem = page.getByRole("alert");
  await expect(problem).toContainText("A part of this page could not be loaded");
  await expectAccessible(page);

  await page.unroute("**/identities-*.bin");
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Groups" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("the pages that follow each other come in one request", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const parts: string[] = [];
  page.on("request", (request) => {
    const part = /\/([a-z_]+)-[\w-]{43}\.bin$/.exec(request.url());
    if (part) parts.push(part[1]);
  });
  await page.goto(`/instances/${instance_id}/groups`);
  await expect(page.getByRole("heading", { name: "Groups" })).toBeVisible();
  await page.getByRole("link", { name: "Blacklist" }).click();
  await expect(page.getByRole("heading", { name: "Blacklist" })).toBeVisible();
  // The boxes of the rows are a part of their own, which all lists share.
  await expect(page.getByRole("checkbox").first()).toBeVisible();
  expect(parts).toEqual(["identities", "online"]);
});
