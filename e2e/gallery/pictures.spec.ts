import { expect, test } from "@playwright/test";
import { open, parts, show, THEMES } from "./support/gallery.ts";
import { pictureOf } from "./support/page.ts";
import { small } from "./support/small.ts";

for (const theme of THEMES) {
  test(`each part looks as it is pictured: ${theme}`, async ({ page }) => {
    await open(page);
    for (const part of await parts(page)) {
      const gallery = await show(page, part, theme);
      const picture = pictureOf(part, theme);
      await expect.soft(gallery, `${part} (${theme})`).toHaveScreenshot(picture);
      if (process.env.UPDATE) await small(test.info().snapshotPath(picture));
    }
  });
}
