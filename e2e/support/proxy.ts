import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** The program. */
export const binary = process.env.SIGNET_BINARY ?? join(root, "target/release/signet");

/** A running proxy with its demo: an emulator of its own, nobody else's state. */
export interface Proxy {
  /** Where it is, for example `http://127.0.0.1:40123`, without a slash at the end. */
  url: string;
  /** What it has printed so far. */
  log(): string;
  /** Runs another command of `signet` on the same state, gives it `input`, and gives what it prints. */
  run(args: string[], input?: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts `signet serve --demo` with further flags and waits until it is ready. */
export async function startProxy(...flags: string[]): Promise<Proxy> {
  return start(["serve", "--demo", ...flags]);
}

/** What `signet.toml` says, where it has to name the address of the proxy itself. */
export type Configuration = string | ((url: string) => string | Promise<string>);

/** Starts the demo with a configuration: sign-in, grants, safeguards. */
export async function startConfigured(toml: Configuration, env: NodeJS.ProcessEnv = {}): Promise<Proxy> {
  return start(["serve", "--demo", "--config", "signet.toml", "--state-dir", "state"], env, toml);
}

/** Starts an emulator with these faults, and a proxy that takes it for the cloud. */
export async function startFaultyCloud(...faults: string[]): Promise<Proxy> {
  const key = { id: "EndToEndKey", secret: "EndToEndSecret" };
  const cloud = await start([
    "emulator",
    ...["--access-key-id", key.id, "--access-key-secret", key.secret],
    ...faults.flatMap((fault) => ["--fault", fault]),
  ]);
  const proxy = await start(["serve", "--onsmqtt-endpoint", cloud.url, "--iot-endpoint", cloud.url], {
    ALIBABA_CLOUD_ACCESS_KEY_ID: key.id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
  }).catch(async (error) => {
    await cloud.stop();
    throw error;
  });
  const stop = async () => {
    await proxy.stop();
    await cloud.stop();
  };
  return { ...proxy, log: () => proxy.log() + cloud.log(), stop };
}

/** Starts a command of `signet` that listens, at `address` or anywhere, and waits until it is ready. */
export async function start(command: string[], env: NodeJS.ProcessEnv = {}, toml?: Configuration, at?: string): Promise<Proxy> {
  const address = at ?? `127.0.0.1:${await freePort()}`;
  const home = await mkdtemp(join(tmpdir(), "signet-e2e-"));
  if (toml !== undefined) await writeFile(join(home, "signet.toml"), typeof toml === "string" ? toml : await toml(`http://${address}`));
  const environment = {
    ...withoutCloudKeys(),
    HOME: home,
    XDG_STATE_HOME: join(home, "state"),
    XDG_CONFIG_HOME: join(home, "config"),
    ...env,
  };
  let log = "";
  const child = spawn(binary, [...command, "--listen", address], {
    cwd: home,
    env: environment,
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
  const run = (args: string[], input = "") => output(args, { cwd: home, env: environment }, input);
  return { url: `http://${address}`, log: () => log, run, stop };
}

/** What a command prints; what it complains of where it fails. */
async function output(args: string[], where: { cwd: string; env: NodeJS.ProcessEnv }, input: string): Promise<string> {
  const child = spawn(binary, [...args, "--state-dir", "state"], { ...where, stdio: ["pipe", "pipe", "pipe"] });
  let [printed, complaints] = ["", ""];
  child.stdout.on("data", (chunk) => (printed += chunk));
  child.stderr.on("data", (chunk) => (complaints += chunk));
  // One that ends before it reads says why when it has ended.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`signet ${args.join(" ")}: exit code ${code}\n${complaints}`);
  return printed;
}

/** Asks until the proxy answers; the test's own timeout bounds it. */
async function ready(url: string): Promise<undefined> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function withoutCloudKeys(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ALIBABA_CLOUD_")));
}
