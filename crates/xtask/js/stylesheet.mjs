// The stylesheet of the pages that are loaded when they are opened: it need not be there before the first of them.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { transform } from "esbuild";
import { hashed, integrity } from "./names.mjs";

/** Puts the files of `from` together into one in `directory`; its name and digest. */
export async function stylesheet(from, directory, release) {
  const text = readdirSync(from).sort().map((name) => readFileSync(join(from, name), "utf8"));
  const { code } = await transform(text.join("\n"), { loader: "css", minify: release });
  const name = hashed(basename(from), "css", code);
  writeFileSync(join(directory, name), code);
  return { name, integrity: integrity(code) };
}
