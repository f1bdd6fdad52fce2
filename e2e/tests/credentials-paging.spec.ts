import { groupOf, instanceOf, listIds } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

test("forward and back through the pages, with an honest count", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 101);
  const [first, second] = await Promise.all([1, 2].map((number) => listIds(signet.url, instance_id, group_id, number, 50)));

  await page.goto("/");
  await expect(page).toHaveURL(/\/instances\/[^/]+\/credentials\?group=/);
  await page.getByRole("combobox", { name: "Group" }).selectOption(group_id);
  await expect(page.getByText(`1–50 of ${items_total}`).first()).toBeVisible();
  await expect(page.getByRole("link", { name: first.client_ids[0], exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Previous" })).toHaveAttribute("aria-disabled", "true");

  // The walk goes by the token that the page before gave, and the token stays out of the URL.
  const asked = page.waitForRequest((request) => request.url().endsWith("/ListDeviceCredentialClientId"));
  await page.getByRole("button", { name: "Next" }).click();
  expect((await asked).postDataJSON()).toMatchObject({ page_number: 2, next_token: expect.any(String) });
  await expect(page).toHaveURL(/page=2/);
  expect(page.url()).not.toContain("token");
  await expect(page.getByText(`51–100 of ${items_total}`).first()).toBeVisible();
  await expect(page.getByRole("link", { name: second.client_ids[0], exact: true })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(51);

  await page.getByRole("button", { name: "Previous" }).click();
  await expect(page.getByRole("link", { name: first.client_ids[0], exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: second.client_ids[0], exact: true })).toBeVisible();
});

test("a link to page 7 needs no token, and a reload stays there", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 140);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 7, 20);

  const asked = page.waitForRequest((request) => request.url().endsWith("/ListDeviceCredentialClientId"));
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&page=7&size=20`);
  expect((await asked).postDataJSON()).not.toHaveProperty("next_token");
  const shown = page.getByText(`121–140 of ${items_total}`).first();
  await expect(shown).toBeVisible();
  await expect(page.getByRole("link", { name: client_ids[0], exact: true })).toBeVisible();
  await page.reload();
  await expect(shown).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Rows on a page" })).toHaveValue("20");
});

test("the choice of a page's size starts again at the first page", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 140);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&page=2`);
  await page.getByRole("combobox", { name: "Rows on a page" }).selectOption("100");
  await expect(page.getByText(`1–100 of ${items_total}`).first()).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(101);
});

test("a page beyond the end says so and leads back to the last one", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id, items_total } = await groupOf(signet.url, instance_id, 51);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&page=99`);
  await expect(page.getByText("There is nothing on page 99")).toBeVisible();
  await page.getByRole("button", { name: `Go to page ${Math.ceil(items_total / 50)}` }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Next" })).toHaveAttribute("aria-disabled", "true");
});

test("the filter looks at this page and offers the way to any other", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 51);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 50);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}`);
  const filter = page.getByRole("searchbox", { name: "Filter this page" });
  await filter.fill(client_ids[3].slice(-6));
  await expect(page.getByRole("link", { name: client_ids[3], exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: client_ids[0], exact: true })).toBeHidden();
  await expect(page).toHaveURL(/filter=/);
  await filter.fill("nothing holds this");
  await expect(page.getByText("No client id of this page holds")).toBeVisible();
  await filter.fill("");
  await expect(page.getByRole("row")).toHaveCount(51);
});

test("all ids of a page are copied", async ({ page, context, signet }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 20);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 20);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&size=20`);
  await page.getByRole("link", { name: client_ids[0], exact: true }).waitFor();
  await page.getByRole("button", { name: "Copy page" }).click();
  await expect(page.getByText("20 ids copied")).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())).split("\n")).toEqual(client_ids);
});
