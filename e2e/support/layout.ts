/** What can be seen and hit of a page as it is laid out now. */
import { expect, type Page } from "@playwright/test";

/** Fails if the page scrolls sideways, or holds words that no scrolling brings into view. */
export async function expectFits(page: Page, name: string): Promise<void> {
  const found = await page.evaluate(() => {
    const root = document.scrollingElement!;
    const width = root.clientWidth;
    /** Whether scrolling a part of the page leads to what sticks out of it. */
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const shortens = (element: Element) => {
      const style = getComputedStyle(element);
      return style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
    };
    const lost: string[] = [];
    const walker = document.createTreeWalker([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (!node.nodeValue?.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
      if (parent.closest("option, script, style, .ui-visually-hidden, .skip, thead, .listing > header")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const words = node.nodeValue.trim().slice(0, 40);
      for (let at: Element | null = parent; ; at = at.parentElement) {
        if (!at) {
          if (box.left < -1 || box.right > width + 1) lost.push(`${words} beyond the page`);
          break;
        }
        if (scrolls(at) || shortens(at)) break;
        const bounds = at.getBoundingClientRect();
        if (/hidden|clip/.test(getComputedStyle(at).overflowX) && (box.left < bounds.left - 1 || box.right > bounds.right + 1)) {
          lost.push(`${words} in ${at.className}`);
          break;
        }
      }
    }
    return { beyond: root.scrollWidth - width, lost };
  });
  expect.soft(found, `what does not fit: ${name}`).toEqual({ beyond: 0, lost: [] });
}

/** What cannot be hit well with a finger. `least` is what every target has, `primary` what stands for itself. */
export async function smallTargets(page: Page, least: number, primary: number): Promise<string[]> {
  return page.evaluate(
    ([least, primary]) => {
      const within = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
      const targets = [...within.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [role=option], [role=menuitem]")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && !element.closest(".skip"))
        // What is only said is not hit: its label or box stands for it.
        .filter((element) => !element.closest(".ui-visually-hidden"))
        .map((element) => {
          const label = element.matches("input") ? element.closest("label, .ui-field__box") : null;
          return { element, box: (label ?? element).getBoundingClientRect() };
        })
        .filter(({ box }) => box.width > 0 && box.height > 0);
      const main = ".ui-button, .ui-icon-button, .ui-menu__item, .nav__link, .ui-field input, .ui-select select, .palette-button, .instance, .palette__option";
      const small: string[] = [];
      for (const { element, box } of targets) {
        const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40);
        const say = (want: number) => small.push(`${element.tagName.toLowerCase()}.${element.className} “${words}” ${Math.round(box.width)}×${Math.round(box.height)}, not ${want}`);
        if (element.matches(main)) {
          // Half a pixel is lost to rounding.
          if (box.height < primary - 0.5 || (box.width < primary - 0.5 && !element.matches("input"))) say(primary);
          continue;
        }
        if (box.width >= least && box.height >= least) continue;
        // A link in a sentence is as high as its line (2.5.8, inline).
        if (element.matches("a") && getComputedStyle(element).display === "inline" && element.parentElement!.textContent!.trim() !== element.textContent!.trim()) continue;
        // Small, and nothing else within its 24 pixels (2.5.8, spacing).
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const crowded = targets.some(({ element: other, box: there }) => {
          if (other === element || other.contains(element) || element.contains(other)) return false;
          const nearest = [Math.max(there.left, Math.min(x, there.right)), Math.max(there.top, Math.min(y, there.bottom))];
          return Math.hypot(nearest[0] - x, nearest[1] - y) < least / 2;
        });
        if (crowded) say(least);
      }
      return small;
    },
    [least, primary] as const,
  );
}
