import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { due, keeper } from "../token.js";

const NOW = 1_800_000_000_000;

/** A JWT of these claims, signed by nobody. */
const jwt = (claims) => ["{}", JSON.stringify(claims), "-"].map((part) => Buffer.from(part).toString("base64url")).join(".");
const living = (seconds, more = {}) => jwt({ iat: NOW / 1000, exp: NOW / 1000 + seconds, ...more });

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
});

/** A keeper over these answers, in order, and what it told. */
function over(...answers) {
  const told = [];
  let asked = 0;
  const token = keeper(() => {
    const answer = answers[asked++];
    return typeof answer === "function" ? answer() : answer;
  }, (error) => told.push(error));
  return { token, told, asked: () => asked };
}

test("a token is kept until half a minute before its end", async () => {
  const [first, second] = [living(600), living(600, { jti: 2 })];
  const { token, asked } = over(first, second);
  assert.equal(await token(), first);
  mock.timers.tick(569_999);
  assert.equal(await token(), first);
  assert.equal(asked(), 1);
  mock.timers.tick(1);
  assert.equal(await token(), second);
  assert.equal(asked(), 2);
});

test("of a token that lives shortly, the last tenth is left", () => {
  assert.equal(due(living(60), NOW), NOW + 54_000);
  assert.equal(due(jwt({ exp: NOW / 1000 + 60 }), NOW), NOW + 54_000, "without iat, from now");
});

test("a token that has ended when it comes is sent once: the clock here may be wrong", async () => {
  const { token, asked } = over(living(-5), living(-5));
  assert.equal(await token(), living(-5));
  await token();
  assert.equal(asked(), 2);
});

test("a token that says no end is kept until it is refused", async () => {
  for (const opaque of ["sgt_abc", "a.b.c", jwt("text"), jwt({ exp: "soon" }), jwt(null)]) {
    const { token, asked } = over(opaque, "sgt_next");
    assert.equal(await token(), opaque);
    mock.timers.tick(10 ** 9);
    assert.equal(await token(), opaque);
    assert.equal(await token(true), "sgt_next");
    assert.equal(await token(), "sgt_next");
    assert.equal(asked(), 2);
  }
});

test("however many ask at once, it is asked once", async () => {
  let answer;
  const { token, asked } = over(() => new Promise((resolve) => (answer = resolve)), living(60));
  const all = [token(), token(true), token(), token(true)];
  answer(living(600));
  assert.deepEqual(new Set(await Promise.all(all)), new Set([living(600)]));
  assert.equal(asked(), 1);
});

test("a getToken that throws, rejects or gives rubbish gives none, says so, and may do better the next time", async () => {
  const rubbish = [
    () => {
      throw new Error("signed out");
    },
    () => Promise.reject(new Error("offline")),
    () => Promise.reject(undefined),
    undefined, null, 7, {}, "", "   ", "two words", "ключ", "line\nbreak", "x".repeat(16_385),
  ];
  for (const answer of rubbish) {
    const { token, told } = over(answer, " sgt_good\n");
    assert.equal(await token(), null);
    assert.equal(told.length, 1);
    assert.equal(told[0].code, "token_refused");
    assert.match(told[0].message, /^getToken gave no token: ./);
    assert.equal(await token(), "sgt_good");
    assert.equal(told.length, 1);
  }
});

test("what was given is never in what is told", async () => {
  const { token, told } = over("secret of mine");
  await token();
  assert.doesNotMatch(JSON.stringify(told), /secret/);
});

test("a getToken that hangs is given up after half a minute", async () => {
  const { token, told } = over(() => new Promise(() => {}), "sgt_late");
  const waiting = token();
  mock.timers.tick(30_000);
  assert.equal(await waiting, null);
  assert.match(told[0].message, /no answer within 30 s/);
  assert.equal(await token(), "sgt_late");
});
