import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { call, groupOf, instanceOf, listCertificates, listIds } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

/** What a reader of the paper sees: words of visible elements, what style adds to them too. */
async function onPaper(page: Page): Promise<string> {
  return page.evaluate(() => {
    const words: string[] = [];
    const visit = (element: Element) => {
      if (!element.checkVisibility() || element.classList.contains("ui-visually-hidden")) return;
      const added = getComputedStyle(element, "::after").content;
      for (const node of element.childNodes) {
        if (node instanceof Element) visit(node);
        else if (node.nodeValue?.trim() && parseFloat(getComputedStyle(element).fontSize) > 0) words.push(node.nodeValue.trim());
      }
      if (added.startsWith('"')) words.push(added.slice(1, -1));
    };
    visit(document.querySelector(".signet")!);
    return words.join(" ");
  });
}

/** The paper is white and everything on it dark, whatever the screen was; nothing on it can be pressed or is cut short. */
async function expectPlain(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const bright = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
    const visible = [...document.querySelectorAll<HTMLElement>(".signet *")].filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1);
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class")}`;
    return {
      pressed: visible.filter((element) => element.matches("button, input, select, textarea, nav, .ui-button")).map(name),
      pale: visible.filter((element) => element.childElementCount === 0 && element.textContent?.trim() && bright(getComputedStyle(element).color) > 100).map(name),
      dark: visible.filter((element) => !/, 0\)$/.test(getComputedStyle(element).backgroundColor) && bright(getComputedStyle(element).backgroundColor) < 200).map(name),
      cut: visible.filter((element) => element.scrollWidth > element.clientWidth + 1 && /hidden|clip/.test(getComputedStyle(element).overflowX)).map(name),
    };
  });
  expect(found).toEqual({ pressed: [], pale: [], dark: [], cut: [] });
}

/** Prints, and counts the sheets; the file is kept beside the results to be looked at. */
async function print(page: Page, name: string): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await writeFile(test.info().outputPath(`${name}.pdf`), pdf);
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

for (const [colorScheme, locale] of [
  ["light", "en-US"],
  ["dark", "zh-CN"],
] as const) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale });
    const words = locale === "en-US" ? { by: "Printed by", at: "Printed at", filters: "Filters" } : { by: "打印人", at: "打印时间", filters: "筛选条件" };

    test("a certificate goes on one sheet, whole, with who printed it and when", async ({ page, signet }) => {
      const { instance_id, name, region } = await instanceOf(signet.url, "platinum");
      const [certificate] = await listCertificates(signet.url, instance_id, 20);
      const { device_serial_number: device, ca_serial_number: ca } = certificate;
      for (const url of [`device-certificates?open=${device}&open_ca=${ca}`, `ca-certificates?open=${ca}`]) {
        await page.emulateMedia({ media: "screen" });
        await page.goto(`/instances/${instance_id}/${url}`);
        await page.getByText("SHA-256").first().waitFor();
        await expect(page.locator(".printed")).toBeHidden();
        await page.emulateMedia({ media: "print" });
        await expect(page.locator(".printed")).toBeVisible();
        const paper = await onPaper(page);
        for (const said of [name, instance_id, region, words.by, words.at, "local", url.startsWith("ca") ? ca : device, "UTC"]) expect(paper).toContain(said);
        expect(paper).toMatch(/[0-9a-f]{64}/);
        await expectPlain(page);
        expect(await print(page, url.split("?")[0])).toBe(1);
      }
    });

    test("the audit log goes on paper as it is filtered, each entry on one sheet, with its identifiers whole", async ({ page, signet }) => {
      const { instance_id } = await instanceOf(signet.url, "platinum");
      const { group_id } = await groupOf(signet.url, instance_id, 40);
      const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 40);
      for (const client_id of client_ids) await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id, reason: `Stolen: ${"x".repeat(80)} end` });
      await page.goto("/audit?operation=AddCustomAuthConnectBlack");
      await page.locator(".audit__open").nth(39).waitFor();
      const hash = /[0-9a-f]{64}/.exec(await (await fetch(`${signet.url}/api/audit`)).text())?.[0] ?? "?";
      await page.emulateMedia({ media: "print" });
      await expect(page.locator(".printed")).toBeVisible();
      const paper = (await onPaper(page)).replaceAll(" ", "");
      for (const said of [words.by, words.at, words.filters, "AddCustomAuthConnectBlack", client_ids[0], client_ids[39], "xend", "UTC"]) expect(paper).toContain(said.replaceAll(" ", ""));
      expect(paper, "the end of the chain").toMatch(/[0-9a-f]{64}/);
      expect(hash).toHaveLength(64);
      await expectPlain(page);
      expect(await page.locator(".ui-row").first().evaluate((row) => getComputedStyle(row).breakInside)).toBe("avoid");
      expect(await print(page, "audit")).toBeGreaterThan(1);
    });
  });
}
