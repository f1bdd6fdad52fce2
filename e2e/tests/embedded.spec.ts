import { groupOf, instanceOf, isRegistered, listIds } from "../support/cloud.ts";
import { expect, expectAccessible, test } from "../support/test.ts";

test("it works inside a shadow root of somebody else's page and leaves that page alone", async ({ page, signet, watch }) => {
  watch.expectRefusals();
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 51);
  const [id] = (await listIds(signet.url, instance_id, group_id, 1, 50)).client_ids;
  const index = await (await fetch(signet.url)).text();
  // The release bundle is minified: attributes stand in any order, with or without quotes.
  const found = (kind: RegExp) => {
    const link = index.match(/<link[^>]*>/g)?.find((tag) => kind.test(tag));
    const name = link?.match(/href="?([^"\s>]+)/)?.[1];
    if (!name) throw new Error(`no link with ${kind} in:\n${index}`);
    return name;
  };
  const script = found(/rel="?modulepreload/);
  const style = found(/rel="?stylesheet/);
  const wasm = found(/\.wasm/);
  await page.route("**/somebody-else", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>Plant portal</title><style>h1 { color: rgb(255, 0, 0) } button { display: none }</style>
        <header><h1>Plant portal</h1></header><div id="host"></div>`,
    }),
  );
  await page.goto("/somebody-else");
  await page.evaluate(
    async ([script, style, wasm]) => {
      const shadow = document.querySelector("#host")!.attachShadow({ mode: "open" });
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
      const loaded = new Promise((resolve) => sheet.addEventListener("load", resolve));
      const place = document.createElement("div");
      shadow.append(sheet, place);
      await loaded;
      const dashboard = await import(script);
      await dashboard.default({ module_or_path: wasm });
      Object.assign(window, { handle: dashboard.mount(place, { location: "memory" }) });
    },
    [script, style, wasm],
  );

  await page.getByRole("combobox", { name: "Group" }).selectOption(group_id);
  await page.getByRole("button", { name: `Actions for ${id}` }).click();
  await page.getByRole("menuitem", { name: "Deregister…" }).click();
  const dialog = page.getByRole("dialog", { name: "Deregister this credential?" });
  await dialog.getByRole("textbox", { name: /to confirm/ }).fill(id.split("@@@")[1]);
  await dialog.getByRole("button", { name: "Deregister", exact: true }).click();
  await expect(page.getByRole("log")).toContainText(`${id} is deregistered`);
  expect(await isRegistered(signet.url, instance_id, id)).toBe(false);

  await page.getByRole("link", { name: "Device certificates" }).click();
  await expect(page.getByRole("heading", { name: "Device certificates" })).toHaveCSS("color", /^(?!rgb\(255, 0, 0\)).*/);
  // How a page is divided is its owner's business.
  await expectAccessible(page, ["landmark-no-duplicate-banner", "landmark-unique", "region"]);
  expect(page.url()).toBe(`${signet.url}/somebody-else`);
  await expect(page).toHaveTitle("Plant portal");
  expect(await page.evaluate(() => document.body.children.length)).toBe(2);

  await page.evaluate(() => (window as unknown as { handle: { unmount(): void } }).handle.unmount());
  await expect(page.getByRole("combobox", { name: "Group" })).toHaveCount(0);
});
