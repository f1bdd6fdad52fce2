import type { Page } from "@playwright/test";

/** What the page around the dashboard heard. */
export interface Heard {
  name: string;
  detail: Record<string, unknown>;
}

interface Handle {
  set(name: string, value: unknown): void;
  unmount(): void;
}

declare global {
  interface Window {
    handle: Handle;
    heard: Heard[];
    /** Options that only a page can give: functions. */
    portal?: Record<string, unknown>;
    /** Bytes that the WebAssembly has taken. */
    used(): number;
    /** Mounts once more, beside whatever is there. */
    again(): Handle;
  }
}

/** A page of somebody else, with styles that want to reach everything, on the origin of the proxy. */
export async function portal(page: Page, body = `<header><h1>Plant portal</h1></header><div id="host"></div>`): Promise<void> {
  const style = "<style>h1 { color: rgb(255, 0, 0) } button { display: none }</style>";
  await page.route("**/somebody-else*", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Plant portal</title>${style}${body}</html>`,
    }),
  );
  await page.goto("/somebody-else");
}

/** Mounts the dashboard into a shadow root of `#host`; what it tells is in `window.heard`. */
export async function embed(page: Page, url: string, options: object = {}): Promise<void> {
  const index = await (await fetch(url)).text();
  // The release bundle is minified: attributes stand in any order, with or without quotes.
  const found = (kind: RegExp) => {
    const link = index.match(/<(link|script)[^>]*>/g)?.find((tag) => kind.test(tag));
    const name = link?.match(/(?:href|src)="?([^"\s>]+)/)?.[1];
    if (!name) throw new Error(`no link with ${kind} in:\n${index}`);
    return new URL(name, `${url}/`).pathname;
  };
  const files = [found(/signet-dashboard[^"\s>]*\.js/), found(/rel="?stylesheet/), found(/\.wasm/)];
  // Not awaited in the page: Chromium collects the promise of an evaluation while the WebAssembly is compiled.
  const mounted = page.waitForFunction(() => window.handle);
  await page.addScriptTag({ content: `(${mount})(${JSON.stringify(files)}, ${JSON.stringify(options)})` });
  await mounted;
}

/** Runs in the page. */
async function mount([script, style, wasm]: string[], options: object): Promise<void> {
  const shadow = document.querySelector("#host")!.attachShadow({ mode: "open" });
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
  const loaded = new Promise((resolve) => sheet.addEventListener("load", resolve));
  shadow.append(sheet);
  await loaded;
  const dashboard = await import(script);
  const { memory } = await dashboard.default({ module_or_path: wasm });
  window.used = () => memory.buffer.byteLength;
  window.heard = [];
  window.again = () => {
    const place = document.createElement("div");
    shadow.append(place);
    const emit = (name: string, detail: Record<string, unknown>) => window.heard.push({ name, detail });
    return dashboard.mount(place, { location: "memory", emit, ...options, ...window.portal });
  };
  window.handle = window.again();
}

/** What was heard under that name. */
export async function heard(page: Page, name: string): Promise<Record<string, unknown>[]> {
  const all = await page.evaluate(() => window.heard);
  return all.filter((told) => told.name === name).map((told) => told.detail);
}

/** Changes one option. */
export async function change(page: Page, name: string, value: unknown): Promise<void> {
  await page.evaluate(([name, value]) => window.handle.set(name as string, value), [name, value]);
}
