// Starts the dashboard in a page of its own. A file, not an inline script: the page's policy allows none.
import { at, dashboard, module } from "./dashboard.js";

const root = document.querySelector("[data-signet]");
const part = (name) => root.querySelector(`[data-boot=${name}]`);
/** A file that the head names, with the digest that it must have. */
const linked = (which) => {
  const { href, integrity } = document.head.querySelector(`link[rel=${which}]`);
  return { name: href, integrity };
};

/** What `mount` gave: exported so that it lives as long as the page. Collected, it would take the dashboard down. */
export let handle;

async function start() {
  const [{ options, attach }, { mount }] = await Promise.all([wanted(), dashboard(linked("modulepreload"), linked("preload"))]);
  root.replaceChildren();
  handle = mount(root, options);
  // For the pages that are opened later; the first has the style that the head names.
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", integrity: __LATER__.integrity, href: at(__LATER__) }));
  attach?.(handle, root);
}

/** The options of `mount`, as signet.json says them; a host that has none is as good as one that says nothing. */
async function wanted() {
  const answer = await fetch("signet.json", { cache: "no-cache" });
  const file = [403, 404, 410].includes(answer.status) ? "{}" : answer.ok ? await answer.text() : "";
  const based = document.querySelector("base");
  const base = new URL(".", document.baseURI).pathname.slice(0, -1);
  const plain = window.parent === window && asTheProxySaysIt(file);
  const { settings, ...more } = plain ? { settings: plain } : await (await module(__PAGE__)).page(file, base, based, warn, failed);
  const { routes, frame, ...options } = settings;
  return {
    options: {
      base,
      location: based && routes !== "hash" ? "history" : "hash",
      // Who wrote the settings by hand may look at the console.
      emit: plain ? undefined : (name, detail) => name === "error" && warn(detail),
      ...options,
    },
    ...more,
  };
}

/** The settings, where they need no second look: all that others take, page.js has. */
function asTheProxySaysIt(file) {
  const kinds = { routes: "", product: "", locale: "", theme: "", pages: [], frame: [] };
  const kind = (value) => Array.isArray(value) || typeof value;
  try {
    const settings = JSON.parse(file);
    const holds = ([key, value]) => kind(value) === kind(kinds[key]);
    return String(settings) === "[object Object]" && Object.entries(settings).every(holds) && settings;
  } catch {
    return undefined;
  }
}

const warn = ({ message }) => console.warn(`Signet: ${message}`);

function failed(error) {
  console.error(error);
  if (!part("failed")) return;
  part("loading").hidden = true;
  for (const name of ["title", "en", "zh"]) if (error[name]) part(name).textContent = error[name];
  part("reason").textContent = error;
  part("failed").hidden = false;
}

start().catch(failed);
