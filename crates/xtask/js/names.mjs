// How files are called whose names change with their content: the proxy lets browsers keep these for good (`is_hashed` there).
import { createHash } from "node:crypto";

/** Whether a file is called `<name>-<16 hex>…`, as Trunk does it, or `<name>-<43 base64url>.bin`. */
export function named(name) {
  return /-[0-9a-f]{16}(_bg)?\.(js|wasm|css)$/.test(name) || /-[\w-]{43}\.bin$/.test(name);
}

/** `<name>-<16 hex>.<kind>`. */
export function hashed(name, kind, bytes) {
  return `${name}-${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}.${kind}`;
}

/** `<name>-<43 base64url>.bin`: the whole SHA-256, which loader.js holds the file against. */
export function chunk(name, bytes) {
  return `${name}-${createHash("sha256").update(bytes).digest("base64url")}.bin`;
}

/** What `integrity=` says of these bytes. */
export function integrity(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}
