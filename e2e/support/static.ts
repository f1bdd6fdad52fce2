import { execFile, execFileSync, spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { binary } from "./proxy.ts";

/** A web server that hands out what `signet bundle` wrote, with the configuration that it printed. */
export interface StaticHost {
  /** Where it is: `localhost`, while proxies are at `127.0.0.1`, so that they are two sites. */
  origin: string;
  /** Where the dashboard begins. */
  url: string;
  /** The files. */
  directory: string;
  /** Writes the bundle once more, as it was or with other flags. */
  bundle(...more: string[]): Promise<string>;
  stop(): Promise<void>;
}

export type Server = "nginx" | "caddy";

export interface Site {
  proxy: string;
  base: string;
  port: number;
  /** Origins that may hold the pages in a frame. */
  frame?: string[];
}

/** Bundles the dashboard and starts a server for it. */
export async function startStatic(server: Server, { proxy, base, port, frame = [] }: Site): Promise<StaticHost> {
  const home = await mkdtemp(join(tmpdir(), `signet-${server}-`));
  const directory = join(home, "files");
  const flags = ["--proxy", proxy, "--base", base, ...frame.flatMap((origin) => ["--frame", origin])];
  const bundle = async (...more: string[]) => {
    const { stdout } = await promisify(execFile)(binary, ["bundle", "--out", directory, ...flags, ...more]);
    return stdout;
  };
  const remove = () => rm(home, { recursive: true, force: true });
  try {
    const child = await START[server](home, await bundle("--server", server), port);
    const origin = `http://localhost:${port}`;
    await answers(child, origin);
    const stop = async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await ended;
      await remove();
    };
    return { origin, url: origin + base, directory, bundle: (...more) => bundle("--replace", ...more), stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** What they complain of is told where they do not start. */
const QUIET: StdioOptions = ["ignore", "ignore", "pipe"];

/** Start a server with the printed configuration, at an address of this machine and with nothing of the machine's own configuration. */
const START: Record<Server, (home: string, printed: string, port: number) => Promise<ChildProcess>> = {
  nginx: async (home, printed, port) => {
    const file = join(home, "nginx.conf");
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${home}/${what};`);
    const site = at(printed, /listen +80;/, `listen 127.0.0.1:${port};`);
    await writeFile(
      file,
      `load_module ${modules()}/ngx_http_brotli_static_module.so;
daemon off; master_process off; pid ${home}/pid; error_log stderr;
events {}
http { access_log off; ${temporary.join(" ")}
${site}
}`,
    );
    return spawn("nginx", ["-e", "stderr", "-p", home, "-c", file], { stdio: QUIET });
  },
  caddy: async (home, printed, port) => {
    const file = join(home, "Caddyfile");
    const site = at(printed, /console\.example {/, `http://localhost:${port} {\n\tbind 127.0.0.1`);
    await writeFile(file, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
    await mkdir(join(home, "caddy"));
    const env = { PATH: process.env.PATH, HOME: join(home, "caddy") };
    return spawn("caddy", ["run", "--adapter", "caddyfile", "--config", file], { env, stdio: QUIET });
  },
};

function at(printed: string, address: RegExp, here: string): string {
  if (!address.test(printed)) throw new Error(`no ${address} in:\n${printed}`);
  return printed.replace(address, here);
}

/** Where the modules of nginx lie. */
function modules(): string {
  const said = execFileSync("sh", ["-c", "nginx -V 2>&1"], { encoding: "utf8" });
  return /--modules-path=(\S+)/.exec(said)?.[1] ?? "modules";
}

/** Asks until it answers; the test's own timeout bounds it. */
async function answers(child: ChildProcess, origin: string): Promise<void> {
  let [trouble, complaints] = ["", ""];
  child.stderr?.on("data", (text) => (complaints += text));
  child.once("error", (error) => (trouble = error.message));
  child.once("exit", (code) => (trouble = `it ended with ${code}`));
  for (;;) {
    if (trouble) throw new Error(`${child.spawnfile}: ${trouble}\n${complaints}`);
    if (await fetch(origin).catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
