import { expect, expectAccessible, test } from "../support/test.ts";

test("the page loads and says what it is", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveTitle(/Signet/);
  await expect(page.getByRole("main")).toBeVisible();
  await expectAccessible(page);
});

test("without JavaScript the page says what it needs", async ({ browser, signet }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(signet.url);
  await expect(page.locator("noscript p").first()).toContainText("needs JavaScript");
  await expect(page.getByText("Loading")).toBeHidden();
  await context.close();
});

test("a bundle that does not fit together is said to be so", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to fetch|integrity/);
  await page.route("**/*_bg.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: "not it" }));
  await page.goto(signet.url);
  await expect(page.getByRole("alert")).toContainText("Signet could not start");
});
