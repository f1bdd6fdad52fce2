// What makes `dist/embed` a package: what is in it, for whom, and its types.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const COPIED = ["README.md", "signet-element.d.ts", "signet-frame.d.ts", "react.d.ts", "vue.d.ts"];

/** Writes the package's own files into `directory`. */
export function packaged(directory) {
  for (const name of COPIED) copyFileSync(join("src/js", name), join(directory, name));
  const [, version] = readFileSync("Cargo.toml", "utf8").match(/\[workspace\.package\]\s+version = "([^"]+)"/) ?? [];
  if (!version) throw new Error("Cargo.toml says no version");
  const manifest = {
    name: "@signet/console",
    version,
    description: "Signet's console for a page of yours: an element, or an iframe",
    license: "Apache-2.0",
    private: true,
    type: "module",
    main: "./signet-element.js",
    types: "./signet-element.d.ts",
    exports: {
      ".": { types: "./signet-element.d.ts", default: "./signet-element.js" },
      "./frame": { types: "./signet-frame.d.ts", default: "./signet-frame.js" },
      "./react": { types: "./react.d.ts" },
      "./vue": { types: "./vue.d.ts" },
      "./*": "./*",
    },
    sideEffects: ["./signet-element.js"],
    peerDependencies: { react: ">=18", vue: ">=3.3" },
    peerDependenciesMeta: { react: { optional: true }, vue: { optional: true } },
  };
  writeFileSync(join(directory, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
