import { defineConfig } from "@playwright/test";

/** `cargo xtask test browser` sets these; by hand, build first and the defaults are right. */
const chromium = process.env.SIGNET_CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  reporter: [["list"]],
  fullyParallel: true,
  // One core for the browser, one for the proxy it talks to.
  workers: 2,
  // A test that passes the second time is a test that failed.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    // What is not there by then does not come.
    actionTimeout: 30_000,
    locale: "en-US",
    timezoneId: "UTC",
    colorScheme: "light",
    viewport: { width: 1280, height: 800 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // As browsers have begun to: who is in a frame of another site has no cookie there.
        "--test-third-party-cookie-phaseout",
      ],
    },
  },
  projects: [{ name: "chromium" }],
});
