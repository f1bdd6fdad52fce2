// One part of the gallery on the page, in all its states.
import type { Locator, Page } from "@playwright/test";
import { ORIGIN, serve } from "./files.ts";

export const THEMES = ["light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

interface Gallery {
  default(): Promise<object>;
  parts(): string[];
  show(element: HTMLElement, part: string, theme: string): Promise<void>;
}

declare global {
  interface Window {
    gallery: Gallery;
  }
}

/** The gallery, with nothing on show. */
export async function open(page: Page): Promise<void> {
  await serve(page);
  await page.goto(ORIGIN);
  await page.evaluate(async () => {
    const gallery: Gallery = await import(/* not of this file */ `${location.origin}/gallery.js`);
    const split = await import(`${location.origin}/split.js`);
    split.begin(await gallery.default());
    window.gallery = gallery;
  });
}

/** The parts there are, such as `ui/button`. */
export function parts(page: Page): Promise<string[]> {
  return page.evaluate(() => window.gallery.parts());
}

/** Shows a part as it looks in a theme, with each state as it is named. */
export async function show(page: Page, part: string, theme: Theme): Promise<Locator> {
  // High contrast follows the system between light and dark, as `auto` does.
  await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light" });
  await page.evaluate(
    async ([part, theme]) => {
      document.body.replaceChildren();
      const element = document.body.appendChild(document.createElement("div"));
      // What panics never answers.
      const broken = new Promise<never>((_, reject) => {
        window.addEventListener("error", ({ error }) => reject(error), { once: true });
        window.addEventListener("unhandledrejection", ({ reason }) => reject(reason), { once: true });
      });
      await Promise.race([window.gallery.show(element, part, theme), broken]);
    },
    [part, theme] as const,
  );
  await press(page);
  await force(page);
  await room(page);
  await page.evaluate(() => document.fonts.ready);
  return page.locator(".gallery");
}

/** What is forced on an element that is marked so. */
const STATES = { hover: ["hover"], focus: ["focus", "focus-visible", "focus-within"], "focus-within": ["focus-within"] };

const CONTROL = "button, input, select, a, tbody > tr";

async function press(page: Page): Promise<void> {
  for (const figure of await page.locator("[data-force=press]").all()) await figure.locator("button").first().press("Enter");
}

/** What stands over everything takes no room by itself. */
async function room(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const over of document.querySelectorAll<HTMLElement>("dialog[open], [popover]:popover-open")) {
      const around = over.closest("figure")!.lastElementChild as HTMLElement;
      const end = over.getBoundingClientRect().bottom - around.getBoundingClientRect().top;
      around.style.minHeight = `${end}px`;
    }
  });
}

/** What pointer and keyboard do, to as many controls at once as there are: the browser is told to style them so. */
async function force(page: Page): Promise<void> {
  await page.evaluate((control) => {
    for (const figure of document.querySelectorAll("[data-force=hover], [data-force=focus]")) {
      const how = figure.getAttribute("data-force")!;
      const beside = [...figure.querySelectorAll(".acts > button")];
      const targets = beside.length > 0 ? beside : [...figure.querySelectorAll(control)].slice(0, 1);
      if (targets.length === 0) throw new Error(`nothing to ${how} in ${figure.textContent}`);
      for (const target of targets) target.setAttribute("data-forced", how);
      for (let around = targets[0].parentElement; around && around !== figure; around = around.parentElement) {
        around.setAttribute("data-forced", how === "focus" ? "focus-within" : "hover");
      }
    }
  }, CONTROL);
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  // Once: asking again makes the browser forget what was forced.
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  for (const [how, forcedPseudoClasses] of Object.entries(STATES)) {
    const selector = `[data-forced=${how}]`;
    const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector });
    for (const nodeId of nodeIds) await session.send("CSS.forcePseudoState", { nodeId, forcedPseudoClasses });
  }
}
