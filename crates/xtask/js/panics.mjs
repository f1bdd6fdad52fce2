// What Rust says when it panics: the words, the code that puts them together, and where in the sources it was. In the released dashboard a
// panic is a trap (`unreachable`) and nothing more: it takes 9 kB of what everybody loads to say it in words, which nobody but a developer reads, and
// who runs a development build.
//
// This works on what the linker wrote, before wasm-split follows the relocations in it: what a panic needs must not count as needed.
import { CODE, CUSTOM, DATA, FUNCTION, IMPORTS, Reader, number, sections, text } from "./sections.mjs";

// Functions that never come back: what panics call, and what std calls on their behalf.
const PANICS =
  /9panicking|unwrap_failed|expect_failed|slice_index_fail|len_mismatch_fail|slice_error_fail|panic_already|panic_poisoned|handle_error|capacity_overflow|assert_failed|rust_begin_unwind|rust_oom|panic_access_error/;
// Not these: they do come back.
const NOT = /drop_in_place|panic_count/;
// Relocations that carry an addend, as tool-conventions/Linking.md numbers them.
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 21, 22, 23, 25]);
const MEMORY_ADDRESS = 5;
const LOCATION_BYTES = 16;

/** The file with panics that say nothing. */
export function silent(file) {
  const all = sections(file);
  const copy = Buffer.from(file);
  const bodies = trapped(file, copy, all);
  const places = forgotten(file, copy, all);
  if (bodies.length === 0 || places.length === 0) throw new Error("no panics found: are they called otherwise now?");
  const parts = [copy.subarray(0, 8)];
  for (const section of all) {
    const gone = { "reloc.CODE": bodies, "reloc.DATA": places }[section.name];
    parts.push(gone ? without(file, section, gone) : copy.subarray(section.start, section.end));
  }
  return Buffer.concat(parts);
}

/** Makes traps of the bodies of panics; where they are in the code section. */
function trapped(file, copy, all) {
  const names = functionNames(file, all);
  const code = all.find(({ id }) => id === CODE);
  const read = new Reader(file, code.body);
  const count = read.number();
  const gone = [];
  for (let index = names.imported; index < names.imported + count; index += 1) {
    const length = read.number();
    const [from, to] = [read.at, read.at + length];
    read.at = to;
    const name = names.of.get(index) ?? "";
    if (!PANICS.test(name) || NOT.test(name)) continue;
    // No locals, `unreachable`, and `nop` up to the end: the functions after it must not move.
    copy.fill(0x01, from, to).writeUInt16LE(0, from);
    copy[to - 1] = 0x0b;
    gone.push([from - code.body, to - code.body]);
  }
  return gone;
}

/** Clears the places in the sources that panics name, and the paths in them; where these are in the data section. */
function forgotten(file, copy, all) {
  const data = all.find(({ id }) => id === DATA);
  const segments = segmentsOf(file, data);
  const symbols = dataSymbols(file, all, segments);
  const named = new Map();
  for (const { offset, type, symbol, addend } of relocations(file, all, "reloc.DATA")) {
    if (type === MEMORY_ADDRESS) named.set(data.body + offset, symbols.get(symbol)?.at + addend);
  }
  const gone = [];
  const paths = [];
  for (const { at, size } of symbols.values()) {
    // `Location`: where its path is, how long that is, line and column.
    if (size !== LOCATION_BYTES || !named.has(at) || [4, 8, 12].some((field) => named.has(at + field))) continue;
    const [from, length] = [named.get(at), file.readUInt32LE(at + 4)];
    if (!(length < 400 && /^[!-~]+\.rs$/.test(file.toString("latin1", from, from + length)))) continue;
    copy.fill(0, at, at + size);
    paths.push([from, from + length]);
    gone.push([at - data.body, at - data.body + size]);
  }
  for (const [from, to] of paths) copy.fill(0, from, to);
  return gone;
}

/** A section of relocations without those that lie in what is `gone`. */
function without(file, section, gone) {
  const read = new Reader(file, section.content);
  const target = number(read.number());
  const inside = new Set(gone.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)));
  const kept = relocationsIn(read, file).filter(({ offset }) => !inside.has(offset));
  const body = Buffer.concat([text(section.name), target, number(kept.length), ...kept.map(({ bytes }) => bytes)]);
  return Buffer.concat([Buffer.from([CUSTOM]), number(body.length), body]);
}

function relocations(file, all, name) {
  const read = new Reader(file, all.find((section) => section.name === name).content);
  read.number();
  return relocationsIn(read, file);
}

function relocationsIn(read, file) {
  return Array.from({ length: read.number() }, () => {
    const start = read.at;
    const [type, offset, symbol] = [read.byte(), read.number(), read.number()];
    const addend = WITH_ADDEND.has(type) ? read.number() : 0;
    return { type, offset, symbol, addend, bytes: file.subarray(start, read.at) };
  });
}

/** Where the bytes of each segment of the data section are. */
function segmentsOf(file, data) {
  const read = new Reader(file, data.body);
  return Array.from({ length: read.number() }, () => {
    if (read.number() !== 0 || read.byte() !== 0x41) throw new Error("a data segment of unknown kind");
    read.number();
    if (read.byte() !== 0x0b) throw new Error("a data segment at an unknown place");
    const length = read.number();
    read.at += length;
    return read.at - length;
  });
}

/** Where the bytes of each data symbol are, by its number in the symbol table. */
function dataSymbols(file, all, segments) {
  const [SYMBOLS, DATA_SYMBOL, SECTION_SYMBOL, UNDEFINED, NAMED] = [8, 1, 3, 0x10, 0x40];
  const linking = all.find(({ name }) => name === "linking");
  const read = new Reader(file, linking.content);
  read.number();
  const found = new Map();
  while (read.at < linking.end) {
    const kind = read.byte();
    const end = read.number() + read.at;
    for (let index = 0, count = kind === SYMBOLS ? read.number() : 0; index < count; index += 1) {
      const [symbol, flags] = [read.byte(), read.number()];
      if (symbol === SECTION_SYMBOL) read.number();
      else if (symbol !== DATA_SYMBOL) {
        read.number();
        if (!(flags & UNDEFINED) || flags & NAMED) read.text();
      } else {
        read.text();
        if (!(flags & UNDEFINED)) {
          const [segment, offset, size] = [read.number(), read.number(), read.number()];
          found.set(index, { at: segments[segment] + offset, size });
        }
      }
    }
    read.at = end;
  }
  return found;
}

/** The names of functions by their number, and how many are imported. */
function functionNames(file, all) {
  const imports = new Reader(file, all.find(({ id }) => id === IMPORTS).body);
  let imported = 0;
  for (let left = imports.number(); left > 0; left -= 1) {
    [imports.text(), imports.text()];
    if (imports.imported() === FUNCTION) imported += 1;
  }
  const names = all.find(({ name }) => name === "name");
  const read = new Reader(file, names.content);
  const of = new Map();
  while (read.at < names.end) {
    const kind = read.byte();
    const end = read.number() + read.at;
    for (let left = kind === 1 ? read.number() : 0; left > 0; left -= 1) of.set(read.number(), read.text());
    read.at = end;
  }
  return { imported, of };
}
