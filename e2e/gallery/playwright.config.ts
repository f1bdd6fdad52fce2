import { defineConfig } from "@playwright/test";

/** `cargo xtask test gallery` sets this; by hand, the default is right. */
const chromium = process.env.SIGNET_CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: ".",
  outputDir: "../results/gallery",
  reporter: [["list"]],
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // The pictures are those of docs/ui.md: what is compared is what people look at.
  snapshotPathTemplate: "../../docs/pictures/ui/{arg}{ext}",
  // A picture that is missing is a failure, unless pictures are renewed: `cargo xtask pictures`.
  updateSnapshots: process.env.UPDATE ? "all" : "none",
  expect: {
    toHaveScreenshot: {
      // Fonts are the tests' own and are drawn without hinting, so what differs between machines is the smoothing of edges: pixels of
      // another shade, which the comparison knows for such. The faintest ground, that of a hovered icon, differs by a
      // twelfth; a spinner, the smallest thing that may be missing, has more than sixty pixels.
      threshold: 0.08,
      maxDiffPixels: 60,
    },
  },
  use: {
    locale: "en-US",
    timezoneId: "UTC",
    viewport: { width: 1000, height: 800 },
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--font-render-hinting=none",
        "--disable-lcd-text",
        "--force-color-profile=srgb",
      ],
    },
  },
  projects: [{ name: "chromium" }],
});
