import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, mock, test } from "node:test";
import { exchanged } from "../sign_in.js";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const PROXY = "https://signet.example";
const at = (seconds) => new Date(NOW + seconds * 1000).toISOString();
/** What is waiting for promises has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

let page;

/** A page at this address, at which `answers` come from the proxy, by path. */
function open(href, answers = {}) {
  const kept = page?.kept ?? new Map();
  page = { href, kept, went: undefined, asked: [], warned: [] };
  Object.assign(globalThis, {
    location: {
      get href() {
        return page.href;
      },
      get origin() {
        return new URL(page.href).origin;
      },
      get pathname() {
        return new URL(page.href).pathname;
      },
      assign: (to) => (page.went = new URL(to)),
    },
    history: { state: null, replaceState: (_, __, to) => (page.href = String(to)) },
    sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) },
    fetch: async (url, { method, credentials, headers, body }) => {
      const path = url.slice(PROXY.length);
      page.asked.push({ path, method, credentials, bearer: headers.authorization, marked: headers["x-signet"], body: JSON.parse(body) });
      const answer = answers[path]?.shift();
      if (!answer) throw new TypeError("Failed to fetch");
      const { status = 200, ...said } = answer;
      return { ok: status === 200, status, json: async () => said };
    },
  });
  return exchanged(PROXY, (error) => page.warned.push(error.message));
}

/** The address at which the proxy sends the person back. */
function back({ code = "c0de", state = page.went.searchParams.get("state") } = {}) {
  return `${page.went.searchParams.get("return_to")}?signet_code=${code}&signet_state=${state}`;
}

beforeEach(() => {
  page = undefined;
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
});

const token = (name, life = 900, end = 3600) => ({ token: name, expires_at: at(life), ends_at: at(end) });

test("one goes there with a digest, comes back with a code, and the secret of the digest fetches the token", async () => {
  const before = await open("https://page.example/console/?x=1#/instances/i/plans");
  assert.equal(await before.token(false), null);
  assert.equal(await before.token(true), null);
  await before.signIn(false);
  const { origin, pathname, searchParams } = page.went;
  assert.equal(origin + pathname, `${PROXY}/sign-in/exchange`);
  assert.equal(searchParams.get("return_to"), "https://page.example/console/");
  assert.equal(searchParams.has("max_age"), false);
  assert.match(searchParams.get("challenge"), /^[\w-]{43}$/);
  assert.match(searchParams.get("state"), /^[\w-]{43}$/);
  assert.deepEqual(page.asked, []);

  const after = await open(back(), { "/api/session/exchange": [token("sgs_1")] });
  assert.equal(page.href, "https://page.example/console/?x=1#/instances/i/plans", "back at the place, without the code");
  assert.equal(page.kept.size, 0, "the secret is used up");
  assert.equal(await after.token(false), "sgs_1");
  const [{ body, ...asked }] = page.asked;
  assert.deepEqual(asked, { path: "/api/session/exchange", method: "POST", credentials: "omit", bearer: undefined, marked: "1" });
  assert.equal(body.code, "c0de");
  assert.equal(createHash("sha256").update(body.verifier).digest("base64url"), searchParams.get("challenge"));
});

test("who has to have signed in just now is asked for that", async () => {
  const { signIn } = await open("https://page.example/");
  await signIn(true);
  assert.equal(page.went.searchParams.get("max_age"), "60");
});

test("a code that was not asked for here is not exchanged, and does not stay in the address", async () => {
  const { signIn } = await open("https://page.example/#/a");
  await signIn(false);
  const { token } = await open(back({ state: "another" }));
  assert.equal(await token(false), null);
  assert.deepEqual(page.asked, []);
  assert.equal(page.href, "https://page.example/");
  assert.match(page.warned[0], /not begun in this tab/);
  assert.equal(page.kept.size, 0);
});

test("a code that is refused, or cannot be exchanged, leaves one signed out and says why", async () => {
  for (const answers of [{ "/api/session/exchange": [{ status: 400, error: { message: "the code was used" } }] }, {}]) {
    page = undefined;
    const { signIn } = await open("https://page.example/");
    await signIn(false);
    const { token } = await open(back(), answers);
    assert.equal(await token(false), null);
    assert.match(page.warned[0], /did not come through: (the code was used|Failed to fetch)/);
  }
});

async function signedIn(answers) {
  const { signIn } = await open("https://page.example/");
  await signIn(false);
  const options = await open(back(), { "/api/session/exchange": [token("sgs_1")], ...answers });
  page.asked = [];
  return options;
}

test("it is renewed after two thirds of its life, with the one before, and not when the session ends before", async () => {
  const { token: get } = await signedIn({ "/api/session/renew": [{ ...token("sgs_2", 1500, 1500) }] });
  mock.timers.tick(599_000);
  assert.equal(page.asked.length, 0);
  mock.timers.tick(1_000);
  assert.equal(await get(false), "sgs_2", "who asks meanwhile waits for the new one");
  assert.equal(page.asked[0].bearer, "Bearer sgs_1");
  mock.timers.tick(10 ** 7);
  await settled();
  assert.equal(page.asked.length, 1);
});

test("a refused one is renewed once however many were refused; one that is not renewed is gone", async () => {
  const { token: get } = await signedIn({ "/api/session/renew": [token("sgs_2"), { status: 401, error: { message: "ended" } }] });
  assert.deepEqual(await Promise.all([get(true), get(true), get(false)]), ["sgs_2", "sgs_2", "sgs_2"]);
  assert.equal(page.asked.length, 1);
  assert.equal(await get(true), null);
  assert.equal(await get(false), null);
  assert.equal(await get(true), null);
  assert.equal(page.asked.length, 2);
});

/** Two tabs of one page: what one says the other hears, later. */
function tabs() {
  const open = new Set();
  globalThis.BroadcastChannel = class {
    constructor() {
      open.add(this);
    }
    postMessage(data) {
      for (const other of open) if (other !== this) setImmediate(() => open.has(other) && other.onmessage?.({ data }));
    }
    close() {
      open.delete(this);
    }
  };
  return open;
}

/** The page in a tab that the first one opened. */
function elsewhere(href) {
  const told = { textContent: "", append: (more) => (told.textContent += more.textContent) };
  const document = { querySelector: () => told, createElement: () => ({}) };
  Object.assign(globalThis, { document, window: { close: () => (told.closed = true) } });
  page.kept = new Map();
  exchangedAt(href);
  return told;
}

/** Opens a page and does not wait: one that has handed on what it was given goes no further. */
function exchangedAt(href, answers) {
  const { warned } = page;
  open(href, answers).catch(() => undefined);
  page.warned = warned;
}

test("over a page one signs in in another tab, which hands on the code: nothing of the page is lost", async () => {
  const waiting = tabs();
  const { token: get, signIn } = await signedIn({});
  globalThis.window = { open: (to) => (page.went = to) };
  await signIn(true, true);
  const to = page.went;
  assert.equal(to.searchParams.get("max_age"), "60");
  assert.equal(page.href, "https://page.example/", "it stays where it is");
  const first = page;

  const told = elsewhere(`https://page.example/?signet_code=c0de&signet_state=${to.searchParams.get("state")}`);
  const answer = { ...token("sgs_2"), status: 200 };
  const asked = [];
  globalThis.fetch = async (url, { body }) => {
    asked.push([url, JSON.parse(body)]);
    return { ok: true, status: 200, json: async () => answer };
  };
  for (let turn = 0; turn < 5; turn += 1) await settled();
  assert.match(told.textContent, /You are signed in.*你已登录/);
  assert.equal(told.closed, true);
  assert.equal(page.href, "https://page.example/", "the code is out of its address");
  assert.deepEqual(asked.map(([url, { code }]) => [url, code]), [[`${PROXY}/api/session/exchange`, "c0de"]]);
  assert.equal(createHash("sha256").update(asked[0][1].verifier).digest("base64url"), to.searchParams.get("challenge"));
  assert.equal(await get(false), "sgs_2");
  assert.equal(waiting.size, 0);
  assert.deepEqual(first.warned, []);
});

test("a tab whose code nobody waits for says so, and a browser that opens none is told of", async () => {
  tabs();
  const { signIn } = await open("https://page.example/");
  globalThis.window = { open: () => null };
  await signIn(false, true);
  assert.match(page.warned[0], /opens no tab/);
  page.kept = new Map();
  const alone = open("https://page.example/?signet_code=c0de&signet_state=other");
  await settled();
  mock.timers.tick(1000);
  await alone;
  assert.match(page.warned[0], /not begun in this tab/);
});

test("nothing of it is kept but in memory", async () => {
  await signedIn({});
  assert.equal(page.kept.size, 0);
  assert.doesNotMatch(page.href, /sgs_|c0de/);
});
