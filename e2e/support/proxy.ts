import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.SIGNET_BINARY ?? join(root, "target/release/signet");

/** A running proxy with its demo: an emulator of its own, nobody else's state. */
export interface Proxy {
  /** Where it is, for example `http://127.0.0.1:40123`, without a slash at the end. */
  url: string;
  /** What it has printed so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts `signet serve --demo` with further flags and waits until it is ready. */
export async function startProxy(...flags: string[]): Promise<Proxy> {
  const address = `127.0.0.1:${await freePort()}`;
  const home = await mkdtemp(join(tmpdir(), "signet-e2e-"));
  let log = "";
  const child = spawn(binary, ["serve", "--demo", "--listen", address, ...flags], {
    cwd: home,
    env: { ...withoutCloudKeys(), HOME: home, XDG_STATE_HOME: join(home, "state"), XDG_CONFIG_HOME: join(home, "config") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(`it ended with ${code ?? signal}`));
    child.once("error", (error) => resolve(`it did not start: ${error.message}`));
  });
  child.stdout.on("data", (chunk) => (log += chunk));
  child.stderr.on("data", (chunk) => (log += chunk));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  const trouble = await Promise.race([ended, ready(`http://${address}/healthz`)]);
  if (trouble) {
    await stop();
    throw new Error(`${binary}: ${trouble}\n${log}`);
  }
  return { url: `http://${address}`, log: () => log, stop };
}

/** Asks until the proxy answers; the test's own timeout bounds it. */
async function ready(url: string): Promise<undefined> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function withoutCloudKeys(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ALIBABA_CLOUD_")));
}
