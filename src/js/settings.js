// signet.json, beside the page: how whoever put the page there wants it.
import { proxyOf } from "./proxy.js";

const text = (value) => typeof value === "string" && value !== "";
const texts = (value) => Array.isArray(value) && value.every(text);
const origin = (value) => text(value) && URL.canParse(value) && new URL(value).origin === value;

/** Each key, what it must be, and whether it is. Which languages, themes and pages there are, the dashboard knows. */
const RULES = {
  proxy: ["the URL of a Signet proxy", (value) => text(value) && proxyOf(value)],
  product: ["a text", text],
  locale: ["a text", text],
  theme: ["a text", text],
  routes: ['"hash" or "history"', (value) => ["hash", "history"].includes(value)],
  pages: ["a list of texts", texts],
  frame: ["a list of origins such as https://portal.example", (value) => texts(value) && value.every(origin)],
};

/** What the file says, without what it says wrongly; and that, as `errors`. Throws where it cannot be read at all. */
export function read(file) {
  const given = JSON.parse(file);
  if (Object.prototype.toString.call(given) !== "[object Object]") throw new Error("signet.json must be an object: {}");
  const settings = {};
  const errors = [];
  for (const [key, value] of Object.entries(given)) {
    const [rule, holds] = Object.hasOwn(RULES, key) ? RULES[key] : [`left out: there is ${Object.keys(RULES).join(", ")}`, () => false];
    if (attempt(holds, value)) {
      settings[key] = value;
      continue;
    }
    const found = JSON.stringify(value).slice(0, 200);
    errors.push({ code: "settings", message: `signet.json: ${key.slice(0, 50)} must be ${rule}; found ${found}`, value: found });
  }
  if (settings.proxy) settings.proxy = proxyOf(settings.proxy);
  return { settings, errors };
}

function attempt(holds, value) {
  try {
    return holds(value);
  } catch {
    return false;
  }
}
