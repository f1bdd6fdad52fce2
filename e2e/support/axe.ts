import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it is now, inside shadow roots too: each rule that is broken, and where. */
export async function faults(page: Page, except: string[] = []) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).disableRules(except).analyze();
  return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
}

/** Fails if axe finds anything. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  expect(await faults(page, except), "what axe found").toEqual([]);
}
