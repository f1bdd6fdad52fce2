import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { root, style } from "./support/files.ts";
import { open } from "./support/gallery.ts";

/** A part in the shadow root of a portal's element, which looks as the portal's stylesheet says. */
async function portal(page: Page, part: string, portalsOwn: string): Promise<void> {
  await open(page);
  await page.evaluate(
    async ([part, css, portalsOwn]) => {
      document.head.appendChild(document.createElement("style")).textContent = portalsOwn;
      const host = document.body.appendChild(document.createElement("signet-console"));
      const shadow = host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      shadow.adoptedStyleSheets = [sheet];
      const element = shadow.appendChild(document.createElement("div"));
      await window.gallery.show(element, part, "light");
    },
    [part, style(), portalsOwn] as const,
  );
}

test("a portal's custom properties cross the shadow boundary", async ({ page }) => {
  const properties = "--signet-accent: #ff6a00; --signet-radius: 20px; --signet-font: serif; --signet-mono: monospace";
  await portal(page, "ui/button", `signet-console { ${properties} } button { display: none !important }`);
  const register = page.getByRole("button", { name: "Register…" }).first();
  await expect(register).toBeVisible();
  await expect(register).toHaveCSS("background-color", "rgb(255, 106, 0)");
  await expect(register).toHaveCSS("border-radius", "12px");
  await expect(register).toHaveCSS("height", "32px");
});

test("an element that is compact has lower rows and controls", async ({ page }) => {
  await portal(page, "ui/button", "");
  const register = page.getByRole("button", { name: "Register…" }).first();
  await expect(register).toHaveCSS("height", "32px");
  await page.locator("signet-console").evaluate((host) => host.setAttribute("density", "compact"));
  await expect(register).toHaveCSS("height", /^2[5-7]/);
});

test("docs/embedding/theming.md names the properties and parts that there are", () => {
  const told = readFileSync(join(root, "docs/embedding/theming.md"), "utf8");
  const rows = (heading: string) => {
    const table = told.slice(told.indexOf(heading)).split("\n\n")[0];
    return [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name).sort();
  };
  const properties = new Set(style().match(/--signet-[a-z]+/g));
  expect(rows("| custom property |")).toEqual([...properties].sort());
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".rs"));
  const parts = sources.flatMap((file) => [...readFileSync(join(root, "src", file), "utf8").matchAll(/\bpart="(\w+)"/g)]);
  expect(rows("| part |")).toEqual([...new Set(parts.map(([, name]) => name))].sort());
});
