import type { AddressInfo } from "node:net";
import http from "node:http";
import { groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { expect, test } from "../support/test.ts";

/** A page of somebody else, on an origin of its own. */
async function stranger(): Promise<{ url: string; stop(): void }> {
  const server = http.createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<!doctype html><h1>Free screensavers</h1>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

test("a foreign page cannot act, whatever it sends", async ({ browser, signet }) => {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 1);
  const [client_id] = (await listIds(signet.url, instance_id, group_id, 1, 1)).client_ids;
  const site = await stranger();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.url);
  const outcomes = await page.evaluate(
    async ([url, body]) => {
      const send = (init: RequestInit) =>
        fetch(url, { method: "POST", body, credentials: "include", ...init }).then(
          (answer) => `${answer.type} ${answer.status}`,
          (error: Error) => error.name,
        );
      return Promise.all([
        send({ headers: { "content-type": "application/json", "x-signet": "1" } }),
        send({ headers: { "content-type": "application/json" } }),
        send({ mode: "no-cors", headers: { "content-type": "text/plain" } }),
        send({ headers: { "content-type": "text/plain" } }),
      ]);
    },
    [`${signet.url}/api/operations/UnRegisterDeviceCredential`, JSON.stringify({ instance_id, client_id })],
  );
  // Not even that it was refused can be read from elsewhere.
  expect(outcomes).toEqual(["TypeError", "TypeError", "TypeError", "TypeError"]);

  const refused = page.waitForResponse((answer) => answer.url().startsWith(signet.url));
  await page.evaluate(
    ([action, value]) => {
      const form = Object.assign(document.createElement("form"), { method: "post", action, enctype: "text/plain" });
      form.append(Object.assign(document.createElement("input"), { name: value.slice(0, -1), value: "}" }));
      document.body.append(form);
      form.submit();
    },
    [`${signet.url}/api/operations/UnRegisterDeviceCredential`, JSON.stringify({ instance_id, client_id })],
  );
  expect((await refused).status()).toBeGreaterThanOrEqual(400);
  await context.close();
  site.stop();
  expect(await isRegistered(signet.url, instance_id, client_id)).toBe(true);
});
