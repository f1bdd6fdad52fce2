// A WebAssembly file as its sections, and what is written in them.

export const [CUSTOM, IMPORTS, EXPORTS, CODE, DATA] = [0, 2, 7, 10, 11];
export const [FUNCTION, TABLE, MEMORY, GLOBAL] = [0, 1, 2, 3];

/** The sections in order: where each starts and ends, where its body starts, and the name of a custom one and what comes after it. */
export function sections(file) {
  const found = [];
  const read = new Reader(file, 8);
  while (read.at < file.length) {
    const start = read.at;
    const id = read.byte();
    const length = read.number();
    const [body, end] = [read.at, read.at + length];
    const name = id === CUSTOM ? read.text() : undefined;
    found.push({ id, start, body, end, name, content: read.at });
    read.at = end;
  }
  return found;
}

/** Reads what is written from a place on. */
export class Reader {
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

  /** What an import is, after its names: its kind. */
  imported() {
    const kind = this.byte();
    if (kind === FUNCTION) this.number();
    else if (kind === TABLE) [this.byte(), this.limits()];
    else if (kind === MEMORY) this.limits();
    else if (kind === GLOBAL) [this.byte(), this.byte()];
    else throw new Error(`an import of unknown kind ${kind}`);
    return kind;
  }

  limits() {
    const flags = this.byte();
    this.number();
    if (flags & 1) this.number();
  }
}

/** A number in LEB128. */
export function number(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}

/** A text after its length. */
export function text(value) {
  const bytes = Buffer.from(value);
  return Buffer.concat([number(bytes.length), bytes]);
}
