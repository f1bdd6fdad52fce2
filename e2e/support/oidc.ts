import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { startConfigured, type Proxy } from "./proxy.ts";

const server = join(dirname(fileURLToPath(import.meta.url)), "../../crates/identity/tests/provider/server.mjs");

/** What the provider's client `signet` proves itself by. */
const SECRET = "a secret with : + / % and = in it";

/** A provider of OpenID Connect: `alice` signs in without being asked; she is in the groups `iot-ops` and `factory`, `bob` in none. */
export interface Provider {
  /** Its issuer. */
  url: string;
  stop(): void;
}

/** Starts a provider that sends browsers back to these addresses. */
async function startProvider(...callbacks: string[]): Promise<Provider> {
  const child = spawn("node", [server, ...callbacks], { stdio: ["pipe", "pipe", "inherit"] });
  const stop = () => child.stdin.end();
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith("http://")) return { url: line, stop };
  }
  throw new Error(`${server} does not start: run \`npm ci --ignore-scripts\` beside it`);
}

/** Starts a provider and a proxy that knows it as `corp`. */
export async function startWithProvider(toml: string): Promise<{ provider: Provider; proxy: Proxy }> {
  let provider: Provider | undefined;
  const configuration = async (url: string) => {
    provider = await startProvider(`${url}/sign-in/oidc/corp/callback`);
    return `public_url = "${url}"
${toml}
[[sign_in.oidc]]
id = "corp"
label = "Company sign-in"
issuer = "${provider.url}"
client_id = "signet"
client_secret_env = "SIGNET_OIDC_SECRET"
scopes = ["profile", "groups"]
`;
  };
  const proxy = await startConfigured(configuration, { SIGNET_OIDC_SECRET: SECRET }).catch((error) => {
    provider?.stop();
    throw error;
  });
  if (!provider) throw new Error("the proxy started without its configuration");
  return { provider, proxy };
}

/** From now on the provider is told who is there: `alice`, `bob`, or `nobody`, whom it declines. */
export async function atProvider(page: Page, who: string): Promise<void> {
  await page.route(/\/sign-in\/oidc\/corp\?/, async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    const headers = answer.headers();
    await route.fulfill({ response: answer, headers: { ...headers, location: `${headers.location}&login_hint=${who}` } });
  });
}
