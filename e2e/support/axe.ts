import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails if axe finds anything on the page as it is now, inside shadow roots too. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).disableRules(except).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  expect(found, "what axe found").toEqual([]);
}
