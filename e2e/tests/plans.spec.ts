import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { addUser, signIn, test as withPeople } from "../support/people.ts";
import type { Proxy } from "../support/proxy.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

interface Fleet {
  instance_id: string;
  group_id: string;
  client_ids: string[];
}

/** So many client ids of one group. */
async function fleet(signet: Proxy, count: number): Promise<Fleet> {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, count);
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(count / 100) }, (_, at) => listIds(signet.url, instance_id, group_id, at + 1, 100)),
  );
  return { instance_id, group_id, client_ids: pages.flatMap((page) => page.client_ids).slice(0, count) };
}

const state = (page: Page) => page.locator(".plan__state .ui-status");
const commands = (page: Page) => page.getByRole("region", { name: "What may be told to it" });
const make = (page: Page) => page.getByRole("button", { name: "Make the plan" });

/** Fills in the page that makes a plan: a deregistration of a pasted list. */
async function makePlan(page: Page, instance_id: string, lines: string[], title: string): Promise<string> {
  await page.goto(`/plans/new?instance=${instance_id}&act=deregister`);
  await page.getByRole("textbox", { name: "Client ids" }).fill(lines.join("\n"));
  await page.getByRole("textbox", { name: "Title" }).fill(title);
  await make(page).click();
  await expect(page).toHaveURL(/\/plans\/pl-[a-z0-9]+/);
  await expect(state(page)).toHaveText("Shown");
  return /pl-[a-z0-9]+/.exec(page.url())?.[0] ?? "";
}

test("a table becomes a plan, is shown, runs on while the page is closed, and ends in a report that adds up", async ({ page, context, signet }) => {
  test.slow();
  const { instance_id, client_ids } = await fleet(signet, 300);
  const table = ["client_id,note", ...client_ids.map((id) => `"${id}",scrapped`), client_ids[0], "3.56E+14,x"].join("\r\n");
  await page.goto(`/plans/new?instance=${instance_id}`);
  await expect(page.getByRole("radio", { name: "Delete ClientIDs" })).toBeVisible();
  await page.getByRole("radio", { name: "Deregister credentials" }).check();
  await page.getByLabel("Choose a file…").setInputFiles({ name: "line-4.csv", mimeType: "text/csv", buffer: Buffer.from(`\ufeff${table}`) });
  await expect(page.getByText("line-4.csv")).toBeVisible();
  await expectAccessible(page);
  await make(page).click();

  // What is wrong with the list is looked at before it is frozen.
  await expect(page.getByText("Lines that cannot be items: 1")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "3.56E+14" })).toContainText("303");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Go on without them" }).click();

  await expect(state(page)).toHaveText("Shown");
  const url = page.url();
  const hit = page.getByRole("listitem").filter({ hasText: "Billed calls" });
  await expect(hit).toContainText("300");
  await expect(page.getByText("This cannot be undone")).toBeVisible();
  await expect(page.getByText("Duplicates that were folded: 1")).toBeVisible();
  await expect(page.getByText("Lines that are not in the plan: 1")).toBeVisible();
  expect(await isRegistered(signet.url, instance_id, client_ids[0]), "nothing runs on creation").toBe(true);
  await expectAccessible(page);

  await commands(page).getByRole("button", { name: "Run…" }).click();
  const dialog = page.getByRole("dialog");
  const run = dialog.getByRole("button", { name: "Run on 300" });
  await expect(run).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox").fill("300");
  await expectAccessible(page);
  await run.click();
  await expect(dialog).toBeHidden();
  await expect(state(page)).toHaveText("Running");
  await expect(page.getByRole("list", { name: "Waves" })).toContainText("Wave 1");
  await page.close();

  const again = await context.newPage();
  await again.goto(url);
  await expect(again.getByRole("list", { name: "Waves" })).toBeVisible();
  await expect(state(again)).toHaveText("Finished", { timeout: 40_000 });
  await expect(again.locator(".plan__percent")).toHaveText("100%");
  await expect(again.getByRole("table", { name: "Totals" })).toContainText("300");
  await expectAccessible(again);
  expect(await isRegistered(signet.url, instance_id, client_ids[299])).toBe(false);

  const [download] = await Promise.all([again.waitForEvent("download"), again.getByRole("link", { name: "CSV" }).click()]);
  const report = await readFile(await download.path(), "utf8");
  const done = report.split("\r\n").filter((line) => /^\d+,/.test(line) && line.includes(",done,"));
  expect(done).toHaveLength(300);
});

test("ticked rows, a range too, become the list of a plan", async ({ page, signet }) => {
  const { instance_id, group_id, client_ids } = await fleet(signet, 20);
  await page.goto(`/instances/${instance_id}/credentials?group=${group_id}&size=20`);
  await page.getByRole("checkbox", { name: `Tick ${client_ids[1]}` }).click();
  await page.getByRole("checkbox", { name: `Tick ${client_ids[4]}` }).click({ modifiers: ["Shift"] });
  await expect(page.getByText("4 ticked")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Tick all 20 shown" }).click();
  await expect(page.getByText("20 ticked")).toBeVisible();
  await page.getByRole("button", { name: "Untick all" }).click();
  await page.getByRole("checkbox", { name: `Tick ${client_ids[1]}` }).click();
  await page.getByRole("checkbox", { name: `Tick ${client_ids[4]}` }).click({ modifiers: ["Shift"] });
  await page.locator(".ticks").getByRole("link", { name: "Make a plan…" }).click();
  const list = page.getByRole("textbox", { name: "Client ids" });
  await expect(list).toHaveValue(client_ids.slice(1, 5).join("\n"));
  await page.reload();
  await expect(list).toHaveValue(client_ids.slice(1, 5).join("\n"));
});

test("where live updates stop, it is said, and it goes on by itself", async ({ page, signet, watch }) => {
  watch.expectTrouble(/Failed to load resource|ERR_FAILED/);
  const { instance_id, client_ids } = await fleet(signet, 5);
  await makePlan(page, instance_id, client_ids, "Five");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.route("**/events", (route) => route.abort());
  await page.reload();
  await expect(page.getByText("Live updates stopped, trying again")).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/events");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});

test("items are found and taken out, which makes another hash", async ({ page, signet }) => {
  const { instance_id, client_ids } = await fleet(signet, 5);
  await makePlan(page, instance_id, client_ids, "Five");
  const hash = page.locator(".plan__hash code");
  const before = await hash.textContent();
  await page.getByRole("searchbox", { name: "Find items" }).fill(client_ids[3]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/find=/);
  await expect(page.getByRole("checkbox", { name: /^Tick / })).toHaveCount(1);
  await page.getByRole("checkbox", { name: `Tick ${client_ids[3]}` }).check();
  await page.getByRole("button", { name: "Take 1 out" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take out" }).click();
  await expect(hash).not.toHaveText(before ?? "");
  await expect(page.getByRole("listitem").filter({ hasText: "Billed calls" })).toContainText("4");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });
    test("axe finds nothing where there are no plans, and where one is made", async ({ page, signet }) => {
      const { instance_id } = await instanceOf(signet.url, "platinum");
      await page.goto("/plans");
      await expect(page.getByText("No plans yet")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Make a plan…" }).first().click();
      await expect(make(page)).toHaveAttribute("title", /Choose an instance first|Paste a list/);
      for (const query of ["act=rotate&source=groups", "act=inactivate&source=ca", "act=deregister&source=difference", "act=deregister&source=unseen"]) {
        await page.goto(`/plans/new?instance=${instance_id}&${query}`);
        await page.getByText("Change how it runs").click();
        await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
        await expectAccessible(page);
      }
    });
  });
}

withPeople.describe("at ten calls a second", () => {
  withPeople.use({ toml: "[quota]\ncalls_per_second = 10\n" });

  withPeople("a running plan is paused, resumed and cancelled; what was not begun stays", async ({ page, signet }) => {
    withPeople.slow();
    const { instance_id, client_ids } = await fleet(signet, 300);
    await makePlan(page, instance_id, client_ids, "Paused in the middle");
    await commands(page).getByRole("button", { name: "Run…" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("300");
    await page.keyboard.press("Enter");
    await commands(page).getByRole("button", { name: "Pause" }).click();
    await expect(state(page)).toHaveText("Paused");
    await expect(page.getByText("Paused: Somebody paused it")).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(state(page)).toHaveText("Paused");
    await commands(page).getByRole("button", { name: "Resume" }).click();
    await expect(state(page)).toHaveText("Running");
    await commands(page).getByRole("button", { name: "Cancel the plan…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel the plan" }).click();
    await expect(state(page)).toHaveText("Cancelled");
    expect(await isRegistered(signet.url, instance_id, client_ids[299])).toBe(true);
  });
});

withPeople.describe("with people", () => {
  withPeople.use({
    toml: `
[sign_in.password]
totp = "optional"

[plans]
newcomer_hours = 0

[[approvals]]
acts = ["deregister"]
`,
  });

  withPeople("what one person plans another approves; a viewer sees why they may not", async ({ page, browser, signet }) => {
    withPeople.slow();
    await addUser(signet, "alice", [["--role", "custodian"]]);
    await addUser(signet, "bob", [["--role", "viewer"], ["--role", "approver"]]);
    await addUser(signet, "vera", [["--role", "viewer"]]);
    await signIn(page, signet, "alice");
    await page.goto("/");
    await page.waitForURL(/\/instances\/([^/]+)\//);
    const instance_id = /instances\/([^/]+)/.exec(page.url())?.[1] ?? "";
    const rows = page.getByRole("checkbox", { name: /^Tick GID_/ });
    await rows.first().click();
    await page.locator(".ticks").getByRole("link", { name: "Make a plan…" }).click();
    await expect(page).toHaveURL(new RegExp(`instance=${instance_id}`));
    await make(page).click();
    await expect(state(page)).toHaveText("Shown");
    const url = page.url();
    const run = commands(page).getByRole("button", { name: "Run…" });
    await expect(run).toHaveAttribute("title", "Somebody with the role approver has to approve it first.");
    // Alice is no approver, and would not be one for her own plan.
    await expect(commands(page).getByRole("button", { name: "Approve…" })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(page);

    const vera = await (await browser.newContext({ baseURL: signet.url })).newPage();
    await signIn(vera, signet, "vera");
    await vera.goto(url);
    for (const name of ["Run…", "Approve…", "Cancel the plan…"]) {
      await expect(commands(vera).getByRole("button", { name })).toHaveAttribute("title", "Your role does not allow this here.");
    }
    await expectAccessible(vera);

    const bob = await (await browser.newContext({ baseURL: signet.url })).newPage();
    await signIn(bob, signet, "bob");
    await bob.goto("/plans");
    await expect(bob.getByText("waits for approval")).toBeVisible();
    await bob.goto(url);
    const hash = (await bob.locator(".plan__hash code").textContent()) ?? "";
    await commands(bob).getByRole("button", { name: "Approve…" }).click();
    await expect(bob.getByRole("dialog")).toContainText(hash);
    await expectAccessible(bob);
    await bob.getByRole("dialog").getByRole("button", { name: "Approve", exact: true }).click();
    await expect(bob.getByText("Approved by user:bob")).toBeVisible();

    await page.reload();
    await expect(page.getByText("Approved by user:bob")).toBeVisible();
    await run.click();
    await page.getByRole("dialog").getByRole("textbox").fill("1");
    await page.keyboard.press("Enter");
    await expect(state(page)).toHaveText("Finished");
  });
});
