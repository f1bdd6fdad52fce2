import type { Locator, Page } from "@playwright/test";
import { instanceOf } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

/** Writes with an input method: letters are composed, and Enter takes what they become. */
async function compose(page: Page, field: Locator, letters: string, text: string): Promise<void> {
  await field.focus();
  const keyboard = await page.context().newCDPSession(page);
  await keyboard.send("Input.imeSetComposition", { text: letters, selectionStart: letters.length, selectionEnd: letters.length });
  // How that Enter reaches a page, where it does at all.
  await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
  await keyboard.send("Input.insertText", { text });
  await keyboard.detach();
}

const places = (instance: string) => [
  { path: `/instances/${instance}/blacklist`, field: "Look up one id" },
  { path: `/instances/${instance}/cut-off`, field: "Client ID" },
  { path: `/client-ids`, field: "IotId" },
  { path: `/plans/new?instance=${instance}&act=deregister`, field: "Title" },
  { path: `/instances/${instance}/credentials`, field: "Filter this page" },
];

test("the Enter that ends a composition sends no form", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  for (const { path, field } of places(instance_id)) {
    await page.goto(path);
    const input = page.getByRole("main").getByLabel(field, { exact: true });
    await expect(input).toBeVisible();
    const sent: string[] = [];
    const heard = await input.evaluateHandle((it) => {
      const log: string[] = [];
      it.closest("form")?.addEventListener("submit", () => log.push("submit"), { capture: true });
      return log;
    });
    // A filter is in the query while it is typed; nobody leaves the page by it.
    const place = () => new URL(page.url()).pathname;
    const before = place();
    await compose(page, input, "zhuzhou", "主轴");
    await expect(input).toHaveValue("主轴");
    sent.push(...(await heard.jsonValue()));
    expect({ path, sent, place: place() }).toEqual({ path, sent: [], place: before });
  }
});

test("what a phone is told of each field fits what goes in", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/instances/${instance_id}/cut-off?open=GID_a@@@b`);
  const reason = page.getByRole("textbox", { name: "Reason" });
  await expect(reason).toHaveAttribute("autocapitalize", "sentences");
  await expect(reason).toHaveAttribute("spellcheck", "true");
  await page.goto(`/instances/${instance_id}/blacklist`);
  const id = page.getByLabel("Look up one id", { exact: true });
  for (const [name, value] of Object.entries({ autocapitalize: "off", autocorrect: "off", spellcheck: "false", autocomplete: "off", enterkeyhint: "done" })) {
    await expect(id).toHaveAttribute(name, value);
  }
  await page.goto(`/instances/${instance_id}/credentials`);
  await expect(page.getByRole("searchbox", { name: "Filter this page" })).toHaveAttribute("enterkeyhint", "search");
});

test("numbers that an input method made wide are numbers", async ({ page, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  await page.goto(`/plans/new?instance=${instance_id}&act=deregister`);
  await page.getByText("Change how it runs").click();
  const failures = page.getByRole("textbox", { name: "Stop above so many percent failures" });
  await expect(failures).toHaveAttribute("inputmode", "decimal");
  await failures.fill("１２．５％");
  await expect(failures).not.toHaveAttribute("aria-invalid", "true");
  await failures.fill("１２０");
  await expect(failures).toHaveAttribute("aria-invalid", "true");
});
