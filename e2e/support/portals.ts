import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root, startConfigured, type Proxy } from "./proxy.ts";

/** The example portal, as `docs/embedding` has it, on a site of its own, and a proxy that believes its tokens. */
export interface WithPortal {
  proxy: Proxy;
  /** Where the portal is: `localhost`, while the proxy is at `127.0.0.1`, so that they are two sites. */
  portal: string;
  stop(): Promise<void>;
}

/** Starts both, with `more` at the end of `docs/embedding/signet.toml`. */
export async function startWithPortal(more = ""): Promise<WithPortal> {
  const toml = await readFile(join(root, "docs/embedding/signet.toml"), "utf8");
  let portal: Running | undefined;
  const proxy = await startConfigured(async (url) => {
    portal = await startExample(url);
    return toml.replaceAll("https://portal.example", portal.url) + more;
  }).catch((error) => {
    portal?.stop();
    throw error;
  });
  if (!portal) throw new Error("the proxy did not ask for its configuration");
  const { url, stop: stopPortal } = portal;
  const stop = async () => {
    await proxy.stop();
    stopPortal();
  };
  return { proxy, portal: url, stop };
}

interface Running {
  url: string;
  stop(): void;
}

async function startExample(signet: string): Promise<Running> {
  const child = spawn(process.execPath, [join(root, "docs/embedding/portal.mjs")], {
    env: { PATH: process.env.PATH, SIGNET: signet, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface(child.stdout)) {
    const url = line.match(/portal is at (\S+),/)?.[1];
    if (url) return { url, stop: () => child.kill() };
  }
  throw new Error("the example portal ended before it said where it is");
}
