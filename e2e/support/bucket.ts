import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { binary, root } from "./proxy.ts";

const run = promisify(execFile);

/** Programs by which buckets are filled; each is called by `docs/static-hosting/upload.sh` in its own way. */
export type Store = "s3" | "oss";

/** A bucket as a website: an index document, the headers of the upload, and nothing else. */
export interface Bucket {
  origin: string;
  url: string;
  /** What lies there, in the order in which it came. */
  keys: string[];
  stop(): Promise<void>;
}

/** Stands in for the program: keeps the file with its headers, and refuses what the real one would not understand. */
const PROGRAM = String.raw`#!/usr/bin/env node
const { appendFileSync, cpSync, writeFileSync } = require("node:fs");
const [...words] = process.argv.slice(2);
const take = (flag) => { const at = words.indexOf(flag); return at < 0 ? undefined : words.splice(at, 2)[1]; };
const drop = (flag) => { const at = words.indexOf(flag); if (at < 0) throw new Error(flag + " is missing"); words.splice(at, 1); };
const headers = {};
if (process.env.STORE === "s3") {
  if (words.shift() !== "s3") throw new Error("aws s3");
  drop("--only-show-errors");
  for (const name of ["content-type", "cache-control", "content-encoding"]) headers[name] = take("--" + name);
} else {
  drop("--force");
  for (const pair of take("--meta").split("#")) { const [name, value] = pair.split(/:(.*)/s); headers[name.toLowerCase()] = value; }
}
const [verb, file, place, ...rest] = words;
const key = place.replace(process.env.STORE + "://bucket/site/", "");
if (verb !== "cp" || key === place || rest.length) throw new Error(words.join(" "));
const name = encodeURIComponent(key);
cpSync(file, process.env.BUCKET + "/" + name);
writeFileSync(process.env.BUCKET + "/" + name + ".headers", JSON.stringify(headers));
appendFileSync(process.env.BUCKET + "/.order", key + "\n");
`;

/** Bundles the dashboard, uploads it as the documentation says, and hands it out. */
export async function startBucket(store: Store, proxy: string, port: number): Promise<Bucket> {
  const home = await mkdtemp(join(tmpdir(), "signet-bucket-"));
  const [files, kept, programs] = ["files", "kept", "programs"].map((name) => join(home, name));
  for (const directory of [kept, programs]) await mkdir(directory);
  const program = join(programs, store === "s3" ? "aws" : "ossutil");
  await writeFile(program, PROGRAM);
  await chmod(program, 0o755);
  await run(binary, ["bundle", "--out", files, "--proxy", proxy]);
  const path = [programs, dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { PATH: path, STORE: store, BUCKET: kept };
  await run("sh", [join(root, "docs/static-hosting/upload.sh"), files, `${store}://bucket/site/`], { env });

  const names = new Set(await readdir(kept));
  const server = createServer(async ({ url = "/" }, answer) => {
    const path = new URL(url, "http://bucket").pathname;
    const name = path.startsWith("/site/") ? encodeURIComponent(path.slice("/site/".length) || "index.html") : "";
    if (!names.has(`${name}.headers`)) return void answer.writeHead(404).end("NoSuchKey");
    answer.writeHead(200, JSON.parse(await readFile(join(kept, `${name}.headers`), "utf8")));
    answer.end(await readFile(join(kept, name)));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(home, { recursive: true, force: true });
  };
  const keys = (await readFile(join(kept, ".order"), "utf8")).trim().split("\n");
  const origin = `http://localhost:${port}`;
  return { origin, url: `${origin}/site/`, keys, stop };
}
