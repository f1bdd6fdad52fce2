// Starts the dashboard in its own page. A file, not an inline script: the page's policy allows none.
// The names of the bundle are hashed; the preload links in the head say what they are and what they must contain.

const root = document.querySelector("[data-signet]");
const part = (name) => root.querySelector(`[data-boot=${name}]`);

/** What `mount` gave: exported so that it lives as long as the page. Collected, it would take the dashboard down. */
export let handle;

async function start() {
  const script = document.head.querySelector("link[rel=modulepreload]");
  const wasm = document.head.querySelector("link[rel=preload][as=fetch]");
  const binary = fetch(wasm.href, { integrity: wasm.integrity });
  const dashboard = await import(script.href);
  await dashboard.default({ module_or_path: binary });
  root.replaceChildren();
  handle = dashboard.mount(root, { location: "history" });
}

start().catch((error) => {
  console.error(error);
  if (!part("failed")) return;
  part("loading").hidden = true;
  part("reason").textContent = String(error);
  part("failed").hidden = false;
});
