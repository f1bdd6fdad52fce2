// Splits the dashboard where its sources say `#[wasm_split(…)]`: the first file holds what every page needs, each chunk what
// only its page does. wasm-bindgen then sees the first file alone, and the little JavaScript that loads chunks goes into
// its glue, so that no file has to know the hashed name of another.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";
import { packed } from "./chunks.mjs";
import { silent } from "./panics.mjs";
import { trimmed } from "./trim.mjs";

const CHUNKS = "target/chunks";
// Streams for the server functions of Leptos, which we have none of.
const UNWANTED = /intounderlying/;

/** Runs wasm-bindgen with the arguments that Trunk gives, on the first file of the split dashboard. */
export async function run(args) {
  const bindgen = process.env.SIGNET_WASM_BINDGEN;
  const input = args.find((argument) => argument.endsWith(".wasm"));
  if (!input) return execute(bindgen, args);
  const option = (name) => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [directory, name] = [option("out-dir"), option("out-name")];
  if (!directory || !name) throw new Error(`Trunk calls wasm-bindgen in an unknown way: ${args.join(" ")}`);

  rmSync(CHUNKS, { recursive: true, force: true });
  mkdirSync(join(CHUNKS, "split"), { recursive: true });
  const release = input.includes("/wasm-release/");
  const linked = release ? quiet(input) : input;
  execute("wasm-split-cli", [linked, join(CHUNKS, "split"), "--out-name", "main"]);
  // Chunks put their functions into the table of the first file: wasm-bindgen must leave it exported.
  const first = args.map((argument) => (argument === input ? join(CHUNKS, "split/main.wasm") : argument));
  execute(bindgen, ["--keep-lld-exports", ...first]);

  const loader = packed(join(CHUNKS, "split"), CHUNKS, release);
  const glue = join(directory, `${name}.js`);
  const code = shortened(readFileSync(glue, "utf8"), join(directory, `${name}_bg.wasm`), `./${name}_bg.js`);
  writeFileSync(glue, await small(joined(code, loader)));
}

/** The released dashboard does not say why it panics. */
function quiet(input) {
  const path = join(CHUNKS, "split/linked.wasm");
  writeFileSync(path, silent(readFileSync(input)));
  return path;
}

/** The glue, after its WebAssembly file has been trimmed. */
function shortened(glue, path, module) {
  const { file, names } = trimmed(readFileSync(path), module, UNWANTED);
  writeFileSync(path, file);
  const short = glue.replace(/^(\s+)"?(\w+)"?(?=: function)/gm, (key, indent, name) =>
    names.has(name) ? `${indent}"${names.get(name)}"` : key,
  );
  const found = short.split(/^\s+"[0-9a-z]+": function/m).length - 1;
  if (found !== names.size) fail(`the glue defines ${found} of ${names.size} imports`);
  return short;
}

/** The glue with the loader inside. */
function joined(glue, loader) {
  const imports = /^import \* as (\w+) from "\.\/__wasm_split\.js";?$/gm;
  const locals = [...glue.matchAll(imports)].map(([, local]) => local);
  if (locals.length === 0) fail("the glue imports no loader");
  return [glue.replace(imports, ""), loader, ...locals.map((local) => `const ${local} = loaders;`)].join("\n");
}

async function small(code) {
  const { code: result } = await minify(code, { module: true, ecma: 2020, compress: { passes: 2 } });
  return result;
}

function execute(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function fail(reason) {
  throw new Error(reason);
}
