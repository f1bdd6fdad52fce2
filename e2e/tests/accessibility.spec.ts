import { faults } from "../support/axe.ts";
import { ROOMS, still } from "../support/screens.ts";
import { expect, test } from "../support/test.ts";

for (const room of ROOMS) {
  test.describe(room.name, () => {
    test.use({ contextOptions: { reducedMotion: "reduce" } });
    test(`axe finds nothing on any screen, light or dark: ${room.name}`, async ({ page, signet, watch }) => {
      watch.expectRefusals();
      const screens = await room.screens(signet);
      test.setTimeout(60_000 * screens.length);
      for (const screen of screens) {
        await test.step(screen.name, async () => {
          await screen.show(page);
          for (const colorScheme of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme });
            await still(page);
            expect.soft(await faults(page), `${screen.name}, ${colorScheme}`).toEqual([]);
          }
        });
      }
    });
  });
}
