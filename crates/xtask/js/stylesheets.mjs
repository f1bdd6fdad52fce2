// The two stylesheets: what the first page wears, and what is only worn by what opens over it or after it. The second is loaded when the
// first page has been drawn. `layers.css` goes first because it says the order of the layers; the order of the rest does not matter.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What can wait, beside everything in style/pages. */
const LATER = new Set([
  ...["palette", "entrance"].map((name) => `app/${name}.css`),
  ...["act_dialog", "cloud", "copy_command", "detail", "id_field", "validity_bar"].map((name) => `components/${name}.css`),
  ...["description_list", "dialog", "empty", "menu", "meter", "note", "sheet", "toasts"].map((name) => `ui/${name}.css`),
]);

/** Their texts. */
export function stylesheets() {
  const names = readdirSync("style", { recursive: true }).filter((name) => name.endsWith(".css") && name !== "layers.css");
  for (const name of LATER) if (!names.includes(name)) throw new Error(`there is no style/${name}`);
  const later = (name) => LATER.has(name) || name.startsWith("pages/");
  const text = (names) => names.map((name) => readFileSync(join("style", name), "utf8")).join("\n");
  return { first: text(["layers.css", ...names.sort().filter((name) => !later(name))]), later: text(names.filter(later)) };
}
