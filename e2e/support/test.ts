import { test as base } from "@playwright/test";
import { startProxy, type Proxy } from "./proxy.ts";
import { Watch } from "./watch.ts";

export { expect } from "@playwright/test";
export { expectAccessible } from "./axe.ts";

interface Fixtures {
  /** The proxy of this test alone, with the demo's fleet as it is at the start. */
  signet: Proxy;
  /** What is seen of the page; every test fails if there was trouble. */
  watch: Watch;
  /** Flags for the proxy beside `--demo`: set them with `test.use({ flags: […] })`. */
  flags: string[];
}

export const test = base.extend<Fixtures>({
  flags: [[], { option: true }],
  signet: async ({ flags }, use) => {
    const proxy = await startProxy(...flags);
    await use(proxy);
    await proxy.stop();
  },
  baseURL: async ({ signet }, use) => use(signet.url),
  watch: [
    async ({ page, signet }, use) => {
      const watch = new Watch(page, signet.url);
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
});
