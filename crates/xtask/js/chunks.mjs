// The files that pages load: one each, with the page's own part and those that it shares with others, so that opening a page is one
// request.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chunk } from "./names.mjs";
import { bare } from "./trim.mjs";

// What two pages share comes in many small parts, and starting wasm-opt takes longer than it gains on one of them.
const WORTH_IT = 8_000;

/** Writes the files into `directory`, from the parts that wasm-split left in `split`, and small for a `release`; the JavaScript that loads them. */
export function packed(split, directory, release) {
  const plan = read(readFileSync(join(split, "__wasm_split.js"), "utf8"));
  const optimised = new Map();
  const part = (name) => {
    if (!optimised.has(name)) optimised.set(name, small(join(split, `${name}.wasm`), release));
    return optimised.get(name);
  };
  const loaders = plan.loaders.map(({ name, parts }) => {
    const bytes = Buffer.concat(parts.map(part));
    const file = chunk(name.replace(/^__wasm_split_load_/, ""), bytes);
    writeFileSync(join(directory, file), bytes);
    const lengths = parts.map((name) => [[...plan.parts].indexOf(name), part(name).length]);
    return `${name}: loader(${JSON.stringify(`./${file}`)}, ${JSON.stringify(lengths)})`;
  });
  const runtime = readFileSync(new URL("./loader.js", import.meta.url), "utf8");
  return `const loaders = (() => {
const SHARED = ${JSON.stringify(plan.shared)};
const CANARY = ${plan.canary};
const instance = () => initSync(undefined, undefined);
${runtime}
return { ${loaders.join(", ")} };
})();`;
}

/** What the JavaScript of wasm-split says: what parts take from the first file, and which parts each page needs, in order. */
function read(script) {
  const [, shared] = script.match(/const \{ ([\w, ]+) \} = initSync\(/) ?? fail("what is shared");
  // With debug assertions each part checks that it belongs to the first file.
  const [, canary = "{}"] = script.match(/__wasm_split: (\{ __canary_\w+: [^}]*\})/) ?? [];
  const file = /new URL\("\.\/([\w-]+)\.wasm"/;
  const common = new Map();
  for (const [, name, body] of script.matchAll(/^const (__chunk_\d+) = makeLoad\(([\s\S]*?)\n, \[\]\);$/gm)) {
    common.set(name, body.match(file)?.[1] ?? fail(name));
  }
  const loaders = [];
  for (const [, name, body, needs] of script.matchAll(
    /^export const (\w+) = wrapAsyncCb\(makeLoad\(([\s\S]*?), \[([\w, ]*)\]\)\);$/gm,
  )) {
    const first = needs.split(", ").filter(Boolean).map((need) => common.get(need) ?? fail(need));
    loaders.push({ name, parts: [...first, ...(body.match(file)?.slice(1) ?? [])] });
  }
  const written = script.match(/^export const /gm)?.length;
  if (loaders.length === 0 || loaders.length !== written) fail("the loaders");
  return { canary, shared: shared.split(/,\s*/).filter(Boolean), loaders, parts: new Set(loaders.flatMap(({ parts }) => parts)) };
}

function small(path, release) {
  const code = bare(readFileSync(path));
  if (!release || code.length < WORTH_IT) return code;
  const { status, error } = spawnSync("wasm-opt", ["-Os", path, "-o", path], { stdio: ["ignore", "inherit", "ignore"] });
  if (error || status !== 0) throw error ?? new Error(`wasm-opt failed on ${path}`);
  return bare(readFileSync(path));
}

function fail(what) {
  throw new Error(`wasm-split writes ${what} in an unknown way`);
}
