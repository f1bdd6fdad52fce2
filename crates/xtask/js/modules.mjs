// Puts the modules of src/js together into the files that are loaded: each is one request, and names the others by what they contain.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { hashed, integrity } from "./names.mjs";

// In this order: those further down may name those before, by the constant that stands for each. The last two are named by portals, so
// their names do not change.
const MODULES = [
  { name: "page", constant: "__PAGE__" },
  { name: "boot", constant: "__BOOT__" },
  { name: "signet-element" },
  { name: "signet-frame" },
];

/** Writes them into `directory`; `files` are those that they load, by the constants that stand for them. Gives the name and digest of boot. */
export async function modules(directory, release, files) {
  const known = { ...files };
  for (const { name, constant } of MODULES) {
    const { outputFiles } = await build({
      entryPoints: [`src/js/${name}.js`],
      bundle: true,
      format: "esm",
      target: "es2022",
      charset: "utf8",
      legalComments: "none",
      minify: release,
      write: false,
      define: Object.fromEntries(Object.entries(known).map(([constant, file]) => [constant, JSON.stringify(file)])),
    });
    const bytes = outputFiles[0].contents;
    const file = { name: constant ? hashed(name, "js", bytes) : `${name}.js`, integrity: integrity(bytes) };
    writeFileSync(join(directory, file.name), bytes);
    if (constant) known[constant] = file;
  }
  return known.__BOOT__;
}
