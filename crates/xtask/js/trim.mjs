// What wasm-bindgen leaves in a WebAssembly file and no compression takes away: imports whose names carry a hash each, in the file
// and once more in the glue; and exports that nobody calls, which hold on to all that they need.

const [CUSTOM, IMPORTS, EXPORTS] = [0, 2, 7];
const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

/** The file with the imports of `module` renamed, the new name of each, and without the exports that are `unwanted`. */
export function trimmed(file, module, unwanted) {
  const names = new Map();
  const parts = [file.subarray(0, 8)];
  const read = new Reader(file, 8);
  while (read.at < file.length) {
    const start = read.at;
    const id = read.byte();
    const end = read.number() + read.at;
    const body = id === IMPORTS ? imports(read, module, names) : id === EXPORTS ? exports(read, unwanted) : undefined;
    parts.push(...(body ? [Buffer.from([id]), number(body.length), body] : [file.subarray(start, end)]));
    read.at = end;
  }
  return { file: Buffer.concat(parts), names };
}

/** The file without the sections that only say names. */
export function bare(file) {
  const parts = [file.subarray(0, 8)];
  const read = new Reader(file, 8);
  while (read.at < file.length) {
    const start = read.at;
    const id = read.byte();
    read.at = read.number() + read.at;
    if (id !== CUSTOM) parts.push(file.subarray(start, read.at));
  }
  return Buffer.concat(parts);
}

function imports(read, module, names) {
  const count = read.number();
  const parts = [number(count)];
  for (let left = count; left > 0; left -= 1) {
    const [from, name] = [read.text(), read.text()];
    const start = read.at;
    const kind = read.byte();
    if (kind === FUNCTION) read.number();
    else if (kind === TABLE) [read.byte(), read.limits()];
    else if (kind === MEMORY) read.limits();
    else if (kind === GLOBAL) [read.byte(), read.byte()];
    else throw new Error(`an import of unknown kind ${kind}: ${name}`);
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

class Reader {
  constructor(file, at) {
    this.file = file;
    this.at = at;
  }

  byte() {
    return this.file[this.at++];
  }

  /** An unsigned number in LEB128. */
  number() {
    let [value, factor, byte] = [0, 1, 0];
    do {
      byte = this.byte();
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte & 128);
    return value;
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.file.toString("utf8", this.at - length, this.at);
  }

  limits() {
    const flags = this.byte();
    this.number();
    if (flags & 1) this.number();
  }
}

function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}
