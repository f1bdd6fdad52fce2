// What the page of the gallery is made of, served from the work tree without a server.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Nobody's host: all that is asked of it is answered here. */
export const ORIGIN = "http://gallery.test";

const BUILT = join(root, "target/gallery");
const FONTS = join(root, "e2e/node_modules/@fontsource-variable");

/** The stylesheet as `Trunk.toml` puts it together, and that of the gallery itself. */
export function style(): string {
  const files = readdirSync(join(root, "style"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".css")).sort();
  // It says the order of the layers; the order of the rest does not matter.
  files.sort((a, b) => Number(b === "layers.css") - Number(a === "layers.css"));
  return [...files.map((file) => join("style", file)), "crates/gallery/gallery.css"].map((file) => readFileSync(join(root, file), "utf8")).join("\n");
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Gallery</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/fonts/inter/index.css">
    <link rel="stylesheet" href="/fonts/jetbrains-mono/index.css">
    <link rel="stylesheet" href="/fonts/noto-sans-sc/index.css">
    <link rel="stylesheet" href="/style.css">
    <script type="importmap">{ "imports": { "__wasm_split_placeholder__": "/split.js" } }</script>
  </head>
  <body></body>
</html>`;

/**
 * The gallery is not split: what the dashboard loads as a chunk is in the one file already, exported under a name of its own. The
 * loaders say that it is there, the imports call it.
 */
function split(): string {
  const module = new WebAssembly.Module(readFileSync(join(BUILT, "gallery_bg.wasm")));
  const names = WebAssembly.Module.imports(module).filter((wanted) => wanted.module === "__wasm_split_placeholder__");
  const lines = names.map(({ name }) =>
    name.startsWith("__wasm_split_load_")
      ? `export const ${name} = (called, data) => wasm.__indirect_function_table.get(called)(data, 1);`
      : `export const ${name} = (...given) => wasm.${name.replace("_import_", "_export_")}(...given);`,
  );
  return ["let wasm;", "export const begin = (exports) => (wasm = exports);", ...lines].join("\n");
}

/** Answers all that the page asks for. */
export async function serve(page: Page): Promise<void> {
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const font = /^\/fonts\/(.+)$/.exec(pathname)?.[1];
    if (font) return route.fulfill({ path: join(FONTS, font) });
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: PAGE });
    if (pathname === "/style.css") return route.fulfill({ contentType: "text/css", body: style() });
    if (pathname === "/split.js") return route.fulfill({ contentType: "text/javascript", body: split() });
    return route.fulfill({ path: join(BUILT, pathname) });
  });
}
