import { expect, test as base } from "@playwright/test";
import { startWithPortal, type WithPortal } from "../support/portals.ts";
import { Watch } from "../support/watch.ts";

const test = base.extend<{ site: WithPortal; watch: Watch }>({
  site: async ({}, use) => {
    const site = await startWithPortal();
    await use(site);
    await site.stop();
  },
  watch: [
    async ({ page, site }, use) => {
      const watch = new Watch(page, site.proxy.url);
      watch.expectVisits(site.portal);
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
});

for (const portal of ["html", "react", "vue"]) {
  for (const kind of ["element", "iframe"] as const) {
    test(`${portal}, ${kind}: who is signed in at the portal is signed in here, and the portal hears where they are`, async ({ page, site }) => {
      await page.goto(`${site.portal}/${portal}/${kind}.html`);
      const root = kind === "iframe" ? page.frameLocator("iframe") : page.locator("signet-console");
      await expect(root.getByRole("button", { name: "Wang Wei" })).toBeVisible();
      await root.getByRole("link", { name: "Groups" }).first().click();
      await root.getByRole("link", { name: "Audit" }).click();
      await expect(root.getByRole("heading", { level: 1, name: /Audit/ })).toBeVisible();
      await expect(page.locator("output")).toContainText("Audit");
      expect(page.url()).toBe(`${site.portal}/${portal}/${kind}.html`);
      await expect(page).toHaveTitle("Plant portal");
      expect(await page.context().cookies(), "nobody needs a cookie").toEqual([]);
      expect(await site.proxy.run(["audit", "export"])).toContain('"jwt:wang"');
    });
  }
}

for (const portal of ["react", "vue"]) {
  for (const kind of ["element", "iframe"] as const) {
    test(`${portal}, ${kind}: closed and opened again`, async ({ page, site }) => {
      await page.goto(`${site.portal}/${portal}/${kind}.html`);
      const root = kind === "iframe" ? page.frameLocator("iframe") : page.locator("signet-console");
      for (let round = 0; round < 3; round += 1) {
        await expect(root.getByRole("button", { name: "Wang Wei" })).toBeVisible();
        await page.getByRole("button", { name: "Close the devices" }).click();
        await expect(page.locator(kind === "iframe" ? "iframe" : "signet-console")).toHaveCount(0);
        await page.getByRole("button", { name: "Open the devices" }).click();
      }
      await expect(root.getByRole("button", { name: "Wang Wei" })).toBeVisible();
    });
  }
}
