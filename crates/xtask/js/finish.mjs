// A hook of Trunk, after everything else: puts what was built where `dist/` has it.
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { modules } from "./modules.mjs";
import { hashed, integrity, named } from "./names.mjs";
import { packaged } from "./package.mjs";
import { page } from "./page.mjs";
import { precompress } from "./precompress.mjs";
import { stylesheets } from "./stylesheets.mjs";

const dist = process.env.TRUNK_STAGING_DIR;
const embed = join(dist, "embed");
const release = process.env.TRUNK_PROFILE === "release";

mkdirSync(embed);
for (const name of readdirSync(dist)) {
  if (named(name)) renameSync(join(dist, name), join(embed, name));
}
for (const name of readdirSync("target/chunks")) {
  if (name.endsWith(".bin")) copyFileSync(join("target/chunks", name), join(embed, name));
}
cpSync("public", dist, { recursive: true });

/** The one file in `embed` that is called so, and its digest. */
function built(pattern) {
  const found = readdirSync(embed).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`Trunk made ${found.length} files ${pattern}: ${found.join(", ")}`);
  return { name: found[0], integrity: integrity(readFileSync(join(embed, found[0]))) };
}

/** The stylesheet that is not in the page, minified by esbuild as Trunk does it with the other. */
async function later() {
  const { code } = await transform(stylesheets().later, { loader: "css", minify: release });
  const name = hashed("later", "css", code);
  writeFileSync(join(embed, name), code);
  return { name, integrity: integrity(code) };
}

const boot = await modules(embed, release, {
  __GLUE__: built(/^signet-dashboard-[^_]+\.js$/),
  __WASM__: built(/_bg\.wasm$/),
  __STYLE__: built(/^signet-[^_]+\.css$/),
  __LATER__: await later(),
});
writeFileSync(join(dist, "index.html"), page(readFileSync(join(dist, "index.html"), "utf8"), boot));
packaged(embed);
if (release) precompress(dist);
