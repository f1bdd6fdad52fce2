/** Every page of the route table in its states: what axe, zoom, forced colours and fingers are tried on. */
import { expect, type Page } from "@playwright/test";
import { call, demoIotId, groupOf, instanceOf, listCertificates, listIds } from "./cloud.ts";
import type { Proxy } from "./proxy.ts";

/** One thing that somebody may have in front of them. */
export interface Screen {
  /** What it is called in reports. */
  name: string;
  /** Brings it up from nothing, and waits until it stands. */
  show(page: Page): Promise<void>;
}

/** Screens of one kind: few enough for one test. */
export interface Room {
  name: string;
  screens(signet: Proxy): Promise<Screen[]>;
}

/** Waits until nothing is being read any more. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Waits until what a change of colours or a press set in motion has come to rest. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
}

type Then = (page: Page) => Promise<unknown>;

/** A screen at an address, known by a text on it, after what is done there. */
function at(name: string, url: string, said: string, ...then: Then[]): Screen {
  return {
    name,
    async show(page) {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.goto(url);
      await page.locator("main").getByText(said).and(page.locator(":visible")).first().waitFor();
      await settled(page);
      for (const act of then) await act(page);
    },
  };
}

const press =
  (name: string | RegExp): Then =>
  (page) =>
    page.getByRole("button", { name }).and(page.locator(":visible")).first().click();
const menu: Then = async (page) => {
  await press(/^Actions for /)(page);
  await page.getByRole("menuitem").first().waitFor();
};
const choose =
  (name: string): Then =>
  async (page) => {
    await menu(page);
    await page.getByRole("menuitem", { name }).click();
  };
const asked: Then = async (page) => {
  await page.getByRole("dialog").and(page.locator(":visible")).waitFor();
  await settled(page);
};
const unfold: Then = async (page) => {
  const asks = (await page.getByRole("dialog").count()) > 0;
  // The last first: what is unfolded is no longer among those that are folded.
  const folded = page.locator(`${asks ? "dialog[open] " : "main "}details:not([open]) > summary:visible`);
  for (let left = await folded.count(); left > 0; left -= 1) await folded.last().click();
};

/** A list while it is read, when its proxy is gone, and when it is refused. */
function states(name: string, url: string, path: string): Screen[] {
  const pattern = new RegExp(`/api/(operations/)?${path}(\\?|$)`);
  const under = (state: string, route: Parameters<Page["route"]>[1], stands: Then): Screen => ({
    name: `${name}, ${state}`,
    async show(page) {
      await page.unrouteAll({ behavior: "ignoreErrors" });
      await page.route(pattern, route);
      await page.goto(url);
      await stands(page);
    },
  });
  const error = { code: "role_required", message: "this takes the role viewer", remedy: "Ask an admin." };
  const alert: Then = (page) => page.getByRole("alert").first().waitFor();
  return [
    under("loading", () => undefined, (page) => page.locator("main [aria-busy=true]").first().waitFor()),
    under("failing", (route) => route.abort(), alert),
    under("refused", (route) => route.fulfill({ status: 403, json: { error } }), alert),
  ];
}

async function demo(signet: Proxy) {
  const { instance_id } = await instanceOf(signet.url, "platinum");
  const { group_id } = await groupOf(signet.url, instance_id, 20);
  const { client_ids } = await listIds(signet.url, instance_id, group_id, 1, 20);
  const [certificate] = await listCertificates(signet.url, instance_id, 20);
  return { instance_id, home: `/instances/${instance_id}`, group_id, client_ids, certificate };
}

const frame: Room = {
  name: "frame",
  async screens(signet) {
    const { home, group_id, client_ids } = await demo(signet);
    const list = `${home}/credentials?group=${group_id}&size=20`;
    const narrow = (page: Page) => page.getByRole("button", { name: "Open navigation" }).isVisible();
    const sheet: Then = async (page) => (await narrow(page)) && press("Open navigation")(page);
    const palette: Then = async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Go to or do" }).fill("cut");
      await page.getByRole("dialog").getByRole("option").first().waitFor();
    };
    const toast: Then = async (page) => {
      await press("Copy page")(page);
      await page.getByRole("log").getByRole("button").waitFor();
    };
    return [
      at("credentials", list, client_ids[0]),
      at("navigation", list, client_ids[0], sheet),
      at("choice of an instance", list, client_ids[0], press(/^Instance .*change/), asked),
      at("palette", list, client_ids[0], palette),
      at("menu of a row", list, client_ids[0], menu),
      at("go to a client id", list, client_ids[0], press("Go to id…"), asked, (page) => page.getByRole("dialog").getByRole("textbox").fill("＠")),
      at("ticked rows", list, client_ids[0], (page) => page.getByRole("checkbox", { name: `Tick ${client_ids[1]}` }).click()),
      at("a message", list, client_ids[0], toast),
      at("page beyond the end", `${list}&page=99`, "There is nothing on page 99"),
      at("filtered away", `${list}&filter=zzzz`, "No client id of this page"),
      at("no such instance", "/instances/post-cn-nobody/credentials", "No instance post-cn-nobody"),
      at("no such page", "/nowhere", "There is nothing here"),
      ...states("credentials", list, "ListDeviceCredentialClientId"),
    ];
  },
};

const credentials: Room = {
  name: "credentials",
  async screens(signet) {
    const { instance_id, home, group_id, client_ids } = await demo(signet);
    await call(signet.url, "AddCustomAuthConnectBlack", { instance_id, client_id: client_ids[3], reason: "Stolen" });
    const one = `${home}/credential?open=${encodeURIComponent(client_ids[0])}`;
    const cutOff = `${home}/cut-off?open=${encodeURIComponent(client_ids[1])}`;
    const lines = (page: Page) => page.getByRole("textbox", { name: "Client IDs" }).fill(`${group_id}@@@a\n${group_id}@@@＠\nnonsense`);
    const cut: Then = async (page) => {
      await press("Cut off now")(page);
      await page.getByRole("region", { name: "Outcome" }).waitFor();
    };
    return [
      at("credential", one, "Access key id", unfold),
      at("credential, nobody has it", `${home}/credential?open=${group_id}@@@nobody`, "Not registered"),
      at("rotate", `${one}&act=rotate`, "Access key id", asked),
      at("deregister", `${one}&act=deregister`, "Access key id", asked, unfold),
      at("protect", one, "Access key id", press("Protect…"), asked),
      at("register", `${home}/register?open=${group_id}`, "Register 0", lines, settled),
      at("cut off, which device", `${home}/cut-off`, "Continue"),
      at("cut off", cutOff, "not blacklisted"),
      at("cut off, pressed", cutOff, "not blacklisted", cut),
      at("blacklist", `${home}/blacklist`, client_ids[3]),
      at("lift a block", `${home}/blacklist`, client_ids[3], choose("Lift…"), asked),
      at("groups", `${home}/groups`, group_id),
      at("create a group", `${home}/groups?act=create`, group_id, asked, (page) => page.getByRole("dialog").getByRole("textbox").fill("＿")),
      at("delete a group", `${home}/groups`, group_id, choose("Delete…"), asked),
      ...states("credential", one, "GetDeviceCredential").slice(1),
      ...states("groups", `${home}/groups`, "ListGroupId"),
      ...states("blacklist", `${home}/blacklist`, "QueryCustomAuthConnectBlack"),
    ];
  },
};

const certificates: Room = {
  name: "certificates",
  async screens(signet) {
    const { home, certificate } = await demo(signet);
    const { instance_id: basic } = await instanceOf(signet.url, "basic");
    const { device_serial_number: device, ca_serial_number: ca } = certificate;
    const list = `${home}/device-certificates?size=20`;
    const open = `${list}&open=${device}&open_ca=${ca}`;
    const serial: Then = (page) => page.getByRole("dialog").getByRole("textbox").first().fill("号".repeat(43));
    const opened = (act: string): Then => async (page) => {
      const button = page.getByRole("complementary").getByRole("button", { name: act, exact: true });
      await button.click();
    };
    const act = certificate.status === "active" ? "Inactivate…" : "Activate…";
    return [
      at("device certificates", list, device),
      at("menu of a certificate", list, device, menu),
      at("certificate", open, "SHA-256", unfold),
      at("certificate, act asked", open, "SHA-256", opened(act), asked, unfold),
      at("certificate, protect", open, "SHA-256", opened("Protect…"), asked),
      at("go to a serial", list, device, press("Go to serial…"), asked, serial),
      at("no certificates here", `/instances/${basic}/device-certificates`, "This edition has no certificates"),
      at("scan", `${home}/certificate-scan`, "Scan device certificates"),
      at("CA certificates", `${home}/ca-certificates`, ca),
      at("CA certificate", `${home}/ca-certificates?open=${ca}`, "SHA-256", unfold),
      at("CA certificate, act asked", `${home}/ca-certificates?open=${ca}`, "SHA-256", opened("Inactivate…"), asked),
      at("register a CA", `${home}/register-ca`, "openssl", unfold),
      ...states("device certificates", list, "ListDeviceCertificate"),
      ...states("CA certificates", `${home}/ca-certificates`, "ListCaCertificate"),
    ];
  },
};

const devices: Room = {
  name: "devices and oversight",
  async screens(signet) {
    const { instance_id, home, client_ids } = await demo(signet);
    const iot = `/client-ids?iot_id=${demoIotId(signet.log())}`;
    const answer = await fetch(`${signet.url}/api/protected/mark`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-signet": "1" },
      body: JSON.stringify({ instance_id, object: client_ids[0], reason: "the press of line 4" }),
    });
    expect(answer.status).toBe(200);
    const entry: Then = async (page) => {
      await page.locator(".audit__open").first().click();
      await page.getByRole("complementary").waitFor();
      await settled(page);
    };
    return [
      at("IoT devices, which one", "/client-ids", "Which device?"),
      at("IoT device", iot, "Registering again fails"),
      at("delete all ClientIDs", iot, "Registering again fails", press("Delete all…"), asked),
      at("audit", "/audit", "Head of the chain"),
      at("audit entry", "/audit", "Head of the chain", entry),
      at("audit, nothing found", "/audit?object=nobody", "No entry matches"),
      at("people", "/people", "Nobody yet"),
      at("grant a role", "/people", "Nobody yet", press("Grant a role…"), asked, unfold),
      at("protected", "/protected", client_ids[0]),
      at("unprotect", "/protected", client_ids[0], choose("Unprotect…"), asked),
      at("tokens without sign-in", "/tokens", "Without sign-in there are no tokens"),
      at("credential, protected", `${home}/credential?open=${encodeURIComponent(client_ids[0])}`, "Access key id"),
      ...states("audit", "/audit", "audit"),
      ...states("people", "/people", "people"),
      ...states("protected", "/protected", "protected"),
      ...states("IoT device", iot, "QueryClientIds"),
    ];
  },
};

const plans: Room = {
  name: "plans",
  async screens(signet) {
    const { instance_id, client_ids } = await demo(signet);
    const make = `/plans/new?instance=${instance_id}`;
    const lines = encodeURIComponent(client_ids.slice(0, 12).join("\n"));
    const made: Then = async (page) => {
      await press("Make the plan")(page);
      await expect(page.locator(".plan__state .ui-status")).toHaveText("Shown");
      await settled(page);
    };
    const one = (name: string, ...then: Then[]) => at(name, `${make}&act=deregister&items=${lines}`, "Make the plan", made, ...then);
    const run: Then = async (page) => {
      await press("Run…")(page);
      await asked(page);
    };
    const ended: Then = async (page) => {
      await run(page);
      await page.getByRole("dialog").getByRole("textbox").fill("12");
      await page.keyboard.press("Enter");
      await expect(page.locator(".plan__state .ui-status")).toHaveText("Finished", { timeout: 40_000 });
      await page.getByRole("log").getByRole("button").first().click();
      await settled(page);
    };
    return [
      at("no plans", "/plans", "No plans yet"),
      at("new plan", `${make}&act=deregister`, "Make the plan", unfold),
      at("new plan by groups", `${make}&act=rotate&source=groups`, "Make the plan", unfold),
      one("plan"),
      one("run a plan", run),
      one("plan at its end", ended, unfold),
      at("plans", "/plans", "Finished"),
      ...states("plans", "/plans", "plans"),
    ];
  },
};

/** All screens that the demo can show. */
export const ROOMS: Room[] = [frame, credentials, certificates, devices, plans];
