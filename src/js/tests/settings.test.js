import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.location = { href: "https://page.example/console/" };
const { read } = await import("../settings.js");

test("what is right is taken", () => {
  const all = {
    proxy: "https://signet.example/",
    product: "Plant 4",
    locale: "zh-CN",
    theme: "dark",
    routes: "hash",
    pages: ["credentials"],
    frame: ["https://portal.example", "http://localhost:8080"],
  };
  assert.deepEqual(read(JSON.stringify(all)), { settings: { ...all, proxy: "https://signet.example" }, errors: [] });
  assert.deepEqual(read("{}\n"), { settings: {}, errors: [] });
  assert.equal(read('{"proxy":"/signet/"}').settings.proxy, "https://page.example/signet");
});

test("what is wrong is named with its rule and what was found, and the rest is taken", () => {
  const wrong = {
    proxy: ["", "signet.example", "ftp://signet.example", "https://", "https://a:b@signet.example", "https://signet.example/?x", "javascript:alert(1)", 7],
    product: ["", 7, null],
    locale: [7],
    theme: [[]],
    routes: ["paths"],
    pages: ["credentials", [7]],
    frame: ["https://portal.example", ["https://portal.example/"], ["*"], ["portal.example"], ["null"]],
    them: ["dark"],
    __proto__x: [{}],
    constructor: [1],
    toString: [1],
  };
  for (const [key, values] of Object.entries(wrong)) {
    for (const value of values) {
      const { settings, errors } = read(JSON.stringify({ product: "Signet", [key]: value }));
      assert.deepEqual(settings, key === "product" ? {} : { product: "Signet" });
      assert.equal(errors.length, 1, `${key}: ${value}`);
      assert.ok(errors[0].message.includes(`${key} must be `), errors[0].message);
      assert.ok(errors[0].message.endsWith(`found ${JSON.stringify(value)}`), errors[0].message);
    }
  }
});

test("a key of JavaScript's own is a key like any other", () => {
  assert.equal(read('{"__proto__":{"proxy":"https://evil.example"}}').errors.length, 1);
  assert.equal(read('{"__proto__":{"proxy":"https://evil.example"}}').settings.proxy, undefined);
});

test("what is no object of JSON is no settings", () => {
  for (const file of ["", "<!doctype html>", "[]", "null", "7", '"text"', "{'a':1}"]) assert.throws(() => read(file), file);
});
