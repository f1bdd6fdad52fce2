// What is sent is compressed once, here.
// Node's own zlib, because Node is needed anyway and a Rust brotli would triple the time in which `cargo xtask` itself compiles.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Puts `.br` and `.gz` beside each file below `directory` that gets smaller by it. */
export function precompress(directory) {
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
