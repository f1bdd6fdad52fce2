// Signing in where the proxy is at another site than this page, and browsers send it no cookie from here: the person goes to the proxy and
// comes back with a code (OAuth's authorization code with PKCE, RFC 7636). It is exchanged for a short-lived bearer, which is kept in
// memory alone and renewed while the session at the proxy lasts.

const KEPT = "signet-sign-in";
const HEADERS = { "content-type": "application/json", "x-signet": "1" };

/** What `mount` takes of it: `token` and `signIn`. `warn` is told what went wrong on the way back. */
export async function exchanged(proxy, warn) {
  let session;
  let renewing;
  let timer;
  let channel;

  const post = async (path, body, bearer) => {
    const authorization = bearer ? { authorization: `Bearer ${bearer}` } : {};
    const answer = await fetch(proxy + path, { method: "POST", credentials: "omit", headers: { ...HEADERS, ...authorization }, body: JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.error?.message ?? answer.status);
    return said;
  };

  /** Renews it in time, whether or not anybody calls: that is no use of the session, and does not keep an idle one. */
  const took = (got) => {
    session = got;
    clearTimeout(timer);
    const [end, last] = [got.expires_at, got.ends_at].map((time) => Date.parse(time));
    // The clock here may be wrong: not without pause.
    if (end < last) timer = setTimeout(renew, Math.max(60_000, ((end - Date.now()) * 2) / 3));
    return got.token;
  };

  const renew = () =>
    (renewing ??= post("/api/session/renew", {}, session?.token)
      .then(took, () => {
        session = undefined;
        return null;
      })
      .finally(() => (renewing = undefined)));

  /** As `leave`, in a tab of its own, which hands on what it comes back with: nothing of this page is lost. */
  const beside = async (again) => {
    const { to, verifier, state } = await way(proxy, again);
    channel?.close();
    channel = new BroadcastChannel(KEPT);
    channel.onmessage = ({ data: { code, ...data } }) => {
      if (!code || data.state !== state) return;
      channel.postMessage({ state });
      channel.close();
      renewing = post("/api/session/exchange", { code, verifier })
        .then(took, (error) => {
          warn(came(error));
          return session?.token ?? null;
        })
        .finally(() => (renewing = undefined));
    };
    if (!window.open(to)) throw new Error("the browser opens no tab for it; allow this page to, and press again");
  };

  try {
    const back = await returned();
    if (back) took(await post("/api/session/exchange", back));
  } catch (error) {
    warn(came(error));
  }

  return {
    // A refused one is renewed where it can be: while one is renewed, calls with the one before are refused.
    token: async (again) => renewing ?? (session && again ? renew() : (session?.token ?? null)),
    signIn: (again, over) => (over ? beside(again) : leave(proxy, again)).catch((error) => warn({ code: "sign_in", message: error.message })),
  };
}

const came = ({ message }) => ({ code: "sign_in", message: `the sign-in did not come through: ${message}` });

/** Goes to the proxy; this place is found again afterwards. */
async function leave(proxy, again) {
  const { to, ...kept } = await way(proxy, again);
  sessionStorage.setItem(KEPT, JSON.stringify({ ...kept, place: location.href }));
  location.assign(to);
}

/** Where one signs in, and what has to be known when one is back. `again` asks for a sign-in of just now. */
async function way(proxy, again) {
  if (!crypto.subtle) throw new Error("to sign in across sites, this page has to be served by https");
  const [verifier, state] = [random(), random()];
  const challenge = base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  const to = new URL(`${proxy}/sign-in/exchange`);
  to.search = new URLSearchParams({ return_to: location.origin + location.pathname, challenge, state, ...(again && { max_age: 60 }) });
  return { to, verifier, state };
}

/** The code that this page was given and the secret that goes with it, if it was left to sign in. They are in its address no longer. */
async function returned() {
  const here = new URL(location.href);
  const [code, state] = ["signet_code", "signet_state"].map((name) => here.searchParams.get(name));
  if (!code) return undefined;
  const { verifier, place, ...kept } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  sessionStorage.removeItem(KEPT);
  const mine = kept.state === state;
  here.searchParams.delete("signet_code");
  here.searchParams.delete("signet_state");
  history.replaceState(history.state, "", mine ? place : here);
  if (mine) return { code, verifier };
  if (kept.state || !(await handedOn(code, state))) throw new Error("it was not begun in this tab; sign in again");
  window.close();
  const told = document.querySelector("[data-boot=loading]");
  told.textContent = "You are signed in. Close this tab and go on where you were. ";
  const chinese = Object.assign(document.createElement("span"), { lang: "zh-CN", textContent: "你已登录，请关闭此标签页，回到之前的页面继续。" });
  told.append(chinese);
  return new Promise(() => {});
}

/** Gives it to the tab that this one was opened from, if that is still there. */
function handedOn(code, state) {
  const channel = new BroadcastChannel(KEPT);
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => !data.code && data.state === state && resolve(true);
    setTimeout(resolve, 1000, false);
    channel.postMessage({ code, state });
  }).finally(() => channel.close());
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

function base64url(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
