// The portal's side of the iframe: finds the page in it, gives it tokens, hears of what happens there. The other side is frame.js.

/** What is handed on to the page when it connects. */
const OPTIONS = ["route", "instance", "view", "locale", "theme", "readonly", "autoHeight"];
/** After which time the page in the iframe seems not to come, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Connects to the console in `iframe`, whose page has this `origin`. What is wrong is told by `onEvent("error", …)`, never thrown.
 * It may be called before the page is there, and the page may be loaded again.
 */
export function connect(iframe, { origin, getToken, onEvent, ...options } = {}) {
  let port;
  const settings = Object.fromEntries(OPTIONS.map((name) => [name, options[name]]));
  const tell = (name, detail) => {
    // What the portal's own function throws is the portal's to see, and no reason to stop here.
    if (onEvent) queueMicrotask(() => onEvent(name, detail));
  };
  const refused = (message) => tell("error", { code: "frame_refused", message });

  const heard = async ({ data }) => {
    const from = port;
    if (data?.type === "event") tell(data.name, data.detail);
    else if (data?.type === "height" && data.height > 0) iframe.style.height = `${data.height}px`;
    else if (data?.type === "token?") {
      const answer = { type: "token", id: data.id };
      try {
        answer.token = await getToken();
        from.postMessage(answer);
      } catch (error) {
        from.postMessage({ type: "token", id: data.id, error: String(error?.message ?? error) });
      }
    }
  };

  const found = ({ source, origin: from, data }) => {
    if (!source || source !== iframe.contentWindow || from !== where || data?.signet !== 1 || data.type !== "hello") return;
    clearTimeout(late);
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = heard;
    source.postMessage({ signet: 1, type: "connect", settings: { ...settings, token: Boolean(getToken) } }, where, [channel.port2]);
  };

  let where;
  let late;
  try {
    where = new URL(origin).origin;
    if (!("contentWindow" in iframe)) throw new Error();
    addEventListener("message", found);
    late = setTimeout(() => refused(`nobody of ${where} answered in the iframe within ${PATIENCE / 1000} s: is it the address of Signet, and is this page's origin in frame_ancestors?`), PATIENCE);
  } catch {
    refused(`connect(iframe, { origin }) needs an iframe and the origin of the page in it, such as https://signet.example; found ${origin}`);
  }

  const set = (name, value) => {
    if (OPTIONS.includes(name)) settings[name] = value;
    port?.postMessage({ type: "set", name, value });
  };
  return {
    /** Changes one option: `route`, `instance`, `view`, `locale`, `theme` or `readonly`. It holds when the page is loaded again, too. */
    set,
    /** Goes to a place, as `navigate` events name it. */
    navigate: (route) => set("route", route),
    /** Ends the connection; the page stays as it is. */
    close() {
      removeEventListener("message", found);
      clearTimeout(late);
      port?.close();
      port = undefined;
    },
  };
}
