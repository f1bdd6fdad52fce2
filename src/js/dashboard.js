// Loads the dashboard: its JavaScript, its WebAssembly and its stylesheets, once for everybody on the page, each held against the digest
// that it was built with. A file is `{ name, integrity }`, and lies beside this one; crates/xtask/js/modules.mjs puts in what they are.

/** Where a file is. */
export const at = ({ name }) => new URL(name, import.meta.url).href;

let loading;
let failures = 0;

/** The dashboard's module, ready to `mount`. What did not load may be asked for again. */
export function dashboard(glue, wasm) {
  loading ??= start(glue, wasm).catch((error) => {
    loading = undefined;
    failures += 1;
    throw error;
  });
  return loading;
}

async function start(glue, wasm) {
  // Both at once, and neither left alone with its failure: a rejection that nobody handles would be the host page's.
  const [dashboard, answer] = await Promise.all([module(glue), fetched(wasm)]);
  await dashboard.default({ module_or_path: answer });
  return dashboard;
}

const styles = new Map();

/** The text of one of the dashboard's stylesheets. */
export function stylesheet(file) {
  if (!styles.has(file.name)) {
    const text = fetched(file).then((answer) => answer.text());
    styles.set(file.name, text);
    text.catch(() => styles.delete(file.name));
  }
  return styles.get(file.name);
}

/** One of our own modules. `import()` takes no digest; a preload does, and what it loaded is what `import()` gives. */
export async function module(file) {
  // Browsers remember that a module did not load. They do not know this one by its other name.
  const href = at(file) + (failures ? `?${failures}` : "");
  const link = Object.assign(document.createElement("link"), { rel: "modulepreload", crossOrigin: "", integrity: file.integrity, href });
  if (link.relList.supports("modulepreload")) {
    const loaded = new Promise((resolve, reject) => {
      link.onload = resolve;
      link.onerror = () => reject(new Error(`${href} did not load, or is not what was built`));
    });
    document.head.append(link);
    await loaded.finally(() => link.remove());
  }
  return import(href);
}

async function fetched(file) {
  const href = at(file);
  try {
    return await fetch(href, { integrity: file.integrity });
  } catch (error) {
    throw new Error(`${href} did not load, or is not what was built (${error.message})`);
  }
}
