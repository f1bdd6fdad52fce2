import type { Page } from "@playwright/test";
import { expectWalkable, walk } from "../support/focus.ts";
import { alike, faint, moving } from "../support/forced.ts";
import { ROOMS } from "../support/screens.ts";
import { expect, test } from "../support/test.ts";

async function expectPlain(page: Page, name: string): Promise<void> {
  expect.soft(await alike(page), `${name}: a state that only a colour told`).toEqual([]);
  expect.soft(await faint(page), `${name}: a picture that cannot be seen`).toEqual([]);
  expect.soft(await moving(page), `${name}: still moves`).toEqual([]);
}

test.use({ colorScheme: "dark", contextOptions: { forcedColors: "active", reducedMotion: "reduce" } });

for (const room of ROOMS) {
  test(`with the system's colours and no motion, everything is told: ${room.name}`, async ({ page, signet, watch }) => {
    watch.expectRefusals();
    const screens = await room.screens(signet);
    test.setTimeout(20_000 * screens.length);
    for (const screen of screens) {
      await test.step(screen.name, async () => {
        await screen.show(page);
        await expectPlain(page, screen.name);
        expectWalkable(await walk(page), screen.name);
      });
    }
  });
}
