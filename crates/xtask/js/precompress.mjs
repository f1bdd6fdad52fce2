// A hook of Trunk: adds the chunks of the split dashboard to the bundle, and puts `.br` and `.gz` beside each file of the release bundle that gets smaller by it.
// Node's own zlib, because Node is needed anyway and a Rust brotli would triple the time in which `cargo xtask` itself compiles.
import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const chunks = "target/chunks";
for (const name of readdirSync(chunks)) {
  if (name.endsWith(".bin")) copyFileSync(join(chunks, name), join(process.env.TRUNK_STAGING_DIR, name));
}

if (process.env.TRUNK_PROFILE === "release") {
  const directory = process.env.TRUNK_STAGING_DIR;
  for (const name of readdirSync(directory, { recursive: true })) {
    const file = join(directory, name);
    if (!statSync(file).isFile() || /\.(br|gz|png|woff2)$/.test(name)) continue;
    const plain = readFileSync(file);
    const brotli = brotliCompressSync(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    });
    const gzip = gzipSync(plain, { level: 9 });
    if (brotli.length < plain.length) writeFileSync(`${file}.br`, brotli);
    if (gzip.length < plain.length) writeFileSync(`${file}.gz`, gzip);
  }
}
