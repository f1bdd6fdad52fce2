import type { FrameLocator, Page } from "@playwright/test";
import { expect, test, WAYS, type Console } from "../support/ways.ts";

/** What is asked of the console is the same wherever it is: a page, or what is inside of an iframe. */
type Root = Page | FrameLocator;

const said = (root: Root) => root.getByRole("log");

/** From the first page, which shows the first instance, to the credentials of a group with more than one page. */
async function openCredentials({ root, fleet }: Console): Promise<string[]> {
  await expect(root.getByRole("button", { name: new RegExp(fleet.name) })).toBeVisible();
  await expect(root.getByRole("heading", { level: 1, name: "Credentials" })).toBeVisible();
  await root.getByRole("combobox", { name: "Group" }).selectOption(fleet.group_id);
  await expect(root.getByText(`1–50 of ${fleet.items_total}`).first()).toBeVisible();
  return fleet.client_ids;
}

for (const way of WAYS) {
  test.describe(`from ${way}`, () => {
    test.use({ way });

    test("the list is read page by page", async ({ console }) => {
      const ids = await openCredentials(console);
      const { root, fleet } = console;
      await expect(root.getByRole("link", { name: ids[0], exact: true })).toBeVisible();
      await root.getByRole("button", { name: "Next" }).click();
      await expect(root.getByText(`51–100 of ${fleet.items_total}`).first()).toBeVisible();
    });

    test("a credential is deregistered, its end typed", async ({ console }) => {
      const [, id] = await openCredentials(console);
      const { root } = console;
      await root.getByRole("button", { name: `Actions for ${id}` }).click();
      await root.getByRole("menuitem", { name: "Deregister…" }).click();
      const dialog = root.getByRole("dialog", { name: "Deregister this credential?" });
      await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
      await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
      await expect(said(root)).toContainText(`${id} is deregistered`);
      expect(await console.isRegistered(id)).toBe(false);
    });

    test("two are registered, and what signs them in is shown once", async ({ console }) => {
      await openCredentials(console);
      const { root, fleet } = console;
      const ids = ["new-1", "new-2"].map((device) => `${fleet.group_id}@@@${device}`);
      await root.getByRole("link", { name: "Register…" }).click();
      await root.getByRole("textbox", { name: "Client IDs" }).fill(ids.join("\n"));
      await root.getByRole("button", { name: "Register 2" }).click();
      await expect(root.getByText("2 registered, 0 existed already, 0 failed.")).toBeVisible();
      for (const id of ids) expect(await console.isRegistered(id)).toBe(true);
    });

    test("a stolen device is cut off", async ({ console }) => {
      const [id] = await openCredentials(console);
      const { root } = console;
      await root.getByRole("link", { name: id, exact: true }).click();
      await root.getByRole("main").getByRole("link", { name: /Cut off/ }).click();
      await root.getByRole("textbox", { name: "Reason" }).fill("Stolen from the yard");
      await root.getByRole("button", { name: "Cut off now" }).click();
      await expect(root.locator("[data-step=blacklist]")).toContainText(/done at \d\d:\d\d:\d\d/);
      expect(await console.isBlacklisted(id)).toBe(true);
    });

    test("a plan of a pasted list runs to its report", async ({ console }) => {
      const ids = (await openCredentials(console)).slice(0, 20);
      const { root } = console;
      await root.getByRole("link", { name: "Plans" }).click();
      await root.getByRole("link", { name: /New plan|Make a plan/ }).first().click();
      await root.getByRole("radio", { name: "Deregister credentials" }).check();
      await root.getByRole("textbox", { name: "Client ids" }).fill(ids.join("\n"));
      await root.getByRole("textbox", { name: "Title" }).fill("Scrapped");
      await root.getByRole("button", { name: "Make the plan" }).click();
      await expect(root.locator(".plan__state .ui-status")).toHaveText("Shown");
      await root.getByRole("region", { name: "What may be told to it" }).getByRole("button", { name: "Run…" }).click();
      const dialog = root.getByRole("dialog");
      await dialog.getByRole("textbox").fill("20");
      await dialog.getByRole("button", { name: "Run on 20" }).click();
      await expect(root.locator(".plan__state .ui-status")).toHaveText("Finished", { timeout: 40_000 });
      for (const id of ids) expect(await console.isRegistered(id)).toBe(false);
    });
  });
}
