import { expect, test, type Page } from "@playwright/test";
import { open, show } from "./support/gallery.ts";

/** What portals choose: dark, light, loud, pale, grey, and the corners of the colour space. */
const ACCENTS = [
  undefined,
  ...["#0a6b68", "#ff6a00", "#ffd500", "#1677ff", "#0000ff", "#00ff00", "#ff0000", "#ff00ff", "#00ffff", "#7c3aed", "#e11d48"],
  ...["#000", "#fff", "#777", "#4b5563", "#f0f4c3", "#14213d", "hsl(88 60% 45%)", "light-dark(#8a2be2, #d8b4fe)"],
];

/** Which colour is read on which ground. */
const READ: [text: string, grounds: string[]][] = [
  ["--text", ["--bg", "--surface", "--raised", "--sunken", "--accent-soft"]],
  ["--muted", ["--bg", "--surface", "--raised", "--sunken", "--accent-soft"]],
  ["--faint", ["--bg", "--surface", "--raised", "--sunken"]],
  ["--accent", ["--bg", "--surface", "--raised", "--sunken", "--accent-soft"]],
  ["--accent-strong", ["--surface", "--accent-soft"]],
  ["--on-fill", ["--fill"]],
  ["--danger", ["--bg", "--surface", "--raised", "--danger-soft"]],
  ["--danger-strong", ["--danger-soft"]],
  ["--on-danger", ["--danger", "--danger-strong"]],
  ["--warning", ["--bg", "--surface", "--raised", "--warning-soft"]],
  ["--good", ["--bg", "--surface", "--raised", "--good-soft"]],
];

/** The contrast of each pair, for each accent: as the browser paints it. */
function contrasts(page: Page): Promise<{ accent: string; text: string; ground: string; ratio: number }[]> {
  return page.evaluate(
    ([accents, read]) => {
      const root = document.querySelector<HTMLElement>(".signet")!;
      const probe = root.appendChild(document.createElement("i"));
      const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
      const luminance = (name: string) => {
        probe.style.color = `var(${name})`;
        pen.fillStyle = "#123456";
        pen.fillStyle = getComputedStyle(probe).color;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => {
          const share = part / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      return accents.flatMap((accent) => {
        root.style.setProperty("--signet-accent", accent ?? "");
        if (!accent) root.style.removeProperty("--signet-accent");
        return read.flatMap(([text, grounds]) =>
          grounds.map((ground) => {
            const [dark, light] = [luminance(text), luminance(ground)].sort((a, b) => a - b);
            return { accent: accent ?? "its own", text, ground, ratio: Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100 };
          }),
        );
      });
    },
    [ACCENTS, READ] as const,
  );
}

for (const [name, theme, colorScheme, least] of [
  ["light", "light", "dark", 4.5],
  ["dark", "dark", "light", 4.5],
  ["high contrast, light", "contrast", "light", 7],
  ["high contrast, dark", "contrast", "dark", 7],
] as const) {
  test(`text is read whatever the accent: ${name}`, async ({ page }) => {
    await open(page);
    await show(page, "ui/button", theme);
    await page.emulateMedia({ colorScheme });
    const all = await contrasts(page);
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter(({ ratio }) => ratio < least)).toEqual([]);
  });
}

test("whoever asks the system for more contrast gets it in every theme", async ({ page }) => {
  await open(page);
  await show(page, "ui/button", "light");
  const line = () => page.locator(".signet").evaluate((root) => getComputedStyle(root).getPropertyValue("--muted"));
  const usual = await line();
  await page.emulateMedia({ contrast: "more" });
  expect(await line()).not.toBe(usual);
  expect((await contrasts(page)).filter(({ ratio }) => ratio < 7)).toEqual([]);
});
