import { call, instanceOf } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const OURS = "GID_BodyPress@@@press-0012";
const NOBODY = "GID_BodyPress@@@nobody";
/** What a hostile hand may write as a reason: shown, not obeyed. */
const HOSTILE = "scrapped \u202e<b>in hall 4</b>";

/** Acts as a script would, saying why. */
async function act(url: string, operation: string, body: object, why?: string): Promise<Response> {
  return fetch(`${url}/api/operations/${operation}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-signet": "1", ...(why && { "x-signet-reason": encodeURIComponent(why) }) },
    body: JSON.stringify(body),
  });
}

test("an act appears with who, what, on what, why and what became of it; its history is a link away", async ({ page, signet, watch }) => {
  // A credential that is gone is asked about once more.
  watch.expectRefusals();
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(OURS)}&act=deregister`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("scrapped in hall 4");
  await dialog.getByRole("textbox", { name: /Type .* to confirm/ }).fill("press-0012");
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByText("is deregistered").first()).toBeVisible();

  await page.getByRole("link", { name: "History" }).click();
  await expect(page).toHaveURL(`/audit?instance=${instance_id}&object=${OURS}`);
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: OURS });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Deregister credential");
  await expect(row).toContainText("destroy");
  await expect(row).toContainText("local");
  await expect(row).toContainText("done");
  await expect(row).toContainText("scrapped in hall 4");
  await expect(row).toContainText(name);
  await expectAccessible(page);

  await row.getByRole("link", { name: "Deregister credential" }).click();
  const entry = page.getByRole("complementary");
  await expect(entry).toBeFocused();
  for (const fact of ["UnRegisterDeviceCredential", "Cloud's RequestId", "Request id", "127.0.0.1", instance_id, "scrapped in hall 4"]) {
    await expect(entry).toContainText(fact);
  }
  await expectAccessible(page);
  await page.reload();
  await expect(entry).toContainText("UnRegisterDeviceCredential");
  await entry.getByRole("link", { name: "Open", exact: true }).click();
  await expect(page.getByText("Not registered").first()).toBeVisible();
});

test("what was just done is told beside the entry that is open, and covers nothing of it", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/credential?open=${encodeURIComponent(OURS)}&act=deregister`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /Type .* to confirm/ }).fill("press-0012");
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  const toast = page.locator(".ui-toast");
  await expect(toast).toBeVisible();
  // It stays while a pointer is over it.
  await toast.dispatchEvent("pointerenter");
  await page.getByRole("link", { name: "History" }).click();
  await page.getByRole("link", { name: "Deregister credential" }).click();
  const entry = page.getByRole("complementary");
  await expect(entry).toContainText("Cloud's RequestId");
  for (const [width, height] of [[1280, 480], [1280, 728], [1280, 800], [1280, 818], [1100, 818], [1920, 818]]) {
    await page.setViewportSize({ width, height });
    const [told, panel] = [await toast.boundingBox(), await entry.boundingBox()];
    expect(told!.x + told!.width, `${width} × ${height}`).toBeLessThanOrEqual(panel!.x);
    expect(told!.y + told!.height).toBeLessThanOrEqual(height);
  }
  await expectAccessible(page);
});

test("what was refused and what failed say why, in words; a reason is shown and not obeyed", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await act(signet.url, "UnRegisterDeviceCredential", { instance_id, client_id: OURS }, HOSTILE);
  await act(signet.url, "UnRegisterDeviceCredential", { instance_id, client_id: NOBODY });
  await page.goto("/audit");
  const ours = page.getByRole("row").filter({ hasText: OURS });
  await expect(ours).toContainText("scrapped U+202E<b>in hall 4</b>");
  const nobody = page.getByRole("row").filter({ hasText: NOBODY });
  await expect(nobody).toContainText("not done");
  await expect(nobody).toContainText("not there");
  await expect(page.getByRole("row").filter({ hasText: "Audit log begun" })).toBeVisible();
});

test("filters stand in the URL, and the proxy filters", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  for (const client_id of ["GID_BodyPress@@@press-0013", "GID_BodyPress@@@press-0014"]) {
    await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id, reason: "stolen" });
  }
  await act(signet.url, "UnRegisterDeviceCredential", { instance_id, client_id: NOBODY });
  await page.goto("/audit");
  const rows = page.getByRole("rowgroup").last().getByRole("row");
  await page.getByLabel("Operation").selectOption({ label: "Blacklist client" });
  await expect(page).toHaveURL("/audit?operation=AddCustomAuthConnectBlack");
  await expect(rows).toHaveCount(2);
  await page.getByRole("textbox", { name: "Object" }).fill("GID_BodyPress@@@press-0014");
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("press-0014");
  await page.goBack();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Outcome").selectOption("not_done");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(NOBODY);
  await page.getByLabel("Effect").selectOption("reveal");
  await expect(page.getByText("No entry matches")).toBeVisible();
  await expectAccessible(page);
});

test("older pages and the head of the chain", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  for (let number = 0; number < 55; number++) {
    await act(signet.url, "GetDeviceCredential", { instance_id, client_id: `GID_BodyPress@@@none-${number}`, reveal: true });
  }
  await page.goto("/audit");
  const rows = page.getByRole("rowgroup").last().getByRole("row");
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Older" }).click();
  await expect(page).toHaveURL(/before=\d+/);
  await expect(rows.last()).toContainText("Audit log begun");
  const older = page.getByRole("button", { name: "Older" });
  await expect(older).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Newest" }).click();
  await expect(rows).toHaveCount(50);

  const { head } = (await (await fetch(`${signet.url}/api/audit?limit=1`)).json()) as { head: { sequence: number; hash: string } };
  const told = page.locator(".audit__head");
  await expect(told).toContainText(`#${head.sequence}`);
  await expect(told).toContainText(head.hash.slice(-10));
  await expect(told).toContainText("signet audit verify --head");
});

test("a log that cannot be read says so, and is tried again", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  let refused = true;
  await page.route(/\/api\/audit$/, async (route) => {
    if (!refused) return route.continue();
    await route.fulfill({ status: 403, json: { error: { code: "no_grant", message: "user:carol has no grant" } } });
  });
  await page.goto("/audit");
  const problem = page.getByRole("alert");
  await expect(problem).toContainText("You were not granted anything yet");
  await expect(problem).toContainText("user:carol has no grant");
  await expectAccessible(page);
  refused = false;
  await problem.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Audit log begun" })).toBeVisible();
  expect(signet.url).toBeTruthy();
});

test("an entry that is not there is said to be none", async ({ page }) => {
  await page.goto("/audit?open=999999");
  await expect(page.getByRole("complementary")).toContainText("There is no such entry");
  await expectAccessible(page);
});

test.describe("narrow, in Chinese", () => {
  test.use({ viewport: { width: 400, height: 800 }, locale: "zh-CN" });
  test("the log fits and is told in the reader's language", async ({ page, signet }) => {
    const { instance_id } = await instanceOf(signet.url, "platinum");
    const client_id = `GID_BodyPress@@@${"long-".repeat(9)}`.slice(0, 64);
    await act(signet.url, "UnRegisterDeviceCredential", { instance_id, client_id }, "报废");
    await page.goto("/audit");
    const row = page.getByRole("row").filter({ hasText: client_id });
    await expect(row).toContainText("注销凭证");
    await expect(row).toContainText("未执行");
    await expect(row).toContainText("报废");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(400);
    await expectAccessible(page);
  });
});
