// A hook of Trunk, after everything else: puts what was built where `dist/` has it.
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modules } from "./modules.mjs";
import { integrity, named } from "./names.mjs";
import { packaged } from "./package.mjs";
import { page } from "./page.mjs";
import { precompress } from "./precompress.mjs";
import { stylesheet } from "./stylesheet.mjs";

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

const boot = await modules(embed, release, {
  __GLUE__: built(/^signet-dashboard-[^_]+\.js$/),
  __WASM__: built(/_bg\.wasm$/),
  __STYLE__: built(/\.css$/),
  __PAGES__: await stylesheet("style/pages", embed, release),
});
writeFileSync(join(dist, "index.html"), page(readFileSync(join(dist, "index.html"), "utf8"), boot));
packaged(embed);
if (release) precompress(dist);
