// Loads the dashboard: its JavaScript, its WebAssembly and its stylesheet, once for everybody on the page, each held against the digest
// that it was built with. A file is `{ name, integrity }`, and lies beside this one; crates/xtask/js/modules.mjs puts in what they are.

const at = ({ name }) => new URL(name, import.meta.url).href;

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

let style;

/** The text of the dashboard's stylesheet. */
export function stylesheet(file) {
  style ??= fetched(file)
    .then((answer) => answer.text())
    .catch((error) => {
      style = undefined;
      throw error;
    });
  return style;
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
