import type { Page } from "@playwright/test";
import { instanceOf } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

const row = (page: Page, subject: string) => page.getByRole("row").filter({ hasText: subject });

test("a role is granted for one group, seen, and withdrawn; both are in the audit log", async ({ page, signet }) => {
  const { instance_id, name } = await instanceOf(signet.url, "platinum");
  await page.goto("/people");
  await page.getByRole("button", { name: "Grant a role…" }).first().click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("textbox", { name: "Subject" })).toBeFocused();
  const grant = dialog.getByRole("button", { name: "Grant", exact: true });
  await expect(grant).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.type("alice");
  await expect(dialog).toContainText("Begins with user:");
  await dialog.getByRole("textbox", { name: "Subject" }).fill("user:alice");
  await dialog.getByRole("combobox", { name: "Role", exact: true }).selectOption("operator");
  await expect(dialog).toContainText("Destroys nothing, reveals no secret.");
  await dialog.getByRole("combobox", { name: "Where", exact: true }).selectOption("group");
  await dialog.getByRole("combobox", { name: "Instance", exact: true }).fill(instance_id);
  const group = dialog.getByRole("combobox", { name: "Group", exact: true });
  await expect(dialog.locator("datalist option[value=GID_BodyPress]")).toHaveCount(1);
  await group.fill("GID_BodyPress");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("user:alice is operator now")).toBeVisible();
  const alice = row(page, "user:alice");
  await expect(alice).toContainText("operator");
  await expect(alice).toContainText(`GID_BodyPress · ${name}`);
  await expect(alice).toContainText("by local");
  await expectAccessible(page);

  await alice.getByRole("button", { name: /^Withdraw operator/ }).click();
  await expect(dialog).toContainText("It ends at once");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page.getByText("The grant is withdrawn")).toBeVisible();
  await expect(alice).toHaveCount(0);

  await page.goto("/audit?object=user:alice");
  await expect(row(page, "Grant role")).toContainText("done");
  await expect(row(page, "Withdraw grant")).toContainText("done");
});

test("what the proxy refuses to grant is said in the dialog, and nothing typed is lost", async ({ page, watch }) => {
  watch.expectRefusals();
  await page.goto("/people");
  await page.getByRole("button", { name: "Grant a role…" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Subject" }).fill("user:bob");
  await dialog.getByRole("combobox", { name: "Where", exact: true }).selectOption("account");
  await dialog.getByRole("combobox", { name: "Account", exact: true }).fill("nowhere");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("nowhere");
  await expect(dialog.getByRole("textbox", { name: "Subject" })).toHaveValue("user:bob");
});

/** A session and people that no demo has: an admin who signed in, with a grant of the configuration and one of the store. */
async function pretend(page: Page, actor: string, role: string): Promise<void> {
  await page.route("**/api/session", async (route) => {
    const session = (await (await route.fetch()).json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...session, actor, grants: [{ role }] } });
  });
  const at = new Date(Date.now() - 60_000).toISOString();
  const people = [
    { subject: "group:iot-ops", sessions: 0, grants: [{ grant: { role: "custodian", iot_instance: "public" } }] },
    {
      subject: "user:root",
      name: "Root \u202e Admin",
      sessions: 2,
      last_seen_at: at,
      grants: [{ id: "g1", grant: { role: "admin" }, granted_by: "user:first", granted_at: at }],
    },
    { subject: "user:carol", name: "Carol", sessions: 1, last_seen_at: at, grants: [] },
  ];
  await page.route("**/api/people", (route) => route.fulfill({ json: { people } }));
}

test("own grants and those of the configuration stay, and say why; others can be signed out", async ({ page }) => {
  await pretend(page, "user:root", "admin");
  await page.goto("/people");
  const own = row(page, "user:root");
  await expect(own).toContainText("you");
  await expect(own).toContainText("Root U+202E Admin");
  const withdraw = own.getByRole("button", { name: /^Withdraw admin/ });
  await expect(withdraw).toHaveAttribute("aria-disabled", "true");
  await expect(withdraw).toHaveAttribute("title", /Nobody widens a grant of their own/);
  const group = row(page, "group:iot-ops");
  await expect(group).toContainText("from signet.toml");
  await expect(group.getByRole("button", { name: /^Withdraw custodian/ })).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);

  await page.getByRole("searchbox", { name: "Filter people" }).fill("carol");
  await expect(page).toHaveURL(/filter=carol/);
  await expect(own).toHaveCount(0);
  let asked: unknown;
  await page.route("**/api/people/sign-out", (route) => {
    asked = route.request().postDataJSON();
    return route.fulfill({ json: { sessions: 1 } });
  });
  await row(page, "user:carol").getByRole("button", { name: "Actions for user:carol" }).click();
  await page.getByRole("menuitem", { name: "Sign out everywhere…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("user:carol is signed out everywhere")).toBeVisible();
  expect(asked).toEqual({ subject: "user:carol" });
});

test("who is no admin is told who decides", async ({ page }) => {
  await pretend(page, "user:carol", "viewer");
  await page.goto("/people");
  await expect(page.getByText("Only an admin decides about people")).toBeVisible();
  await expect(page.getByRole("button", { name: "Grant a role…" })).toHaveCount(0);
  await expectAccessible(page);
});
