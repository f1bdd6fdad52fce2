import { expectWalkable, walk } from "../support/focus.ts";
import { expectFits } from "../support/layout.ts";
import { ROOMS } from "../support/screens.ts";
import { test } from "../support/test.ts";

/** As wide as 1280 is at 400 % (WCAG 1.4.10), and as large as 1280×800 is at 200 % (1.4.4). */
const SIZES = { "320 px": { width: 320, height: 640 }, "200 %": { width: 640, height: 400 } };

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const room of ROOMS) {
    test.describe(`${size}, ${room.name}`, () => {
      test.use({ viewport, contextOptions: { reducedMotion: "reduce" } });
      test(`nothing scrolls sideways, is cut off, or covers what has the focus: ${size}, ${room.name}`, async ({ page, signet, watch }) => {
        watch.expectRefusals();
        const screens = await room.screens(signet);
        test.setTimeout(20_000 * screens.length);
        for (const screen of screens) {
          await test.step(screen.name, async () => {
            await screen.show(page);
            await expectFits(page, screen.name);
            expectWalkable(await walk(page), screen.name);
          });
        }
      });
    });
  }
}
