// Loads the files of the split dashboard; it becomes part of what wasm-bindgen writes. `SHARED` names what parts take from the first
// file, `CANARY` what they ask of it beside, `instance()` is the first file's exports.

// Each part is made once, in whichever file it came first: those that several pages need are in each of their files.
const made = new Map();
let shared;

function make(part, code) {
  shared ??= { __wasm_split: Object.assign(CANARY, Object.fromEntries(SHARED.map((name) => [name, instance()[name]]))) };
  if (!made.has(part)) {
    const making = WebAssembly.instantiate(code, shared);
    made.set(part, making);
    making.catch(() => made.delete(part));
  }
  return made.get(part);
}

async function load(file, parts) {
  // Its name carries what it must contain: 43 characters of base64url before `.bin`.
  const digest = file.slice(-47, -4).replaceAll("-", "+").replaceAll("_", "/");
  const answer = await fetch(new URL(file, import.meta.url), { integrity: `sha256-${digest}=` });
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  let at = 0;
  for (const [part, length] of parts) {
    await make(part, new Uint8Array(bytes, at, length));
    at += length;
  }
}

/** What the first file calls to have `file` loaded: it is told when it is there. A file that did not come may be asked for again. */
function loader(file, parts) {
  let loading;
  return async (callback, data) => {
    let loaded = true;
    try {
      loading ??= load(file, parts);
      await loading;
    } catch (error) {
      loading = undefined;
      loaded = false;
      console.error(error);
    }
    instance().__indirect_function_table.get(callback)(data, loaded);
  };
}
