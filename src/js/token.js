// Keeping a bearer token that somebody else makes: a portal's JWT. Asked for when it is needed, and again before it ends.

/** How long before its end a token is no longer sent, in milliseconds; of a short one, a tenth of its life. */
const MARGIN = 30_000;
/** How long an answer may take, in milliseconds. */
const PATIENCE = 30_000;
/** Longer than any proxy reads: what comes is no token. */
const LONGEST = 16_384;

/**
 * Keeps what `ask` gives: a function that gives a token, or the promise of one. `refused` is told why there is none.
 * Gives `token(again)`, which never rejects: a token, or `null`. `again` says that the last one was refused by whom it was sent to.
 */
export function keeper(ask, refused) {
  let kept;
  let asking;

  async function asked() {
    try {
      const token = text(await within(PATIENCE, ask));
      kept = { token, due: due(token, Date.now()) };
      return token;
    } catch (error) {
      kept = undefined;
      refused({ code: "token_refused", message: `getToken gave no token: ${error?.message ?? error}` });
      return null;
    } finally {
      asking = undefined;
    }
  }

  return async (again = false) => {
    if (!again && !asking && kept && Date.now() < kept.due) return kept.token;
    return (asking ??= asked());
  };
}

/** When a token that came at `now` is to be replaced, in milliseconds since 1970; never, where it does not say when it ends. */
export function due(token, now) {
  const { exp, iat } = claims(token);
  if (!Number.isFinite(exp)) return Infinity;
  const life = exp * 1000 - (Number.isFinite(iat) ? iat * 1000 : now);
  return exp * 1000 - Math.max(0, Math.min(MARGIN, life / 10));
}

/** What a JWT says; nothing, where it is another kind of token. */
function claims(token) {
  try {
    const bytes = Uint8Array.from(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return Object(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}

function text(token) {
  const found = typeof token === "string" ? token.trim() : token;
  if (typeof found !== "string") throw new Error(`it must be a text, found ${found === null ? "null" : typeof found}`);
  // What is no visible ASCII cannot be in a header. The text itself is not shown to anybody.
  if (!/^[\x21-\x7e]+$/.test(found) || found.length > LONGEST) {
    throw new Error(`it must be 1 to ${LONGEST} characters of ASCII without spaces, found ${found.length}`);
  }
  return found;
}

function within(millis, ask) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${millis / 1000} s`)), millis);
    // It may throw, too.
    new Promise((given) => given(ask())).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
