// `<signet-console>`: the dashboard as an element of somebody else's page, in a shadow root. It throws nothing into that page: what goes
// wrong is a `signet-error` event, and something to see in the element.
import { dashboard, stylesheet } from "./dashboard.js";
import { STYLE, failed, loading } from "./notice.js";
import { proxyOf } from "./proxy.js";
import { keeper } from "./token.js";

/** Attributes whose change is handed on to the running dashboard. `density` is for the stylesheet. */
const LIVE = ["instance", "route", "locale", "theme", "readonly", "view"];
/** Attributes whose change starts it anew. */
const ANEW = ["proxy", "url-sync"];
const FLAGS = ["readonly", "url-sync"];
const ATTRIBUTES = [...LIVE, ...ANEW, "density"];
const property = (attribute) => attribute.replace("-s", "S");

// Where there is no browser, on a server that renders a portal's pages, the module can be imported all the same.
const Base = globalThis.HTMLElement ?? class {};

/** The scripts of the page have run, which say what an element of its HTML gets: `getToken`. */
const parsed = new Promise((resolve) => {
  if (performance.getEntriesByType("navigation")[0]?.domContentLoadedEventStart) resolve();
  else globalThis.document?.addEventListener("DOMContentLoaded", resolve);
});

export class SignetConsole extends Base {
  static observedAttributes = [...LIVE, ...ANEW];

  #shadow = this.attachShadow({ mode: "open" });
  #place;
  #getToken;
  #token;
  #handle;
  /** One for each start, none after the end: what an earlier start was waiting for comes to nothing. */
  #turn;

  /** Gives the portal's token, or the promise of it. Where there is none, the browser's own session at the proxy is used. */
  get getToken() {
    return this.#getToken;
  }

  set getToken(ask) {
    if (ask === this.#getToken) return;
    const had = this.#getToken;
    this.#getToken = typeof ask === "function" ? ask : undefined;
    this.#token = keeper(() => this.#getToken?.(), (error) => this.#tell("error", error));
    if (this.#turn && !had !== !this.#getToken) this.#start();
  }

  connectedCallback() {
    // What was set before this was more than an unknown element hides the properties.
    for (const name of ["getToken", ...ATTRIBUTES.map(property)]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#turn) this.#start();
  }

  disconnectedCallback() {
    // One that is moved is in the page again by then.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  /** Moved by `moveBefore`. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, after) {
    if (!this.#turn || before === after) return;
    if (ANEW.includes(name)) this.#start();
    else this.#quietly(() => this.#handle?.set(name, after));
  }

  async #start() {
    this.#end();
    const turn = (this.#turn = {});
    const place = (this.#place = document.createElement("div"));
    this.#shadow.append(place);
    try {
      wear(this.#shadow, STYLE);
      place.append(loading());
      const proxy = proxyOf(this.proxy ?? new URL("..", import.meta.url).href);
      const [{ mount }, style] = await Promise.all([dashboard(__GLUE__, __WASM__), stylesheet(__STYLE__), parsed]);
      if (turn !== this.#turn) return;
      wear(this.#shadow, style);
      place.replaceChildren();
      this.#handle = mount(place, this.#options(proxy, turn));
      // What opens later may look plain for a moment, but not fail.
      stylesheet(__LATER__).then((style) => wear(this.#shadow, style), console.warn);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  #options(proxy, turn) {
    return {
      ...Object.fromEntries(LIVE.map((name) => [name, this.getAttribute(name)])),
      proxy,
      location: this.urlSync ? "hash" : "memory",
      embedded: true,
      token: this.#getToken && ((again) => this.#token(again)),
      emit: (name, detail) => turn === this.#turn && this.#tell(name, detail),
    };
  }

  #end() {
    const handle = this.#handle;
    this.#handle = this.#turn = undefined;
    this.#quietly(() => {
      handle?.unmount();
      handle?.free();
    });
    this.#place?.remove();
  }

  #fail(error) {
    const { code = "load_failed", message = String(error) } = error;
    console.warn(`<signet-console>: ${message}`);
    this.#place.replaceChildren(failed(code, message, () => this.#start()));
    this.#tell("error", { code, message });
  }

  #quietly(act) {
    try {
      act();
    } catch (error) {
      console.error(error);
    }
  }

  /** Tells the page, when the dashboard is done with what it is at: a listener may do anything to the element. */
  #tell(name, detail) {
    const turn = this.#turn;
    queueMicrotask(() => {
      if (!turn || turn !== this.#turn) return;
      this.dispatchEvent(new CustomEvent(`signet-${name}`, { detail, bubbles: true, composed: true }));
    });
  }
}

for (const name of ATTRIBUTES) {
  const flag = FLAGS.includes(name);
  Object.defineProperty(SignetConsole.prototype, property(name), {
    enumerable: true,
    configurable: true,
    get() {
      return flag ? ![null, "false"].includes(this.getAttribute(name)) : this.getAttribute(name);
    },
    set(value) {
      if (flag) this.toggleAttribute(name, Boolean(value));
      else if (value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, value);
    },
  });
}

const sheets = new Map();

/** Puts a stylesheet on a shadow root. All roots of the page share it, and the page's policy need not allow it: nothing is inline. */
function wear(shadow, text) {
  if (!sheets.has(text)) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  const sheet = sheets.get(text);
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
}

// Loaded twice, from two places: the first stays.
if (globalThis.customElements && !customElements.get("signet-console")) customElements.define("signet-console", SignetConsole);
