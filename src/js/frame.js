// This page inside an iframe of a portal's: how the two find each other. After that they speak over a channel of their own, and nobody
// else's message means anything. The other side is signet-frame.js.
import { keeper } from "./token.js";

/** What the portal may decide when it connects; and later, one at a time. */
const OPTIONS = ["route", "instance", "view", "locale", "theme", "readonly"];
/** How often this page says that it is there, and after which time nobody seems to listen, in milliseconds. */
const EVERY = 500;
const PATIENCE = 10_000;

/**
 * Waits for the portal: a page of one of these `origins`, which holds this one. `waiting` is called with what to say if it does not come.
 * Gives what `mount` takes of it, and `attach`, to be called with the mounted dashboard and its element.
 */
export async function framed(origins, waiting) {
  const { port, settings } = await connected(origins, waiting);
  const ask = (kind, more) => port.postMessage({ type: kind, ...more });
  const asked = new Map();
  const getToken = () =>
    new Promise((resolve, reject) => {
      const id = crypto.getRandomValues(new Uint32Array(2)).join();
      asked.set(id, { resolve, reject });
      ask("token?", { id });
    });
  const emit = (name, detail) => ask("event", { name, detail });
  const answered = ({ id, token, error }) => {
    const { resolve, reject } = asked.get(id) ?? {};
    asked.delete(id);
    if (error === undefined) resolve?.(token);
    else reject?.(new Error(String(error)));
  };
  const options = Object.fromEntries(OPTIONS.map((name) => [name, settings[name]]));
  return {
    options: {
      ...options,
      location: "memory",
      embedded: Boolean(settings.autoHeight),
      token: settings.token ? keeper(getToken, (error) => emit("error", error)) : undefined,
      emit,
    },
    attach(handle, element) {
      port.onmessage = ({ data }) => {
        if (data?.type === "token") answered(data);
        else if (data?.type === "set" && OPTIONS.includes(data.name)) handle.set(data.name, data.value);
      };
      if (!settings.autoHeight) return;
      const told = () => ask("height", { height: Math.ceil(element.getBoundingClientRect().height) });
      new ResizeObserver(told).observe(element);
    },
  };
}

function connected(origins, waiting) {
  // Who holds this page, where the browser says it: posting to others would be noted on the console as a fault.
  const parent = location.ancestorOrigins?.[0] ?? (document.referrer && new URL(document.referrer).origin);
  const listed = parent ? origins.filter((origin) => origin === parent) : origins;
  if (listed.length === 0) waiting(refused(parent));
  return new Promise((resolve) => {
    const hello = () => listed.forEach((origin) => window.parent.postMessage({ signet: 1, type: "hello" }, origin));
    const calling = setInterval(hello, EVERY);
    const late = setTimeout(() => listed.length && waiting(refused(parent)), PATIENCE);
    const heard = ({ source, origin, data, ports }) => {
      if (source !== window.parent || !origins.includes(origin) || data?.signet !== 1 || data.type !== "connect" || !ports[0]) return;
      removeEventListener("message", heard);
      clearInterval(calling);
      clearTimeout(late);
      resolve({ port: ports[0], settings: Object(data.settings) });
    };
    addEventListener("message", heard);
    hello();
  });
}

function refused(parent) {
  const who = parent || "the page around this one";
  const who_zh = parent || "来源未知";
  return Object.assign(new Error(`frame_refused: ${who}`), {
    title: "This page may not be shown here",
    en: `${who} holds it in a frame, but is not listed for that, or does not connect to it with signet-frame.js. The origin belongs into frame_ancestors of signet.toml, or frame of signet.json.`,
    zh: `不允许在此处显示：外层页面（${who_zh}）未被列入允许的来源，或未使用 signet-frame.js 建立连接。请将其来源加入 signet.toml 的 frame_ancestors 或 signet.json 的 frame。`,
  });
}
