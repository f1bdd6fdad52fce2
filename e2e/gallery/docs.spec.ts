import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "./support/files.ts";
import { open, parts, show, THEMES } from "./support/gallery.ts";
import { page as written, pictureOf, type Told, UNSEEN } from "./support/page.ts";

const FILE = join(root, "docs/ui.md");
const PICTURES = join(root, "docs/pictures/ui");

test("every part of `ui` is in the gallery, or it is said why not", async ({ page }) => {
  await open(page);
  const modules = readdirSync(join(root, "src/ui")).map((file) => `ui/${file.replace(/\.rs$/, "")}`);
  const known = [...(await parts(page)), ...Object.keys(UNSEEN)];
  expect(known.filter((part) => part.startsWith("ui/")).sort()).toEqual(modules.sort());
});

test("docs/ui.md tells of every part, its states and its pictures", async ({ page }) => {
  await open(page);
  const told: Told[] = [];
  for (const part of await parts(page)) {
    const gallery = await show(page, part, "light");
    told.push({ part, states: await gallery.locator("figcaption").allTextContents() });
  }
  const now = written(told);
  if (process.env.UPDATE) writeFileSync(FILE, now);
  expect(readFileSync(FILE, "utf8"), "renew it with `cargo xtask pictures`").toBe(now);
});

test("there is no picture that nobody asks for", async ({ page }) => {
  await open(page);
  const wanted = (await parts(page)).flatMap((part) => THEMES.map((theme) => pictureOf(part, theme)));
  const unwanted = readdirSync(PICTURES).filter((picture) => !wanted.includes(picture));
  if (!process.env.UPDATE) return expect(unwanted, "renew them with `cargo xtask pictures`").toEqual([]);
  for (const picture of unwanted) rmSync(join(PICTURES, picture));
});
