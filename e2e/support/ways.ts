import { test as base, type FrameLocator, type Page } from "@playwright/test";
import { call, groupOf, instanceOf, isRegistered, listIds, type Where } from "./cloud.ts";
import { startWithPortal } from "./portals.ts";
import { freePort, startConfigured, startProxy, type Proxy } from "./proxy.ts";
import { startStatic } from "./static.ts";
import { Watch } from "./watch.ts";

export { expect } from "@playwright/test";

/** The four ways in which the console is used. */
export const WAYS = ["the proxy", "a static host", "an element", "an iframe"] as const;
export type Way = (typeof WAYS)[number];

/** The console as somebody meets it. */
export interface Console {
  /** Where its elements are looked for. */
  root: Page | FrameLocator;
  /** A group that fills more than one page, of an instance of the demo's fleet. */
  fleet: Fleet;
  /** Asks the cloud itself, past the console. */
  isRegistered(client_id: string): Promise<boolean>;
  isBlacklisted(client_id: string): Promise<boolean>;
}

interface Fleet {
  instance_id: string;
  name: string;
  group_id: string;
  items_total: number;
  /** The first page of it. */
  client_ids: string[];
}

/** Something that runs: where people open the console, the proxy behind it, and other origins that the page asks. */
interface Site {
  proxy: Proxy;
  address: string;
  origins: string[];
  stop(): Promise<void>;
}

const START: Record<Way, () => Promise<Site>> = {
  "the proxy": async () => {
    const proxy = await startProxy();
    return { proxy, address: proxy.url, origins: [proxy.url], stop: proxy.stop };
  },
  "a static host": async () => {
    const port = await freePort();
    const proxy = await startConfigured(`allowed_origins = ["http://localhost:${port}"]\n`);
    const host = await startStatic("nginx", { proxy: proxy.url, base: "/devices/", port });
    const stop = async () => {
      await host.stop();
      await proxy.stop();
    };
    return { proxy, address: host.url, origins: [proxy.url, host.origin], stop };
  },
  "an element": () => atPortal("/html/element.html"),
  "an iframe": () => atPortal("/html/iframe.html"),
};

/** The flows destroy, which operators may not. */
const CUSTODIANS = `
[[grants]]
to = "group:iot-ops"
role = "custodian"
`;

async function atPortal(page: string): Promise<Site> {
  const { proxy, portal, stop } = await startWithPortal(CUSTODIANS);
  return { proxy, address: portal + page, origins: [proxy.url, portal], stop };
}

export const test = base.extend<{ way: Way; site: Site; console: Console }>({
  way: ["the proxy", { option: true }],
  site: async ({ way }, use) => {
    const site = await START[way]();
    await use(site);
    await site.stop();
  },
  console: async ({ page, site, way }, use) => {
    const watch = new Watch(page, site.proxy.url);
    for (const origin of site.origins) watch.expectVisits(origin);
    // A credential that is gone is looked for once more.
    watch.expectRefusals();
    const cloud = await past(site.proxy, way);
    const fleet = await fleetOf(cloud);
    await page.goto(site.address);
    await use({
      root: way === "an iframe" ? page.frameLocator("iframe") : page,
      fleet,
      isRegistered: (client_id) => isRegistered(cloud, fleet.instance_id, client_id),
      isBlacklisted: async (client_id) => {
        const body = { instance_id: fleet.instance_id, client_id, page_size: 10 };
        const { entries } = await call<{ entries: { client_id: string; blocked: boolean }[] }>(cloud, "QueryCustomAuthConnectBlack", body);
        return entries.some((entry) => entry.client_id === client_id && entry.blocked);
      },
    });
    watch.verify();
  },
});

/** The way past the console: where a portal says who is there, a script needs a token of its own. */
async function past(proxy: Proxy, way: Way): Promise<Where> {
  if (way === "the proxy" || way === "a static host") return proxy.url;
  const made = await proxy.run(["token", "create", "--name", "tests", "--role", "viewer", "--expires", "1h"]);
  return { url: proxy.url, token: made.trim() };
}

async function fleetOf(cloud: Where): Promise<Fleet> {
  const { instance_id, name } = await instanceOf(cloud, "platinum");
  const { group_id, items_total } = await groupOf(cloud, instance_id, 101);
  const { client_ids } = await listIds(cloud, instance_id, group_id, 1, 50);
  return { instance_id, name, group_id, items_total, client_ids };
}
