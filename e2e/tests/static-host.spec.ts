import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { test as base, type Page } from "@playwright/test";
import { startBucket } from "../support/bucket.ts";
import { instanceOf } from "../support/cloud.ts";
import { freePort, startConfigured, startProxy, type Proxy } from "../support/proxy.ts";
import { startStatic, type Server, type StaticHost } from "../support/static.ts";
import { expect } from "../support/test.ts";
import { Watch } from "../support/watch.ts";

const BASE = "/tools/devices/";

/** A proxy that lets a page of another site in, and a web server with that page. */
const test = base.extend<{ server: Server; port: number; signet: Proxy; host: StaticHost; watch: Watch }>({
  server: ["nginx", { option: true }],
  port: async ({}, use) => use(await freePort()),
  signet: async ({ port }, use) => {
    const proxy = await startConfigured(`allowed_origins = ["http://localhost:${port}"]\n`);
    await use(proxy);
    await proxy.stop();
  },
  host: async ({ server, port, signet }, use) => {
    const host = await startStatic(server, { proxy: signet.url, base: BASE, port, frame: ["https://portal.example"] });
    await use(host);
    await host.stop();
  },
  watch: async ({ page, signet, host }, use) => {
    const watch = new Watch(page, signet.url);
    watch.expectVisits(host.origin);
    await use(watch);
    watch.verify();
  },
});

for (const server of ["nginx", "caddy"] as const) {
  test.describe(server, () => {
    test.use({ server });

    test("places are paths below the base: by a link, by an address, after a reload, and back", async ({ page, signet, host, watch }) => {
      const { instance_id } = await instanceOf(signet.url, "platinum");
      await page.goto(host.url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(page.url().startsWith(host.url), page.url()).toBe(true);

      const deep = `${host.url}instances/${instance_id}/device-certificates`;
      await page.goto(deep);
      const certificates = page.getByRole("heading", { level: 1, name: "Device certificates" });
      await expect(certificates).toBeVisible();
      // A page of its own chunk, which lies beside the others whatever the place.
      await page.getByRole("link", { name: "Blacklist" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Blacklist" })).toBeVisible();
      expect(page.url()).toBe(`${host.url}instances/${instance_id}/blacklist`);
      await page.reload();
      await expect(page.getByRole("heading", { level: 1, name: "Blacklist" })).toBeVisible();
      await page.goBack();
      await expect(certificates).toBeVisible();
      expect(page.url()).toBe(deep);
      watch.verify();
    });

    test("what has a digest in its name is kept, the rest is asked for again, and copies go to whoever reads them", async ({ host }) => {
      const content = Buffer.from("signet ".repeat(999));
      const digest = createHash("sha256").update(content).digest("base64url");
      const name = `embed/plans-${digest}.bin`;
      const copies = { identity: content, gzip: gzipSync(content), br: brotliCompressSync(content) };
      writeFileSync(join(host.directory, name), copies.identity);
      writeFileSync(join(host.directory, `${name}.gz`), copies.gzip);
      writeFileSync(join(host.directory, `${name}.br`), copies.br);
      for (const [accepted, coding] of [
        ["gzip, deflate, br", "br"],
        ["gzip", "gzip"],
        ["identity", "identity"],
      ] as const) {
        const { status, headers, body } = await get(host.url + name, { "accept-encoding": accepted });
        expect([status, headers["content-encoding"] ?? "identity"]).toEqual([200, coding]);
        expect(body.equals(copies[coding])).toBe(true);
        expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
        expect(headers["content-type"]).toBe("application/octet-stream");
        expect(headers["access-control-allow-origin"]).toBe("*");
        if (coding !== "identity") expect(headers.vary).toMatch(/accept-encoding/i);
      }

      for (const [path, kind] of [
        ["", "text/html"],
        ["instances/x/credentials", "text/html"],
        ["instances/x/device.01", "text/html"],
        ["signet.json", "application/json"],
        ["icon.svg", "image/svg+xml"],
        ["embed/signet-element.js", "text/javascript"],
      ]) {
        const { status, headers } = await get(host.url + path);
        expect([path, status, headers["cache-control"]]).toEqual([path, 200, "no-cache"]);
        expect(headers["content-type"]?.split(";")[0]).toBe(kind);
        const again = await get(host.url + path, { "if-none-match": String(headers.etag) });
        expect([path, again.status]).toEqual([path, 304]);
      }

      const wasm = /embed\/[^"\s>]*_bg\.wasm/.exec((await get(host.url)).body.toString())?.[0];
      expect((await get(host.url + wasm)).headers["content-type"]).toBe("application/wasm");
      // The absence of a file must not be kept, or a half-done upgrade would last a year.
      const missing = await get(`${host.url}embed/plans-${digest.replace(/^./, "-")}.bin`);
      expect([missing.status, missing.headers["cache-control"]]).not.toEqual([404, "public, max-age=31536000, immutable"]);
      expect(missing.status).toBe(404);
      const bare = await get(host.url.slice(0, -1));
      expect([301, 308]).toContain(bare.status);
      expect(new URL(bare.headers.location ?? "", host.url).pathname).toBe(BASE);
    });

    test("the policy lets the page ask the proxy and nobody else, and says who may hold it in a frame", async ({ host, signet }) => {
      const { headers, body } = await get(host.url);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain(`connect-src 'self' ${signet.url};`);
      expect(policy).toMatch(/frame-ancestors https:\/\/portal\.example$/);
      expect(body.toString()).toMatch(new RegExp(`connect-src 'self' ${signet.url}[;"]`));
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      const settings = await get(`${host.url}signet.json`);
      expect(JSON.parse(settings.body.toString())).toEqual({ proxy: signet.url, routes: "history", frame: ["https://portal.example"] });
    });

    test("another bundle in its place is the next page that is opened; whoever is on a page stays there", async ({ page, host, watch }) => {
      await page.goto(host.url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await host.bundle("--product", "Plant 4 devices", "--locale", "zh-CN");
      await page.getByRole("link", { name: "Plans" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
      await page.reload();
      await expect(page.getByRole("heading", { level: 1, name: "计划" })).toBeVisible();
      await expect(page).toHaveTitle(/Plant 4 devices/);
      watch.verify();
    });
  });
}

for (const store of ["s3", "oss"] as const) {
  test(`${store}: a bucket hands out what upload.sh put there, with its headers; places stand behind a #`, async ({ page, port, signet }) => {
    const watch = new Watch(page, signet.url);
    const bucket = await startBucket(store, signet.url, port);
    watch.expectVisits(bucket.origin);
    try {
      const hashed = bucket.keys.map((key) => /-([0-9a-f]{16}(_bg)?\.(js|wasm|css)|[\w-]{43}\.bin)$/.test(key));
      expect(hashed.lastIndexOf(true), "what has a digest in its name comes first").toBeLessThan(hashed.indexOf(false));
      expect(bucket.keys.at(-1)).toBe("index.html");
      for (const [key, kind, kept] of [
        ["index.html", "text/html; charset=utf-8", "no-cache"],
        ["signet.json", "application/json", "no-cache"],
        ["embed/signet-element.js", "text/javascript; charset=utf-8", "no-cache"],
        [bucket.keys.find((key) => key.endsWith(".wasm")), "application/wasm", "public, max-age=31536000, immutable"],
        [bucket.keys.find((key) => key.endsWith(".bin")), "application/octet-stream", "public, max-age=31536000, immutable"],
      ]) {
        const { status, headers } = await get(bucket.url + key);
        expect([key, status, headers["content-type"], headers["cache-control"]]).toEqual([key, 200, kind, kept]);
      }
      expect((await get(`${bucket.url}index.html`)).headers["content-encoding"]).toBeUndefined();

      const { instance_id } = await instanceOf(signet.url, "platinum");
      await page.goto(`${bucket.url}#/instances/${instance_id}/device-certificates`);
      const certificates = page.getByRole("heading", { level: 1, name: "Device certificates" });
      await expect(certificates).toBeVisible();
      await page.getByRole("link", { name: "Plans" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
      await page.reload();
      await expect(page.getByRole("heading", { level: 1, name: "Plans" })).toBeVisible();
      await page.goBack();
      await expect(certificates).toBeVisible();
      watch.verify();
    } finally {
      await bucket.stop();
    }
  });
}

test.describe("a page that cannot work says why and what to do", () => {
  test("no proxy is there", async ({ page, port }) => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    await shown(page, { proxy: nobody, port }, `No proxy answers at ${nobody}`);
  });

  test("the proxy does not know the origin", async ({ page, port }) => {
    const proxy = await startProxy();
    try {
      await shown(page, { proxy: proxy.url, port }, `Pages of http://localhost:${port} may not speak to ${proxy.url}`);
      await expect(page.getByText("allowed_origins")).toBeVisible();
    } finally {
      await proxy.stop();
    }
  });

  test("the proxy is of another release", async ({ page, host, signet }) => {
    await page.route(`${signet.url}/api/**`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { ...answer.headers(), "x-signet-api-version": "99" } });
    });
    await page.goto(host.url);
    await expect(page.getByText("The proxy speaks version 99 of the API")).toBeVisible();
  });
});

async function shown(page: Page, { proxy, port }: { proxy: string; port: number }, text: string): Promise<void> {
  const host = await startStatic("nginx", { proxy, base: BASE, port });
  try {
    await page.goto(host.url);
    await expect(page.getByText(text)).toBeVisible();
  } finally {
    await host.stop();
  }
}

interface Answer {
  status?: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** Asks as it is said, and takes the answer as it comes: nothing is unpacked or followed. */
function get(url: string, headers: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    http
      .get(url.replace("//localhost", "//127.0.0.1"), { headers: { ...headers, host: new URL(url).host } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      })
      .on("error", reject);
  });
}
