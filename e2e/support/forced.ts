/** What is left of a page when the system chooses the colours (`forced-colors: active`) and nothing may move. */
import type { Page } from "@playwright/test";

/** What has a state that its equals beside it do not have, and looks the same. */
export async function alike(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const states = ["aria-current", "aria-selected=true", "aria-disabled=true", "aria-pressed=true", "aria-invalid=true"];
    const look = (element: Element) => {
      const s = getComputedStyle(element);
      return [s.color, s.backgroundColor, s.borderColor, s.borderWidth, s.borderStyle, s.outlineStyle, s.outlineColor, s.fontWeight, s.textDecorationLine].join("|");
    };
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const found: string[] = [];
    for (const state of states) {
      for (const element of document.querySelectorAll(`[${state}]`)) {
        if (!visible(element) || element.matches(":focus")) continue;
        const [first] = element.classList;
        const equal = first && [...document.getElementsByClassName(first)].find((other) => visible(other) && !other.matches(`[${state}], :focus`) && other.className === element.className);
        // A field with a fault says so in words; its box is what is drawn.
        if (equal && !element.matches("input, textarea") && look(element) === look(equal)) {
          found.push(`${state} on ${element.className} “${(element.textContent ?? "").trim().slice(0, 30)}”`);
        }
      }
    }
    return [...new Set(found)];
  });
}

/** Lines and shapes of pictures with less than 3 : 1 against what they stand on (WCAG 1.4.11). */
export async function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    /** Any colour of CSS as red, green, blue and opacity. */
    const rgba = (colour: string) => {
      if (colour === "none") return undefined;
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = colour;
      pixel.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const light = ([r, g, b]: number[]) => {
      const [x, y, z] = [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ground = (element: Element) => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const colour = rgba(getComputedStyle(at).backgroundColor);
        if (colour && colour[3] > 0.5) return colour;
      }
      return matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
    };
    const found: string[] = [];
    for (const svg of document.querySelectorAll("svg")) {
      if (!svg.checkVisibility({ visibilityProperty: true })) continue;
      const below = light(ground(svg));
      const contrasts = [svg, ...svg.querySelectorAll("*")].flatMap((shape) => {
        const { stroke, fill } = getComputedStyle(shape);
        return [stroke, fill].map(rgba).filter((colour) => colour !== undefined && colour[3] > 0).map((colour) => {
          const own = light(colour!);
          return (Math.max(own, below) + 0.05) / (Math.min(own, below) + 0.05);
        });
      });
      if (Math.max(...contrasts) < 3) found.push(`${svg.getAttribute("class")} in ${svg.parentElement!.className}: ${Math.max(...contrasts).toFixed(1)}`);
    }
    return [...new Set(found)];
  });
}

/** What is animated for longer than an eye sees. */
export async function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => Number(animation.effect?.getComputedTiming().endTime) > 50)
      .map((animation) => `${(animation as CSSAnimation).animationName ?? "transition"} on ${((animation.effect as KeyframeEffect).target as Element).className}`),
  );
}
