// What the first page costs somebody far away and with a slow machine, and how fast a list answers near by. Prints one line for each
// number, as bench does: what, found, limit, whether it is kept, with tabs between.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { chromium } from "@playwright/test";

const RUNS = 7;
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** 1.6 Mbit/s each way, 150 ms for a round trip. */
const FAR = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 1_600_000 / 8 };

const { SIGNET_BINARY: binary, SIGNET_CHROMIUM: executablePath } = process.env;
const home = await mkdtemp(join(tmpdir(), "signet-bench-"));
const signet = await startDemo();
try {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const place = await listOf(signet.url);
  const far = await repeated(() => firstRow(browser, signet.url + place));
  row("first useful row, 1.6 Mbit/s, 150 ms, CPU ÷ 4", `${seconds(median(far.map(({ row }) => row)))} s`, "≤ 1.8 s", median(far.map(({ row }) => row)) <= 1800);
  const shift = Math.max(...far.map(({ shift }) => shift));
  row("layout shift until then and a second after", shift.toFixed(3), "≤ 0.02", shift <= 0.02);
  const clicks = median(await pages(browser, signet.url + place));
  row("click to painted answer, list near by", `${Math.round(clicks)} ms`, "≤ 100 ms", clicks <= 100);
  await browser.close();
  for (const [category, score, least] of await scores(signet.url)) {
    row(`Lighthouse, ${category}`, String(score), `≥ ${least}`, score >= least);
  }
} finally {
  await signet.stop();
  await rm(home, { recursive: true, force: true });
}

/** Milliseconds from the click on a link to the first row of the list, on a screen; and what moved meanwhile. */
async function firstRow(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", FAR);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
    globalThis.row = new Promise((resolve) => {
      const look = () => {
        // The frame after the one that the row is in: by then it is painted.
        if (document.querySelector("tbody tr a")) requestAnimationFrame(() => resolve(performance.now()));
        else requestAnimationFrame(look);
      };
      look();
    });
  });
  await page.goto(url, { waitUntil: "commit" });
  const row = await page.evaluate(() => globalThis.row);
  await page.waitForLoadState("networkidle");
  const shift = await page.evaluate(() => globalThis.shift);
  await context.close();
  return { row, shift };
}

/** Milliseconds from each click on *Next* to the painted rows of the next page. */
async function pages(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.locator("tbody tr a").first().waitFor();
  const taken = [];
  for (let run = 0; run < RUNS * 2; run += 1) {
    const name = run % 2 === 0 ? "Next" : "Previous";
    const button = await page.getByRole("button", { name }).elementHandle();
    taken.push(
      await button.evaluate(
        (button) =>
          new Promise((resolve) => {
            const first = () => document.querySelector("tbody tr a")?.textContent;
            const before = first();
            const start = performance.now();
            const look = () => {
              const now = first();
              if (now && now !== before) requestAnimationFrame(() => resolve(performance.now() - start));
              else requestAnimationFrame(look);
            };
            button.click();
            look();
          }),
      ),
    );
    await page.waitForLoadState("networkidle");
  }
  await context.close();
  return taken;
}

/** Lighthouse's scores of the first page, with its own slow network and machine. */
async function scores(url) {
  const chrome = await launch({ chromePath: executablePath, chromeFlags: ["--headless", ...FLAGS], logLevel: "silent" });
  try {
    const least = { performance: 95, accessibility: 100, "best-practices": 100 };
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: Object.keys(least), logLevel: "silent" });
    for (const audit of Object.values(lhr.audits)) {
      if (audit.score !== null && audit.score < 0.9) console.error(`  ${audit.id}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ""}`);
    }
    return Object.entries(least).map(([category, limit]) => [category, Math.round((lhr.categories[category].score ?? 0) * 100), limit]);
  } finally {
    chrome.kill();
  }
}

/** The place of a list that fills more than one page. */
async function listOf(url) {
  const ask = async (operation, body = {}) => {
    const headers = { "content-type": "application/json", "x-signet": "1" };
    return (await fetch(`${url}/api/operations/${operation}`, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  const { instances } = await ask("ListInstances");
  const { instance_id } = instances.find(({ edition }) => edition === "platinum");
  const { groups } = await ask("ListGroupId", { instance_id });
  for (const { group_id } of groups) {
    const { items_total } = await ask("ListDeviceCredentialClientId", { instance_id, group_id, page_number: 1, page_size: 1 });
    if (items_total > 100) return `/instances/${instance_id}/credentials?group=${group_id}`;
  }
  throw new Error("no group fills more than one page");
}

async function startDemo() {
  const port = await new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
  const url = `http://127.0.0.1:${port}`;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ALIBABA_CLOUD_")));
  const child = spawn(binary, ["serve", "--demo", "--listen", `127.0.0.1:${port}`], { env: { ...env, HOME: home, XDG_STATE_HOME: home }, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (!(await fetch(`${url}/healthz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`${binary} ended`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function repeated(measure) {
  const found = [];
  for (let run = 0; run < RUNS; run += 1) found.push(await measure());
  return found;
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(2);
}

function row(what, found, limit, kept) {
  console.log([what, found, limit, kept ? 1 : 0].join("\t"));
}
