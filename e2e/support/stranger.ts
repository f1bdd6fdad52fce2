import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { ISSUER, startPortal, type Portal } from "./jwt.ts";
import { startConfigured, type Proxy } from "./proxy.ts";

/** A page of somebody else, on another site than the proxy, whose people are known to the proxy by tokens. */
export interface Stranger {
  /** Where its pages are: `localhost`, while the proxy is at `127.0.0.1`. It has a copy of the element, too, below `/embed/`. */
  origin: string;
  proxy: Proxy;
  portal: Portal;
  /** What is asked when the page's `getToken` is called; how often that was is in `asked`. */
  give: () => string | Promise<string>;
  asked: number;
  /** Makes a page of this content, and gives its address. Its policy allows what the documentation says, and nothing more. */
  page(body: string, title?: string): string;
  stop(): Promise<void>;
}

/** Starts both. `listed` says whether the proxy knows the origin of the page. */
export async function startStranger({ listed = true } = {}): Promise<Stranger> {
  const pages = new Map<string, string>();
  const portal = await startPortal();
  let proxy: Proxy | undefined;
  const server = createServer(async (request, answer) => {
    const path = request.url ?? "/";
    if (path === "/token") {
      stranger.asked += 1;
      const token = await Promise.resolve(stranger.give()).catch(() => undefined);
      if (token === undefined) answer.writeHead(401);
      answer.end(token);
    } else if (path === "/token.js") {
      answer.setHeader("content-type", "text/javascript").end(GET_TOKEN);
    } else if (path.startsWith("/embed/")) {
      const file = await fetch(`${proxy?.url}${path}`);
      answer.writeHead(file.status, { "content-type": file.headers.get("content-type") ?? "" });
      answer.end(Buffer.from(await file.arrayBuffer()));
    } else if (pages.has(path)) {
      answer.setHeader("content-security-policy", policy(proxy?.url ?? ""));
      answer.setHeader("content-type", "text/html; charset=utf-8").end(pages.get(path));
    } else {
      answer.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const stop = async () => {
    await proxy?.stop();
    portal.stop();
    server.close();
    server.closeAllConnections();
  };
  const known = listed ? origin : "https://elsewhere.example";
  try {
    proxy = await startConfigured(`
allowed_origins = ["${known}"]
frame_ancestors = ["${known}"]
[sign_in.jwt]
issuer = "${ISSUER}"
audience = "signet"
jwks_url = "${portal.keys}"
algorithms = ["ES256"]
[[grants]]
to = "group:iot-ops"
role = "operator"
`);
  } catch (error) {
    await stop();
    throw error;
  }
  const stranger: Stranger = {
    origin,
    proxy,
    portal,
    give: () => portal.token(),
    asked: 0,
    page(body, title = "Plant portal") {
      const path = `/page-${pages.size}`;
      pages.set(path, `<!doctype html><html lang="en"><title>${title}</title><body><h1>${title}</h1>${body}</body></html>`);
      return origin + path;
    },
    stop,
  };
  return stranger;
}

/** The page's own script: it asks the portal for a token. A file, because its policy allows nothing inline. */
const GET_TOKEN = `globalThis.getToken = async () => {
  const answer = await fetch("/token", { method: "POST" });
  if (!answer.ok) throw new Error("the portal gave no token: " + answer.status);
  return answer.text();
};
for (const name of ["ready", "navigate", "session-expired", "error", "plan-progress"]) {
  addEventListener("signet-" + name, (event) => (globalThis.heard ??= []).push([name, event.detail]));
}
for (const element of document.querySelectorAll("signet-console")) element.getToken = getToken;`;

function policy(signet: string): string {
  return `default-src 'none'; script-src 'self' ${signet} 'wasm-unsafe-eval'; connect-src 'self' ${signet} http://127.0.0.1:1; frame-src ${signet}; base-uri 'none'`;
}
