/** The way through a page by Tab alone. */
import { expect, type Page } from "@playwright/test";

/** One stop of the focus. */
export interface Stop {
  /** Role-like tag, class and words: enough to find it. */
  what: string;
  /** Whether any part of it can be seen where it stands (WCAG 2.4.11). */
  seen: boolean;
  /** Whether something shows that it has the focus (2.4.7). */
  marked: boolean;
  /** Its place in the document; -1 for the browser's own controls. */
  place: number;
}

/** Presses Tab until the focus comes round, and tells each stop. Gives up where it does not come round. */
export async function walk(page: Page, most = 400): Promise<Stop[]> {
  await page.evaluate(() => {
    (window as unknown as { visited: Set<Element> }).visited = new Set();
  });
  const stops: Stop[] = [];
  // It may begin in the middle, and passes the browser's own controls on its way.
  for (let outside = 0; stops.length < most && outside < 3; ) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(here);
    if (stop === "again") return stops;
    if (stop) stops.push(stop);
    else outside += 1;
  }
  if (stops.length === most) throw new Error(`the focus does not come round after ${most} stops: ${stops.slice(-5).map(({ what }) => what).join(", ")}`);
  return stops;
}

/** Where the focus is; nothing outside of the page, `again` where it was before. */
function here(): Stop | "again" | undefined {
  const { visited } = window as unknown as { visited: Set<Element> };
  const element = document.activeElement as HTMLElement | null;
  if (!element || element === document.body) return undefined;
  if (visited.has(element)) return "again";
  visited.add(element);
  const box = element.getBoundingClientRect();
  // A screen reader's own target, such as a box over which its label is drawn, may be a point; else points all over it.
  // Of what is taller than the window, the part that is in it.
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const points = [0.05, 0.25, 0.5, 0.75, 0.95].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, top + (bottom - top) * y]));
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element));
  });
  let marked = false;
  for (let at: HTMLElement | null = element, up = 0; at && up < 3; at = at.parentElement, up += 1) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    marked ||= outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && !/, 0\)$|transparent/.test(outlineColor);
  }
  // In the palette the ring is round its head, and the option that Enter takes is marked.
  marked ||= element.matches(".palette__field");
  const words = (element.getAttribute("aria-label") ?? element.innerText ?? "").trim().slice(0, 40);
  return {
    what: `${element.tagName.toLowerCase()}.${element.className} “${words}”`,
    seen,
    marked,
    place: [...document.querySelectorAll("*")].indexOf(element),
  };
}

/** Fails where a stop cannot be seen, is not marked, or comes before one that stands before it. */
export function expectWalkable(stops: Stop[], name: string): void {
  expect.soft(stops.filter(({ seen }) => !seen).map(({ what }) => what), `${name}: covered while they have the focus`).toEqual([]);
  expect.soft(stops.filter(({ marked }) => !marked).map(({ what }) => what), `${name}: not marked while they have the focus`).toEqual([]);
  const backwards = stops.filter((stop, at) => at > 0 && stop.place < stops[at - 1].place);
  // It comes round once.
  expect.soft(backwards.slice(1).map(({ what }) => what), `${name}: come after what stands behind them`).toEqual([]);
}

/** What takes the focus by Tab, and was not passed by. */
export async function unreached(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { visited } = window as unknown as { visited: Set<Element> };
    const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
    const can = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    return [...within.querySelectorAll<HTMLElement>(can)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0)
      .filter((element) => !(element instanceof HTMLInputElement && element.type === "radio"))
      .filter((element) => !visited.has(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} “${(element.innerText ?? "").trim().slice(0, 40)}”`);
  });
}
