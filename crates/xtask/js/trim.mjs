// What wasm-bindgen leaves in a WebAssembly file and no compression takes away: imports whose names carry a hash each, in the file
// and once more in the glue; and exports that nobody calls, which hold on to all that they need.

import { CUSTOM, EXPORTS, IMPORTS, Reader, number, sections, text } from "./sections.mjs";

/** The file with the imports of `module` renamed, the new name of each, and without the exports that are `unwanted`. */
export function trimmed(file, module, unwanted) {
  const names = new Map();
  const parts = [file.subarray(0, 8)];
  for (const { id, start, body, end } of sections(file)) {
    const read = new Reader(file, body);
    const shorter = id === IMPORTS ? imports(read, module, names) : id === EXPORTS ? exports(read, unwanted) : undefined;
    parts.push(...(shorter ? [Buffer.from([id]), number(shorter.length), shorter] : [file.subarray(start, end)]));
  }
  return { file: Buffer.concat(parts), names };
}

/** The file without the sections that only say names. */
export function bare(file) {
  const kept = sections(file).filter(({ id }) => id !== CUSTOM);
  return Buffer.concat([file.subarray(0, 8), ...kept.map(({ start, end }) => file.subarray(start, end))]);
}

function imports(read, module, names) {
  const count = read.number();
  const parts = [number(count)];
  for (let left = count; left > 0; left -= 1) {
    const [from, name] = [read.text(), read.text()];
    const start = read.at;
    read.imported();
    if (from === module && !names.has(name)) names.set(name, names.size.toString(36));
    parts.push(text(from), text(from === module ? names.get(name) : name), read.file.subarray(start, read.at));
  }
  return Buffer.concat(parts);
}

function exports(read, unwanted) {
  const kept = [];
  for (let left = read.number(); left > 0; left -= 1) {
    const start = read.at;
    const name = read.text();
    [read.byte(), read.number()];
    if (!unwanted.test(name)) kept.push(read.file.subarray(start, read.at));
  }
  return Buffer.concat([number(kept.length), ...kept]);
}
